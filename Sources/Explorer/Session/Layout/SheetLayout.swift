public import CellScreen

/// Where the feature maps of a layer stand on a contact sheet.
public struct SheetLayout: Equatable, Sendable {
  /// The factor at which the maps are shown.
  public let scale: MapScale
  /// How many maps stand in a line.
  public let perLine: Int
  /// The maps of this page.
  public let channels: Range<Int>
  /// How many maps a page has.
  public let pageSize: Int
  /// The cells that the sheet takes.
  public private(set) var area: Area
  /// Whether a row of labels stands above each line.
  public let hasLabels: Bool
  /// How many columns the index of a line's first map takes at the left; 0 with labels, or where there is no room.
  public let indexWidth: Int
  /// A map's columns, and its rows in pixels of half a cell.
  public let mapWidth: Int
  /// A map's rows in pixels of half a cell.
  public let mapHeight: Int

  /// How many pixel rows lie above the first line: its labels, and a gutter.
  ///
  /// Maps with an odd height start on a whole row, so that the sign for what is never read can take whole cells.
  var lead: Int { (hasLabels ? 2 : 0) + (mapHeight.isMultiple(of: 2) ? 1 : 2) }

  /// How many pixel rows lie between the tops of two lines: the map with its gutter, and where there are labels their
  /// row and the gutter below it.
  var pitch: Int { hasLabels ? lead + mapHeight + 1 : mapHeight + 1 }

  /// How many lines of maps the page has.
  public var lineCount: Int { (channels.count + perLine - 1) / perLine }

  /// The pixel row, from the top of the screen, and the column of a map's upper left corner.
  public func origin(of channel: Int) -> (halfRow: Int, column: Int) {
    let place = channel - channels.lowerBound
    let line = place / perLine
    let top = 2 * area.row + lead + line * pitch
    return (top, area.column + indexWidth + 1 + (place % perLine) * (mapWidth + 1))
  }

}

extension SheetLayout {
  /// Lays out a page of maps: the largest factor at which all of them fit, else pages of fewer.
  ///
  /// A smaller page is taken where the maps of the larger one would be under 7 pixels and under their own size.
  /// `nil` where not even a page of four fits.
  init?(
    count: Int, height: Int, width: Int, area: Area, selected: Int, labels: Bool, perLine: [Int],
    largest: Int = 8
  ) {
    var smallest: SheetLayout?
    for pageSize in [count] + [64, 32, 16, 8, 4].filter({ $0 < count }) {
      guard
        let layout = SheetLayout(
          page: pageSize, count: count, height: height, width: width, area: area, selected: selected,
          labels: labels, perLine: perLine, largest: largest)
      else { continue }
      smallest = layout
      if layout.mapWidth >= min(7, width) || layout.mapWidth >= width { break }
    }
    guard let smallest else { return nil }
    self = smallest
  }

  /// Lays out a page of a given number of maps at the largest factor that fits.
  private init?(
    page: Int, count: Int, height: Int, width: Int, area: Area, selected: Int, labels: Bool, perLine: [Int],
    largest: Int
  ) {
    let first = page > 0 ? selected / page * page : 0
    let forms = SheetForm.forms(page: page, labels: labels, perLine: perLine)
    for scale in MapScale.descending(from: largest) {
      for form in forms {
        let layout = SheetLayout(
          scale: scale, perLine: form.perLine, channels: first..<min(first + page, count), pageSize: page,
          area: area, hasLabels: form.hasLabels, indexWidth: form.hasIndices ? 4 : 0,
          mapWidth: scale.pixels(width), mapHeight: scale.pixels(height))
        if layout.fits(page: page) {
          self = layout.trimmed(page: page)
          return
        }
      }
      if scale.pixels(width) <= 2, scale.pixels(height) <= 2 { break }
    }
    return nil
  }

  /// The columns that a full line takes, a gutter before each map and one behind the last.
  private func usedWidth(page: Int) -> Int { indexWidth + min(perLine, page) * (mapWidth + 1) + 1 }

  /// The half rows that a page takes, the gutter below the last line among them.
  private func usedHalfRows(page: Int) -> Int {
    let lines = (page + perLine - 1) / perLine
    return (hasLabels ? 0 : lead) + lines * pitch
  }

  private func fits(page: Int) -> Bool {
    // The gutter below the last line can go.
    usedWidth(page: page) <= area.width && usedHalfRows(page: page) / 2 <= area.height
  }

  /// The layout with its area cut to what a full page takes.
  private func trimmed(page: Int) -> SheetLayout {
    var layout = self
    layout.area = Area(
      row: area.row, column: area.column, height: min(area.height, (usedHalfRows(page: page) + 1) / 2),
      width: usedWidth(page: page))
    return layout
  }
}

/// How many maps stand in a line of a sheet, and how they are told apart.
private struct SheetForm {
  let perLine: Int
  /// Whether each has its index above it.
  let hasLabels: Bool
  /// Whether the first of each line has its index at its left.
  let hasIndices: Bool

  /// What a page of some maps can look like, the best first.
  ///
  /// Maps whose index can be read come first; among them the given numbers a line, which are easier to count by than
  /// others.
  static func forms(page: Int, labels: Bool, perLine: [Int]) -> [SheetForm] {
    // Of numbers that need as many lines the one that fills the last line most.
    let others = (1...max(1, min(page, 32))).reversed().filter { count in
      let lines = (page + count - 1) / count
      return !perLine.contains(count) && count == (page + lines - 1) / max(1, lines)
    }
    let named = [perLine, others].flatMap { choices in
      (labels ? [true, false] : [false]).flatMap { hasLabels in
        choices.map { SheetForm(perLine: $0, hasLabels: hasLabels, hasIndices: !hasLabels) }
      }
    }
    return named + (perLine + others).map { SheetForm(perLine: $0, hasLabels: false, hasIndices: false) }
  }
}
