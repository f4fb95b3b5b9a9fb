import ConvNet
import Tensors

extension KerasConfig {
  /// A finite number; `nil` where nothing is given.
  func number(_ argument: String) throws(ModelError) -> Double? {
    guard let value = value(argument) else { return nil }
    guard let number = value.double, number.isFinite else { throw bad(argument, expected: .number) }
    return number
  }

  /// Finite numbers, given as a list, however deep, or as one; `nil` where nothing is given.
  func numbers(_ argument: String) throws(ModelError) -> [Double]? {
    guard let value = value(argument) else { return nil }
    guard let numbers = value.numbers, numbers.allSatisfy(\.isFinite) else {
      throw bad(argument, expected: .numbers)
    }
    return numbers
  }

  /// Integers, given as a list or as one; `nil` where nothing is given.
  func integers(_ argument: String) throws(ModelError) -> [Int]? {
    guard let value = value(argument) else { return nil }
    if let integer = value.integer { return [integer] }
    let integers = value.array?.compactMap(\.integer) ?? []
    guard let count = value.array?.count, integers.count == count,
      integers.allSatisfy({ (-Self.largestInteger...Self.largestInteger).contains($0) })
    else { throw bad(argument, expected: .integers(upTo: Self.largestInteger)) }
    return integers
  }

  /// Axes of the network's tensor without the batch's, counted from 0, from axes of Keras, which count the batch and may be
  /// negative; a default where nothing is given.
  ///
  /// - Throws: `ModelError` where an axis is the batch's or lies outside the rank.
  func axes(_ argument: String, default standard: [Int], rank: Int) throws(ModelError) -> [Int] {
    let given = try integers(argument) ?? standard
    let axes = given.map { place(ofAxis: $0, rank: rank) }
    guard axes.allSatisfy({ (0..<rank).contains($0) }) else { throw unsupported(argument) }
    return axes
  }
}

extension JSONValue {
  /// The number, where this is one.
  var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    case .float(let number): Double(number)
    default: nil
    }
  }

  /// The numbers of lists in lists, in order, or the one number; `nil` where anything else is among them.
  fileprivate var numbers: [Double]? {
    if let double { return [double] }
    guard let array else { return nil }
    var numbers: [Double] = []
    for element in array {
      guard let more = element.numbers else { return nil }
      numbers += more
    }
    return numbers
  }
}
