import CellScreen
import ConvNet
import Tensors

/// Places of the present layer that are named by indices alone, closer than the whole network: `731`, `4,9`.
extension ExplorerState {
  /// The indices of a text that has nothing else; `nil` of another text, and at network depth.
  func presentIndices(in text: String) -> [Int]? {
    guard depth > .network, model.network != nil else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.withoutOuterBlanks }
    guard parts.allSatisfy({ !$0.isEmpty && $0.isWholeNumber && !$0.hasPrefix("-") }) else { return nil }
    return parts.map { Int($0) ?? .max }
  }

  /// What indices alone can be, as far as they are typed: `map 0–31, or row 0–29,column 0–29`; `nil` for other texts.
  func formOfPresentIndices(in text: String) -> String? {
    let typed = text.hasSuffix(",") ? String(text.dropLast()) : text
    guard presentIndices(in: typed) != nil else { return nil }
    guard let shape = mapShape else { return "\(presentNoun) 0–\(max(0, channelCount - 1))" }
    return "map 0–\(shape[2] - 1), or row 0–\(shape[0] - 1),column 0–\(shape[1] - 1)"
  }

  /// What a unit of the selected line is called, where it has no maps.
  private var presentNoun: String { isOnClasses ? "class" : "unit" }

  /// Where indices alone lead, at the present depth or closer: one is a map or a unit, two are a row and a column of the
  /// present map, as many as the layer has axes are a unit.
  func place(atPresent indices: [Int]) throws(Refusal) -> Move {
    if let shape = mapShape { return try place(atPresent: indices, ofMaps: shape) }
    if indices.count == 1 {
      try check(indices[0], below: channelCount, presentNoun)
      return .within(LayerCursor(channel: indices[0]), depth)
    }
    guard let shape = lineShape, indices.count == shape.rank else { throw wrongCount("an index") }
    for (axis, index) in indices.enumerated() { try check(index, below: shape[axis], "index") }
    return .within(LayerCursor(indices, in: shape), .unit)
  }

  private func place(atPresent indices: [Int], ofMaps shape: Shape) throws(Refusal) -> Move {
    guard indices.count <= 3 else { throw wrongCount("a map, a row and a column, or all three") }
    var place = cursor
    place.term = nil
    if indices.count > 1 {
      try check(indices[0], below: shape[0], "row")
      try check(indices[1], below: shape[1], "column")
      (place.row, place.column) = (indices[0], indices[1])
    }
    if indices.count != 2, let channel = indices.last {
      try check(channel, below: shape[2], "map")
      place.channel = channel
    }
    return .within(place, indices.count == 3 ? .unit : indices.count == 2 ? max(depth, .map) : depth)
  }

  private func check(_ index: Int, below count: Int, _ noun: String) throws(Refusal) {
    guard index >= count else { return }
    let number = index == .max ? "so large" : NumberText.grouped(index)
    throw Refusal("there is no \(noun) \(number) here; the last is \(NumberText.grouped(count - 1))")
  }

  private func wrongCount(_ wanted: String) -> Refusal {
    Refusal("\(presentName) is \(lineShape.map { "\($0)" } ?? "a line"): give \(wanted)")
  }

  private var presentName: String { layer.map { model.lines[$0].name.truncated(to: 20).string } ?? "softmax" }
}
