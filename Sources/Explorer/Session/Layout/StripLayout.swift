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

  /// How many maps a mark at the right of a column stands for.
  public let mapsPerMark: Int

  /// The rows of cells between heading and captions.
  public var mapRows: Range<Int> { area.row + 1..<max(area.row + 1, area.rows.upperBound - 1) }

  /// Lays the layers of a network side by side at the largest factor that fits, up to `largest`.
  ///
  /// Where not all layers fit at any factor, those around the selected one are shown, at a factor that suits it.
  init(network: Network, area: Area, largest: MapScale, selected: Int) {
    let mapsPerMark = area.width < 100 ? 32 : 16
    let slots = StripSlots(network, columns: area.width, rows: area.height - 2, mapsPerMark: mapsPerMark)
    let fit = StripFit(slots, largest: largest, selected: min(selected, network.layers.count - 1))
    let items = fit.layers.map { StripLayout.item($0, slots, at: fit.scale) }
    self.area = area
    scale = fit.scale
    self.mapsPerMark = mapsPerMark
    self.items = StripLayout.spread(items, over: area)
  }

  /// A layer's column, not placed yet.
  private static func item(_ index: Int, _ slots: StripSlots, at scale: MapScale) -> Item {
    let shape = slots.shapes[index]
    let caption = shape.extents.map(String.init).joined(separator: "×")
    guard shape.rank == 3 else {
      let height = shape.count <= 2 * slots.rows ? shape.count : min(2 * slots.rows, 16)
      return Item(
        line: index, width: 2, height: max(1, height), sheets: 0, isLine: true, caption: caption)
    }
    return Item(
      line: index, width: scale.pixels(shape[1]), height: scale.pixels(shape[0]),
      sheets: slots.marks(besideMapOf: index), isLine: false, caption: caption)
  }

  /// The columns with what is left of the width shared out between them, a little more where a name needs it.
  private static func spread(_ items: [Item], over area: Area) -> [Item] {
    let taken = items.reduce(0) { $0 + $1.slot }
    let gaps = max(1, items.count - 1)
    let rest = max(gaps, area.width - taken - 1)
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
