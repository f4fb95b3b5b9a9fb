internal import ConvNet
internal import Tensors

extension PictureStudy {
  /// An explanation as JSON; see `UnitReport.json`.
  func json(_ explanation: Explanation) -> JSONValue {
    let layer = network.layers[explanation.layer]
    var members: [JSONValue.Member] = [
      .init(key: "name", value: .string(network.name(of: explanation.unit))),
      .init(key: "layer", value: .string(layer.name)),
      .init(key: "kind", value: .string(layer.operation.className)),
      .init(key: "unit", value: .extents(explanation.position)),
      .init(key: "terms", value: .array(terms(explanation))),
      .init(key: "bias", value: bias(explanation.form)),
      .init(key: "preActivation", value: .float(explanation.preActivation)),
      .init(key: "activationFunction", value: .string(explanation.activationFunction.kerasName)),
      .init(key: "value", value: .float(explanation.value)),
    ]
    if let exact = explanation.valueBeyondFloat {
      members.append(.init(key: "sumBeyondFloat", value: .double(exact)))
    }
    if let softmax = explanation.softmax { members.append(.init(key: "softmax", value: softmax.json)) }
    return .object(members)
  }

  private func bias(_ form: Explanation.Form) -> JSONValue {
    if case .weightedSum(let sum) = form, let bias = sum.bias { .float(bias) } else { .null }
  }

  private func terms(_ explanation: Explanation) -> [JSONValue] {
    let (unit, value) = (explanation.unit, explanation.preActivation)
    return switch explanation.form {
    case .given, .padding: []
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
          at: origin.position, input: value, weight: .null, product: .null, source: source(of: origin, unit))
      ]
    }
  }

  private func json(_ operand: Merge.Operand, isKept: Bool, in unit: UnitAddress) -> JSONValue {
    term(
      at: operand.place.position, input: operand.value, weight: .null, product: .null,
      marks: isKept ? ["kept"] : [], source: source(of: operand.place, unit))
  }

  /// The name of the layer that a number comes from.
  private func source(of place: InputPlace, _ unit: UnitAddress) -> String {
    network.layers[network.unit(at: place, ofLayer: unit.layer).layer].name
  }
}

/// A term with the keys that all have, and a mark or a source where it has one.
private func term(
  at position: [Int], input: Float, weight: JSONValue, product: JSONValue, marks: [String] = [],
  source: String? = nil
) -> JSONValue {
  .object(
    [
      JSONValue.Member(key: "position", value: .extents(position)),
      JSONValue.Member(key: "input", value: .float(input)),
      JSONValue.Member(key: "weight", value: weight), JSONValue.Member(key: "product", value: product),
    ] + marks.map { JSONValue.Member(key: $0, value: .boolean(true)) }
      + (source.map { [JSONValue.Member(key: "source", value: .string($0))] } ?? []))
}

extension Elementwise {
  /// The steps as JSON: what is done, with what, and what the number is after it.
  fileprivate var stepsJSON: [JSONValue] {
    steps.enumerated().map { index, step in
      [
        "position": .extents(place.position), "input": .float(input),
        "operation": .string(step.operation.name),
        "role": .string(step.role.name), "operand": .double(step.operand),
        "result": .double(value(afterSteps: index + 1)),
      ]
    }
  }
}

extension Term {
  /// The term as JSON.
  var json: JSONValue {
    term(
      at: position, input: input, weight: .float(weight), product: .double(product),
      marks: isOutside ? ["outside"] : [])
  }
}

extension WindowPlace {
  /// The place as JSON.
  fileprivate func json(isKept: Bool) -> JSONValue {
    term(
      at: position, input: value, weight: .null, product: .null,
      marks: (isOutside ? ["outside"] : []) + (isKept ? ["kept"] : []))
  }
}

extension SoftmaxShares {
  /// The shares as JSON, with what they are made of.
  var json: JSONValue {
    [
      "max": .double(max), "exponents": .array(exponents.map { .double($0) }), "sum": .double(sum),
      "shares": .array(shares.map { .double($0) }),
    ]
  }
}
