import ConvNet
import Explorer
import TestSupport
import Testing

@testable import Workbench

/// What questions about the bundled network say.
@Suite("the sentences of questions")
struct QuestionSentencesTests {
  private let subjects: QuestionSubjects

  init() throws {
    subjects = try QuestionSubjects()
  }

  /// All answers that some seed offers.
  private func answers(_ kind: Question.Kind, _ line: Int, at position: [Int]? = nil) throws -> Set<String> {
    Set(
      try (UInt64(0)..<40).flatMap {
        try subjects.ask(kind, line, at: position, seed: $0).answers.map(\.text)
      })
  }

  @Test("somebody who keeps channels apart hears of the numbers that would do, and where to look")
  func perChannel() throws {
    #expect(
      try subjects.feedback(.shape, 1, on: "(30, 30, 3)") == [
        "_ says: each of the 3 channels keeps a map of its own.",
        "That is tempting: 3 channels go in, and colours are shown one by one.",
        "But then 30 numbers would do; line 1 has 896.",
        "Look: what can you multiply to get 896 − 32 = 864?  9 · 3 · …",
      ])
    #expect(
      try subjects.feedback(.maps, 1, on: "3").last
        == "Look: 864 of the numbers are weights. What can you multiply to get 864?  9 · 3 · …")
  }

  @Test("somebody who multiplies filters by channels hears of the line that would have to learn more")
  func eachWithEach() throws {
    #expect(
      try subjects.feedback(.shape, 1, on: "(30, 30, 96)") == [
        "_ says: each filter makes a map of each channel that goes in.",
        "That is tempting: all these small sums are really made.",
        "But then line 3 would have 64·(9·96 + 1) = 55,360 numbers to learn; it has 18,496.",
        "Look: what becomes of the 3 sums that one filter makes at one place?",
      ])
  }

  @Test("somebody who cuts maps into pieces hears of the line that could not run")
  func quadrants() throws {
    #expect(
      try subjects.feedback(.shape, 2, on: "(2, 2, 32)") == [
        "_ says: (2, 2) cuts a map into 2×2 pieces.",
        "That is tempting: two numbers look like rows and columns of pieces.",
        "But then line 3 could not run: its 3×3 window does not fit on a 2×2 map.",
        "Look: lay windows of 2 on a column of 30 numbers, 2 apart: at how many places does one fit?",
      ])
  }

  @Test(
    "somebody who keeps the pieces as maps hears of the line that would have to learn more, and is always asked"
  )
  func pieces() throws {
    #expect(
      try subjects.feedback(.shape, 2, on: "(15, 15, 128)") == [
        "_ says: each map is cut into 2×2 pieces, and each piece stays a map.",
        "That is tempting: two numbers look like rows and columns of pieces.",
        "But then line 3 would have 64·(9·128 + 1) = 73,792 numbers to learn; it has 18,496.",
        "Look: lay windows of 2 on a column of 30 numbers, 2 apart: at how many places does one fit?",
      ])
    for seed in UInt64(0)..<20 {
      let texts = try subjects.ask(.shape, 2, seed: seed).answers.map(\.text)
      #expect(texts.contains("(15, 15, 128)") && texts.contains("(2, 2, 32)"))
    }
  }

  @Test("a question about two covers says what is covered with what, and of the answer what each takes")
  func covers() throws {
    let question = try subjects.ask(.covers, 0)
    #expect(
      question.text
        == "Two squares of 5×5 pixels are covered with grey, one at a time. Which cover takes more from the logit of ship?"
    )
    #expect(
      question.feedback(on: question.right).map { $0.replacing(#/^[AB] /#, with: "_ ") } == [
        "_ is right: covered there, ship loses 1.78.",
        "Covered in the other place it loses 0.13. "
          + "With black, white or the picture's mean it would be the same place.",
      ])
    let others = try (UInt64(2)..<20).map { try subjects.ask(.covers, 0, seed: $0) }
    #expect(
      others.contains { question in
        question.answers[question.right].words.reason.hasSuffix(
          " it would be the other place: a cover is a picture too, and what it shows depends on what is put there."
        )
      })
  }

  @Test("a number of the last convolution sees 18 pixels, where 3, 7, 9 or all are tempting")
  func seen() throws {
    #expect(try answers(.seen, 5) == ["18", "3", "7", "9", "32"])
    #expect(
      try subjects.feedback(.seen, 5, on: "18") == [
        "_ is right: each window reaches its width less one further, and behind a stride of 2 each step is 2 times as wide.",
        "1 + (3 − 1)·1 = 3 on line 1, + (2 − 1)·1 = 4 on line 2, + (3 − 1)·2 = 8 on line 3, + (2 − 1)·2 = 10 on line 4, + (3 − 1)·4 = 18 on line 5.",
      ])
    #expect(
      try subjects.feedback(.seen, 5, on: "7")[2]
        == "But two neighbours on line 4 see squares that lie 4 pixels apart, not 1.")
  }

  @Test("three sums and a bias are added, not averaged")
  func sum() throws {
    let place = [16, 11, 0]
    #expect(
      try subjects.ask(.sum, 1, at: place).text
        == "A filter of line 1, Conv2D(32, (3, 3), activation='relu'), lies on the picture. Its products add up to "
        + "+2.6983 in red, +3.3210 in green and +1.5035 in blue. Its bias is −0.0993. Which number does it make "
        + "there before ReLU?")
    #expect(
      try answers(.sum, 1, at: place) == [
        "7.4235", "2.4083", "3 numbers, one for each channel", "3.2217", "7.5228",
      ])
    #expect(
      try subjects.feedback(.sum, 1, at: place, on: "7.4235") == [
        "_ is right: the 3 sums and the bias are added into one number.",
        "2.6983 + 3.3210 + 1.5035 − 0.0993 = 7.4235",
      ])
    #expect(
      try subjects.feedback(.sum, 1, at: place, on: "2.4083")[2]
        == "But nothing in the code divides by 3. A network could be trained so; this one wasn't.")
  }

  @Test("of 64 maps all can change when one of 32 is dropped, not 1, 2 or none")
  func dropped() throws {
    let question = try subjects.ask(.dropped, 3)
    #expect(Set(question.answers.map(\.text)) == ["64", "1", "2", "0"])
    #expect(question.experiment == .drop(place: "max_pooling2d[:,:,0]"))
    #expect(
      question.text
        == "One map of line 2 is dropped: all its numbers become 0. How many maps of line 3, Conv2D(64, (3, 3), "
        + "activation='relu'), can change?")
    #expect(
      try subjects.feedback(.dropped, 3, on: "1")[2] == "But then 320 numbers would do; line 3 has 18,496.")
    #expect(try subjects.ask(.dropped, 1).experiment == .drop(place: "input[:,:,0]"))
  }

  @Test("of a window the largest number comes out, and of a flatten line a number's own place")
  func places() throws {
    #expect(try answers(.window, 2, at: [8, 5, 0]) == ["7.4235", "6.6441", "7.3743", "26.5765"])
    #expect(
      try subjects.ask(.window, 2, at: [8, 5, 0]).text
        == "A window of line 2, MaxPooling2D((2, 2)), lies on 7.3743 and 7.4235, below them 6.0897 and 5.6890. "
        + "Which number comes out?")
    #expect(
      try answers(.flatten, 6, at: [731]) == [
        "row 2, column 3, map 27", "row 2, column 3, map 45", "row 3, column 2, map 27",
        "row 2, column 3, map 26",
      ])
  }

  @Test("a grouped and a depthwise convolution let fewer maps change")
  func otherConnections() throws {
    let groups = try QuestionSubjects(fixture: "dilation_groups").ask(.dropped, 1)
    #expect(groups.answers[groups.right].text == "3")
    let depthwise = try QuestionSubjects(fixture: "depthwise").ask(.dropped, 1)
    #expect(depthwise.answers[depthwise.right].text == "2")
  }

  @Test("which class wins is asked for a vote, and never marked")
  func winner() throws {
    let question = try subjects.ask(.winner, 8)
    #expect(question.answers[question.right].text == "ship" && question.answers.count == 4)
    #expect(question.text == "Which class will the network name?" && !question.kind.isMarked)
    for seed in 0..<30 {
      let sheet = QuestionSheet(seed: "\(seed)", count: 12, about: subjects.subject)
      #expect(sheet.questions.allSatisfy { $0.kind.isMarked } && sheet.questions.count == 12)
    }
  }
}
