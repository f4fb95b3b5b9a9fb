import ConvNet
import KerasNotation
import Tensors

/// What stands in the brackets behind a tensor: `x[..., ::-1]`, `x[:, 1:-1, ::2]`, `x[..., 0]`.
///
/// NumPy's basic indexing: whole numbers, slices, one ellipsis, and None for a new axis; the batch's axis must stay
/// whole. Source: Keras 3, `keras/src/ops/numpy.py`, `GetItem`.
struct KerasItem {
  /// One of the things between the commas.
  fileprivate enum Part {
    case index(Int)
    case slice(start: Int?, stop: Int?, step: Int)
    case ellipsis
    case newAxis
  }

  private let parts: [Part]
  private let code: [ListingToken]

  /// Reads the key of a call.
  ///
  /// - Throws: `ModelError.unsupportedCall` where it is of another kind, or touches the batch's axis.
  init(_ config: KerasConfig) throws(ModelError) {
    let key = config.key ?? .null
    let parts = (key.array ?? [key]).map(KerasItem.part)
    let known = parts.compactMap(\.self)
    let refused = ModelError.unsupportedCall(layer: config.layer, argument: "key", value: key.excerpt)
    guard known.count == parts.count, known.filter(\.isEllipsis).count <= 1, known[0].isOfWholeBatch else {
      throw refused
    }
    self.parts = known
    let text = known.map(\.python).joined(separator: ", ")
    code = [ListingToken("x["), ListingToken(text, .part), ListingToken("]")]
  }

  /// A part, and a new shape where axes are added; nothing where all is kept.
  func recipe(_ config: KerasConfig) -> LayerRecipe {
    let hasNewAxes = parts.contains(where: \.isNewAxis)
    let slice: LayerRecipe.Make = { (inputs) throws(ModelError) in
      let input = try config.only(inputs)
      guard !config.isChannelsFirst || input.rank < 3 else {
        throw .needsChannelsLast(UnsupportedLayer(name: config.layer, className: config.className))
      }
      guard let axes = self.axes(of: input) else {
        throw .unsupportedCall(layer: config.layer, argument: "key", value: (config.key ?? .null).excerpt)
      }
      return Slice(axes)
    }
    guard hasNewAxes else { return LayerRecipe(code: code, make: slice) }
    let reshape: LayerRecipe.Make = { (inputs) throws(ModelError) in
      Reshape(targetShape: self.extents(ofPart: try config.only(inputs)))
    }
    return LayerRecipe(stages: [
      LayerRecipe.Stage(suffix: "/part", code: code + [ListingToken("  # part")], make: slice),
      LayerRecipe.Stage(
        suffix: "", code: code.map { ListingToken($0.text) } + [ListingToken("  # new axes")], make: reshape),
    ])
  }

  /// The parts that are said of axes which exist, the batch's first, with whole ones where nothing is said.
  private func spread(over rank: Int) -> [Part]? {
    let said = parts.filter { !$0.isNewAxis }
    let place = said.firstIndex(where: \.isEllipsis) ?? said.count
    let (front, back) = (said[..<place], said[place...].dropFirst(said.count == place ? 0 : 1))
    let missing = rank - front.count - back.count
    guard missing >= 0 else { return nil }
    return front + [Part](repeating: .slice(start: nil, stop: nil, step: 1), count: missing) + back
  }

  /// What is kept of each axis of an input; `nil` where that is nothing, or there are not so many axes.
  private func axes(of input: Shape) -> [Slice.Axis]? {
    guard let said = spread(over: input.rank + 1), said[0].isOfWholeBatch else { return nil }
    let axes = zip(said.dropFirst(), input.extents).map { $0.axis(of: $1) }
    let kept = axes.compactMap(\.self)
    return kept.count == axes.count ? kept : nil
  }

  /// The extents of a part with the new axes.
  private func extents(ofPart part: Shape) -> [Int] {
    // Axes that were picked are gone.
    let said = parts.filter { !$0.isIndex }
    let place = said.firstIndex(where: \.isEllipsis) ?? said.count
    var kept = part.extents[...]
    var front: [Int] = []
    // The batch's axis is none of the part's.
    for part in said[..<place].dropFirst() { front.append(part.isNewAxis ? 1 : kept.popFirst() ?? 1) }
    var back: [Int] = []
    for part in said[place...].dropFirst(said.count == place ? 0 : 1).reversed() {
      back.insert(part.isNewAxis ? 1 : kept.popLast() ?? 1, at: 0)
    }
    return front + Array(kept) + back
  }

  /// One of the things between the commas; `nil` for another kind.
  private static func part(_ value: JSONValue) -> Part? {
    if value == .null { return .newAxis }
    if let index = value.integer { return .index(index) }
    if value["class_name"] == .string("__ellipsis__") { return .ellipsis }
    let names = ["start", "stop", "step"]
    // Keras 2 has the ends in the object itself.
    let ends = value["class_name"] == .string("__slice__") ? value["config"] : value
    guard case .object(let members)? = ends, Set(members.keys) == Set(names) else { return nil }
    let numbers = names.map { members[$0] ?? .null }
    guard numbers.allSatisfy({ $0 == .null || $0.integer != nil }), numbers[2].integer != 0 else {
      return nil
    }
    return .slice(start: numbers[0].integer, stop: numbers[1].integer, step: numbers[2].integer ?? 1)
  }
}

extension KerasItem.Part {
  fileprivate var isEllipsis: Bool { if case .ellipsis = self { true } else { false } }
  fileprivate var isNewAxis: Bool { if case .newAxis = self { true } else { false } }
  fileprivate var isIndex: Bool { if case .index = self { true } else { false } }

  /// Whether the batch's axis stays whole, where this is said of it.
  fileprivate var isOfWholeBatch: Bool {
    switch self {
    case .ellipsis: true
    case .slice(let start, let stop, let step): start ?? 0 == 0 && stop == nil && step == 1
    case .index, .newAxis: false
    }
  }

  /// As Python writes it.
  fileprivate var python: String {
    switch self {
    case .ellipsis: return "..."
    case .newAxis: return "None"
    case .index(let index): return "\(index)"
    case .slice(let start, let stop, let step):
      let ends = "\(start.map(String.init) ?? ""):\(stop.map(String.init) ?? "")"
      return step == 1 ? ends : ends + ":\(step)"
    }
  }

  /// What is kept of an axis of an extent, by Python's rules; `nil` where that is nothing.
  fileprivate func axis(of extent: Int) -> Slice.Axis? {
    switch self {
    case .index(let index):
      let place = index < 0 ? index + extent : index
      return (0..<extent).contains(place) ? Slice.Axis(picking: place) : nil
    case .slice(let start, let stop, let step):
      guard extent > 0, step != .min else { return nil }
      let isForward = step > 0
      let (lowest, highest) = isForward ? (0, extent) : (-1, extent - 1)
      func end(_ number: Int?, _ standard: Int) -> Int {
        guard let number else { return standard }
        return min(max(number < 0 ? number + extent : number, lowest), highest)
      }
      let first = end(start, isForward ? 0 : extent - 1)
      let last = end(stop, isForward ? extent : -1)
      let length = isForward ? last - first : first - last
      guard length > 0 else { return nil }
      let size = Int(step.magnitude)
      return Slice.Axis(first: first, step: step, count: (length - 1) / size + 1)
    case .ellipsis, .newAxis: return nil
    }
  }
}
