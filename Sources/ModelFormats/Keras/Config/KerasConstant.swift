/// A number among the two arguments of a function, the other being a tensor: the 127.5 of `x / 127.5`.
struct KerasConstant: Hashable {
  /// The number.
  let value: Double
  /// Whether it is a float, so that what comes of it is one, whatever the tensor has.
  let isFloat: Bool
  /// Whether it comes before the tensor.
  let isFirst: Bool

  /// The number of a node as Keras 3 writes it, in its arguments by place or those called `x1` and `x2`; `nil` where
  /// these are not a tensor and a number, which may be an array of no axes.
  init?(_ node: JSONValue) {
    let places = node["args"]?.array ?? []
    let named = ["x1", "x2"].compactMap { node["kwargs"]?[$0] }
    let arguments = places + named
    let given = arguments.map { $0.arrayValue ?? $0 }
    let numbers = given.map(\.double)
    guard arguments.count == 2, (numbers[0] == nil) != (numbers[1] == nil) else { return nil }
    isFirst = numbers[0] != nil
    isFloat = given[isFirst ? 0 : 1].integer == nil
    value = numbers[0] ?? numbers[1] ?? 0
  }
}
