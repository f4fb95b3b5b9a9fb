import ArgumentParser
import Workbench

/// The command line as a whole: the explorer, and the commands beside it.
struct Cnnview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cnnview",
    abstract: "Look inside a convolutional network while it classifies a picture.",
    usage: """
      cnnview <image> ... [--model <file>] [--labels <file>]
      cnnview <subcommand>
      """,
    version: version,
    subcommands: [
      ExplorerCommand.self, SummaryCommand.self, ExplainCommand.self, WhyCommand.self, ExportCommand.self,
      EvaluateCommand.self, VerifyCommand.self, QuizCommand.self, GradeCommand.self, LessonCommand.self,
      SampleCommand.self,
    ],
    defaultSubcommand: ExplorerCommand.self)
}

extension Cnnview {
  /// The help of the whole program, with the arguments of the explorer, which is the default command.
  static var helpWithExplorer: String {
    let arguments = sections(helpMessage(for: ExplorerCommand.self))
      .filter { $0.hasPrefix("ARGUMENTS:") || $0.hasPrefix("OPTIONS:") }
    return sections(helpMessage())
      .flatMap { $0.hasPrefix("OPTIONS:") ? arguments : [$0] }
      .joined(separator: "\n\n")
  }

  /// The parts of a help text, which blank lines separate.
  private static func sections(_ help: String) -> [String] {
    help.split(separator: "\n\n").map { part in
      part.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "\n")
    }
  }

  /// What the parser says of an outcome; commands that no help lists are not named as a way to more help.
  static func words(for outcome: any Error) -> String {
    let hidden = configuration.subcommands.map { $0.configuration }.filter { !$0.shouldDisplay }
    return fullMessage(for: outcome).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix("Usage: ") || line.hasPrefix("  See '") else { return String(line) }
      return hidden.reduce(String(line)) { words, command in
        words.replacing("cnnview \(command.commandName ?? "")", with: "cnnview")
      }
    }.joined(separator: "\n")
  }

  /// Whether an outcome of the parser is a request for the help of the whole program.
  static func asksForHelp(_ outcome: any Error) -> Bool {
    exitCode(for: outcome) == .success && fullMessage(for: outcome) == helpMessage()
  }
}

@main
enum Program {
  /// Runs the command that the arguments ask for; ends with the exit code of what came of it.
  static func main() {
    // Another process of the program starts this one for each legacy file; the parser would take most of its time.
    if CommandLine.arguments.dropFirst() == [LegacyChild.command] { LegacyChild.run() }
    Console.prepare()
    do {
      if let text = DocumentedCommand.text(for: CommandLine.arguments.dropFirst()) {
        return try Console.print(text)
      }
      var command = try Cnnview.parseAsRoot()
      try command.run()
    } catch let error as Workbench.CommandError {
      Console.fail(error)
    } catch  where Cnnview.asksForHelp(error) {
      show(Cnnview.helpWithExplorer)
    } catch  where Cnnview.exitCode(for: error) == .failure {
      Console.fail(unexpected: error)
    } catch  where Cnnview.exitCode(for: error) == .success {
      show(Cnnview.fullMessage(for: error))
    } catch {
      // The parser repeats arguments as they were typed.
      Console.fail(lines: Cnnview.words(for: error), code: Cnnview.exitCode(for: error).rawValue)
    }
  }

  /// Writes what was asked for; ends the program where that can't be.
  private static func show(_ text: String) {
    do {
      try Console.print(text)
    } catch {
      Console.fail(error)
    }
  }
}
