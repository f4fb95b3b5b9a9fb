import ConvNet
import Tensors

/// A number, or a block of numbers, among the two arguments of a function, the other being a tensor: the 127.5 of
/// `x / 127.5`.
struct KerasConstant: Hashable {
  /// The numbers, without axes of extent 1 in front: they are broadcast.
  let value: Constant
  /// Whether they are floats, so that what comes of them is one, whatever the tensor has.
  let isFloat: Bool
  /// Whether they come before the tensor.
  let isFirst: Bool

  /// The numbers of a node as Keras 3 writes it, in its arguments by place or those called `x1` and `x2`; `nil` where
  /// these are not a tensor and numbers.
  init?(_ node: JSONValue) {
    let places = node["args"]?.array ?? []
    let named = ["x1", "x2"].compactMap { node["kwargs"]?[$0] }
    let arguments = places + named
    guard arguments.count == 2, arguments[0].isTensor != arguments[1].isTensor else { return nil }
    isFirst = arguments[1].isTensor
    let given = arguments[isFirst ? 0 : 1]
    let numbers = given.arrayValue ?? given
    guard let constant = Constant(numbers), constant.values.allSatisfy({ Float($0).isFinite }) else {
      return nil
    }
    value = constant.withoutLeadingOnes
    let type = given["config"]?["dtype"]?.string
    isFloat = type.map { $0.contains("float") } ?? !numbers.isOfIntegers
  }
}

extension JSONValue {
  /// Whether a number, or all numbers in lists of lists, are integers.
  fileprivate var isOfIntegers: Bool { array?.allSatisfy(\.isOfIntegers) ?? (integer != nil) }

  /// Whether this stands for one tensor.
  fileprivate var isTensor: Bool {
    KerasHistory(self) != nil || self["class_name"] == .string("__keras_tensor__")
  }
}

extension Constant {
  /// The same numbers without axes of extent 1 in front of the others.
  fileprivate var withoutLeadingOnes: Constant {
    Constant(Shape(Array(shape.extents.drop { $0 == 1 })), values)
  }
}
