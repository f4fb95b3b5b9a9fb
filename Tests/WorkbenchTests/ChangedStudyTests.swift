import ConvNet
import Explorer
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// The bundled network and ship after changes: numbers that were computed apart from the project.
@Suite("the bundled ship after changes")
struct ChangedStudyTests {
  private static let ship = Repository.assets.appending(path: "images/ship.ppm").path

  private func study(_ texts: String...) throws -> PictureStudy {
    try PictureStudy(
      image: Self.ship, model: nil, labels: nil, changes: RequestedChanges(texts: texts))
  }

  private func logits(_ texts: String...) throws -> [String: Float] {
    let study = try PictureStudy(
      image: Self.ship, model: nil, labels: nil, changes: RequestedChanges(texts: texts))
    return Dictionary(uniqueKeysWithValues: zip(study.classes, try #require(study.pass.logits)))
  }

  private func expectShip(
    _ text: String, _ expected: Float, within tolerance: Float = 0.005,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let ship = try #require(try logits(text)["ship"])
    #expect(abs(ship - expected) <= tolerance, "\(text): \(ship)", sourceLocation: sourceLocation)
  }

  @Test("what covers the funnels matters: grey, the sky's colour, white, black; and a shift by a pixel")
  func pictures() throws {
    try expectShip("paint 3-8,10-19 grey", 14.60)
    try expectShip("paint 3-8,10-19 #6fa5d6", 15.44)
    try expectShip("paint 3-8,10-19 white", 12.29)
    try expectShip("paint 3-8,10-19 black", 8.54)
    try expectShip("paint 3-8,10-19 mean", 15.5267)
    try expectShip("shift 0,1", 14.36)
    try expectShip("shift 1,0", 9.84)
    try expectShip("flip", 16.1722)
    try expectShip("swap red blue", 4.5, within: 0.05)
    let report = try UnitReport(study("swap red blue"), .share(8))
    #expect(
      report.text.contains("softmax[8] (ship) = 99.998 % → 63.743 % on ship.ppm\n1 change: swap red blue\n"))
  }

  @Test("without map 0 all maps of the next layer change, and ship loses its lead by a third")
  func drop() throws {
    let study = try study("drop conv2d[:,:,0]")
    let (before, after) = (try #require(study.original), study.pass)
    let (old, logits) = (try #require(before.logits), try #require(after.logits))
    #expect(abs(old[8] - 13.846) < 0.0005 && abs(logits[8] - 10.413) < 0.0005)
    #expect(abs(logits[9] - 3.7) < 0.05)
    #expect(["conv2d", "conv2d_1", "conv2d_2"].map { changedMaps(of: $0, before, after) } == [1, 64, 56])
    #expect(["flatten", "dense"].map { changedUnits(of: $0, before, after) } == [399, 30])
    let effects = try effects(onClass: 8, before, after)
    for (unit, effect) in [(8, -0.6877), (19, -0.6659), (17, -0.5895), (31, -0.5420), (41, 0.3869)] {
      #expect(abs(effects[unit] - effect) < 0.00005, "dense[\(unit)]")
    }
    let largest = effects.indices.sorted { abs(effects[$0]) > abs(effects[$1]) }.prefix(5)
    #expect(largest == [8, 19, 17, 31, 41])
    try expectShip("drop conv2d[:,:,19]", 13.846 + 2.18)
  }

  @Test("effects of single maps don't add up to the effect of all together")
  func allMaps() throws {
    let opened = try OpenedModel(path: nil)
    let (trace, _) = try opened.pass(ofPictureAt: Self.ship)
    let holds = (0..<32).map { Edit.hold(Hold(layer: 1, .map($0), at: 0)) }
    let before = try #require(trace.logits)[8]
    let single = try holds.map { try #require(trace.after([$0]).logits)[8] - before }.reduce(0, +)
    #expect(abs(single + 12.7) < 0.05)
    let together = try #require(trace.after(holds).logits)[8] - before
    #expect(abs(together + 14.2) < 0.05)
  }

  @Test("one weight changes one number by what it is multiplied with, and the ship by what follows")
  func weight() throws {
    let study = try study("set conv2d.kernel[0,2,1,0] -1")
    let kernel = ParameterAddress(layer: "conv2d", name: .kernel)
    let weight = try #require(study.original?.parameters[kernel])[0, 2, 1, 0]
    let ship = try #require(study.pass.logits)[8]
    #expect(abs(weight - 1.6126) < 0.00005 && abs(ship - 12.8) < 0.05)
    let unit = UnitAddress(layer: 1, position: [16, 11, 0])
    let lines = UnitReport(study, .unit(unit)).text.split(separator: "\n")
    #expect(lines[0] == "conv2d[16,11,0] = 7.4235 → 5.3744 (−2.0491) on ship.ppm")
    #expect(lines[1] == "1 change: set conv2d.kernel[0,2,1,0] -1")
    let other = UnitReport(study, .unit(UnitAddress(layer: 1, position: [16, 11, 1]))).text
    #expect(other.split(separator: "\n")[1] == lines[1] + "; the number stays as it is")
    let report = UnitReport(study, .unit(unit)).json.text
    let object = try #require(JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
    #expect(object["changes"] as? [String] == ["set conv2d.kernel[0,2,1,0] -1"])
    let valueBefore = try #require(object["valueBefore"] as? Double)
    #expect(abs(valueBefore - 7.4235) < 0.00005)
  }

  @Test("without red all maps of the first layer change, and the picture is an airplane")
  func channel() throws {
    let study = try study("drop input[:,:,0]")
    let (original, logits) = (try #require(study.original), try #require(study.pass.logits))
    #expect(changedMaps(of: "conv2d", original, study.pass) == 32)
    #expect(study.verdict?.winner == 0 && abs(logits[0] - 2.84) < 0.005)
    let text = PathReport(study, from: try study.logit(ofClass: nil)).text
    #expect(
      text.hasPrefix(
        """
        why airplane? dense_1[0] = −1.546 → 2.843 (+4.389) on ship.ppm
        1 change: drop input[:,:,0]
        Without it ship is the winner.


        """))
  }

  @Test("a report without changes has none of them, and its JSON an empty list")
  func unchanged() throws {
    let study = try study()
    #expect(study.original == nil)
    let json = UnitReport(study, .unit(UnitAddress(layer: 8, position: [8]))).json.text
    #expect(json.contains("\"changes\": []") && json.contains("\"valueBefore\": null"))
    #expect(PathReport(study, from: try study.logit(ofClass: nil)).json.text.contains("\"changes\": []"))
  }

  @Test("an export has what the network reads after the changes, and says on a sheet what was changed")
  func export() throws {
    let opened = try OpenedModel(path: nil)
    let changes = try RequestedChanges(texts: ["drop input[:,:,0]", "paint 0-31,0-31 white"])
    let changed = try opened.changedPass(ofPictureAt: Self.ship, changes, classes: [])
    let entries = ActivationExport(changed.pass).entries
    #expect(entries[0].tensor.plane(channel: 0).values.allSatisfy { $0 == 0 })
    #expect(entries[0].tensor.plane(channel: 1).values.allSatisfy { $0 == 1 })
    #expect(
      opened.sheetSource(picture: "a/ship.ppm", changes: changes)
        == "ship.ppm · cifar10.keras · 2 changes: drop input[:,:,0]; paint 0-31,0-31 white")
  }

  // MARK: What has changed

  private func changedUnits(of layer: String, _ before: Trace, _ after: Trace) -> Int {
    guard let index = before.network.index(ofLayerNamed: layer) else { return -1 }
    return zip(before.activations[index].values, after.activations[index].values).count { $0 != $1 }
  }

  private func changedMaps(of layer: String, _ before: Trace, _ after: Trace) -> Int {
    guard let index = before.network.index(ofLayerNamed: layer) else { return -1 }
    return (0..<before.network.shapes[index].channels).count {
      before.activations[index].plane(channel: $0) != after.activations[index].plane(channel: $0)
    }
  }

  /// What each unit of the last layer but one gives to a class more than before.
  private func effects(onClass index: Int, _ before: Trace, _ after: Trace) throws -> [Double] {
    let kernel = try #require(before.parameters[ParameterAddress(layer: "dense_1", name: .kernel)])
    return (0..<64).map { unit in
      Double(after.activations[7][unit] - before.activations[7][unit]) * Double(kernel[unit, index])
    }
  }
}
