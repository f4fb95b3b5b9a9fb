import ModelFormats
import TestSupport
import Testing

@testable import Workbench

/// Answers, marked by a key.
@Suite("grading")
struct GradingTests {
  /// A key of three questions: a count, a shape, a sum.
  static let key = """
    {"format": "cnnview-quiz-1", "seed": "4711", "picture": {"name": "ship.ppm", "sha256": null},
     "model": {"name": "cifar10.keras", "sha256": null}, "questions": [
      {"number": 1, "choices": ["352", "18,496", "18,432"], "answer": "B", "value": "18,496"},
      {"number": 2, "choices": ["(30, 30, 3)", "(30, 30, 32)"], "answer": "B"},
      {"number": 3, "choices": ["2.4083", "7.4235", "7.4238", "−1.5000"], "answer": "B"},
      {"number": 4, "choices": ["row 2, column 3, map 27", "row 3, column 2, map 27"], "answer": "A"}]}
    """

  private func graded(_ csv: String, key: String = key) throws -> Grading {
    var grading = Grading(keys: [try QuizKey(parsing: Array(key.utf8))])
    try grading.take(Array(csv.utf8), from: "answers.csv")
    return grading
  }

  private func marks(_ question: Int, _ answers: [String]) throws -> [AnswerText.Mark] {
    let questions = try QuizKey(parsing: Array(Self.key.utf8)).questions
    return answers.map { AnswerText.mark($0, for: questions[question - 1]) }
  }

  @Test("a letter is an answer, however it is written")
  func letters() throws {
    #expect(try marks(1, ["B", " b ", "b)", "(B)", "B."]).allSatisfy { $0 == .right })
    #expect(try marks(1, ["A", "c", "D", "E", "BB", "?", "(", ")."]).allSatisfy { $0 == .wrong })
    #expect(try marks(1, ["", "  ", "\t"]).allSatisfy { $0 == .missing })
  }

