import Workbench

/// Keys of quizzes, and tables of answers.
enum Quizzes {
  private static let key = """
    {"format": "cnnview-quiz-1", "seed": "4711", "questions": [{"number": 1, "choices": ["352", "18,496"], \
    "answer": "B"}, {"number": 2, "choices": ["(30, 30, 3)", "7.4235"], "answer": "B", "value": "7.4235"}]}
    """

  static func keys() -> [[UInt8]] {
    [key, key.replacing("4711", with: "œ卵"), key.replacing("\"B\"", with: "\"A\"")].map { Array($0.utf8) }
  }

  static func readKey(_ bytes: [UInt8]) {
    do throws(QuizKeyError) {
      let key = try QuizKey(parsing: bytes)
      require(
        !key.questions.isEmpty && key.questions.allSatisfy { $0.choices.indices.contains($0.right) },
        "a key without answers: \(key)")
    } catch {
      requireHarmless(CommandError.quizKey(path: "key", error).message)
    }
  }

  static func answers() -> [[UInt8]] {
    [
      "student,question,answer\nanna,1,B\nben,2,7.4235\n",
      "\u{FEFF}student,question,answer\r\n\"a \"\"b\"\"\",1,\"18,496\"\r\n",
      "student,question,answer\n4711,2,\"(None, 30, 30, 3)\"\n\n=x(),1,c)\n",
    ].map { Array($0.utf8) }
  }

  static func readAnswers(_ bytes: [UInt8]) {
    guard let key = try? QuizKey(parsing: Array(key.utf8)) else { return require(false, "no key") }
    do throws(AnswerFileError) {
      let report = GradeReport(try Grading(key, answers: bytes))
      for line in (report.csv + "\n" + report.text).split(separator: "\n") { requireHarmless(String(line)) }
    } catch {
      requireHarmless(CommandError.answers(path: "answers", error).message)
    }
  }
}
