import ConvNet
import Explorer
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// What changes cost on pictures whose classes are known.
@Suite("a changed network measured on pictures whose classes are known")
struct ChangedMeasurementTests {
  private let folder: TemporaryFolder
  private let opened: OpenedModel
  private let classes: [String]
  private let pictures: LabelledPictures

  /// The ten bundled pictures, a second copy of the ship among the trucks, and a file that is cut.
  init() throws {
    folder = try TemporaryFolder()
    opened = try OpenedModel(path: Repository.referenceFile.path)
    classes = try opened.classes(labels: nil)
    for name in classes {
      let bytes = try Repository.bytes(Repository.assets.appending(path: "images/\(name).ppm"))
      try folder.write(bytes, to: "\(name)/\(name).ppm")
      if name == "ship" { try folder.write(bytes, to: "truck/ship.ppm") }
      if name == "cat" { try folder.write(Array(bytes.dropLast()), to: "cat/cut.ppm") }
    }
    pictures = try LabelledPictures(folder: folder.path, classes: classes)
  }

  private func changes(_ texts: [String]) throws -> (requested: RequestedChanges, made: MadeChanges) {
    let requested = try RequestedChanges(texts: texts)
    return (requested, try opened.made(requested, classes: classes))
  }

  /// The class that the definition says, of a picture after changes.
  private func winner(_ path: String, _ made: MadeChanges, _ more: [Edit] = []) throws -> Int? {
    let (trace, samples) = try opened.pass(ofPictureAt: path)
    return try trace.after(made.edits(ofTraceOf: samples) + more).logits.flatMap {
      Verdict(logits: $0)?.winner
    }
  }

  @Test(
    "before and after are what the definition says, and the same however many are worked on at a time",
    arguments: [
      ["drop conv2d[:,:,0]"], ["drop input[:,:,0]", "flip"], ["untrained dense_1 seed 5"],
      ["paint 0-31,0-31 grey"], ["shift 4,4", "filter conv2d 7 zero", "hold dense[3] 9"],
    ])
  func measured(texts: [String]) throws {
    let made = try changes(texts).made
    let items = pictures.items
    let found = try ChangedMeasurement(opened, items, classes: classes, made, workers: 1)
    #expect(found.before == Measurement(opened, items, classes: classes))
    #expect(found.before.count == 11 && found.after.count == 11 && found.after.failures.count == 1)
    let readable = items.filter { !$0.path.hasSuffix("cut.ppm") }
    let winners = try readable.map { try winner($0.path, made) }
    let right = zip(readable, winners).count { $0.label == $1 }
    #expect(found.after.rightCount == right)
    #expect(found.before.rightCount - found.lostCount + found.gainedCount == right)
    #expect(try ChangedMeasurement(opened, items, classes: classes, made, workers: 3) == found)
  }