  @Test("a whole number is right as it is, with signs between thousands or without")
  func wholeNumbers() throws {
    #expect(try marks(1, ["18496", "18,496", "18.496", "18 496", "18496.0"]).allSatisfy { $0 == .right })
    #expect(
      try marks(1, ["18495", "18,432", "1,8496", "NaN", "inf", "1e999", "99999999999999999999999", "0x4840"])
        .allSatisfy { $0 == .wrong })
  }

  @Test("a shape is right by its numbers, with a batch or without")
  func shapes() throws {
    #expect(
      try marks(
        2,
        [
          "(30, 30, 32)", "(30,30,32)", "30, 30, 32", "30x30x32", "30 × 30 × 32", "(None, 30, 30, 32)",
          "[30 30 32]",
        ]
      ).allSatisfy { $0 == .right })
    #expect(
      try marks(
        2, ["(30, 30, 3)", "30, 30", "303032", "(30, 30, 32, 1)", "thirty", "30,30,32px", "-30,30,32"]
      )
      .allSatisfy { $0 == .wrong })
  }

  @Test("a number is right within three of its last digit, where no other answer is nearer")
  func numbers() throws {
    #expect(
      try marks(3, ["7.4235", "7,4235", "7.4236", "+7.4235", "7.4233", "7.42350"]).allSatisfy { $0 == .right }
    )
    #expect(
      try marks(3, ["7.4238", "7.4237", "7.42", "7.5228", "2.4083", "-7.4235", "nan", "7.4235 or so"])
        .allSatisfy { $0 == .wrong })
  }

  @Test("a place is right by its numbers")
  func places() throws {
    #expect(
      try marks(4, ["row 2, column 3, map 27", "2,3,27", "[2, 3, 27]", "Row 2 col 3 channel 27"])
        .allSatisfy { $0 == .right })
    #expect(try marks(4, ["3,2,27", "2,3", "27"]).allSatisfy { $0 == .wrong })
  }

  @Test("who has a key and has handed in nothing has a line, and not all is right")
  func absent() throws {
    let folder = try TemporaryFolder()
    let other = Self.key.replacing("4711", with: "4712")
    let key = try folder.write(Array(Self.key.utf8), to: "4711.json")
    let second = try folder.write(Array(other.utf8), to: "4712.json")
    let answers = try folder.write(
      Array("student,question,answer\n4712,1,b\n4712,2,b\n4712,3,b\n4712,4,a\n".utf8), to: "a.csv")
    let grading = try Grading(key: key, files: [second, answers])
    #expect(grading.students.map(\.name) == ["4712", "4711"] && !grading.isAllRight)
    #expect(GradeReport(grading).csv.hasSuffix("\n4712,4,4,1,1,1,1\n4711,0,4,,,,"))
    #expect(try graded("student,question,answer\n4712,1,b\n").students.count == 1)
  }

  @Test("rows without anything in them are passed over, as spreadsheets write them")
  func emptyRows() throws {
    let grading = try graded("student,question,answer\n,,\na,1,B\n,,,,\n\"\",,\n")
    #expect(grading.students.map(\.rightCount) == [1])
    #expect(throws: AnswerFileError.empty) { try graded("student,question,answer\n,,\n") }
    #expect(throws: AnswerFileError.noStudent(line: 2)) { try graded("student,question,answer\n,1,\n") }
  }

  @Test("a key has no more questions than a sheet can have")
  func largeKeys() throws {
    func key(_ count: Int) -> [UInt8] {
      let questions = (1...count).map {
        "{\"number\": \($0), \"choices\": [\"1\", \"2\"], \"answer\": \"A\"}"
      }
      return Array(
        "{\"format\": \"cnnview-quiz-1\", \"seed\": \"1\", \"questions\": [\(questions.joined(separator: ","))]}"
          .utf8)
    }
    #expect(try QuizKey(parsing: key(100)).questions.count == 100)
    let error = QuizKeyError.questionCount(101, limit: 100)
    #expect(throws: error) { try QuizKey(parsing: key(101)) }
    #expect(
      CommandError.quizKey(path: "k", error).message.hasPrefix(
        "k: is no key of a sheet: it has 101 questions, and a sheet has at most 100; write "))
  }

  @Test("the table has a line a student, and counts what was not answered as not right")
  func table() throws {
    let grading = try graded(
      "student,question,answer\nanna,1,B\nanna,2,\"(30, 30, 32)\"\nben,1,A\nanna,3,7.4235\n")
    #expect(
      GradeReport(grading).text == """
        2 students, 4 questions, sheet 4711

        student   right   1  2  3  4
        anna     3 of 4   ✓  ✓  ✓  ·
        ben      0 of 4   ✗  ·  ·  ·
        all      3 of 8   1  1  1  0

        ✓ right  ✗ wrong  · no answer
        """)
    #expect(GradeReport(grading).csv == "student,right,of,1,2,3,4\nanna,3,4,1,1,1,\nben,0,4,0,,,")
    #expect(!grading.isAllRight)
    #expect(try graded("student,question,answer\na,1,b\na,2,b\na,3,b\na,4,a\n").isAllRight)
  }

  @Test("of several keys each marks the student whose name is its seed")
  func keys() throws {
    let other = Self.key.replacing("4711", with: "4712").replacing(
      "\"18,432\"], \"answer\": \"B\", \"value\": \"18,496\"", with: "\"18,432\"], \"answer\": \"C\"")
    var grading = Grading(keys: try [Self.key, other].map { try QuizKey(parsing: Array($0.utf8)) })
    try grading.take(Array("student,question,answer\n4712,1,C\n4711,1,C\n".utf8), from: "a.csv")
    #expect(grading.students.map(\.rightCount) == [1, 0])
    #expect(GradeReport(grading).text.hasPrefix("2 students, 2 keys\n"))
    #expect(throws: AnswerFileError.noKey(student: "4713", line: 2)) {
      try grading.take(Array("student,question,answer\n4713,1,C\n".utf8), from: "b.csv")
    }
  }

  @Test("byte order marks, CR LF, quotes, blank lines and a missing last line end are read")
  func forms() throws {
    let grading = try graded(
      "\u{FEFF}Student, Question ,ANSWER\r\n\r\n\"van \"\"B\"\", Anna\",1,B\r\n\"x\ny\",\"2\",\"(30, 30, 32)\""
    )
    #expect(grading.students.map(\.name) == ["van \"B\", Anna", "x\ny"])
    #expect(grading.students.map(\.rightCount) == [1, 1])
    #expect(
      GradeReport(grading).csv.hasPrefix(
        "student,right,of,1,2,3,4\n\"van \"\"B\"\", Anna\",1,4,1,,,\nx\u{FFFD}y,"))
  }

  @Test("a name is no formula and no control sequence in what is written")
  func hostileNames() throws {
    #expect(GradeReport.field("=cmd()") == "'=cmd()")
    #expect(GradeReport.field("@SUM(A1),1") == "\"'@SUM(A1),1\"")
    #expect(["+1", "-1", "|x"].map(GradeReport.field) == ["'+1", "'-1", "'|x"])
    #expect(GradeReport.field("a\u{1B}[2Jb") == "a\u{FFFD}[2Jb")
    let name = "\u{1B}]0;x\u{7}\u{202E}e\u{301}卵"
    let grading = try graded("student,question,answer\n\(name),1,B\n")
    for text in [GradeReport(grading).text, GradeReport(grading).csv] {
      #expect(
        text.unicodeScalars.allSatisfy {
          $0 == "\n" || ![.control, .format].contains($0.properties.generalCategory)
        })
    }
  }

  @Test("damaged answers are refused by line, with what to do")
  func damaged() throws {
    let head = "student,question,answer\n"
    let cases: [(String, AnswerFileError)] = [
      ("", .header("", hasSemicolons: false)), ("anna,1,B\n", .header("anna,1,b", hasSemicolons: false)),
      ("student;question;answer\n", .header("student;question;answer", hasSemicolons: true)),
      (head, .empty), (head + "anna,1\n", .fieldCount(2, line: 2)),
      (head + "anna,2,(30, 30, 32)\n", .fieldCount(5, line: 2)), (head + " ,1,B\n", .noStudent(line: 2)),
      (head + "\na,x,B\n", .question("x", line: 3, count: 4)),
      (head + "a,5,B\n", .question("5", line: 2, count: 4)),
      (head + "a,-1,B\n", .question("-1", line: 2, count: 4)),
      (head + "a,,B\n", .question("", line: 2, count: 4)),
      (head + "a,99999999999999999999,B\n", .question("99999999999999999999", line: 2, count: 4)),
      (
        head + "a,1,B\nb,1,B\na,1,C\n",
        .repeated(student: "a", question: 1, line: 4, first: 2, file: nil)
      ),
      (head + "a,1,\"B\n", .table(.openQuote(line: 2))), (head + "a,1,B\"\n", .table(.strayQuote(line: 2))),
      (head + "a,1,\"B\"x\n", .table(.strayQuote(line: 2))),
      (head + "a,1\r,B\n", .table(.strayReturn(line: 2))),
      (head + "a,1,\0\n", .table(.notText(line: 2))),
      (
        head + "a,1,\(String(repeating: "B", count: 10_001))\n", .table(.longField(line: 2, limit: 10_000))
      ),
      (head + "a" + String(repeating: ",b", count: 100), .table(.manyFields(line: 2, limit: 100))),
    ]
    for (csv, error) in cases {
      #expect(throws: error, "\(csv.prefix(60))") { try graded(csv) }
      let message = CommandError.answers(path: "answers.csv", error).message
      #expect(message.hasPrefix("answers.csv: ") && message.contains("; "), "\(message)")
    }
    var grading = try graded(head + "a,1,B\n")
    #expect(
      throws: AnswerFileError.repeated(student: "a", question: 1, line: 2, first: 2, file: "answers.csv")
    ) {
      try grading.take(Array((head + "a,1,B\n").utf8), from: "more.csv")
    }
    #expect(throws: AnswerFileError.table(.notText(line: 2))) {
      try grading.take(Array(head.utf8) + [0x61, 0xFF, 0x0A], from: "latin.csv")
    }
  }

  @Test("a damaged key is refused by what is wrong with it")
  func damagedKeys() throws {
    let cases: [(String, String, QuizKeyError)] = [
      ("{\"format\"", "{format", .text(.notJSON(offset: 1))), ("quiz-1", "quiz-2", .notAQuiz),
      ("\"seed\": \"4711\",", "", .member("seed", question: nil)),
      ("\"questions\"", "\"question\"", .member("questions", question: nil)),
      ("\"number\": 2,", "", .member("number", question: 2)),
      ("\"number\": 2,", "\"number\": 0,", .member("number", question: 2)),
      ("\"number\": 2,", "\"number\": 1,", .repeatedNumber(1)),
      ("[\"(30, 30, 3)\", ", "[", .member("choices", question: 2)),
      ("\"(30, 30, 3)\"", "7", .member("choices", question: 2)),
      ("\"(30, 30, 3)\"", "\"(30, 30, 32)\"", .member("choices", question: 2)),
      ("\"(30, 30, 32)\"], \"answer\": \"B\"", "\"(30, 30, 32)\"]", .noAnswer(question: 2)),
      (
        "\"(30, 30, 32)\"], \"answer\": \"B\"", "\"(30, 30, 32)\"], \"answer\": \"C\"",
        .member("answer", question: 2)
      ),
      ("\"value\": \"18,496\"", "\"value\": \"352\"", .member("value", question: 1)),
    ]
    for (old, new, error) in cases {
      let text = Self.key.replacing(old, with: new, maxReplacements: 1)
      #expect(throws: error, "\(new)") { try QuizKey(parsing: Array(text.utf8)) }
      let message = CommandError.quizKey(path: "key.json", error).message
      #expect(message.hasPrefix("key.json: is ") && message.contains("; write "), "\(message)")
    }
  }

  @Test("every beginning and many broken copies of a key and of answers end in an error or are read")
  func broken() throws {
    let key = Array(Self.key.utf8)
    for end in key.indices { #expect(throws: QuizKeyError.self) { try QuizKey(parsing: Array(key[..<end])) } }
    let csv = Array("student,question,answer\r\n\"a\"\"b\",1,B\n4711,2,\"(30, 30, 32)\"\nœ,3,7.4235\n".utf8)
    let read = try QuizKey(parsing: key)
    func take(_ bytes: [UInt8]) {
      var grading = Grading(keys: [read])
      do throws(AnswerFileError) {
        try grading.take(bytes, from: "a.csv")
        #expect(GradeReport(grading).csv.split(separator: "\n").count == grading.students.count + 1)
      } catch {
        #expect(CommandError.answers(path: "a.csv", error).message.contains("; "))
      }
    }
    for end in csv.indices { take(Array(csv[..<end])) }
    var corruption = Corruption(seed: 1)
    var inJSON = JSONCorruption(seed: 2)
    for _ in 0..<2_000 {
      take(corruption.corrupted(csv))
      _ = try? QuizKey(parsing: corruption.corrupted(key))
      _ = try? QuizKey(parsing: inJSON.corrupted(key))
    }
  }

  @Test("a million lines are read")
  func large() throws {
    var bytes = Array("student,question,answer\n".utf8)
    for student in 0..<250_000 {
      for question in 1...4 { bytes += "s\(student),\(question),B\n".utf8 }
    }
    var grading = Grading(keys: [try QuizKey(parsing: Array(Self.key.utf8))])
    try grading.take(bytes, from: "a.csv")
    #expect(grading.students.count == 250_000 && grading.students.allSatisfy { $0.rightCount == 3 })
    #expect(GradeReport(grading).text.utf8.count > 250_000)
  }
}
