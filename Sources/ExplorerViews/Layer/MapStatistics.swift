import CellScreen
import ConvNet
import Explorer
import Tensors

/// Says the largest number and where it stands, the mean, and how many are 0; returns the next free row.
///
/// Takes as few rows as fit the width; what does not fit above `limit` is left out.
func drawStatistics(
  on grid: inout CellGrid, _ map: SelectedMap, row: Int, column: Int, width: Int, limit: Int = .max
) -> Int {
  let style = Style.role(map.hasOnlyNonFinite ? .warning : .dim)
  var (row, line) = (row, "")
  for piece in wordsOfStatistics(map, width: width) {
    if !line.isEmpty, DisplayText.width(of: line + "   " + piece) > width {
      guard row < limit else { return row }
      grid.write(line, row: row, column: column, style)
      (row, line) = (row + 1, "")
    }
    line += (line.isEmpty ? "" : "   ") + piece
  }
  guard row < limit else { return row }
  grid.write(line, row: row, column: column, style)
  return row + 1
}

/// What is worth saying of a map's numbers, piece by piece, each fitting into some columns.
func wordsOfStatistics(_ map: SelectedMap, width: Int) -> [String] {
  let statistics = map.statistics
  guard map.computed >= map.plane.values.count else {
    return ["\(NumberText.grouped(map.computed)) of \(NumberText.grouped(map.plane.values.count)) computed"]
  }
  guard !map.isDifference else { return wordsOfChanges(map) }
  guard !map.hasOnlyNonFinite else {
    return [fitting(["no finite number: all are NaN or ∞", "all are NaN or ∞"], in: width)]
  }
  guard !statistics.isAllZero || statistics.count == 0 else {
    let count = NumberText.grouped(statistics.count)
    return [fitting(["all \(count) numbers are 0", "all \(count) are 0", "all are 0"], in: width)]
  }
  var pieces = ["max \(NumberText.fixed(statistics.maximum, decimals: 3))"]
  if let index = statistics.maximumIndex {
    let place = "at [\(index / map.plane.width), \(index % map.plane.width)]"
    if DisplayText.width(of: pieces[0] + " " + place) <= width {
      pieces[0] += " " + place
    } else {
      pieces.append(place)
    }
  }
  pieces.append("mean \(NumberText.fixed(statistics.mean, decimals: 3))")
  pieces.append(statistics.zerosInWords)
  if statistics.nonFiniteCount > 0 {
    pieces.append("\(NumberText.grouped(statistics.nonFiniteCount)) are NaN or ∞")
  }
  return pieces
}

/// What is worth saying of what changes have made of a map's numbers, piece by piece.
private func wordsOfChanges(_ map: SelectedMap) -> [String] {
  let values = map.plane.values
  let changed = values.count { $0 != 0 }
  guard changed > 0, let most = values.indexOfLargestMagnitude else {
    return ["all as before"]
  }
  let amount = NumberText.signed(values[most], decimals: 3)
  return [
    "most \(amount)", "at [\(most / map.plane.width), \(most % map.plane.width)]",
    "\(NumberText.grouped(changed)) of \(NumberText.grouped(values.count)) changed",
  ]
}

extension SelectedMap {
  /// Whether all numbers are known and none is finite.
  fileprivate var hasOnlyNonFinite: Bool {
    computed >= plane.values.count && statistics.maximumIndex == nil && statistics.count > 0
  }
}

