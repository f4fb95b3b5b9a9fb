import ConvNet
import KerasNotation
import SwiftProtobuf

extension ONNXNode {
  /// What attributes decide.
  private static let meanings: [String: ListingToken.Meaning] = [
    "kernel_shape": .window, "strides": .strides, "pads": .padding, "auto_pad": .padding,
    "dilations": .dilation,
    "group": .groups, "epsilon": .epsilon, "axis": .axis, "axes": .axis, "perm": .axis, "keepdims": .keptAxes,
    "shape": .targetShape, "alpha": .activationFunction, "ratio": .rate,
  ]

  /// The node as a call of its operator with all its attributes.
  var code: [ListingToken] { code(numbers: []) }

  /// The same, with numbers that the file gives in front.
  func code(numbers: [String]) -> [ListingToken] {
    ListingToken.call(
      operation,
      numbers.map { [ListingToken($0)] }
        + attributes.prefix(12).map { attribute in
          ListingToken.named(attribute.name, Self.text(attribute), Self.meanings[attribute.name])
        })
  }
}

extension ONNXCode {
  /// The code of a layer that stands in front of a node's: the operator that does it, in the network's order of axes.
  static func code(_ operation: any Operation) -> [ListingToken]? {
    switch operation {
    case let permute as Permute:
      ListingToken.call(
        "Transpose", [ListingToken.named("perm", "\([0] + permute.axes.map { $0 + 1 })", .axis)])
    case let reshape as Reshape:
      ListingToken.call(
        "Reshape", [ListingToken.named("shape", "\([1] + reshape.targetShape)", .targetShape)])
    case let padding as ZeroPadding2D:
      ListingToken.call("Pad", [ListingToken.named("pads", "\(padding.border)", .border)])
    case let scaling as Rescaling where scaling.scale.values.count == 1 && scaling.offset.values.count == 1:
      [
        ListingToken("Mul("), ListingToken("\(Float(scaling.scale.values[0]))", .scale),
        ListingToken("), Add("),
        ListingToken("\(Float(scaling.offset.values[0]))", .offset), ListingToken(")"),
      ]
    default: ListingToken.call("Identity", [])
    }
  }
}

/// Code of layers in the words of ONNX.
enum ONNXCode {
  /// The name of what a line calls: `Conv2d` of `nn.Conv2d(3, 32, 3)`; another word where it calls nothing.
  static func title(of code: [ListingToken], else word: String) -> String {
    guard let first = code.first?.text, first.hasSuffix("("), !first.hasPrefix("x.") else { return word }
    return String(first.dropLast().split(separator: ".").last ?? Substring(word))
  }
}
