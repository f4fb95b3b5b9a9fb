import CellScreen
import ConvNet
import Explorer
import Tensors

/// How much of each layer the pass has computed where the playhead is.
struct Progress {
  private let trace: PartialTrace?
  private let isComplete: Bool

  init(_ viewpoint: some Viewpoint) {
    isComplete = viewpoint.isComplete
    trace = isComplete ? nil : viewpoint.trace
  }

  /// How many numbers of a feature map are computed, row by row.
  func numbers(ofMap channel: Int, layer: Int) -> Int {
    guard let trace, !trace.isComputed(layer: layer) else { return .max }
    return trace.computedNumbers(ofMap: channel, layer: layer)
  }

  /// How many units of a layer without maps are computed, in the order of the trace.
  func units(ofLayer layer: Int) -> Int {
    guard let trace, !trace.isComputed(layer: layer) else { return .max }
    return trace.computedUnits(ofLayer: layer)
  }

  /// Whether all units of a layer between two places of its memory are computed.
  func isComputed(_ offsets: Range<Int>, ofLayer layer: Int) -> Bool {
    guard let trace, !trace.isComputed(layer: layer) else { return true }
    guard trace.position.layer == layer else { return offsets.isEmpty }
    let shape = trace.network.shapes[layer]
    return offsets.allSatisfy {
      trace.isComputed(UnitAddress(layer: layer, position: shape.indices(ofOffset: $0)))
    }
  }

  /// Whether a unit is computed.
  func isComputed(_ unit: UnitAddress) -> Bool {
    trace?.isComputed(unit) ?? true
  }

  /// How many steps of a unit's own are made: all and the value is known (`.max`), all while softmax waits for other
  /// sums, those up to the playhead, or none.
  func terms(of unit: UnitAddress) -> Int {
    guard let trace, !trace.isComputed(unit) else { return .max }
    if trace.isPreActivationComputed(unit) { return trace.network.stepCount(ofUnitInLayer: unit.layer) }
    let position = trace.position
    guard position.layer == unit.layer, trace.network.unit(at: position) == unit else { return 0 }
    return position.term
  }

  /// Whether all steps of a unit's own are made, and only the other numbers that its softmax reads are missing.
  func isWaiting(_ unit: UnitAddress) -> Bool {
    guard let trace, unit.layer > 0 else { return false }
    return !trace.isComputed(unit) && trace.isPreActivationComputed(unit)
  }

}

extension ExplorerState {
  /// Whether words give way to where the steps through the pass are.
  var showsPass: Bool { isStepping && evaluation != nil }
}

extension Viewpoint {
  /// Whether the pass has computed all that the selected layer reads.
  var isInputComputed: Bool {
    guard !isComplete, let layer, let source = model.source(ofLayer: layer) else { return true }
    return source == 0 || Progress(self).numbers(ofMap: 0, layer: source) == .max
  }
}

/// What a unit's value waits for once its own steps are made: `softmax waits for all 10 numbers`; `nil` elsewhere.
func wordsOfWaiting(_ state: some Viewpoint, _ explanation: Explanation) -> String? {
  guard let network = state.model.network, Progress(state).isWaiting(explanation.unit) else { return nil }
  let count = NumberText.grouped(network.shapes[explanation.layer].channels)
  return "\(explanation.activationFunction.title) waits for all \(count) numbers of this place"
}

/// Where the pass is: a bar a layer, the step, its size, and whether it plays.
func drawPassLine(on grid: inout CellGrid, _ state: ExplorerState, row: Int, column start: Int = 0) {
  guard let pass = state.trace, let position = state.playhead.position else { return }
  let network = pass.network
  let status = fitting(playheadWordings(state), in: grid.width - start - 22)
  let end = grid.width - DisplayText.width(of: status) - 2
  var column = grid.write("pass ", row: row, column: start, .accent)
  let bars = PassBars(of: network, now: position.layer, columns: end - column)
  for layer in bars.layers {
    let count = network.shapes[layer].count
    let done = pass.isComputed(layer: layer) ? count : pass.computedUnits(ofLayer: layer)
    let isNow = layer == position.layer
    let width = isNow ? bars.widthOfPresent : bars.widthOfOthers
    let cells = count > 0 ? done * width / count : 0
    column = grid.write(" \(layer) ", row: row, column: column, isNow ? .accent : .dim)
    grid.write(String(repeating: "█", count: cells), row: row, column: column, .role(isNow ? .accent : .bar))
    grid.write(String(repeating: "░", count: width - cells), row: row, column: column + cells, .dim)
    column += width
  }
  grid.write(status, row: row, endingAt: grid.width - 1, .role(.accent))
}

