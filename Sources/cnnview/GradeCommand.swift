import ArgumentParser
import Workbench

/// `cnnview grade`: marks the answers to a sheet.
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade", abstract: "Mark answers to a quiz by its key.",
    discussion: """
      Answers are tables with commas, whose first line is student,question,answer. An answer is a letter, or what it \
      says: 18496 or 18,496; (30, 30, 32), 30x30x32 or (None, 30, 30, 32); 7.4235, right within three of its last \
      digit. With one key it is everybody's; where each student has a sheet, give all keys before or among the \
      answers: each marks the student whose name is its seed. Ends with code 1 where an answer is wrong or missing.
      """)

  @Argument(
    help: ArgumentHelp("The key: what 'cnnview quiz --key --json' printed.", valueName: "key"),
    completion: .file(extensions: ["json"]))
  var key: String

  @Argument(
    help: ArgumentHelp("Tables of answers, and further keys.", valueName: "answers"), completion: .file())
  var answers: [String]

  @Flag(help: "Write CSV, a row a student.")
  var csv = false

  func run() throws {
    let grading = try Grading(key: key, files: answers)
    let report = GradeReport(grading)
    try Console.print(csv ? report.csv : report.text)
    if !grading.isAllRight { Console.end(.differs) }
  }
}
