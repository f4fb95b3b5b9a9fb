/// The lanes beside a listing that show which layers a layer reads, a row a line.
///
/// Each layer stands on a lane as `●`; a lane goes on downwards, `│`, until the last layer that reads it. From a
/// layer a line runs to the lanes that it reads: `├─●` takes a branch, `●─╯` brings one back.
///
///     ●      Conv2D(16, (3, 3))
///     ├─●    Conv2D(16, (3, 3))
///     │ ●    Conv2D(16, (3, 3))
///     ●─╯    Add()
public struct GraphRails: Equatable, Sendable {
  /// The lanes of each line, all of one width; empty for a plain chain.
  public let rows: [String]
  /// The columns of each row; 0 for a plain chain.
  public let width: Int

  /// The most lanes that are drawn; of the others the last column says that there are more.
  public static let mostLanes = 8

  /// Draws the lanes of layers from the indices of the layers that each reads, smaller than its own.
  public init(inputs: [[Int]]) {
    let isChain = inputs.indices.allSatisfy { inputs[$0] == ($0 == 0 ? [] : [$0 - 1]) }
    guard !isChain else {
      (rows, width) = ([], 0)
      return
    }
    var lanes = Lanes(inputs: inputs)
    let drawn = inputs.indices.map { lanes.row(ofLayer: $0) }
    let width = min(drawn.map(\.count).max() ?? 0, 2 * Self.mostLanes - 1)
    rows = drawn.map { row in
      let isCut = row.count > width
      let shown = String(row.prefix(isCut ? width - 1 : width)) + (isCut ? "…" : "")
      return shown + String(repeating: " ", count: width - shown.count)
    }
    self.width = width
  }
}

/// The lanes that are open at a line, each with the layer whose numbers it carries.
private struct Lanes {
  private let inputs: [[Int]]
  /// The last layer that reads each layer.
  private let lastReader: [Int: Int]
  private var carried: [Int?] = []

  init(inputs: [[Int]]) {
    self.inputs = inputs
    let readers = inputs.enumerated().flatMap { layer, sources in sources.map { ($0, layer) } }
    lastReader = Dictionary(readers, uniquingKeysWith: max)
  }

  /// Draws the row of the next layer, and opens and closes lanes for the rows after it.
  mutating func row(ofLayer layer: Int) -> [Character] {
    let read = Set(inputs[layer].compactMap { carried.firstIndex(of: $0) })
    let ended = read.filter { carried[$0].flatMap { lastReader[$0] } == layer }
    let node = ended.min() ?? carried.firstIndex(of: nil) ?? carried.count
    if node == carried.count { carried.append(nil) }
    let span = min(node, read.min() ?? node)..<max(node, read.max() ?? node)
    var row: [Character] = []
    for lane in carried.indices {
      if lane > 0 { row.append(span.contains(lane - 1) ? "─" : " ") }
      row.append(
        lane == node ? "●" : glyph(lane, span: span, isRead: read.contains(lane), ends: ended.contains(lane)))
    }
    for lane in ended { carried[lane] = nil }
    carried[node] = lastReader[layer] == nil ? nil : layer
    while let last = carried.last, last == nil { carried.removeLast() }
    return row
  }

  /// What stands on a lane beside the layer's own.
  private func glyph(_ lane: Int, span: Range<Int>, isRead: Bool, ends: Bool) -> Character {
    let (left, right) = (span.contains(lane - 1), span.contains(lane))
    guard isRead else {
      return carried[lane] == nil ? (left && right ? "─" : " ") : left && right ? "┼" : "│"
    }
    switch (left, right) {
    case (true, true): return ends ? "┴" : "┼"
    case (true, false): return ends ? "╯" : "┤"
    default: return ends ? "╰" : "├"
    }
  }
}
