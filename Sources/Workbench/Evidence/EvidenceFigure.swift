internal import CellScreen
internal import ConvNet
internal import Explorer
internal import Tensors

/// Evidence on a page of its own: what it is, the scale of all fills with a legend, the changes as colours, and what they
/// are not.
///
/// Where fills disagree about the sign places are hatched.
struct EvidenceFigure {
  /// The page.
  var drawing: SheetDrawing
  /// What the page shows, in a few words.
  let title: DisplayText

  private static let margin = 24
  /// The side that a map fills as well as it can.
  private static let side = 540
  /// Places of fewer pixels have no room for a hatching.
  private static let leastHatched = 6

  /// Draws an entry of an export.
  init(_ entry: EvidenceExport.Entry, of export: EvidenceExport) {
    let extent = max(entry.plane.height, entry.plane.width, 1)
    let factor = max(1, Self.side / extent)
    let words = Self.words(of: entry, export, factor: factor)
    let paint = Self.paint(of: entry, export)
    let limit = max(Self.side, entry.plane.width * factor) / BitmapFont.width
    title = DisplayText(words.title).truncated(to: limit)

    var page = SheetDrawing()
    page.write(title, row: 0, column: 0, .bold)
    for line in words.lines.flatMap({ wrapped($0, to: limit) }) {
      page.write(DisplayText(line), row: page.height + 4, column: 0, .dim)
    }
    if entry.fill != nil { page.add(paint.legend(words.scale), row: page.height + 14, column: 0) }
    let raster = Self.raster(entry, export.occlusion, paint, factor: factor)
    page.framed(
      raster, row: page.height + 14, column: 0, factor: raster.width == entry.plane.width ? factor : 1)
    for line in wrapped(EvidenceExport.limit, to: limit) + [export.evidence.source] {
      page.write(DisplayText(line).truncated(to: limit), row: page.height + 8, column: 0, .dim)
    }
    var framed = SheetDrawing()
    framed.add(page, row: Self.margin, column: Self.margin)
    framed.extend(height: framed.height + Self.margin, width: framed.width + Self.margin)
    drawing = framed
  }

  /// One scale for all fills, so that their figures can be compared.
  private static func paint(of entry: EvidenceExport.Entry, _ export: EvidenceExport) -> SheetPaint {
    let planes = entry.fill == nil ? [entry.plane] : export.occlusion.maps.map(\.changes)
    let statistics = Statistics(planes.flatMap(\.values))
    let top = entry.fill == nil ? 1 : statistics.magnitude
    let scale = ColourScale(
      top: top, maximum: top, isSigned: entry.fill != nil, map: entry.fill == nil ? .grey : .blueRed)
    return SheetPaint(scale: scale, hasNonFinite: Statistics(entry.plane.values).nonFiniteCount > 0)
  }

  private static func words(
    of entry: EvidenceExport.Entry, _ export: EvidenceExport, factor: Int
  ) -> (title: String, lines: [String], scale: String) {
    let (evidence, count) = (export.evidence, export.occlusion.maps.count)
    let share = NumberText.percent(export.occlusion.shareOfDisagreement)
    guard let fill = entry.fill else {
      let title = "occlusion, \(export.size): where \(count) fills disagree about the sign"
      return (
        title, ["white: one adds to \(evidence.words), another takes away · \(share) of the places"], ""
      )
    }
    let value = NumberText.fixed(evidence.value, decimals: 3)
    let hatched =
      count > 1 && factor >= leastHatched
      ? ["hatched: where the fills disagree about the sign, \(share) of the places"] : []
    return (
      "occlusion, \(fill.rawValue) \(export.size): \(evidence.words)",
      ["the change of \(value) when a square with its centre here is \(fill.words)"] + hatched,
      count > 1 ? "scale of all \(count) fills" : "scale"
    )
  }

  /// The numbers as colours, a place as a square of pixels where some are hatched.
  private static func raster(
    _ entry: EvidenceExport.Entry, _ occlusion: Occlusion, _ paint: SheetPaint, factor: Int
  ) -> SheetDrawing.Raster {
    guard entry.fill != nil, occlusion.maps.count > 1, factor >= leastHatched else {
      return paint.raster(entry.plane)
    }
    let (plane, marks) = (entry.plane, occlusion.disagreement)
    return SheetDrawing.Raster(height: plane.height * factor, width: plane.width * factor) { row, column in
      let place = (row / factor, column / factor)
      let isHatched = marks[place.0, place.1] == 1 && (row + column) % leastHatched == 0
      return isHatched ? SheetPaint.frame : paint.colour(of: plane[place.0, place.1])
    }
  }
}

extension EvidenceStudy {
  /// Where the numbers come from: `ship.ppm · cifar10.keras`, and the changes behind it.
  fileprivate var source: String {
    [study.pictureName, FilePath.name(of: study.modelPath), study.changes.line].compactMap(\.self)
      .joined(separator: " · ")
  }
}
