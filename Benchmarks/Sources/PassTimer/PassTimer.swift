public import ArgumentParser
public import BenchmarkSubjects
import ConvNet
import Foundation
import Tensors
import Workbench

/// Evaluates one network as often as it is told to, for `compare_peers.py`.
///
/// Each line of standard input is a command, and is answered by a line of JSON: `time COUNT` with the nanoseconds
/// of so many passes, one by one; `output` with the logits.
@main
struct PassTimer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pass-timer", abstract: "Time forward passes, as standard input asks for them.")

  @Argument(help: "The network, a .keras file.")
  var network: String

  @Argument(help: "The input, a .npy file of the network's input shape.")
  var input: String

  @Option(help: "How the network is evaluated.")
  var engine: Engine

  @Option(help: "How many threads work on a pass.")
  var threads = 1

  func run() throws {
    let pass = try engine.pass(
      OpenedModel(path: network).trained(), on: NumPyFile.decode(InputFile.bytes(of: input)),
      threads: threads)
    try pass.run()
    try answer(["ready": true])
    while let line = readLine() {
      try answer(Self.reply(to: line, pass))
    }
  }

  /// Does what a command says; the answer to one that doesn't exist is an error.
  private static func reply(to line: String, _ pass: any RepeatedPass) throws -> [String: Any] {
    let words = line.split(separator: " ")
    switch (words.first, words.dropFirst().first.flatMap { Int($0) }) {
    case ("time", let count?): return ["nanoseconds": try times(of: pass, count: count)]
    case ("output", nil): return ["output": pass.logits.map { Double($0) }]
    default: return ["error": "no such command: \(line)"]
    }
  }

  /// The nanoseconds of some passes, one by one.
  private static func times(of pass: any RepeatedPass, count: Int) throws -> [Int] {
    let clock = ContinuousClock()
    return try (0..<max(0, count)).map { _ in
      let duration = try clock.measure { try pass.run() }
      return Int(duration / .nanoseconds(1))
    }
  }

  private func answer(_ value: [String: Any]) throws {
    try FileHandle.standardOutput.write(contentsOf: JSONSerialization.data(withJSONObject: value) + [0x0A])
  }
}

extension Engine: ExpressibleByArgument {}
