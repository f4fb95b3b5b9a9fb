internal import CellScreen
public import ConvNet
internal import Explorer
internal import ModelFormats
internal import Tensors

/// Evidence by occlusion as files: a tensor (height, width) a fill, and, of several fills, where they disagree.
public struct EvidenceExport: Sendable {
  /// A tensor and its name.
  struct Entry: Sendable {
    /// The name of its file, without the extension.
    let name: String
    /// What the squares are covered with; `nil` of the places where fills disagree.
    let fill: OcclusionFill?
    /// The numbers.
    let plane: Plane
  }

  /// What every tensor of evidence is not.
  static let limit = "A cover is a picture too; what it shows depends on what is put there."

  let evidence: EvidenceStudy
  let occlusion: Occlusion
  let side: Int
  let entries: [Entry]

  /// Collects the tensors of an occlusion by squares of a side.
  public init(_ evidence: EvidenceStudy, _ occlusion: Occlusion, side: Int) {
    (self.evidence, self.occlusion, self.side) = (evidence, occlusion, side)
    let maps = occlusion.maps.map {
      Entry(name: "occlusion-\($0.fill.rawValue)", fill: $0.fill, plane: $0.changes)
    }
    let disagreement = Entry(name: "occlusion-disagreement", fill: nil, plane: occlusion.disagreement)
    entries = maps + (maps.count > 1 ? [disagreement] : [])
  }

  /// How many files there are.
  public var count: Int { entries.count }

  /// The size of the square: `5×5`.
  var size: String { "\(side)×\(side)" }

  /// Writes each tensor as a file of a format into a folder, as `ActivationExport` does.
  ///
  /// Figures are `scale` times as large as they are drawn.
  ///
  /// - Throws: As `ActivationExport.write`.
  public func write(
    as format: ActivationExport.Format, to folder: String, scale: Int = 1, sparing inputs: InputFiles
  ) throws(CommandError) {
    let files = entries.map { entry in
      FolderFiles.File(name: "\(entry.name).\(format.rawValue)") { (path) throws(CommandError) in
        try write(entry, as: format, to: path, scale: scale)
      }
    }
    try FolderFiles(files: files).place(in: folder, sparing: inputs)
  }

  private func write(
    _ entry: Entry, as format: ActivationExport.Format, to path: String, scale: Int
  ) throws(CommandError) {
    let tensor = Tensor(Shape(entry.plane.height, entry.plane.width), entry.plane.values)
    switch format {
    case .npy: try OutputFile.create(path, holding: NumPyFile.encode(tensor))
    case .csv: try OutputFile.create(path) { tensor.writeCSV(axes: Self.axes, to: &$0) }
    case .json: try OutputFile.create(path) { tensor.writeJSON(members(of: entry, tensor.shape), to: &$0) }
    case .png, .svg:
      var figure = EvidenceFigure(entry, of: self)
      figure.drawing.scale = scale
      try figure.drawing.create(path, asSVG: format == .svg, title: figure.title)
    }
  }

  private static let axes = ["row", "column"]

  /// What a file says of itself before its values: `name`, `evidence`, `picture`, `quantity`, `class`, `against` (null
  /// where there is none), `value` (the quantity without a cover), `fill` (null where fills are compared), `square`,
  /// `shows`, `isNot`, `changes` as everywhere, `shape` and `axes`.
  private func members(of entry: Entry, _ shape: Shape) -> [(String, JSONValue)] {
    let classes = evidence.classes
    return [
      ("name", .string(entry.name)), ("evidence", .string("occlusion")),
      ("picture", .string(evidence.study.pictureName)), ("quantity", .string(evidence.words)),
      ("class", .string(classes[0])), ("against", classes.count > 1 ? .string(classes[1]) : .null),
      ("value", .number(evidence.value)), ("fill", entry.fill.map { .string($0.rawValue) } ?? .null),
      ("square", .extents([side, side])), ("shows", .string(words(of: entry))),
      ("isNot", .string(Self.limit)),
      ("changes", evidence.study.changes.json), ("shape", .extents(shape.extents)),
      ("axes", .array(Self.axes.map { .string($0) })),
    ]
  }

  /// What the numbers of a tensor are.
  private func words(of entry: Entry) -> String {
    guard let fill = entry.fill else {
      return "1 where one of \(occlusion.maps.count) fills gives more than 0 and another less, else 0"
    }
    return
      "the change of \(evidence.words) when a \(size) square with its centre here, cut at the picture's edge, is "
      + fill.words
  }

  /// The worst places by fill, at how many the fills disagree, and what all of it is not.
  public var text: String {
    let value = NumberText.fixed(evidence.value, decimals: 3)
    let title =
      "\(evidence.words), \(value) on \(DisplayText(evidence.study.pictureName)), when a \(size) square covers a place:"
    let table = textTable(["fill", "worst at", "change"], occlusion.maps.map(cells), rightAligned: [2])
    let share = NumberText.percent(occlusion.shareOfDisagreement)
    let agreement =
      occlusion.maps.count > 1 ? ["The fills disagree about the sign at \(share) of the places."] : []
    return ([title] + table + agreement + nonFiniteWords + [Self.limit]).joined(separator: "\n")
  }

  private func cells(_ map: Occlusion.Map) -> [String] {
    guard let worst = map.worstPlace else { return [map.fill.rawValue, "no place takes away", ""] }
    let (row, column) = worst.quotientAndRemainder(dividingBy: map.changes.width)
    return [
      map.fill.rawValue, "(\(row), \(column))", NumberText.signed(map.changes.values[worst], decimals: 2),
    ]
  }

  /// How many changes are no numbers.
  private var nonFiniteWords: [String] {
    let count = occlusion.maps.reduce(0) { $0 + $1.changes.values.count { !$0.isFinite } }
    return count == 0 ? [] : ["\(NumberText.grouped(count)) of the changes are NaN or ±∞."]
  }
}

extension OcclusionFill {
  /// What is done with a square: `grey`, `filled with the picture's mean`.
  var words: String {
    switch self {
    case .grey, .black, .white: rawValue
    case .mean: "filled with the picture's mean"
    }
  }
}