  @Test("the report says accuracy before and after, over all and of each class, as text and JSON")
  func report() throws {
    let (requested, made) = try changes(["drop input[:,:,0]"])
    let measurement = try ChangedMeasurement(opened, pictures.items, classes: classes, made)
    let report = ChangedMeasurementReport(
      measurement, requested, model: "cifar10.keras", folder: "pictures", matching: .names,
      reading: PictureReading(opened))
    let right = measurement.after.rightCount
    let lines = report.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("10 → \(right) of 11 right (90.91 % → "))
    #expect(lines[0].hasSuffix(" points): cifar10.keras on pictures"))
    #expect(lines[1] == "1 change: drop input[:,:,0]")
    #expect(
      lines[2]
        == "\(measurement.lostCount) pictures were right and are wrong; 0 were wrong and are right.")
    #expect(lines.contains("1 file could not be read and is not counted."))
    #expect(lines.contains { $0.hasPrefix("8  ship ") && $0.hasSuffix("−100.00") })
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(report.json.text.utf8)) as? [String: Any])
    let before = try #require(object["before"] as? [String: Any])
    #expect(object["right"] as? Int == right && before["right"] as? Int == 10)
    #expect(object["changes"] as? [String] == ["drop input[:,:,0]"] && object["gained"] as? Int == 0)
    #expect((before["classes"] as? [[String: Any]])?.count == 10)
  }

  @Test(
    "a sweep drops each map, unit or channel as a change does, and ranks them",
    arguments: [("conv2d", 32, "conv2d[:,:,"), ("dense", 64, "dense["), ("input", 3, "input[:,:,")])
  func sweep(layer: String, count: Int, place: String) throws {
    let made = try changes(["shift 2,2"]).made
    let line = try opened.sweptLine(named: layer, classes: classes)
    let sweep = try Sweep(opened, pictures.items, classes: classes, line: line, made, workers: 1)
    #expect(try Sweep(opened, pictures.items, classes: classes, line: line, made, workers: 3) == sweep)
    #expect(sweep.layer == layer && Set(sweep.entries.map(\.index)) == Set(0..<count))
    #expect(sweep.entries.map(\.rightCount) == sweep.entries.map(\.rightCount).sorted())
    let readable = pictures.items.filter { !$0.path.hasSuffix("cut.ppm") }
    for entry in sweep.entries.prefix(4) {
      #expect(entry.place == "\(place)\(entry.index)]")
      let dropped = try changes(["shift 2,2", "drop \(entry.place)"]).made
      let right = try readable.count { try winner($0.path, dropped) == $0.label }
      #expect(entry.rightCount == right, "\(entry.place)")
    }
    #expect(try sweep.base == ChangedMeasurement(opened, pictures.items, classes: classes, made).after)
  }

  @Test("the report of a sweep is a line a map, the one that costs most first")
  func sweepReport() throws {
    let (requested, made) = try changes([])
    let sweep = try Sweep(opened, pictures.items, classes: classes, line: 8, made)
    let report = SweepReport(
      sweep, requested, model: "cifar10.keras", folder: "pictures", matching: .names,
      reading: PictureReading(opened))
    let lines = report.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "10 of 11 right (90.91 %): cifar10.keras on pictures")
    #expect(lines.contains("Without one unit of dense_1 at a time: the one that costs most is first."))
    #expect(lines.contains { $0.hasPrefix("    unit ") && $0.hasSuffix("most of") })
    #expect(lines.contains { $0.hasPrefix(" 1  dense_1[") && $0.contains("−9.09") && $0.hasSuffix(" −1") })
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(report.json.text.utf8)) as? [String: Any])
    let entries = try #require(object["sweep"] as? [[String: Any]])
    #expect(entries.count == 10 && object["part"] as? String == "unit" && object["right"] as? Int == 10)
    #expect(entries[0]["lost"] as? Int == 1 && (entries[0]["rightOfClass"] as? [Int])?.reduce(0, +) == 9)
    #expect(object["changes"] as? [String] == [])
  }

  @Test("a layer that can't be swept is refused, and so is what is none")
  func refused() throws {
    let made = try changes([]).made
    let line = try opened.sweptLine(named: "softmax", classes: classes)
    #expect(throws: CommandError.notSwept(name: "softmax", shape: nil)) {
      try Sweep(opened, pictures.items, classes: classes, line: line, made)
    }
    let layers = try opened.network().layers.map(\.name)
    #expect(throws: CommandError.name(.unit(.noSuchLayer(name: "conv", known: layers)))) {
      try opened.sweptLine(named: "conv", classes: classes)
    }
    #expect(throws: CommandError.name(.unit(.noSuchLayer(name: "conv2d[:,:,1]", known: layers)))) {
      try opened.sweptLine(named: "conv2d[:,:,1]", classes: classes)
    }
  }

  @Test("the parameters of another file are read from it, by its path")
  func weights() throws {
    let path = Repository.referenceFile.path
    let made = try changes(["untrained", "weights \(path)"]).made
    let found = try ChangedMeasurement(opened, pictures.items, classes: classes, made)
    #expect(found.after == found.before && found.lostCount == 0)
    #expect(throws: CommandError.missing(path: "none.keras")) { try changes(["weights none.keras"]) }
    let other = Repository.networkFile("tutorial").path
    let error = CommandError.change("weights \(other)", .otherNetwork(file: other, layer: "conv2d"))
    #expect(throws: error) { try changes(["weights \(other)"]) }
  }
}
