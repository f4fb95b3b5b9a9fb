import ConvNet
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import Workbench

@Suite("pictures of which no class stands out")
struct NoWinnerMeasurementTests {
  private func measurement() -> Measurement {
    let verdicts: [(Int, Verdict, [Double])] = [
      (0, .winner(0), [0.9, 0.1]), (0, .tie([0, 1]), [0.5, 0.5]), (1, .notANumber([1]), []),
      (1, .winner(0), [0.7, 0.3]),
    ]
    let items = verdicts.enumerated().map { LabelledPictures.Item(path: "\($0).ppm", label: $1.0) }
    let results = verdicts.map { verdict in
      Result<Classification, CommandError>.success(
        Classification(verdict: verdict.1, probabilities: verdict.2))
    }
    return Measurement(results, of: items, classes: ["cat", "dog"])
  }

  @Test("they count as wrong, and are no answer for any class")
  func counting() {
    let measurement = measurement()
    #expect(measurement.count == 4 && measurement.rightCount == 1 && measurement.accuracy == 0.25)
    #expect(measurement.confusion == [[1, 0], [1, 0]])
    #expect(measurement.pictureCount(ofClass: 0) == 2 && measurement.pictureCount(ofClass: 1) == 2)
    #expect(measurement.mistakes.map(\.path) == ["3.ppm", "1.ppm", "2.ppm"])
    #expect(measurement.mistakes.map(\.predicted) == [0, nil, nil])
    #expect(measurement.withoutWinner.map(\.reason) == ["both logits are equal", "the logit of dog is NaN"])
  }

  @Test("the report says how many there are and why, and JSON has no class for them")
  func report() {
    let report = MeasurementReport(measurement(), model: "a.keras", folder: "animals", matching: .names)
    #expect(
      report.text.contains("2 pictures have no winner and count as wrong: of 1.ppm both logits are equal."))
    #expect(report.text.contains("no winner"))
    let json = report.json.text
    #expect(json.contains(#""withoutWinner": 2"#) && json.contains(#""predicted": null"#))
    #expect(json.contains(#""reason": "the logit of dog is NaN""#))
  }
}
