internal import ConvNet
internal import Tensors

extension PictureStudy {
  /// An explanation as JSON; see `UnitReport.json`.
  func json(_ explanation: Explanation) -> JSONValue {
    let layer = network.layers[explanation.layer]
    var members: [JSONValue.Member] = [
      .init(key: "name", value: .string(network.name(of: explanation.unit))),
      .init(key: "layer", value: .string(layer.name)),
      .init(key: "kind", value: .string(layer.kind.className)),
      .init(key: "unit", value: .extents(explanation.position)),
      .init(key: "terms", value: .array(terms(explanation.form, value: explanation.value))),
      .init(key: "bias", value: bias(explanation.form)),
      .init(key: "preActivation", value: .float(explanation.preActivation)),
      .init(key: "activationFunction", value: .string(explanation.activationFunction.kerasName)),
      .init(key: "value", value: .float(explanation.value)),
    ]
    if let softmax = explanation.softmax { members.append(.init(key: "softmax", value: softmax.json)) }
    return .object(members)
  }

  private func bias(_ form: Explanation.Form) -> JSONValue {
    if case .weightedSum(let sum) = form, let bias = sum.bias { .float(bias) } else { .null }
  }

  private func terms(_ form: Explanation.Form, value: Float) -> [JSONValue] {
    switch form {
    case .given, .padding, .elementwise, .merged: []
    case .weightedSum(let sum): sum.terms.map(\.json)
    case .windowMaximum(let window):
      window.places.indices.map { window.places[$0].json(isKept: $0 == window.winner) }
    case .windowAverage(let window): window.places.map { $0.json(isKept: false) }
    case .moved(let origin): [term(at: origin.position, input: value, weight: .null, product: .null)]
    }
  }
}

/// A term with the keys that all have, and a mark where it has one.
private func term(
  at position: [Int], input: Float, weight: JSONValue, product: JSONValue, marks: [String] = []
) -> JSONValue {
  .object(
    [
      JSONValue.Member(key: "position", value: .extents(position)),
      JSONValue.Member(key: "input", value: .float(input)),
      JSONValue.Member(key: "weight", value: weight), JSONValue.Member(key: "product", value: product),
    ] + marks.map { JSONValue.Member(key: $0, value: .boolean(true)) })
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
