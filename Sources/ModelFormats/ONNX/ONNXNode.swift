import SwiftProtobuf

#if canImport(FoundationEssentials)
  private import FoundationEssentials
#else
  private import Foundation
#endif

/// A node of a graph: an operator with its attributes, what it reads and what it gives.
struct ONNXNode {
  /// What errors call it.
  let note: ONNXOperator
  /// The name that the file gives it, which may be empty.
  let name: String
  /// The names of the values that it reads; empty for one that is left out.
  let inputs: [String]
  /// The names of the values that it gives; empty for one that is left out.
  let outputs: [String]
  /// The modules that it was written in, from the outermost inwards, where the file says so.
  let scopes: [String]
  /// The attributes, in the file's order.
  let attributes: [Onnx_AttributeProto]

  /// Makes a node.
  init(
    note: ONNXOperator, name: String, inputs: [String], outputs: [String], scopes: [String],
    attributes: [Onnx_AttributeProto]
  ) {
    (self.note, self.name, self.inputs, self.outputs) = (note, name, inputs, outputs)
    (self.scopes, self.attributes) = (scopes, attributes)
  }

  /// Takes a node of a file.
  init(_ node: Onnx_NodeProto) {
    name = node.name
    inputs = node.input
    outputs = node.output
    attributes = node.attribute
    note = ONNXOperator(
      node: node.name.isEmpty ? node.output.first ?? "" : node.name, name: node.opType,
      domain: node.domain == "ai.onnx" ? "" : node.domain)
    let scopes = node.metadataProps.first { $0.key == "pkg.torch.onnx.name_scopes" }?.value ?? ""
    self.scopes = ONNXNode.list(scopes)
  }

  /// The operator.
  var operation: String { note.name }

  /// The texts of a list that Python has written: `['', 'features']`.
  private static func list(_ text: String) -> [String] {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return [] }
    return text.dropFirst().dropLast().split(separator: ", ").map { String($0.dropFirst().dropLast()) }
  }

  /// The name of an input; `nil` where it is left out.
  func input(_ index: Int) -> String? {
    inputs.indices.contains(index) && !inputs[index].isEmpty ? inputs[index] : nil
  }
}

extension ONNXNode {
  /// The node with other names for some of the values that it reads.
  func readingOriginals(_ originals: [String: String]) -> ONNXNode {
    guard inputs.contains(where: { originals[$0] != nil }) else { return self }
    return ONNXNode(
      note: note, name: name, inputs: inputs.map { originals[$0] ?? $0 }, outputs: outputs, scopes: scopes,
      attributes: attributes)
  }
}

// MARK: Attributes

extension ONNXNode {
  /// What an attribute's type is called, by the number that the format gives it.
  private enum Kind: Int32 {
    case float = 1
    case integer, text, tensor
    case floats = 6
    case integers, texts
  }

  /// Refuses attributes that are not among some.
  ///
  /// - Throws: `ONNXError.attribute` for the first.
  func require(attributes known: Set<String>) throws(ModelError) {
    for attribute in attributes where !known.contains(attribute.name) || !attribute.refAttrName.isEmpty {
      throw refusal(attribute.name)
    }
  }

  /// The error that refuses an attribute's value.
  func refusal(_ name: String) -> ModelError {
    .onnx(.attribute(note, attribute: name, value: attributes.first { $0.name == name }.map(Self.text) ?? ""))
  }

  private func attribute(_ name: String, _ kind: Kind) throws(ModelError) -> Onnx_AttributeProto? {
    guard let attribute = attributes.first(where: { $0.name == name }) else { return nil }
    guard attribute.type == 0 || attribute.type == kind.rawValue else { throw refusal(name) }
    return attribute
  }

  /// Whether there is an attribute.
  func has(_ name: String) -> Bool { attributes.contains { $0.name == name } }

  /// A whole number.
  func integer(_ name: String, default standard: Int) throws(ModelError) -> Int {
    try attribute(name, .integer).map { Int($0.i) } ?? standard
  }

  /// A number that is 0 or 1.
  func flag(_ name: String, default standard: Bool) throws(ModelError) -> Bool {
    let number = try integer(name, default: standard ? 1 : 0)
    guard (0...1).contains(number) else { throw refusal(name) }
    return number == 1
  }

  /// Whole numbers.
  func integers(_ name: String) throws(ModelError) -> [Int]? {
    try attribute(name, .integers)?.ints.map { Int($0) }
  }

  /// A number.
  func float(_ name: String, default standard: Float) throws(ModelError) -> Float {
    let number = try attribute(name, .float)?.f ?? standard
    guard number.isFinite else { throw refusal(name) }
    return number
  }

  /// A text.
  func text(_ name: String, default standard: String) throws(ModelError) -> String {
    try attribute(name, .text).map { String(decoding: $0.s, as: UTF8.self) } ?? standard
  }

  /// A tensor.
  func tensor(_ name: String) throws(ModelError) -> Onnx_TensorProto? { try attribute(name, .tensor)?.t }

  /// Whole numbers of an attribute or, in later versions, of an input.
  func integers(
    _ name: String, or input: () throws(ModelError) -> [Int]?
  ) throws(ModelError) -> [Int]? {
    if let integers = try integers(name) { return integers }
    return try input()
  }

  /// Floats, where the attribute has the type.
  func floats(_ name: String) throws(ModelError) -> [Float]? { try attribute(name, .floats)?.floats }

  /// Refuses an attribute that has another value than one.
  func require(_ name: String, _ value: Int) throws(ModelError) {
    guard try integer(name, default: value) == value else { throw refusal(name) }
  }

  /// An attribute's value as Python writes it.
  static func text(_ attribute: Onnx_AttributeProto) -> String {
    switch Kind(rawValue: attribute.type) {
    case .float: "\(attribute.f)"
    case .integer: "\(attribute.i)"
    case .text: "'\(String(decoding: attribute.s.prefix(64), as: UTF8.self))'"
    case .floats: list(attribute.floats.map { "\($0)" })
    case .integers: list(attribute.ints.map { "\($0)" })
    case .texts: list(attribute.strings.map { "'\(String(decoding: $0.prefix(64), as: UTF8.self))'" })
    case .tensor: "tensor"
    case nil: attribute.ints.isEmpty ? "\(attribute.i)" : list(attribute.ints.map { "\($0)" })
    }
  }

  private static func list(_ elements: [String]) -> String {
    let shown = elements.count > 8 ? elements.prefix(6) + ["…"] : elements[...]
    return "[" + shown.joined(separator: ", ") + "]"
  }
}
