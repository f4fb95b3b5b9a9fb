internal import CellScreen
internal import Explorer
public import ModelFormats

/// What changes cost a network on pictures, as text and as JSON.
public struct ChangedMeasurementReport {
  private let measurement: ChangedMeasurement
  private let changes: RequestedChanges
  private let model: String
  private let folder: String
  private let after: MeasurementReport

  /// Reports what came of changes of a model on the pictures of a folder; `reading` says as which numbers they entered.
  public init(
    _ measurement: ChangedMeasurement, _ changes: RequestedChanges, model: String, folder: String,
    matching: LabelledPictures.Matching, reading: PictureReading? = nil
  ) {
    (self.measurement, self.changes, self.model, self.folder) = (measurement, changes, model, folder)
    after = MeasurementReport(
      measurement.after, model: model, folder: folder, matching: matching, reading: reading)
  }

  /// The report for people: accuracy before and after, over all and of each class.
  public var text: String {
    ([headline] + (changes.line.map { [$0] } ?? []) + [exchange] + after.preface + [""] + classLines)
      .joined(separator: "\n")
  }

  /// The report as JSON: what `MeasurementReport` says of the changed network, with `before` (`accuracy`, `right`,
  /// `classes`, `confusion`), `lost` and `gained` (counts of pictures that are right no more, and only now), and
  /// `changes`.
  public var json: JSONValue {
    guard case .object(var object) = after.json else { return .null }
    let before = measurement.before
    object["before"] = [
      "accuracy": before.accuracy.map { .number($0) } ?? .null, "right": .integer(before.rightCount),
      "classes": .array(before.classes.indices.map(before.json(ofClass:))),
      "confusion": .array(before.confusion.map { .extents($0) }),
    ]
    object["lost"] = .integer(measurement.lostCount)
    object["gained"] = .integer(measurement.gainedCount)
    return JSONValue.object(object).with(changes)
  }

  private var headline: String {
    let (before, after) = (measurement.before, measurement.after)
    let count = after.count
    let difference = points(after.rightCount - before.rightCount, of: count)
    return
      "\(NumberText.grouped(before.rightCount)) → \(NumberText.grouped(after.rightCount)) of "
      + "\(NumberText.grouped(count)) right (\(percent(before.rightCount, count)) → "
      + "\(percent(after.rightCount, count)), \(difference) points): \(DisplayText(model)) on \(DisplayText(folder))"
  }

  private var exchange: String {
    let (lost, gained) = (measurement.lostCount, measurement.gainedCount)
    return
      "\(countedNoun(lost, "picture")) \(lost == 1 ? "was" : "were") right and \(lost == 1 ? "is" : "are") wrong; "
      + "\(NumberText.grouped(gained)) \(gained == 1 ? "was" : "were") wrong and \(gained == 1 ? "is" : "are") right."
  }

  /// A line a class that has pictures.
  private var classLines: [String] {
    let (before, after) = (measurement.before, measurement.after)
    let rows = after.classes.indices.filter { after.pictureCount(ofClass: $0) > 0 }.map { index in
      let (old, new) = (before.confusion[index][index], after.confusion[index][index])
      let count = after.pictureCount(ofClass: index)
      return [
        String(index), DisplayText(after.classes[index]).string, NumberText.grouped(old),
        NumberText.grouped(new), NumberText.grouped(count), percent(old, count), percent(new, count),
        points(new - old, of: count),
      ]
    }
    return textTable(
      ["", "class", "before", "after", "of", "before", "after", "points"], rows,
      rightAligned: Set([0] + Array(2..<8)))
  }
}

/// A part of a whole in percent with two decimals; `none` of nothing.
func percent(_ part: Int, _ whole: Int) -> String {
  whole == 0 ? "none" : NumberText.percent(Double(part) / Double(whole), decimals: 2)
}

/// By how many hundredths of the whole a part has grown: `−1.46`, `+0.20`, `0.00`.
func points(_ difference: Int, of whole: Int) -> String {
  guard whole > 0, difference != 0 else { return "0.00" }
  return NumberText.signed(100 * Double(difference) / Double(whole), decimals: 2)
}
