import ArgumentParser
import ModelFormats
import Workbench

/// `cnnview quiz`: a sheet of questions about a picture's pass.
struct QuizCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiz", abstract: "Print questions about a network and its pass of a picture.",
    discussion: """
      Which questions, which answers and in which order follows from the seed, the network and the picture, so each \
      student's number gives a sheet of its own. Wrong answers are what somebody says who misreads the code. The key \
      of a sheet is the same command with --key; with --json 'cnnview grade' reads it. Where fewer questions can be \
      asked than --count says, all are printed, and standard error says so.
      """)

  @Argument(help: ArgumentHelp("The picture.", valueName: "image"), completion: .file())
  var image: String

  @Option(help: ArgumentHelp("How many questions, from 1 to 100.", valueName: "number"))
  var count = 10

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The text that the sheet follows from: a student's number, for example.", valueName: "text"))
  var seed = "1"

  @Flag(help: "Print the answers too, with their reasons.")
  var key = false

  @Flag(help: "Write JSON.")
  var json = false

  @OptionGroup var model: ModelOption

  @OptionGroup var input: InputOptions

  func validate() throws {
    guard (1...Quiz.mostQuestions).contains(count) else {
      throw ValidationError("--count is a whole number from 1 to \(Quiz.mostQuestions)")
    }
  }

  func run() throws {
    let quiz = try Quiz(
      image: image, model: model.path, reading: input.value, seed: seed, count: count)
    let report = QuizReport(quiz, withAnswers: key)
    try Console.print(json ? report.json.text : report.text)
    if let shortage = quiz.shortage { Console.report(shortage) }
  }
}
