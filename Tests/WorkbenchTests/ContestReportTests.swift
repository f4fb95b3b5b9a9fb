import ConvNet
import Explorer
import Foundation
import ModelFormats
import TestSupport
import Testing
import Workbench

@Suite("why --against")
struct ContestReportTests {
  private func study(_ network: String? = nil, labels: String? = nil) throws -> PictureStudy {
    let ship = Repository.assets.appending(path: "images/ship.ppm").path
    return try PictureStudy(
      image: ship, model: network.map { Repository.networkFile($0).path }, labels: labels)
  }

  @Test("the text of a comparison is as it was recorded")
  func golden() throws {
    let report = try ContestReport(study(), class: nil, against: "truck")
    #expect(try ReportGolden.problem(with: report.text, "why-ship-against-truck.txt") == nil)
  }

  @Test("ship is above truck by the parts that were computed apart")
  func parts() throws {
    let difference = try #require(study().pass.logitDifference(of: 8, and: 9))
    #expect(abs(difference.total - 10.718) < 0.0005)
    let known = [(41, 2.973), (17, 2.928), (54, -2.148), (31, 1.757), (25, 1.467)]
    let order = indicesBySize(difference.parts.map(\.amount))
    for (part, known) in zip(order.map { difference.parts[$0] }, known) {
      #expect(part.unit.position == [known.0] && abs(part.amount - known.1) < 0.0005)
    }
    #expect(abs((difference.bias ?? .nan) - -0.039) < 0.0005)
  }

  @Test(
    "the parts and the biases add up to the difference of the logits, the other way round with the other sign",
    arguments: [nil, "residual", "global_average"])
  func sums(network: String?) throws {
    let pass = try study(network).pass
    let count = try #require(pass.logits?.count)
    #expect(count > 1)
    for one in 0..<count {
      for other in 0..<count where other != one {
        let difference = try #require(pass.logitDifference(of: one, and: other))
        let sum = difference.parts.reduce(difference.bias ?? 0) { $0 + $1.amount }
        let size = difference.parts.reduce(1) { $0 + $1.amount.magnitude }
        #expect(abs(sum - difference.total) < 1e-6 * size)
        let back = try #require(pass.logitDifference(of: other, and: one))
        #expect(
          back.total == -difference.total && back.parts.map(\.amount) == difference.parts.map { -$0.amount })
      }
    }
  }

  @Test("the JSON has all parts, the largest first")
  func json() throws {
    let text = try ContestReport(study(), class: "horse", against: "5").json.text
    let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["class"] as? String == "horse" && object["against"] as? String == "dog")
    let parts = try #require(object["parts"] as? [[String: Any]])
    let amounts = parts.compactMap { $0["amount"] as? Double }
    #expect(amounts.count == 64 && amounts.map(\.magnitude) == amounts.map(\.magnitude).sorted(by: >))
    let sum = amounts.reduce(object["bias"] as? Double ?? .nan, +)
    #expect(abs(sum - (object["difference"] as? Double ?? .nan)) < 1e-5)
  }

  @Test(
    "what can't be compared says why",
    arguments: [
      (
        CommandError.logitsNotSums(model: "a.keras"),
        "a.keras: the logits of these classes are no sums of the same numbers, so there are no parts to compare; "
          + "follow each with 'cnnview why --class NAME'"
      ),
      (
        .classAgainstItself("ship"),
        "--against: ship is the class that is asked about itself; name another one"
      ),
      (
        .noClassToCompare(reason: "NaN among the logits"),
        "--class: no class is named, and none stands out: NaN among the logits; name one"
      ),
    ])
  func words(error: CommandError, words: String) {
    #expect(error.message == words)
  }

  @Test("a class is not compared with itself, nor with one that isn't there, nor where logits are no sums")
  func refusals() throws {
    #expect(throws: CommandError.classAgainstItself("ship")) {
      try ContestReport(study(), class: nil, against: "ship")
    }
    #expect(throws: CommandError.self) { try ContestReport(study(), class: nil, against: "zebra") }
    let shares = try study("softmax_channels")
    #expect(throws: CommandError.logitsNotSums(model: Repository.networkFile("softmax_channels").path)) {
      try ContestReport(shares, class: "0", against: "1")
    }
  }
}
