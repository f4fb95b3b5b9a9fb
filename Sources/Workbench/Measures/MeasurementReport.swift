internal import CellScreen
public import ModelFormats

/// How well a network classifies, as text and as JSON.
public struct MeasurementReport {
  /// The most classes of which the whole confusion matrix is printed.
  private static let matrixLimit = 16
  /// How many mistakes and confusions are printed.
  private static let most = 10

  private let measurement: Measurement
  private let model: String
  private let folder: String
  private let matching: LabelledPictures.Matching
  private let reading: PictureReading?

  /// Reports a measurement of a model on the pictures of a folder; `reading` says as which numbers they entered.
  public init(
    _ measurement: Measurement, model: String, folder: String, matching: LabelledPictures.Matching,
    reading: PictureReading? = nil
  ) {
    self.reading = reading
    self.measurement = measurement
    self.model = model
    self.folder = folder
    self.matching = matching
  }

  /// The report for people: accuracy, each class, what is taken for what, the surest mistakes.
  public var text: String {
    ([headline] + preface + [""] + classLines + confusionLines + mistakeLines).joined(separator: "\n")
  }

  /// What is to be known of the pictures before any table.
  var preface: [String] {
    failureWords + wordsOfNoWinner + [matchingWords] + (reading?.lines ?? [])
  }

  /// The report as JSON: `model`, `folder`, `matching`, `accuracy` (0…1), `count`, `right`, `classes` (`name`,
  /// `count`, `right`, `accuracy`), `confusion` (a row a class, a column for what the network says), `withoutWinner`
  /// (a count), `mistakes` (`file`, `class`, `predicted`, `reason`, `probability`, `probabilityOfClass`; the surest
  /// first), `failures` (`file`, `error`), `reading` (as `PictureReading` describes); what is not known is null.
  ///
  /// A picture without a winner is a mistake whose `predicted` is null, for a `reason`.
  public var json: JSONValue {
    let accuracy = measurement.accuracy.map { JSONValue.number($0) } ?? .null
    return [
      "model": .string(model), "folder": .string(folder), "matching": .string(matching.rawValue),
      "accuracy": accuracy, "count": .integer(measurement.count), "right": .integer(measurement.rightCount),
      "classes": .array(measurement.classes.indices.map(measurement.json(ofClass:))),
      "confusion": .array(measurement.confusion.map { .extents($0) }),
      "withoutWinner": .integer(measurement.withoutWinner.count),
      "mistakes": .array(measurement.mistakes.map(json(of:))),
      "failures": .array(
        measurement.failures.map { ["file": .string($0.path), "error": .string($0.error.explanation)] }),
      "reading": reading?.json ?? .null,
    ]
  }

  /// How many pictures are right, and of what.
  var headline: String {
    let right = NumberText.grouped(measurement.rightCount)
    let count = NumberText.grouped(measurement.count)
    return "\(right) of \(count) right (\(percent(measurement.rightCount, measurement.count))): "
      + "\(DisplayText(model)) on \(DisplayText(folder))"
  }

  private var failureWords: [String] {
    let count = measurement.failures.count
    guard count > 0 else { return [] }
    return [
      "\(NumberText.grouped(count)) file\(count == 1 ? "" : "s") could not be read and \(count == 1 ? "is" : "are") not counted."
    ]
  }

  /// How many pictures have no winner, and why the first has none.
  private var wordsOfNoWinner: [String] {
    let pictures = measurement.withoutWinner
    guard let first = pictures.first, let reason = first.reason else { return [] }
    let count = pictures.count == 1 ? "1 picture has" : "\(NumberText.grouped(pictures.count)) pictures have"
    return [
      "\(count) no winner and count\(pictures.count == 1 ? "s" : "") as wrong: of \(DisplayText(first.path)) \(DisplayText(reason))."
    ]
  }

  private var matchingWords: String {
    switch matching {
    case .names: "The folders have the names of the classes."
    case .indices: "The folders' names are the indices of the classes."
    case .order:
      "No folder has the name of a class: the folders in the order of their names are taken for the classes in theirs."
    }
  }

  /// A line a class that has pictures.
  private var classLines: [String] {
    let rows = measurement.classes.indices.filter { pictureCount($0) > 0 }.map { index in
      let (right, count) = (measurement.confusion[index][index], pictureCount(index))
      return [
        String(index), name(index), NumberText.grouped(right), NumberText.grouped(count),
        percent(right, count),
      ]
    }
    return textTable(["", "class", "right", "of", "share"], rows, rightAligned: [0, 2, 3, 4])
  }

  /// The confusion matrix of few classes; of many the largest confusions.
  private var confusionLines: [String] {
    guard measurement.classes.count <= Self.matrixLimit else { return largestConfusions }
    let classes = measurement.classes.indices
    let rows = classes.map { index in
      [String(index), name(index)]
        + measurement.confusion[index].map { $0 == 0 ? "·" : NumberText.grouped($0) }
    }
    let table = textTable(
      ["", ""] + classes.map(String.init), rows, rightAligned: Set([0] + classes.map { $0 + 2 }))
    return ["", "What is taken for what: a line a class, a column for what the network says."] + table
  }

  private var largestConfusions: [String] {
    let confusions = measurement.confusion.indices.flatMap { label in
      measurement.confusion[label].enumerated().filter { $0.offset != label && $0.element > 0 }
        .map { (label: label, predicted: $0.offset, count: $0.element) }
    }
    // Sorting keeps the order of equals.
    let largest = confusions.sorted { $0.count > $1.count }.prefix(Self.most)
    guard !largest.isEmpty else { return [] }
    let rows = largest.map { [name($0.label), name($0.predicted), NumberText.grouped($0.count)] }
    return ["", "Most often taken for another:"]
      + textTable(["class", "taken for", "pictures"], rows, rightAligned: [2])
  }

  private var mistakeLines: [String] {
    guard !measurement.mistakes.isEmpty else { return [] }
    let rows = measurement.mistakes.prefix(Self.most).map { mistake in
      [
        mistake.predicted.map(name) ?? "no winner", mistake.probability.map { NumberText.percent($0) } ?? "",
        name(mistake.label), mistake.probabilityOfLabel.map { NumberText.percent($0) } ?? "", mistake.path,
      ]
    }
    let count = measurement.mistakes.count
    let heading = count == 1 ? "The only mistake:" : "The surest of \(NumberText.grouped(count)) mistakes:"
    return ["", heading]
      + textTable(["taken for", "with", "class", "with", "file"], rows, rightAligned: [1, 3])
  }

  private func json(of mistake: Measurement.Mistake) -> JSONValue {
    [
      "file": .string(mistake.path), "class": .string(measurement.classes[mistake.label]),
      "predicted": mistake.predicted.map { .string(measurement.classes[$0]) } ?? .null,
      "reason": mistake.reason.map { .string($0) } ?? .null,
      "probability": mistake.probability.map { .number($0) } ?? .null,
      "probabilityOfClass": mistake.probabilityOfLabel.map { .number($0) } ?? .null,
    ]
  }

  private func pictureCount(_ index: Int) -> Int { measurement.pictureCount(ofClass: index) }

  private func name(_ index: Int) -> String { DisplayText(measurement.classes[index]).string }
}

extension Measurement {
  /// A class with its pictures and how many of them are right, as JSON.
  func json(ofClass index: Int) -> JSONValue {
    let (right, count) = (confusion[index][index], pictureCount(ofClass: index))
    return [
      "name": .string(classes[index]), "count": .integer(count), "right": .integer(right),
      "accuracy": count == 0 ? .null : .number(Double(right) / Double(count)),
    ]
  }
}