/// How often numbers of which size occur: a heading, then a bin a row; the bin of `marked` has a mark.
func drawHistogram(on grid: inout CellGrid, _ map: SelectedMap, _ area: Area, marked: Float? = nil) {
  let statistics = map.statistics
  guard map.computed >= map.plane.values.count, statistics.maximumIndex != nil, !statistics.isAllZero
  else { return }
  let isSigned = map.colours.showsNegative
  // What is as before is no change.
  let counts = { (value: Float) in
    map.isDifference ? value != 0 && value.isFinite : isSigned || value > 0 && value.isFinite
  }
  let values = map.plane.values.filter(counts)
  let finite = statistics.count - statistics.nonFiniteCount
  let count = NumberText.grouped(isSigned && !map.isDifference ? finite : values.count)
  let noun = map.isDifference ? "changes" : "numbers"
  let all =
    map.isDifference || statistics.nonFiniteCount > 0
    ? "\(count)\(statistics.nonFiniteCount > 0 ? " finite" : "") \(noun)" : "all \(count) \(noun)"
  grid.write(isSigned ? all : "\(count) numbers above 0", row: area.row, column: area.column, .dim)
  let lower = isSigned ? statistics.minimum : 0
  guard area.height > 1, statistics.maximum > lower, (statistics.maximum - lower).isFinite else { return }
  let histogram = histogram(of: values, from: lower, to: statistics.maximum, bins: area.height - 1)
  // A 0 is in no bin where only the numbers above it are counted.
  let counted = marked.flatMap { map.isDifference ? ($0 == 0 ? nil : $0) : isSigned || $0 > 0 ? $0 : nil }
  let most = Double(histogram.counts.max() ?? 1)
  let edges = edgeTexts(of: histogram, columns: 6)
  let hasRanges = area.width >= 36
  let edgeWidth = max(4, edges.map(\.count).max() ?? 0)
  let to = Repertoire.choice("–", ascii: "to")
  let barColumn = area.column + (hasRanges ? 2 * edgeWidth + to.count + 3 : 7)
  let room = Double(area.columns.upperBound - barColumn - 8)
  for (bin, count) in histogram.counts.enumerated() {
    let row = area.row + 1 + bin
    let isMarked = counted.flatMap { histogram.bin(of: $0) } == bin
    grid.write(edges[bin], row: row, endingAt: area.column + (hasRanges ? edgeWidth : 6), .dim)
    if hasRanges {
      grid.write(to, row: row, column: area.column + edgeWidth + 1, .dim)
      grid.write(edges[bin + 1], row: row, endingAt: barColumn - 1, .dim)
    }
    let length = count == 0 ? 0 : max(0.125, Double(count) / most * room)
    // What the numbers in the middle of the bin look like, so that the bins are a legend too; bars have no colour of
    // their own, since those of sums tell signs by it.
    let colour = map.colours.ground(
      for: (histogram.edges[bin] + histogram.edges[bin] + histogram.binWidth) / 2)
    grid.write(" ", row: row, column: barColumn, Style(.contrast, on: colour))
    let end = grid.write(bar(length), row: row, column: barColumn + 1, .role(isMarked ? .accent : .dim))
    grid.write(
      " \(NumberText.grouped(count))" + (isMarked ? " ◂" : ""), row: row, column: end,
      isMarked ? .accent : .dim)
  }
}

/// Bins from one number to another; where 0 lies between them it is an edge, so that no bin has numbers of both signs.
private func histogram(of values: [Float], from lower: Float, to upper: Float, bins: Int) -> Histogram {
  guard lower < 0, upper > 0, bins > 1 else { return Histogram(values, from: lower, to: upper, bins: bins) }
  let width = (upper - lower) / Float(bins - 1)
  let start = -(-lower / width).rounded(.up) * width
  let end = start + Float(bins) * width
  guard end >= upper, (end - start).isFinite else {
    return Histogram(values, from: lower, to: upper, bins: bins)
  }
  return Histogram(values, from: start, to: end, bins: bins)
}

/// The edges of bins, and the upper one of the last, with as many decimals as tell them apart, or as some columns have room for.
private func edgeTexts(of histogram: Histogram, columns: Int) -> [String] {
  let decimals = NumberText.decimals(showing: Double(histogram.binWidth) * 10)
  // An edge at 0 is one, whatever rounding made of it.
  let edges = (histogram.edges + [histogram.upper]).map { abs($0) < histogram.binWidth / 1_000 ? 0 : $0 }
  let texts = stride(from: decimals, through: 0, by: -1).lazy.map { decimals in
    edges.map { NumberText.fixed($0, decimals: decimals) }
  }
  return texts.first { $0.allSatisfy { $0.count <= columns } }
    ?? edges.map { NumberText.fixed($0, decimals: 0) }
}
