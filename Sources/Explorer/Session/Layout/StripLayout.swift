public import CellScreen
import ConvNet
import Tensors

/// Where each layer's map stands on the strip: the picture of the network, one column a layer, to one scale.
public struct StripLayout: Equatable, Sendable {
  /// One layer's column.
  public struct Item: Equatable, Sendable {
    /// The line of the listing.
    public let line: Int
    /// The column where it starts.
    public fileprivate(set) var column = 0
    /// The columns of the map.
    public let width: Int
    /// The rows of the map in pixels of half a cell.
    public let height: Int
    /// How many marks for more maps stand at its right.
    public let sheets: Int
    /// Whether its numbers are a line, drawn downwards.
    public let isLine: Bool
    /// The shape as it stands below the map: `30×30×32`.
    public let caption: String

    /// The columns that the map with its marks, or the caption, takes.
    var slot: Int { max(width + sheets, caption.count) }
  }

  /// The cells that the strip takes, its heading and its captions among them.
  public let area: Area
  /// The factor at which all maps are shown.
  public let scale: MapScale
  /// The columns, from left to right.
  public let items: [Item]

  /// How many maps a mark at the right of a column stands for at most.
  public static let mapsPerMark = 32
  /// How many marks stand beside a map at most.
  public static let mostMarks = 4

  /// Whether there is room for frames round all maps: one that is cut would look like a part of its map.
  public var hasFrames: Bool {
    let framed = items.indices.filter { !items[$0].isLine && items[$0].line > 0 }
    guard area.width >= 100, framed.allSatisfy({ items[$0].height + 4 <= 2 * mapRows.count }) else {
      return false
    }
    return framed.allSatisfy { index in
      let item = items[index]
      let before = index > 0 ? items[index - 1] : nil
      let isFree = before.map { item.column - $0.column - $0.width >= $0.sheets + 3 } ?? true
      return isFree && item.column + item.width + item.sheets < area.columns.upperBound
    }
  }

  /// The rows of cells between heading and captions.
  public var mapRows: Range<Int> { area.row + 1..<max(area.row + 1, area.rows.upperBound - 1) }

  /// The rows that the tallest column takes, with a frame round its map.
  var neededMapRows: Int {
    items.map { ($0.height + ($0.isLine || !hasFrames ? 1 : 5)) / 2 }.max() ?? 0
  }

  /// Lays the layers of a network side by side at the largest factor that fits, up to `largest`.
  ///
  /// Where not all layers fit at any factor, those around the selected one are shown, at a factor that suits it.
  init(network: Network, area: Area, largest: MapScale, selected: Int) {
    let slots = StripSlots(network, columns: area.width, rows: area.height - 2)
    let fit = StripFit(slots, largest: largest, selected: min(selected, network.layers.count - 1))
    let items = fit.layers.map { StripLayout.item($0, slots, at: fit.scale) }
    self.area = area
    scale = fit.scale
    self.items = StripLayout.spread(items, over: area)
  }

  /// A layer's column, not placed yet.
  private static func item(_ index: Int, _ slots: StripSlots, at scale: MapScale) -> Item {
    let shape = slots.shapes[index]
    let caption = shape.extents.map(String.init).joined(separator: "×")
    guard shape.rank == 3 else {
      let height = shape.count <= 2 * slots.rows ? shape.count : min(2 * slots.rows, 16)
      return Item(line: index, width: 2, height: max(1, height), sheets: 0, isLine: true, caption: caption)
    }
    return Item(
      line: index, width: scale.pixels(shape[1]), height: scale.pixels(shape[0]),
      sheets: slots.marks(besideMapOf: index), isLine: false, caption: caption)
  }

  /// The columns with what is left of the width shared out between them, a little more where a name needs it.
  private static func spread(_ items: [Item], over area: Area) -> [Item] {
    let taken = items.reduce(0) { $0 + $1.slot }
    let gaps = max(1, items.count - 1)
    // A column at the right edge stays free, where there is one, since a map that ends there looks cut.
    let rest = max(gaps, area.width - taken - 2)
    var column = area.column + 1
    return items.enumerated().map { index, item in
      var placed = item
      placed.column = column
      let gap = min(rest * (index + 1) / gaps - rest * index / gaps, 12)
      column += item.slot + gap
      return placed
    }
  }
}

