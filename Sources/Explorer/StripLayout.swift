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
    public let column: Int
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
  /// Where not all layers fit at any factor, those around the selected one are shown.
  init(network: Network, area: Area, largest: MapScale, selected: Int) {
    let room = area.height - 2
    let mapsPerMark = area.width < 100 ? 32 : 16
    let tallest = network.shapes.filter { $0.rank == 3 }.map { $0[0] }.max() ?? 1
    let first = MapScale.descending(from: 1).firstIndex(of: largest) ?? 0
    let scales = MapScale.descending(from: 1)[first...].filter { ($0.pixels(tallest) + 1) / 2 <= room }
    let captions = network.shapes.map(StripLayout.captionWidth)
    // Captions take the same columns at every scale.
    let isHopeless = captions.reduce(captions.count, +) > area.width
    let fitting =
      isHopeless
      ? nil
      : scales.first {
        StripLayout.width(of: network, captions, at: $0, mapsPerMark) <= area.width
      }
    let scale = fitting ?? scales.first { $0.pixels(tallest) <= 16 } ?? scales.last ?? .shrunk(256)
    let widths = network.shapes.indices.map { index in
      StripLayout.slot(of: index, network.shapes[index], caption: captions[index], at: scale, mapsPerMark) + 1
    }
    let window = StripLayout.window(widths, width: area.width, selected: min(selected, widths.count - 1))
    let items = window.map { StripLayout.item($0, of: network, at: scale, room: room, mapsPerMark) }
    self.area = area
    self.scale = scale
    self.mapsPerMark = mapsPerMark
    self.items = StripLayout.spread(items, over: area)
  }

  /// The columns that all layers take with the narrowest gaps.
  private static func width(
    of network: Network, _ captions: [Int], at scale: MapScale, _ mapsPerMark: Int
  ) -> Int {
    zip(network.shapes, captions).enumerated().reduce(0) { sum, layer in
      sum + slot(of: layer.offset, layer.element.0, caption: layer.element.1, at: scale, mapsPerMark) + 1
    }
  }

  /// The columns that a layer takes with its marks, or with its caption where that is longer.
  private static func slot(
    of index: Int, _ shape: Shape, caption: Int, at scale: MapScale, _ mapsPerMark: Int
  ) -> Int {
    guard shape.rank == 3 else { return max(2, caption) }
    return max(scale.pixels(shape[1]) + sheets(of: index, shape, mapsPerMark), caption)
  }

  /// How many marks for more maps stand beside a layer's map.
  private static func sheets(of index: Int, _ shape: Shape, _ mapsPerMark: Int) -> Int {
    index == 0 || shape[2] < 2 ? 0 : min(4, max(1, shape[2] / mapsPerMark))
  }

  /// The columns of a caption: its digits, and a cross between extents.
  private static func captionWidth(of shape: Shape) -> Int {
    shape.extents.reduce(max(0, shape.rank - 1)) { $0 + String($1).utf8.count }
  }

  /// The shape as it stands below a map.
  private static func caption(of shape: Shape) -> String {
    shape.extents.map(String.init).joined(separator: "×")
  }

  /// A layer's column, not placed yet.
  private static func item(
    _ index: Int, of network: Network, at scale: MapScale, room: Int, _ mapsPerMark: Int
  ) -> Item {
    let shape = network.shapes[index]
    let caption = caption(of: shape)
    guard shape.rank == 3 else {
      let height = min(shape.count, 2 * room, shape.count <= 2 * room ? shape.count : 16)
      return Item(
        line: index, column: 0, width: 2, height: max(1, height), sheets: 0, isLine: true,
        caption: caption)
    }
    return Item(
      line: index, column: 0, width: scale.pixels(shape[1]), height: scale.pixels(shape[0]),
      sheets: sheets(of: index, shape, mapsPerMark), isLine: false, caption: caption)
  }

  /// As many columns around the selected one as fit.
  private static func window(_ widths: [Int], width: Int, selected: Int) -> Range<Int> {
    var range = selected..<selected + 1
    func taken(_ range: Range<Int>) -> Int { widths[range].reduce(0, +) }
    while true {
      let after = range.lowerBound..<min(range.upperBound + 1, widths.count)
      let before = max(range.lowerBound - 1, 0)..<range.upperBound
      if after != range, taken(after) <= width {
        range = after
      } else if before != range, taken(before) <= width {
        range = before
      } else {
        return range
      }
    }
  }

  /// The columns with what is left of the width shared out between them, a little more where a name needs it.
  private static func spread(_ items: [Item], over area: Area) -> [Item] {
    let taken = items.reduce(0) { $0 + $1.slot }
    let gaps = max(1, items.count - 1)
    let rest = max(gaps, area.width - taken - 1)
    var column = area.column + 1
    return items.enumerated().map { index, item in
      let placed = Item(
        line: item.line, column: column, width: item.width, height: item.height, sheets: item.sheets,
        isLine: item.isLine, caption: item.caption)
      let gap = min(rest * (index + 1) / gaps - rest * index / gaps, 12)
      column += item.slot + gap
      return placed
    }
  }
}
