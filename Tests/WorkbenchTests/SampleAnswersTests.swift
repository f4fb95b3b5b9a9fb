import CellScreen
import ConvNet
import Foundation
import TestSupport
import Testing

@testable import Workbench

/// The tables of what the bundled network answers to the bundled pictures.
///
/// Words are kept as they are; to write the answers anew: `CNNVIEW_RECORD=1 Scripts/test --filter SampleAnswersTests`.
@Suite("the table of answers to the bundled pictures")
struct SampleAnswersTests {
  private static let file = Repository.assets.appending(path: "images/README.md")
  private static let isRecording = ProcessInfo.processInfo.environment["CNNVIEW_RECORD"] == "1"
  private let lines: [String]
  private let samples: [SamplePicture]

  init() throws {
    lines = try String(contentsOf: Self.file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    samples = try Assets(folder: Repository.assets.path).samplePictures()
  }

  /// What the network says of a picture: the two classes with the largest logits, the largest first.
  private struct Answer {
    /// A class with its logit and its probability.
    struct Candidate {
      let name: String
      let logit: Float
      let share: String
    }

    let best: Candidate
    let next: Candidate
    /// Whether the best is the class with which the picture's name begins.
    let isRight: Bool

    init(to sample: SamplePicture, changes: [String] = []) throws {
      let study = try PictureStudy(
        image: sample.path, model: nil, labels: nil, changes: RequestedChanges(texts: changes))
      let logits = try #require(study.pass.logits)
      let shares = try #require(Classification(logits: logits, of: study.network)).probabilities
      let order = logits.indices.sorted { logits[$0] > logits[$1] }
      let candidates = order.prefix(2).map { index in
        Candidate(
          name: study.classes[index], logit: logits[index], share: NumberText.percent(shares[index]))
      }
      (best, next) = (candidates[0], candidates[1])
      isRight = sample.name.split(separator: "-").first.map(String.init) == best.name
    }

    /// The winning class, bold where the picture doesn't show it, with its probability.
    var verdict: String { (isRight ? best.name : "**\(best.name)**") + " " + best.share }
  }

  /// The cells of a row that tells of a picture, whose first cell is its name in backquotes.
  private func cells(of line: String) -> (name: String, cells: [String])? {
    guard line.hasPrefix("| `") else { return nil }
    let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    return (cells[0].trimmingCharacters(in: ["`"]), cells)
  }

  /// The names in the rows of so many cells, in their order.
  private func names(inRowsOf count: Int) -> [String] {
    lines.compactMap(cells).filter { $0.cells.count == count }.map(\.name)
  }

  /// A line with the answers that the network gives; other lines as they are.
  private func renewed(_ line: String) throws -> String {
    guard let (name, cells) = cells(of: line) else { return line }
    let sample = try #require(samples.first { $0.name == name }, "\(name) is no bundled picture")
    guard cells.count == 5 else { return try row(cells.prefix(2) + answer(Answer(to: sample))) }
    let change = cells[2].trimmingCharacters(in: ["`"])
    let changed = try Answer(to: sample, changes: [change])
    return row(cells.prefix(3) + [changed.verdict, changed.next.name + " " + changed.next.share])
  }

  private func answer(_ answer: Answer) -> [String] {
    [
      answer.verdict, NumberText.fixed(answer.best.logit, decimals: 2),
      answer.next.name + " " + answer.next.share, NumberText.fixed(answer.next.logit, decimals: 2),
    ]
  }

  private func row(_ cells: ArraySlice<String>) -> String { "| " + cells.joined(separator: " | ") + " |" }

  @Test("has a row for every bundled picture, and for every puzzle a change to try")
  func complete() {
    #expect(names(inRowsOf: 6) == samples.map(\.name))
    let puzzles = samples.filter { $0.path.contains("/puzzles/") }.map(\.name)
    #expect(puzzles.count >= 4 && names(inRowsOf: 5) == puzzles)
  }

  @Test("says what the network answers, before a change and after it")
  func answers() throws {
    let found = try lines.map(renewed)
    if Self.isRecording {
      try Data(found.joined(separator: "\n").utf8).write(to: Self.file, options: .atomic)
      Issue.record("the answers were written; run again without CNNVIEW_RECORD")
    } else {
      #expect(found == lines, "write it with CNNVIEW_RECORD=1")
    }
  }

  @Test("of the ten drawings of one class each every one is right, of the puzzles some are not")
  func rightAndWrong() throws {
    let wrong = try samples.filter { try !Answer(to: $0).isRight }.map(\.name)
    #expect(wrong.count >= 2 && wrong.allSatisfy { $0.contains("-") })
  }
}