/// Which layers stand on a strip, and at which factor.
struct StripFit {
  /// The factor, the same for all maps.
  let scale: MapScale
  /// The layers.
  let layers: Range<Int>

  /// All layers at the largest factor up to `largest` at which they fit.
  ///
  /// Where they don't, those around the selected one, at the largest factor that leaves a few of them in view.
  init(_ slots: StripSlots, largest: MapScale, selected: Int) {
    let scales = MapScale.descending(from: 1)
    let whole = scales[(scales.firstIndex(of: largest) ?? 0)...].first(where: slots.holdsAll)
    let suitable = scales.first { slots.layers(around: selected, at: $0).count >= slots.leastCount }
    scale = whole ?? suitable ?? .shrunk(256)
    layers = whole == nil ? slots.layers(around: selected, at: scale) : slots.shapes.indices
  }
}

/// What the layers of a network take on a strip of some columns and rows.
struct StripSlots {
  /// The shape of each layer.
  let shapes: [Shape]
  /// The columns of the strip.
  let columns: Int
  /// The rows between its heading and its captions.
  let rows: Int
  /// The columns of each layer's caption: its digits, and a cross between extents.
  private let captions: [Int]

  init(_ network: Network, columns: Int, rows: Int) {
    shapes = network.shapes
    self.columns = columns
    self.rows = rows
    captions = shapes.map { shape in
      shape.extents.reduce(max(0, shape.rank - 1)) { $0 + String($1).utf8.count }
    }
  }

  /// How many layers are in view at least where not all fit.
  var leastCount: Int { min(shapes.count, max(4, columns / 24)) }

  /// Whether all layers fit at a factor, with the narrowest gaps.
  func holdsAll(at scale: MapScale) -> Bool {
    // Captions take the same columns at every factor.
    guard captions.reduce(captions.count, +) <= columns, shapes.indices.allSatisfy({ fits($0, at: scale) })
    else { return false }
    return shapes.indices.reduce(0) { $0 + slot(of: $1, at: scale) } <= columns
  }

  /// The selected layer with the one above it and as many others around them as fit; none where those don't.
  func layers(around selected: Int, at scale: MapScale) -> Range<Int> {
    var range = max(0, selected - 1)..<selected + 1
    guard range.allSatisfy({ fits($0, at: scale) }) else { return selected..<selected }
    var taken = range.reduce(0) { $0 + slot(of: $1, at: scale) }
    while let next = next(beside: range, taken: taken, at: scale) {
      range = min(range.lowerBound, next)..<max(range.upperBound, next + 1)
      taken += slot(of: next, at: scale)
    }
    return range
  }

  /// The layer below or else above a range that still fits.
  private func next(beside range: Range<Int>, taken: Int, at scale: MapScale) -> Int? {
    [range.upperBound, range.lowerBound - 1].first { index in
      shapes.indices.contains(index) && fits(index, at: scale)
        && taken + slot(of: index, at: scale) <= columns
    }
  }

  /// Whether a layer's map is low enough.
  private func fits(_ index: Int, at scale: MapScale) -> Bool {
    shapes[index].rank != 3 || (scale.pixels(shapes[index][0]) + 1) / 2 <= rows
  }

  /// The columns that a layer takes: its map with the marks or else its caption, and the gap behind.
  private func slot(of index: Int, at scale: MapScale) -> Int {
    let shape = shapes[index]
    let width = shape.rank == 3 ? scale.pixels(shape[1]) + marks(besideMapOf: index) : 2
    return 1 + max(width, captions[index])
  }

  /// How many marks for more maps stand beside a layer's map.
  func marks(besideMapOf index: Int) -> Int {
    let shape = shapes[index]
    let marks = (shape[2] + StripLayout.mapsPerMark - 1) / StripLayout.mapsPerMark
    return index == 0 || shape[2] < 2 ? 0 : min(StripLayout.mostMarks, marks)
  }
}
