internal import CellScreen
internal import Explorer
public import ModelFormats

/// What each map or unit of a layer is worth on pictures, as text and as JSON.
public struct SweepReport {
  private let sweep: Sweep
  private let changes: RequestedChanges
  private let model: String
  private let folder: String
  private let base: MeasurementReport

  /// Reports a sweep of a model on the pictures of a folder, after changes; `reading` says as which numbers they entered.
  public init(
    _ sweep: Sweep, _ changes: RequestedChanges, model: String, folder: String,
    matching: LabelledPictures.Matching, reading: PictureReading? = nil
  ) {
    (self.sweep, self.changes, self.model, self.folder) = (sweep, changes, model, folder)
    base = MeasurementReport(sweep.base, model: model, folder: folder, matching: matching, reading: reading)
  }

  /// The report for people: a line a map or unit, the one that costs most first.
  public var text: String {
    let heading =
      "Without one \(noun) of \(DisplayText(sweep.layer)) at a time: the one that costs most is first."
    let limit = "Each alone: what they cost together is something else."
    return
      ([base.headline] + (changes.line.map { [$0] } ?? []) + base.preface + ["", heading, limit] + table)
      .joined(separator: "\n")
  }

  /// The report as JSON: `model`, `folder`, `matching`, `layer`, `part` (`map`, `unit`, `channel`), `accuracy` (0…1),
  /// `count`, `right`, `classes` (names), `sweep` (`place`, `index`, `right`, `accuracy`, `lost`, `rightOfClass`; the
  /// one that costs most first), `failures`, `reading` (as `PictureReading` describes), `changes`.
  public var json: JSONValue {
    guard case .object(let all) = base.json else { return .null }
    var object: JSONObject = [:]
    for key in ["model", "folder", "matching"] { object[key] = all[key] }
    object["layer"] = .string(sweep.layer)
    object["part"] = .string(sweep.part.rawValue)
    for key in ["accuracy", "count", "right"] { object[key] = all[key] }
    object["classes"] = .array(sweep.base.classes.map { .string($0) })
    object["sweep"] = .array(sweep.entries.map(json(of:)))
    for key in ["failures", "reading"] { object[key] = all[key] }
    return JSONValue.object(object).with(changes)
  }

  private var noun: String { sweep.part.rawValue }

  private var table: [String] {
    let count = sweep.base.count
    let rows = sweep.entries.enumerated().map { rank, entry in
      [
        "\(rank + 1)", entry.place, NumberText.grouped(entry.rightCount), percent(entry.rightCount, count),
        points(entry.rightCount - sweep.base.rightCount, of: count), most(entry),
      ]
    }
    return textTable(
      ["", noun, "right", "share", "points", "most of"], rows, rightAligned: [0, 2, 3, 4])
  }

  /// The class that loses most pictures, and how many: `ship −31`; empty where none loses any.
  private func most(_ entry: Sweep.Entry) -> String {
    let losses = entry.right.indices.map { sweep.base.confusion[$0][$0] - entry.right[$0] }
    guard let largest = losses.max(), largest > 0, let index = losses.firstIndex(of: largest) else {
      return ""
    }
    return "\(DisplayText(sweep.base.classes[index])) \(NumberText.minus)\(NumberText.grouped(largest))"
  }

  private func json(of entry: Sweep.Entry) -> JSONValue {
    let count = sweep.base.count
    return [
      "place": .string(entry.place), "index": .integer(entry.index), "right": .integer(entry.rightCount),
      "accuracy": count == 0 ? .null : .number(Double(entry.rightCount) / Double(count)),
      "lost": .integer(sweep.base.rightCount - entry.rightCount),
      "rightOfClass": .array(entry.right.map { .integer($0) }),
    ]
  }
}
