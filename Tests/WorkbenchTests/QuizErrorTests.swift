import Testing
import Workbench

/// What is said where a quiz has no questions, or there is nothing to mark.
struct QuizErrorTests {
  @Test("errors of quizzes say where, what and what to do")
  func words() {
    let cases: [(CommandError, String, ExitReason)] = [
      (
        .noQuestions(model: "a.keras"),
        "a.keras: has no line to ask about; give a network with convolutions, poolings, Flatten or Dense",
        .badData
      ),
      (.noAnswers, "only keys are given; name the tables of answers behind the key", .usage),
      (
        .quizKey(path: "key.json", .noAnswer(question: 2)),
        "key.json: is a sheet without answers: question 2 has none; write the key with the same command and --key",
        .badData
      ),
      (
        .answers(path: "a.csv", .header("student;question;answer", hasSemicolons: true)),
        "a.csv: has semicolons between its fields; save it with commas: student,question,answer", .badData
      ),
    ]
    for (error, message, status) in cases {
      #expect(error.message == message && error.status == status)
    }
  }
}
