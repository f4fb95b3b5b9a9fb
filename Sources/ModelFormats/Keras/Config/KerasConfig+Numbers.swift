import ConvNet
import Tensors

extension KerasConfig {
  private static let integers = ExpectedValue.integers(upTo: largestInteger)

  /// A positive integer; a default where nothing is given, and where there is none it must be.
  func count(_ argument: String, default standard: Int? = nil) throws(ModelError) -> Int {
    let expected = ExpectedValue.positiveInteger(upTo: Self.largestInteger)
    guard let count = try read(argument, as: expected, \.positive) ?? standard else {
      throw bad(argument, expected: expected)
    }
    return count
  }

  /// A height and a width, given as two integers or as one for both; `nil` where nothing is given.
  func size(_ argument: String, least: Int = 1) throws(ModelError) -> Size2D? {
    try read(argument, as: .size(upTo: Self.largestInteger)) { value in
      value.pair(least == 0 ? \.side : \.positive).map { Size2D(height: $0, width: $1) }
    }
  }

  /// A height and a width that must be given.
  func requiredSize(_ argument: String) throws(ModelError) -> Size2D {
    guard let size = try size(argument) else {
      throw bad(argument, expected: .size(upTo: Self.largestInteger))
    }
    return size
  }

  /// Rows and columns at the four sides: one integer for all, two for rows and columns, or two pairs; in a pair one
  /// integer stands for both sides.
  ///
  /// - Throws: `ModelError` that names the layer and the argument.
  func border(_ argument: String, default standard: Int) throws(ModelError) -> Border {
    try read(argument, as: Self.integers) { value in
      value.pair { $0.pair(\.side) }.map { rows, columns in
        Border(top: rows.0, bottom: rows.1, left: columns.0, right: columns.1)
      }
    } ?? Border(top: standard, bottom: standard, left: standard, right: standard)
  }

  /// A finite number; `nil` where nothing is given.
  func number(_ argument: String) throws(ModelError) -> Double? {
    try read(argument, as: .number) { value in value.double.flatMap { $0.isFinite ? $0 : nil } }
  }

  /// A number that a `Float` can hold; a default where nothing is given.
  func float(_ argument: String, default standard: Float) throws(ModelError) -> Float {
    try read(argument, as: .number) { value in
      value.double.flatMap { Float($0).isFinite ? Float($0) : nil }
    } ?? standard
  }

  /// Integers, given as a list or as one; `nil` where nothing is given.
  func integers(_ argument: String) throws(ModelError) -> [Int]? {
    try read(argument, as: Self.integers) { value in
      if let integer = value.integer { return [integer] }
      let integers = value.array?.compactMap(\.integer) ?? []
      let areAll = integers.count == value.array?.count
      return areAll && integers.allSatisfy { $0.magnitude <= Self.largestInteger } ? integers : nil
    }
  }

  /// An integer; a default where nothing is given.
  func integer(_ argument: String, default standard: Int) throws(ModelError) -> Int {
    guard value(argument)?.array == nil else { throw bad(argument, expected: Self.integers) }
    return try oneInteger(argument, default: standard)
  }

  /// An integer, alone or in a list of one, as older files have it; a default where nothing is given.
  func oneInteger(_ argument: String, default standard: Int) throws(ModelError) -> Int {
    let integers = try integers(argument) ?? [standard]
    guard integers.count == 1 else { throw unsupported(argument) }
    return integers[0]
  }

  /// Integers that must be given.
  func requiredIntegers(_ argument: String) throws(ModelError) -> [Int] {
    guard let integers = try integers(argument) else { throw bad(argument, expected: Self.integers) }
    return integers
  }

  /// A number or a block of numbers, as nested lists or as Keras writes an array; `nil` where nothing is given.
  ///
  /// - Throws: `ModelError.badArgument` where lists differ in length, or something else than numbers is in them.
  func constant(_ argument: String) throws(ModelError) -> Constant? {
    try read(argument, as: .numbers) { value in
      let constant = Constant(value.arrayValue ?? value)
      return constant?.values.allSatisfy { Float($0).isFinite } == true ? constant : nil
    }
  }

  /// A shape whose first extent is the batch's, which is dropped; rows and columns that are open are those asked for.
  ///
  /// - Throws: `ModelError.openInputShape` where others are open, or nothing is asked for, and `.fixedInputShape` where
  ///   something is that the shape doesn't leave open.
  func batchShape(_ argument: String) throws(ModelError) -> Shape {
    let elements = value(argument)?.array ?? []
    // Of a number for each picture, which Keras knows, nothing can be shown.
    if elements.count == 1 { throw unsupported(argument) }
    var extents = elements.dropFirst().map { $0 == .null ? nil : $0.positive ?? 0 }
    guard !extents.isEmpty, !extents.contains(0) else {
      throw bad(argument, expected: .batchShape(upTo: Self.largestInteger))
    }
    if let inputSize, extents.count == 2 || extents.count == 3 {
      let rows = isChannelsFirst && extents.count == 3 ? 1 : 0
      let asked = [inputSize.height, inputSize.width]
      if !extents.contains(nil), extents != extents.replacing(from: rows, by: asked) {
        throw .fixedInputShape(Shape(extents.compactMap(\.self)))
      }
      for (place, extent) in zip(rows..., asked) where extents[place] == nil { extents[place] = extent }
    }
    let known = extents.compactMap(\.self)
    guard known.count == extents.count else { throw .openInputShape((value(argument) ?? .null).excerpt) }
    return Shape(known)
  }
}

extension [Int?] {
  /// The extents with others from a place on.
  fileprivate func replacing(from place: Int, by others: [Int]) -> [Int?] {
    self[..<place] + others.map { $0 } + self[(place + others.count)...]
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

  /// The numbers of an array as Keras writes one; `nil` where this isn't one.
  var arrayValue: JSONValue? {
    guard ["__numpy__", "__tensor__"].contains(self["class_name"]?.string) else { return nil }
    return self["config"]?["value"] ?? .null
  }

  /// An integer from 1 to the largest that is read.
  fileprivate var positive: Int? { side == 0 ? nil : side }

  /// An integer from 0 to the largest that is read.
  fileprivate var side: Int? {
    integer.flatMap { (0...KerasConfig.largestInteger).contains($0) ? $0 : nil }
  }

  /// What the two elements of a list are read as, or one value for both.
  fileprivate func pair<Element>(_ read: (JSONValue) -> Element?) -> (Element, Element)? {
    let elements = array ?? [self, self]
    guard elements.count == 2, let first = read(elements[0]), let second = read(elements[1]) else {
      return nil
    }
    return (first, second)
  }
}

extension Constant {
  /// A number, or lists in lists of equal lengths.
  init?(_ value: JSONValue) {
    if let number = value.double {
      self.init(number)
      return
    }
    guard let elements = value.array, !elements.isEmpty else { return nil }
    let blocks = elements.compactMap { Constant($0) }
    guard blocks.count == elements.count, blocks.allSatisfy({ $0.shape == blocks[0].shape }) else {
      return nil
    }
    self.init(Shape([blocks.count] + blocks[0].shape.extents), blocks.flatMap(\.values))
  }
}
