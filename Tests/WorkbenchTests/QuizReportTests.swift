import ConvNet
import Explorer
import Foundation
import ModelFormats
import TestSupport
import Testing

@testable import Workbench

/// Sheets and their keys, as text and as JSON.
@Suite("quizzes")
struct QuizReportTests {
  private let ship = Repository.assets.appending(path: "images/ship.ppm").path

  private func quiz(seed: String = "4711", count: Int = 10) throws -> Quiz {
    try Quiz(image: ship, model: Repository.referenceFile.path, seed: seed, count: count)
  }

  @Test("a sheet and its key are text that a student reads", arguments: [false, true])
  func text(withAnswers: Bool) throws {
    let text = QuizReport(try quiz(), withAnswers: withAnswers).text
    let name = withAnswers ? "quiz_key.txt" : "quiz_sheet.txt"
    if let problem = try ReportGolden.problem(with: text + "\n", name) { Issue.record("\(problem)") }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 84 })
  }

  @Test("a sheet has nothing that only its key has")
  func secret() throws {
    for seed in ["1", "2", "x", "œ 卵", ""] {
      let quiz = try quiz(seed: seed)
      let (sheet, key) = (QuizReport(quiz, withAnswers: false), QuizReport(quiz, withAnswers: true))
      #expect(!sheet.text.contains("is right") && !sheet.text.contains(" says: "))
      #expect(
        Set(sheet.text.split(separator: "\n").dropFirst()).isSubset(of: Set(key.text.split(separator: "\n"))))
      for word in ["\"answer\"", "\"value\"", "\"reason\"", "\"unit\""] {
        #expect(!sheet.json.text.contains(word) && key.json.text.contains(word))
      }
    }
  }

  @Test("JSON names picture and model by what is in them, and a question by kind, place, text and choices")
  func json() throws {
    let text = QuizReport(try quiz(), withAnswers: true).json.text
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["format"] as? String == "cnnview-quiz-1" && object["seed"] as? String == "4711")
    let model = try #require(object["model"] as? [String: Any])
    #expect(model["name"] as? String == "cifar10.keras")
    #expect(model["sha256"] as? String == SHA256.digits(of: try Repository.bytes(Repository.referenceFile)))
    let questions = try #require(object["questions"] as? [[String: Any]])
    #expect(questions.map { $0["number"] as? Int } == Array(1...10))
    for question in questions {
      let choices = try #require(question["choices"] as? [String])
      let letter = try #require(question["answer"] as? String)
      let index = try #require(["A", "B", "C", "D"].firstIndex(of: letter))
      #expect(question["value"] as? String == choices[index])
      #expect(
        (question["text"] as? String)?.hasSuffix("?") == true || question["kind"] as? String == "flatten")
    }
  }

  @Test("its own key marks the answers of a sheet, letters and values alike")
  func marked() throws {
    for seed in 0..<40 {
      let quiz = try quiz(seed: "\(seed)", count: 20)
      let key = try QuizKey(parsing: Array(QuizReport(quiz, withAnswers: true).json.text.utf8))
      #expect(key.seed == "\(seed)" && key.questions.count == 20)
      for (question, read) in zip(quiz.sheet.questions, key.questions) {
        for (index, answer) in question.answers.enumerated() {
          let expected: AnswerText.Mark = index == question.right ? .right : .wrong
          #expect(AnswerText.mark(answer.text, for: read) == expected, "\(answer.text) of \(read)")
          #expect(AnswerText.mark(Question.letter(index), for: read) == expected)
        }
      }
    }
  }

  @Test("the same seed makes the same sheet, another one another")
  func seeds() throws {
    #expect(try quiz().sheet == quiz().sheet)
    let sheets = try ["4711", "4712", "4713"].map { try quiz(seed: $0).sheet }
    #expect(Set(sheets.map { $0.questions.map(\.text) }).count == 3)
  }

  @Test("kinds alternate, no question comes twice, and none tells of another")
  func variety() throws {
    let subjects = try QuestionSubjects()
    for seed in 0..<50 {
      let questions = QuestionSheet(seed: "\(seed)", count: 8, about: subjects.subject).questions
      // One is left out where it would tell another's answer.
      #expect(Set(questions.map(\.kind)).count >= 7)
      let all = QuestionSheet(seed: "\(seed)", count: 100, about: subjects.subject).questions
      #expect(all.count > 20 && Set(all.map { [$0.kind.rawValue, "\($0.place.layer)"] }).count == all.count)
      for question in all {
        let kinds = Set(all.filter { $0.place.layer == question.place.layer }.map(\.kind))
        #expect(!kinds.contains(.shape) || kinds.isDisjoint(with: [.maps, .flatten]))
        #expect(!kinds.isSuperset(of: [.maps, .dropped]))
        let isFlatten = subjects.network.layers[question.place.layer].operation is Flatten
        #expect(!isFlatten || !kinds.isSuperset(of: [.shape, .parameters]))
      }
    }
  }

  @Test(
    "no number that is an answer stands among those of another question, unless it is small or in the code")
  func tells() throws {
    let subjects = try QuestionSubjects()
    let isOfCounts: Set<Question.Kind> = [.shape, .parameters, .maps, .seen, .dropped]
    func numbers(_ text: String) -> [Int] {
      text.replacing(#/,(?=\d)/#, with: "").split { !$0.isWholeNumber }.compactMap { Int($0) }
    }
    #expect(numbers("(1024,)") == numbers("1,024") && numbers("(30, 30, 32)") == [30, 30, 32])
    let known = [[10], [32], [64]] + (0..<10).map { [$0] }
    for seed in 0..<100 {
      let all = QuestionSheet(seed: "\(seed)", count: 100, about: subjects.subject).questions
        .filter { isOfCounts.contains($0.kind) }
      for (index, question) in all.enumerated() {
        let answer = numbers(question.answers[question.right].text)
        guard !known.contains(answer) else { continue }
        for (other, offering) in all.enumerated() where other != index {
          #expect(
            !offering.answers.contains { numbers($0.text) == answer },
            "\(seed): \(offering.text) offers \(answer) of \(question.text)")
        }
      }
    }
  }

  @Test("where there are fewer questions than are asked for, it says so")
  func shortage() throws {
    let quiz = try quiz(count: 100)
    let count = quiz.sheet.questions.count
    #expect(
      quiz.shortage
        == "there are only \(count) questions to ask about cifar10.keras on one sheet; all are there")
    #expect(try self.quiz().shortage == nil)
  }
}
