import CellScreen
import Explorer
import TestSupport
import Testing
import Workbench

/// What must hold of plain mode whatever is typed.
struct PlainFuzzTests {
  /// The most columns of a line.
  private static let width = 160

  /// What is wrong with lines or a prompt, in words.
  private func faults(in lines: [String]) -> [String] {
    lines.flatMap { line in
      HostileNames.faults(in: line) + (line.contains("\n") ? ["an end of line"] : [])
        + (DisplayText(line).width > Self.width ? ["\(line.count) characters"] : [])
        + (line.isEmpty ? ["an empty line"] : [])
    }
  }

  private func expectHarmless(_ lines: [String], _ place: String) {
    let faults = faults(in: lines)
    #expect(faults == [], "\(place): \(lines)")
  }

  private func talk(_ subject: Subject, commands: Int, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let state = try subject.make(24, 80)
    var session = PlainSession(state)
    var typed: [String] = []
    for _ in 0..<commands {
      let command = RandomCommand.line(&generator)
      typed.append(command)
      let reply = session.run(command)
      let isSilent = reply.lines.isEmpty && reply.effects.isEmpty
      #expect(!isSilent, "\(subject.name), seed \(seed): no answer to \(typed.suffix(8))")
      expectHarmless(reply.lines + [session.prompt], "\(subject.name), seed \(seed), \(typed.suffix(8))")
      guard faults(in: reply.lines).isEmpty, !isSilent else { return }
      for case .change(let generation) in reply.effects {
        let result = Result<Consequence, ChangeFailure>.failure(ChangeFailure("it can't be made"))
        expectHarmless(session.receive(.changed(generation: generation, result)), "\(subject.name), a change")
      }
      for case .evaluate(let picture, let generation) in reply.effects {
        let result: Result<Evaluation, Refusal> =
          Bool.random(using: &generator) || state.evaluation == nil
          ? .failure(Refusal("two.ppm: no such file")) : .success(try #require(state.evaluation))
        let lines = session.receive(.evaluated(picture: picture, generation: generation, result))
        expectHarmless(lines, "\(subject.name), picture \(picture)")
      }
    }
  }

  @Test("every command has an answer that is harmless and short", arguments: 0..<4 as Range<UInt64>)
  func bundled(seed: UInt64) throws {
    try talk(.bundled, commands: 150, seed: seed)
  }

  @Test("every command has such an answer in other networks", arguments: Subject.fixtures + Subject.scenes)
  func others(subject: Subject) throws {
    try talk(subject, commands: 120, seed: 21)
  }

  @Test("numbers that are not finite, or very large, break no answer", arguments: Subject.spoiled)
  func spoiled(subject: Subject) throws {
    try talk(subject, commands: 80, seed: 22)
  }

  @Test("no line has more than names and numbers when names are hostile", arguments: 0..<HostileNetwork.count)
  func hostile(index: Int) throws {
    let files = try HostileNetwork(index)
    let state = try ExplorerSession(
      images: [files.picture, files.folder["none\u{1B}[2J.ppm"]], model: files.model, labels: files.labels,
      rows: 60,
      columns: 200
    ).state
    var session = PlainSession(state)
    expectHarmless(session.greeting, "greeting")
    let commands =
      ["layers", "all", "logits", "all", "why", "in", "where", "explain", "picture", "picture 2", "where"]
      + files.names.indices.flatMap { ["layer \($0)", "in", "maps", "in", "explain", "step 3", "run"] }
      + HostileNames.all.flatMap {
        [$0, "layer " + $0, "unit \($0)[1]", "why \($0)", "help \($0)", "step \($0)"]
      }
    for command in commands {
      let reply = session.run(command)
      expectHarmless(reply.lines + [session.prompt], "network \(index), '\(command.prefix(80))'")
    }
  }

  @Test("a layer of any name that has letters is found by what the listing calls it")
  func names() throws {
    let files = try HostileNetwork(0)
    for line in files.names.indices {
      var session = PlainSession(
        try ExplorerSession(
          images: [files.picture, files.folder["none\u{1B}[2J.ppm"]], model: files.model,
          labels: files.labels, rows: 60,
          columns: 200
        ).state)
      let name = session.state.model.lines[line].name.string
      guard !name.contains(" "), Int(name) == nil, !name.isEmpty else { continue }
      _ = session.run("layer \(name)")
      #expect(session.state.model.lines[session.state.line].name.string == name)
    }
  }
}

/// Lines that a person, a script or a cat might type.
enum RandomCommand {
  private static let verbs = [
    "layers", "layer", "l", "code", "maps", "m", "map", "unit", "u", "row", "in", "i", "out", "o", "next",
    "n",
    "previous", "p", "explain", "e", "follow", "f", "why", "y", "logits", "g", "picture", "step", "s", "back",
    "b",
    "run", "before", "after", "where", "more", "all", "help", "quit", "", "in", "in", "step", "follow",
    "unit",
  ]
  private static let words = [
    "0", "1", "2", "3", "4", "5", "7", "12", "-1", "99999999999999999999", "9223372036854775807", "conv2d",
    "dense",
    "softmax", "all", "layer", "map", "row", "unit", "product", "next", "conv2d[1,1,1]", "dense[3]", "[", "]",
    "[]",
    "picture", "\u{1B}[2J", "\u{202E}x", "🇩🇪", String(repeating: "a", count: 5_000), "x\u{301}\u{301}", "red",
  ]

  /// A verb with up to three words, or anything.
  static func line(_ generator: inout SeededGenerator) -> String {
    if Int.random(in: 0..<25, using: &generator) == 0 {
      return String(
        String.UnicodeScalarView(
          (0..<20).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator)) }))
    }
    let count = Int.random(in: 0...3, using: &generator)
    let arguments = (0..<count).compactMap { _ in words.randomElement(using: &generator) }
    return ([verbs.randomElement(using: &generator) ?? ""] + arguments).joined(separator: " ")
  }
}
