import ConvNet
import Foundation
import ModelFormats
import TestSupport
import Testing
import Workbench

@Suite("why")
struct PathReportTests {
  private func study(_ network: String? = nil) throws -> PictureStudy {
    let ship = Repository.assets.appending(path: "images/ship.ppm").path
    return try PictureStudy(
      image: ship, model: network.map { Repository.networkFile($0).path }, labels: nil)
  }

  @Test(
    "the text of the path from a logit is as it was recorded",
    arguments: [(nil, "why-ship.txt"), ("airplane", "why-airplane.txt")])
  func goldens(name: String?, file: String) throws {
    let study = try study()
    let problem = try ReportGolden.problem(
      with: PathReport(study, from: study.logit(ofClass: name)).text, file)
    #expect(problem == nil)
  }

  @Test("the JSON has nine hops, and every number is the one that the hop before it read")
  func json() throws {
    let study = try study()
    let text = try PathReport(study, from: study.logit(ofClass: nil)).json.text
    let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["picture"] as? String == "ship.ppm" && object["class"] as? String == "ship")
    let path = try #require(object["path"] as? [[String: Any]])
    #expect(
      path.map { $0["layer"] as? String } == [
        "dense_1", "dense", "flatten", "conv2d_2", "max_pooling2d_1", "conv2d_1", "max_pooling2d", "conv2d",
        "input",
      ])
    for (hop, next) in zip(path, path.dropFirst()) {
      if let term = hop["term"] as? [String: Any] {
        #expect(term["input"] as? Double == next["value"] as? Double)
        #expect(term["position"] as? [Int] == next["unit"] as? [Int])
      } else {
        #expect(hop["value"] as? Double == next["value"] as? Double)
      }
    }
    #expect(path.last?["rows"] as? [Int] == [9] && path.last?["columns"] as? [Int] == [14])
  }

  @Test("every printed number stands on the next line too")
  func neighbours() throws {
    let study = try study()
    for name in ["airplane", "bird", "ship", "truck"] {
      let lines = try PathReport(study, from: study.logit(ofClass: name)).text.split(separator: "\n")
      let hops = lines.dropFirst(2).prefix(9).map {
        $0.split(separator: " ", omittingEmptySubsequences: true)
      }
      var products = 0
      for (hop, next) in zip(hops, hops.dropFirst()) {
        guard let times = hop.firstIndex(of: "×") else { continue }
        products += 1
        #expect(next.contains(hop[times - 1]), "\(name): \(hop) then \(next)")
      }
      #expect(products >= 4)
    }
  }

  @Test("a class is found by name, then by index; without one the largest logit is followed")
  func classes() throws {
    let study = try study()
    let last = study.pass.network.layers.count - 1
    #expect(try study.logit(ofClass: nil) == UnitAddress(layer: last, position: [8]))
    #expect(try study.logit(ofClass: "ship") == UnitAddress(layer: last, position: [8]))
    #expect(try study.logit(ofClass: "2") == UnitAddress(layer: last, position: [2]))
    #expect(throws: CommandError.self) { try study.logit(ofClass: "zebra") }
  }

  @Test("a network whose output is no line of logits is refused")
  func noLogits() throws {
    let study = try study("strides_same")
    #expect(throws: CommandError.self) { try study.logit(ofClass: nil) }
  }
}
