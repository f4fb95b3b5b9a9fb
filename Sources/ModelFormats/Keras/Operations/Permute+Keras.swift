import ConvNet
import KerasNotation

extension Permute: KerasReadable {
  static let arguments = KerasArguments(read: ["dims"])

  /// `Permute`: the axes of the input in their new order, counted from 1.
  static func recipe(from config: KerasConfig) throws(ModelError) -> LayerRecipe {
    let dims = try config.requiredIntegers("dims")
    guard !dims.isEmpty else {
      throw config.bad("dims", expected: .integers(upTo: KerasConfig.largestInteger))
    }
    guard dims.sorted() == Array(1...dims.count) else {
      throw config.fault(.argument("dims", found: "(\(dims.map(String.init).joined(separator: ", ")))"))
    }
    return LayerRecipe(Permute(axes: dims.map { $0 - 1 }))
  }
}
