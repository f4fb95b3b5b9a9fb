import ConvNet
import KerasNotation
import Tensors

/// What a layer's arguments say.
struct LayerRecipe {
  /// One of the network's layers that a layer of the file becomes.
  struct Stage {
    /// What is added to the layer's name; empty for the last stage, whose activation is the layer's.
    let suffix: String
    /// The code that makes the layer in Keras, or the part of it that the stage does.
    var code: [ListingToken]
    /// Makes the operation.
    let make: Make
    /// Where the learned tensors stand among those that the file has of the layer.
    var stored = StoredOrder()
  }

  /// Makes an operation from the shapes that it reads, of which there are none for the first layer.
  typealias Make = (_ inputs: [Shape]) throws(ModelError) -> any Operation

  /// The network's layers that the layer becomes, each reading the one before it, the first the layer's inputs:
  /// one, but for a layer whose number in between deserves to be seen.
  var stages: [Stage]
}

extension LayerRecipe {
  /// What the arguments of a layer say that stays one layer.
  init(code: [ListingToken], stored: StoredOrder = StoredOrder(), make: @escaping Make) {
    self.init(stages: [Stage(suffix: "", code: code, make: make, stored: stored)])
  }

  /// What the arguments of a layer say whose operation is the same whatever it reads.
  init(_ operation: any NotatedOperation) {
    self.init(code: operation.listing) { _ in operation }
  }

  /// The same with `data_format='channels_first'` at the end of the code.
  func namingChannelsFirst() -> LayerRecipe {
    var recipe = self
    for index in stages.indices {
      guard let end = stages[index].code.lastIndex(of: ListingToken(")")) else { continue }
      let isFirst = stages[index].code[end - 1].text.hasSuffix("(")
      let name = (isFirst ? "" : ", ") + "data_format"
      recipe.stages[index].code.insert(
        contentsOf: ListingToken.named(name, "'channels_first'", .dataFormat), at: end)
    }
    return recipe
  }
}

/// An operation that can be read from a Keras file.
protocol KerasReadable: SendableMetatype {
  /// The names of the Keras classes that do it.
  static var kerasClassNames: [String] { get }

  /// Whether it can be read where the file has channels first, and maps are among its inputs or are its output:
  /// its `recipe` translates the axes that its arguments name.
  static var readsChannelsFirst: Bool { get }

  /// The arguments that the config of all of the classes may have.
  static var arguments: KerasArguments { get }
  /// The arguments that the config of one of the classes may have, where they differ.
  static func arguments(of className: String) -> KerasArguments

  /// What a layer's arguments say; `config.className` tells which of the classes it is.
  ///
  /// - Throws: `ModelError` that names the layer and the argument that can't be read or run.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe
}

extension KerasReadable {
  /// Not unless an operation reads the order of the axes, or says so: one that doesn't know would give wrong numbers.
  static var readsChannelsFirst: Bool { arguments.read.contains("data_format") }
  static var arguments: KerasArguments { KerasArguments() }
  static func arguments(of className: String) -> KerasArguments { arguments }
}

extension KerasReadable where Self: NotatedOperation {
  /// The one class that most operations have.
  static var kerasClassNames: [String] { [className] }
}

/// Every operation that can be read.
let kerasOperations: [any KerasReadable.Type] = [
  Input.self,
  Conv2D.self,
  Conv2DTranspose.self,
  Cropping2D.self,
  DepthwiseConv2D.self,
  GlobalPooling2D.self,
  Pooling2D.self,
  SeparableConv2D.self,
  UpSampling2D.self,
  ZeroPadding2D.self,
  Flatten.self,
  Dense.self,
  MergeLayer.self,
  Concatenate.self,
  ActivationLayer.self,
  PReLU.self,
  Identity.self,
  BatchNormalization.self,
  LayerNormalization.self,
  Rescaling.self,
  Normalization.self,
  Reshape.self,
  Permute.self,
]

/// The same, found by the names of their classes.
let kerasOperationsByClass = Dictionary(
  uniqueKeysWithValues: kerasOperations.flatMap { operation in
    operation.kerasClassNames.map { ($0, operation) }
  })
