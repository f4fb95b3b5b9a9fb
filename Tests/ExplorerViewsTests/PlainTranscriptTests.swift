import CellScreen
import Explorer
import TestSupport
import Testing

/// What is typed in plain mode and what it answers, kept as files `plain-….txt` of `Tests/Fixtures/reports`.
@Suite("plain mode")
struct PlainTranscriptTests {
  /// A conversation that is kept.
  struct Transcript: Sendable, CustomTestStringConvertible {
    let name: String
    let subject: Subject
    let commands: [String]

    var testDescription: String { name }
  }

  @Test(
    "a conversation is as it was recorded", arguments: transcripts)
  func goldens(transcript: Transcript) throws {
    var session = PlainSession(try transcript.subject.make(60, 200))
    var lines = session.greeting
    for command in transcript.commands {
      let prompt = session.prompt
      let reply = session.run(command)
      lines += ["", prompt + command] + reply.lines
      for case .evidence in reply.effects {
        let request = try #require(EvidenceRequest(session.state))
        lines += session.receive(request.answer())
      }
    }
    let problem = try ReportGolden.problem(
      with: lines.joined(separator: "\n"), "plain-\(transcript.name).txt")
    #expect(problem == nil)
  }

  private static let broken = Subject(name: "broken") { try Scene.broken.state(rows: $0, columns: $1) }
  private static let thousand = Subject(name: "thousand") { try Scene.thousand.state(rows: $0, columns: $1) }

  private static func fixture(_ name: String) -> Subject {
    Subject.fixtures.first { $0.name == name } ?? .bundled
  }

  private static let transcripts = [
    Transcript(
      name: "ship", subject: .bundled,
      commands: [
        "help", "more", "layers", "layer conv2d", "code", "maps", "", "map 5", "row 10", "unit 10 12",
        "explain",
        "next", "previous map", "where", "out", "out", "logits",
      ]),
    Transcript(
      name: "why", subject: .bundled,
      commands: ["why", "explain"] + [String](repeating: "follow", count: 8) + ["explain", "follow", "out"]
        + ["why cat", "explain all", "all", "follow 2", "follow 2", "explain"]),
    Transcript(
      name: "pass", subject: .bundled,
      commands: [
        "unit conv2d[18,27,9]", "step", "step 25", "step", "step", "step", "where", "step unit 2", "step row",
        "map 9", "step map", "map 10", "unit 0 0", "explain", "logits", "step layer", "back", "back unit",
        "run",
        "layer dense", "step 3", "run", "step",
      ]),
    Transcript(
      name: "asking", subject: .bundled,
      commands: [
        "answer A", "reveal", "ask", "reveal", "answer", "answer E", "answer B", "answer B", "answer C",
        "reveal",
        "ask", "answer A", "reveal", "layer 2", "answer A", "ask", "help answer",
      ]),
    Transcript(
      name: "hiding", subject: .bundled,
      commands: [
        "show", "hide", "where", "picture", "logits", "why", "evidence", "layer dense_1", "maps", "unit 8",
        "explain",
        "unit conv2d[0,0,0]", "layer dense", "step", "step", "run", "help hide", "hide", "hide", "show",
      ]),
    Transcript(
      name: "voting", subject: .bundled,
      commands: [
        "vote", "vote 1 2", "vote 1 2 3 4 5 6 7 8 9 x", "vote 0 0 0 0 0 0 0 0 0 0",
        "vote 12 3 0 0 0 0 0 0 5 1000",
        "vote 12 3 0 0 0 0 0 0 5 4", "logits", "vote", "vote 2,1,0,0,0,0,0,0,17,4", "vote", "vote 1", "show",
        "vote",
        "hide", "layer 1", "ask", "vote", "vote 5 4 3 2", "reveal", "vote 1 1 12 0", "reveal", "help vote",
      ]),
    Transcript(
      name: "before", subject: .bundled,
      commands: ["layer 1", "before", "map 1", "unit 0 0", "after", "layer flatten", "before"]),
    Transcript(
      name: "refusals", subject: .bundled,
      commands: [
        "bogus", "pre", "l nowhere", "layer 99", "layer", "in", "map 32", "map", "unit 30 0", "unit 1",
        "unit x",
        "unit dense[64]", "row 30", "out", "out", "out", "out", "follow", "explain", "why zebra", "picture 2",
        "picture next", "step twice", "step 0", "next week", "layer 0", "map purple", "map green", "u 9 14",
        "follow",
        "layer softmax", "unit cat", "explain", "next", "row 1", "help bogus", "help unit", "more", "quit",
      ]),
    Transcript(
      name: "broken", subject: broken,
      commands: ["where", "layers", "layer 2", "code", "next", "maps", "in", "why", "step", "before", "out"]),
    Transcript(
      name: "thousand", subject: thousand,
      commands: ["logits", "more", "layer dense", "maps", "unit 999", "layer 4", "unit class 7"]),
    Transcript(
      name: "evidence", subject: .bundled,
      commands: [
        "help evidence", "evidence", "evidence white of ship", "evidence at 3,4",
        "evidence black 9 of cat - dog",
        "evidence all", "evidence 4", "evidence plaid", "evidence of zebra", "evidence of ship - ship",
        "where",
      ]),
    Transcript(
      name: "evidence-refused",
      subject: Subject(name: "segmented") { try Scene.segmented.state(rows: $0, columns: $1) },
      commands: ["evidence"]),
    Transcript(
      name: "padding", subject: fixture("averages_same"),
      commands: [
        "unit average_pooling2d_1[0,0,1]", "explain", "step", "step 3", "run", "unit global_max_pooling2d[1]",
        "explain",
      ]),
    Transcript(
      name: "channels", subject: fixture("softmax_channels"),
      commands: [
        "unit conv2d[0,0,1]", "explain", "step unit", "where", "run", "unit dense_2[1]", "explain", "logits",
        "why 1",
      ]),
  ]
}
