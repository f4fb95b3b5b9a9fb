import ConvNet
import Explorer
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing
import Workbench

/// What covers of the bundled ship's places do, and how it is written.
@Suite("evidence by occlusion")
struct EvidenceExportTests {
  private static let ship = Repository.assets.appending(path: "images/ship.ppm").path

  private static let study = Once { try PictureStudy(image: ship, model: nil, labels: nil) }

  /// The ship's logit under 5×5 squares of all fills.
  private static let ofShip = Once {
    let evidence = try EvidenceStudy(study.value(), class: nil, against: nil)
    return try (evidence, evidence.occlusion(OcclusionFill.allCases, side: 5, for: "out"))
  }

  @Test("the places where covers take most from ship, and how often four fills disagree, are known")
  func truths() throws {
    let (evidence, occlusion) = try Self.ofShip.value()
    #expect(evidence.quantity == .logit(8))
    let worst = occlusion.maps.map { map in
      map.worstPlace.map { ($0 / 32, $0 % 32, (map.changes.values[$0] * 100).rounded() / 100) } ?? (0, 0, 0)
    }
    let expected: [(Int, Int, Float)] = [(9, 13, -3.98), (11, 9, -6.88), (21, 13, -6.68), (9, 13, -2.72)]
    #expect(worst.elementsEqual(expected, by: ==), "\(worst)")
    #expect(occlusion.maps.map(\.fill) == [.grey, .black, .white, .mean])
    #expect(
      (occlusion.shareOfDisagreement * 100).rounded() == 42, "\(occlusion.shareOfDisagreement)")
  }

  @Test(
    "a change is that of the trace with the square painted", arguments: [(9, 13), (0, 0), (31, 16), (11, 9)])
  func painted(row: Int, column: Int) throws {
    let (evidence, occlusion) = try Self.ofShip.value()
    let study = try Self.study.value()
    for map in occlusion.maps {
      let rows = "\(max(row - 2, 0))-\(min(row + 2, 31))"
      let columns = "\(max(column - 2, 0))-\(min(column + 2, 31))"
      let changed = try PictureStudy(
        image: Self.ship, model: nil, labels: nil,
        changes: RequestedChanges(texts: ["paint \(rows),\(columns) \(map.fill.rawValue)"]))
      let logits = try (#require(study.pass.logits), #require(changed.pass.logits))
      let change = evidence.quantity.value(of: logits.1) - evidence.quantity.value(of: logits.0)
      #expect(abs(Double(map.changes[row, column]) - change) < 1e-4, "\(map.fill)")
    }
  }

  @Test("the report names the worst place of each fill, where they disagree, and what all that is not")
  func text() throws {
    let (evidence, occlusion) = try Self.ofShip.value()
    let problem = try ReportGolden.problem(
      with: EvidenceExport(evidence, occlusion, side: 5).text, "export-evidence.txt")
    #expect(problem == nil)
  }

  @Test(
    "files are named by their fills, and have a number a place",
    arguments: [ActivationExport.Format.npy, .csv])
  func numbers(format: ActivationExport.Format) throws {
    let folder = try TemporaryFolder()
    let (evidence, occlusion) = try Self.ofShip.value()
    let export = EvidenceExport(evidence, occlusion, side: 5)
    try export.write(as: format, to: folder.path, sparing: InputFiles())
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(
      names
        == ["black", "disagreement", "grey", "mean", "white"].map { "occlusion-\($0).\(format.rawValue)" })
    let bytes = try InputFile.bytes(of: folder["occlusion-grey.\(format.rawValue)"])
    if format == .npy {
      let tensor = try NumPyFile.decode(bytes)
      #expect(tensor.shape == Shape(32, 32) && tensor.values == occlusion.maps[0].changes.values)
    } else {
      #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("row,column,value\n0,0,"))
    }
  }

  @Test("JSON says what the numbers are, of which fill and size, and what they are not")
  func json() throws {
    let folder = try TemporaryFolder()
    let evidence = try EvidenceStudy(Self.study.value(), class: "ship", against: "truck")
    let occlusion = try evidence.occlusion([.mean], side: 1, for: folder.path)
    let export = EvidenceExport(evidence, occlusion, side: 1)
    #expect(export.count == 1)
    try export.write(as: .json, to: folder.path, sparing: InputFiles())
    let data = Data(try InputFile.bytes(of: folder["occlusion-mean.json"]))
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "name", "evidence", "picture", "quantity", "class", "against", "value", "fill", "square", "shows",
        "isNot",
        "changes", "shape", "axes", "values",
      ])
    #expect(object["quantity"] as? String == "ship − truck" && object["fill"] as? String == "mean")
    #expect(object["square"] as? [Int] == [1, 1] && object["shape"] as? [Int] == [32, 32])
    #expect(abs((object["value"] as? Double ?? 0) - 10.718) < 0.001)
    #expect(
      object["shows"] as? String
        == "the change of ship − truck when a 1×1 square with its centre here, cut at the picture's edge, is filled with the picture's mean"
    )
    #expect(
      object["isNot"] as? String == "A cover is a picture too; what it shows depends on what is put there.")
    #expect((object["values"] as? [[Double]])?.count == 32)
  }

  @Test("a figure has the scale of all fills, the places of disagreement hatched, and says what it is not")
  func figures() throws {
    let folder = try TemporaryFolder()
    let (evidence, occlusion) = try Self.ofShip.value()
    let export = EvidenceExport(evidence, occlusion, side: 5)
    try export.write(as: .svg, to: folder.path, sparing: InputFiles())
    let svg = String(decoding: try InputFile.bytes(of: folder["occlusion-grey.svg"]), as: UTF8.self)
    for words in [
      "occlusion, grey 5×5: ship's logit", "scale of all 4 fills",
      "hatched: where the fills disagree about the sign, ",
      "the change of 13.846 when a square with its centre here is",
      "A cover is a picture too; what it shows depends on what is", "ship.ppm · cifar10.keras",
    ] {
      #expect(svg.contains(words.replacing("'", with: "&apos;")) || svg.contains(words), "\(words)")
    }
    let marks = String(decoding: try InputFile.bytes(of: folder["occlusion-disagreement.svg"]), as: UTF8.self)
    #expect(marks.contains("where 4 fills disagree about the sign"))
    try export.write(as: .png, to: folder.path, scale: 2, sparing: InputFiles())
    #expect(try InputFile.bytes(of: folder["occlusion-white.png"]).starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test("what there is no evidence for is refused: classes that are not there, one against itself, no winner")
  func refused() throws {
    let study = try Self.study.value()
    #expect(throws: CommandError.classAgainstItself("ship")) {
      try EvidenceStudy(study, class: "ship", against: "8")
    }
    #expect(throws: CommandError.self) { try EvidenceStudy(study, class: "zebra", against: nil) }
    let evidence = try EvidenceStudy(study, class: nil, against: nil)
    #expect(throws: CommandError.self) { try evidence.occlusion([.grey], side: 4, for: "out") }
  }

  @Test("each reason for no evidence has its words")
  func words() {
    let cases: [(EvidenceError, String)] = [
      (
        .noPictures(Shape(4, 4, 2)),
        "m.keras: reads (4, 4, 2), and covers are known for pictures of one channel or three; give a network that reads such pictures"
      ),
      (
        .picture(expected: Shape(4, 4, 3), found: Shape(4, 5, 3)),
        "m.keras: reads (4, 4, 3), and the picture has (4, 5, 3); give a picture of that shape"
      ),
      (
        .noLogits(Shape(4, 4, 3)),
        "m.keras: its output (4, 4, 3) has no such logit; ask for one of its units with 'cnnview explain'"
      ),
      (.side(-4), "--square: a square of −4 has no place in its middle; give an odd number: 1, 3, 5"),
      (
        .notFinite(.infinity),
        "m.keras: the number whose changes are sought is ∞, and has none; ask about another class with --class"
      ),
    ]
    for (error, words) in cases {
      let command = CommandError.evidence(error, model: "m.keras")
      #expect(command.message == words)
      #expect(command.status == (error == .side(-4) ? .usage : .badData))
    }
  }
}