/// The bars of layers that fit into some columns: all, else those around the one that is computed now.
private struct PassBars {
  private(set) var layers: Range<Int>
  /// The cells of the bar of the layer that is computed now.
  private(set) var widthOfPresent = 10
  /// The cells of the others' bars.
  private(set) var widthOfOthers = 2
  private let now: Int

  init(of network: Network, now: Int, columns: Int) {
    let last = network.layers.count
    self.now = now
    layers = min(1, last)..<last
    for (present, others) in [(10, 2), (8, 1), (6, 1)] {
      (widthOfPresent, widthOfOthers) = (present, others)
      if width(layers) <= columns { return }
    }
    (widthOfPresent, widthOfOthers) = (10, 2)
    let present = min(max(1, now), last - 1)
    layers = present..<present + 1
    grow(to: last, columns: columns / 2)
    while layers.lowerBound > 1, width(layers.lowerBound - 1..<layers.upperBound) <= columns {
      layers = layers.lowerBound - 1..<layers.upperBound
    }
    grow(to: last, columns: columns)
  }

  /// Takes in as many of the following layers as fit.
  private mutating func grow(to last: Int, columns: Int) {
    while layers.upperBound < last, width(layers.lowerBound..<layers.upperBound + 1) <= columns {
      layers = layers.lowerBound..<layers.upperBound + 1
    }
  }

  /// The columns that the bars of some layers take with their numbers.
  private func width(_ layers: Range<Int>) -> Int {
    layers.reduce(0) { $0 + " \($1) ".count + ($1 == now ? widthOfPresent : widthOfOthers) }
  }
}

/// Where the playhead is, in words, the longest first: `8,668 of 28,800 units  size: unit (t)  paused`.
private func playheadWordings(_ state: ExplorerState) -> [String] {
  guard let pass = state.trace, let position = state.playhead.position else { return [] }
  let playing = state.playhead.isPlaying ? "▶ \(NumberText.grouped(state.playhead.speed)) a second" : "paused"
  let size = "size: \(state.playhead.size) (t)"
  guard position.layer < pass.network.layers.count else { return ["\(size)  \(playing)"] }
  let count = NumberText.grouped(pass.network.shapes[position.layer].count)
  let done = NumberText.grouped(pass.computedUnits(ofLayer: position.layer))
  let short = "\(done)/\(count)"
  return (state.columns >= 100 ? ["\(done) of \(count) units  \(size)  \(playing)"] : []) + [
    "\(short)  \(size)  \(playing)", "\(short)  \(state.playhead.size) (t)  \(playing)",
    "\(short)  \(state.playhead.size) (t)", short,
  ]
}

/// A mark a feature map: done, in progress, to come; what the pass works on.
func drawMapMarks(on grid: inout CellGrid, _ state: ExplorerState, row: Int) {
  guard let pass = state.trace, let position = state.playhead.position,
    position.layer < pass.network.layers.count
  else { return }
  let shape = pass.network.shapes[position.layer]
  let size = max(1, shape.unitsPerMap)
  let maps = shape.channels
  // A softmax is known with the last of its sums: none of its maps is done before the others.
  let isAtOnce = pass.network.layers[position.layer].operation.activationFunction.worksOverAxis
  let complete =
    isAtOnce
    ? pass.computedUnits(ofLayer: position.layer) / (size * max(1, maps)) * maps : position.unit / size
  let room = max(8, grid.width - 40)
  let marks = (0..<min(maps, room)).map { map -> Character in
    if map < complete { return "■" }
    let (now, isBegun) = position.unit.quotientAndRemainder(dividingBy: size)
    return map < now || map == now && (isBegun > 0 || position.term > 0) ? "▣" : "□"
  }
  let noun = shape.rank == 3 ? "maps" : "units"
  let end = grid.write("\(noun)  " + String(marks), row: row, column: 0, .role(.shape))
  let words =
    complete < maps ? "  \(complete) done, map \(position.unit / size) now" : "  all \(maps) done"
  grid.write(shape.rank == 3 ? words : "", row: row, column: end, .dim)
}
