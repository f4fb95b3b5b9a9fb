import ConvNet
import Tensors

/// What a layer's arguments say, before its weights are read.
struct LayerRecipe {
  /// Makes the layer from the shape of its input, which is `nil` for the first layer, and its weights.
  typealias Make = (_ input: Shape?, _ weights: LayerWeights) throws(ModelError) -> any LayerKind

  /// The code that makes the layer in Keras.
  let code: [ListingToken]
  /// Makes the layer.
  let make: Make
}

/// A kind of layer that can be read from a `.keras` file.
protocol KerasReadable: LayerKind {
  /// What a layer's arguments say.
  ///
  /// - Throws: `ModelError` that names the layer and the argument that can't be read or run.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe
}

/// Every kind of layer that can be read, found by its class name.
let kerasLayerKinds: [any KerasReadable.Type] = [
  Input.self,
  Conv2D.self,
  MaxPooling2D.self,
  Flatten.self,
  Dense.self,
]
