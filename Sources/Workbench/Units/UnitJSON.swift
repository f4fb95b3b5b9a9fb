internal import ConvNet
internal import Explorer
internal import KerasNotation
internal import ModelFormats
internal import Tensors

extension Explanation {
  /// The number before the activation function; null of a number that is held, which no sum has made.
  var jsonOfPreActivation: JSONValue {
    if case .held = form { .null } else { .float(preActivation) }
  }
}

extension PictureStudy {
  /// An explanation as JSON; see `UnitReport.json`.
  func json(_ explanation: Explanation) -> JSONValue {
    let layer = network.layers[explanation.layer]
    var object: JSONObject = [
      "name": .string(network.name(of: explanation.unit)),
      "layer": .string(layer.name),
      "kind": .string(lines[explanation.layer].kerasClass),
      "unit": .extents(explanation.position),
      "terms": .array(terms(explanation)),
      "bias": bias(explanation.form),
      "preActivation": explanation.jsonOfPreActivation,
      "activationFunction": .string(explanation.activationFunction.kerasName),
      "value": .float(explanation.value),
    ]
    if case .held(let hold) = explanation.form { object["held"] = .string(hold.isOfMap ? "map" : "unit") }
    if let exact = explanation.valueBeyondFloat { object["sumBeyondFloat"] = .number(exact) }
    if let softmax = explanation.softmax { object["softmax"] = softmax.json }
    return .object(object)
  }

  private func bias(_ form: Explanation.Form) -> JSONValue {
    if case .weightedSum(let sum) = form, let bias = sum.bias { .float(bias) } else { .null }
  }

  private func terms(_ explanation: Explanation) -> [JSONValue] {
    let (unit, value) = (explanation.unit, explanation.preActivation)
    return switch explanation.form {
    case .given, .padding, .held: []
    case .elementwise(let elementwise): elementwise.stepsJSON
    case .merged(let merge):
      merge.operands.indices.map { json(merge.operands[$0], isKept: $0 == merge.kept, in: unit) }
    case .weightedSum(let sum): sum.terms.map(\.json)
    case .windowMaximum(let window):
      window.places.indices.map { window.places[$0].json(isKept: $0 == window.winner) }
    case .windowAverage(let window): window.places.map { $0.json(isKept: false) }
    case .moved(let origin):
      [
        term(
          at: origin.position, input: value, source: source(of: origin, unit))
      ]
    }
  }

  private func json(_ operand: Merge.Operand, isKept: Bool, in unit: UnitAddress) -> JSONValue {
    term(
      at: operand.place.position, input: operand.value,
      marks: isKept ? ["kept"] : [], source: source(of: operand.place, unit))
  }

  /// The name of the layer that a number comes from.
  private func source(of place: InputPlace, _ unit: UnitAddress) -> String {
    network.layers[network.unit(at: place, ofLayer: unit.layer).layer].name
  }
}

/// A term with the keys that all have, and a mark or a source where it has one.
private func term(
  at position: [Int], input: Float, weight: JSONValue = .null, product: JSONValue = .null,
  marks: [String] = [],
  source: String? = nil
) -> JSONValue {
  var object: JSONObject = [
    "position": .extents(position), "input": .float(input), "weight": weight, "product": product,
  ]
  for mark in marks { object[mark] = .bool(true) }
  if let source { object["source"] = .string(source) }
  return .object(object)
}

extension Hold {
  /// Whether it is a whole map that is held.
  fileprivate var isOfMap: Bool { if case .map = place { true } else { false } }
}

extension Elementwise {
  /// The steps as JSON: what is done, with what, and what the number is after it.
  fileprivate var stepsJSON: [JSONValue] {
    steps.enumerated().map { index, step in
      [
        "position": .extents(place.position), "input": .float(input),
        "operation": .string(step.operation.name),
        "role": .string(step.role.name), "operand": .number(step.operand),
        "result": .number(value(afterSteps: index + 1)),
      ]
    }
  }
}

extension Term {
  /// The term as JSON.
  var json: JSONValue {
    term(
      at: position, input: input, weight: .float(weight), product: .number(product),
      marks: isOutside ? ["outside"] : [])
  }
}

extension WindowPlace {
  /// The place as JSON.
  fileprivate func json(isKept: Bool) -> JSONValue {
    term(
      at: position, input: value,
      marks: (isOutside ? ["outside"] : []) + (isKept ? ["kept"] : []))
  }
}

extension SoftmaxShares {
  /// The shares as JSON, with what they are made of.
  var json: JSONValue {
    [
      "max": .number(max), "exponents": .array(exponents.map { .number($0) }), "sum": .number(sum),
      "shares": .array(shares.map { .number($0) }),
    ]
  }
}

extension Elementwise.Role {
  /// The role as a word of JSON.
  fileprivate var name: String {
    switch self {
    case .mean: "mean"
    case .deviation, .boundedDeviation: "deviation"
    case .gamma: "gamma"
    case .beta: "beta"
    case .scale: "scale"
    case .offset: "offset"
    case .slope: "slope"
    }
  }
}

extension Elementwise.Operation {
  /// The operation as a word of JSON.
  fileprivate var name: String {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    }
  }
}
