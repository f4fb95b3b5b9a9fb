import CellScreen
import ConvNet
import KerasNotation
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// A lesson in the explorer: going on, back, away, and what each stop shows.
struct LessonTests {
  private let trained: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    trained = try Examples.small()
    evaluation = try Examples.evaluation(trained)
  }

  private static let text = """
    # A lesson

    ## First

    ```cnnview
    at 1
    token 6
    ```

    It makes {maps conv2d} maps.

    ## Guess

    ```cnnview
    at 1
    ask shape
    ```

    What comes out? {shape conv2d}.

    > Wait.

    ## One number

    ```cnnview
    at conv2d[1,2,3]
    ```

    Here: {conv2d[1,2,3]}.

    ## One map less

    ```cnnview
    drop conv2d[:,:,0]
    at 2
    look original
    ```

    {changed maxpooling2d} changes.
    """

  private func state(_ text: String = LessonTests.text, stop: Int = 0, rows: Int = 40) throws -> ExplorerState
  {
    var state = Examples.state(trained, evaluation, line: 1)
    state.begin(try Lesson(parsing: text), atStop: stop)
    carryOut(update(&state, .resized(rows: rows, columns: 100)), in: &state)
    return state
  }

  /// Makes the changes that are asked for, as a session does.
  private func carryOut(_ effects: [Effect], in state: inout ExplorerState) {
    for case .change(let generation) in effects {
      let answer: Event
      do {
        var made = MadeChanges(of: trained.network, in: state.model)
        for change in state.changes { try made.make(change) }
        let consequence = try Consequence(
          state.changes, made, of: evaluation, memoryLimit: .max, goesOn: { true })
        answer = .changed(generation: generation, .success(try #require(consequence)))
      } catch {
        answer = .changed(generation: generation, .failure(ChangeFailure("\(error)")))
      }
      carryOut(update(&state, answer), in: &state)
    }
  }

  private func press(_ names: String, in state: inout ExplorerState) throws {
    for name in names.split(separator: " ") {
      let key = try #require(KeyPress(named: String(name)))
      carryOut(update(&state, keyMap.intent(for: key, in: state)), in: &state)
    }
  }

  private func text(_ state: ExplorerState) -> String {
    state.lessonLines.map { $0.map(\.text).joined() }.joined(separator: " ")
  }

  @Test("a stop goes where it says, and its numbers are those that are there")
  func first() throws {
    let state = try state()
    #expect(state.place == "network 1" && state.tokenMeaning == .filters)
    #expect(text(state) == "First  It makes 6 maps." && state.lessonStatus == "stop 1/4")
  }

  @Test("PageDown goes on and PageUp back, and at the ends both say so")
  func walking() throws {
    var state = try state()
    try press("PageUp", in: &state)
    #expect(state.notice == "this is the first stop")
    try press("PageDown PageDown PageDown", in: &state)
    #expect(state.lessonStatus == "stop 3/4" && state.place == "unit 1 [1, 2, 3]")
    let value = evaluation.trace.activations[1][position: [1, 2, 3]]
    #expect(text(state) == "One number  Here: \(NumberText.fixed(value, decimals: 4)).")
    try press("PageDown", in: &state)
    #expect(state.changes == [.drop(place: "conv2d[:,:,0]")] && state.look == .original)
    #expect(text(state) == "One map less  1 changes.")
    try press("PageDown", in: &state)
    #expect(
      state.notice == "this was the last stop; q ends, PgUp goes back" && state.lessonStatus == "stop 4/4")
    try press("PageUp", in: &state)
    #expect(state.changes == [] && state.place == "unit 1 [1, 2, 3]")
  }

  @Test("a question takes two presses, and until the answer is shown no number of the text tells it")
  func question() throws {
    var state = try state()
    try press("PageDown", in: &state)
    #expect(state.asking?.question.kind == .shape && state.asking?.isRevealed == false)
    #expect(text(state) == "Guess  What comes out? ?.")
    #expect(keyMap.hints(for: state).first?.words == "answer")
    try press("PageDown", in: &state)
    #expect(state.asking?.isRevealed == true && state.lessonStatus == "stop 2/4")
    #expect(text(state) == "Guess  What comes out? (7, 6, 6).")
    try press("PageDown", in: &state)
    #expect(state.asking == nil && state.lessonStatus == "stop 3/4")
  }

  @Test("a chosen answer is given where a stop goes on to what is right, so that something is said of it")
  func chosen() throws {
    var state = try state(stop: 1)
    let question = try #require(state.asking?.question)
    let wrong = try #require(question.answers.indices.first { $0 != question.right })
    try press("\(Question.letter(wrong)) PageDown", in: &state)
    #expect(state.asking?.isRevealed == true && state.asking?.given == [wrong])
  }

  @Test(
    "hands that are counted are not passed over: PageDown ends a round as Enter does, and leaves one without hands"
  )
  func votes() throws {
    var state = try state(stop: 1)
    try press("v 5 PageDown", in: &state)
    #expect(state.vote?.phase == .second && state.asking?.isRevealed == false)
    try press("3 PageDown", in: &state)
    #expect(state.vote?.phase == .counted)
    try press("PageDown", in: &state)
    #expect(state.vote == nil && state.asking?.isRevealed == true && state.lessonStatus == "stop 2/4")
    var empty = try self.state(stop: 1)
    try press("v PageDown", in: &empty)
    #expect(empty.vote == nil && empty.asking?.isRevealed == true)
  }

  @Test("whoever wanders off is told, and PageDown comes back first")
  func away() throws {
    var state = try state(stop: 2)
    try press("Esc", in: &state)
    #expect(state.lessonStatus == "stop 3/4 · away, PgDn returns")
    #expect(keyMap.hints(for: state).first?.words == "back to the stop")
    try press("PageDown", in: &state)
    #expect(state.lessonStatus == "stop 3/4" && state.place == "unit 1 [1, 2, 3]")
    try press("PageUp Esc", in: &state)
    #expect(state.asking == nil && state.isAwayFromLesson)
    try press("PageDown", in: &state)
    #expect(state.asking?.isRevealed == false)
  }

  @Test("a stop is shown again as it was left, and from where it had led one can come back")
  func left() throws {
    var state = try state(stop: 3)
    try press("3 d PageUp PageUp", in: &state)
    #expect(state.lessonStatus == "stop 2/4" && state.changes == [])
    try press("b Enter PageDown PageDown", in: &state)
    #expect(state.lessonStatus == "stop 3/4")
    try press("PageDown", in: &state)
    #expect(state.lessonStatus == "stop 4/4 · away, PgDn returns")
    #expect(state.changes.count == 2 && state.line == 3 && state.variant?.changes.count == 2)
    try press("PageDown", in: &state)
    #expect(state.changes == [.drop(place: "conv2d[:,:,0]")] && state.line == 2 && state.look == .original)
    #expect(state.variant?.changes == state.changes)
  }

  @Test("stops are listed and gone to, by number and by a part of their name")
  func stops() throws {
    var state = try state()
    try press(GoldenKeys.typed(":stop 3") + " Enter", in: &state)
    #expect(state.lessonStatus == "stop 3/4")
    try press(GoldenKeys.typed(":stop 5") + " Enter", in: &state)
    #expect(state.prompt?.failure == "there are the stops 1 to 4; stops lists them")
    try press("Esc " + GoldenKeys.typed(":stops") + " Enter", in: &state)
    #expect(state.prompt?.kind == .stops && state.prompt?.choice == 2)
    try press("Up Enter", in: &state)
    #expect(state.lessonStatus == "stop 2/4" && state.prompt == nil)
    try press(
      "Esc " + GoldenKeys.typed(":stops") + " Enter " + GoldenKeys.typed("less") + " Enter", in: &state)
    #expect(state.lessonStatus == "stop 4/4")
  }

  @Test("q asks once; anything else in between takes that back")
  func quitting() throws {
    var state = try state()
    #expect(state.press("q") == [] && state.report == "q again ends the lesson")
    #expect(state.press("Down") == [])
    #expect(state.press("q") == [] && state.press("q") == [.quit])
  }

  @Test(
    "the text takes its rows from the screen, as many at each stop, and on a small one no more than there are"
  )
  func band() throws {
    var state = try state()
    let rows = state.rows
    #expect(state.lesson?.bandRows == 40 - rows && rows < 40)
    for _ in 0..<5 {
      try press("PageDown", in: &state)
      #expect(state.rows == rows)
    }
    let small = try self.state(rows: 20)
    #expect(small.rows == 20 && small.lesson?.bandRows == 0)
    try press(GoldenKeys.typed(":band 99") + " Enter", in: &state)
    #expect(state.prompt?.failure == "band takes the text's rows, from 1 to 12")
  }

  @Test("what a stop can't do is told with its line, and the others can still be gone to")
  func faults() throws {
    var state = try state("## A\n```cnnview\nat conv9\n```\n\n## B\n```cnnview\nat 1\ntoken 9\n```\n\n## C\n")
    #expect(state.lesson?.fault?.line == 3)
    #expect(state.notice?.hasPrefix("line 3 of the lesson: ") == true && state.isNoticeOfFailure)
    try press("PageDown", in: &state)
    #expect(
      state.lesson?.fault
        == LessonFault(
          line: 9, words: "line 1 has no part '9'; it has '6', '(3, 3)', ''relu''"))
    try press("PageDown", in: &state)
    #expect(state.lessonStatus == "stop 3/3")
  }

  @Test("a lesson that has lost stops meanwhile goes on at its last one")
  func shortened() throws {
    var state = try state(stop: 3)
    let shorter = try Lesson(parsing: "## Only\n```cnnview\nat 1\n```\nWords.\n")
    _ = update(&state, .noted(.success(NotedStop(file: "a.md", lesson: shorter, isOpen: true))))
    #expect(state.lessonStatus.hasPrefix("stop 1/1") && !state.lessonLines.isEmpty)
    try press("PageUp PageDown", in: &state)
    #expect(state.lesson?.stop == 0)
  }

  @Test("keys of a stop lead to no other stop and write nothing, and what they leave open is closed")
  func keysOfStops() throws {
    for keys in [": s", "/", "?", "PageDown", "q", "P"] {
      #expect(throws: LessonError.self) { try Lesson(parsing: "## A\n```cnnview\nkeys \(keys)\n```\n") }
    }
    let typed = "e C-u " + GoldenKeys.typed("stop 1") + " Enter"
    let text = "## A\n```cnnview\nat conv2d[1,2,3]\nkeys \(typed)\n```\nWords.\n"
    let state = try state(text)
    #expect(state.lesson?.fault == LessonFault(line: 4, words: "keys can't lead out of the stop"))
    let other = try self.state(text.replacing(typed, with: "e a"))
    #expect(other.lesson?.fault == nil && other.prompt == nil)
  }

  @Test("a stop that was left before it had done all goes on with nothing of it elsewhere")
  func leftEarly() throws {
    var state = try state(stop: 2)
    let effects = state.press("PageDown")
    #expect(state.isChanging && state.lessonStatus == "stop 4/4")
    #expect(text(state) == "One map less  ? changes.")
    state.press("PageUp")
    carryOut(effects, in: &state)
    #expect(state.place == "unit 1 [1, 2, 3]" && state.changes == [] && state.look == nil)
    #expect(state.display == DisplayOptions())
    #expect(state.lesson?.fault == nil && state.notice == nil)
  }

  @Test("another question than the stop's is no answer of it")
  func otherQuestion() throws {
    var state = try state(stop: 1)
    try press("PageDown p", in: &state)
    #expect(state.isAwayFromLesson)
    try press("PageDown", in: &state)
    #expect(state.asking?.question.kind == .shape && state.asking?.isRevealed == true)
  }

  @Test("the first stop comes back as it was at the start, where a clicker's key asks for it twice")
  func restart() throws {
    var state = try state()
    state.usesClicker = true
    try press("PageDown PageDown Esc", in: &state)
    #expect(state.lessonStatus == "stop 2/4")
    try press("Esc", in: &state)
    #expect(state.lessonStatus == "stop 1/4" && state.place == "network 1")
    try press("PageDown", in: &state)
    #expect(state.asking?.isRevealed == false)
  }

  @Test("a place is written as a stop that leads to it")
  func noting() throws {
    var state = try state(stop: 3)
    try press("b Enter Enter x", in: &state)
    let effects = state.press(GoldenKeys.typed(":note") + " Enter")
    guard case .note(nil, let stop)? = effects.first else {
      Issue.record("no note: \(effects)")
      return
    }
    var other = try self.state(stop + "\n")
    #expect(other.lesson?.fault == nil && other.place == state.place && other.changes == state.changes)
    #expect(other.display == state.display && other.look == state.look)
    try press("Esc", in: &other)
    let lesson = try Lesson(parsing: Self.text + "\n" + stop + "\n")
    _ = update(&state, .noted(.success(NotedStop(file: "a.md", lesson: lesson, isOpen: true))))
    #expect(state.lessonStatus == "stop 4/5 · away, PgDn returns")
    #expect(state.report == "stop 5 is written to a.md: say in an editor what is to be seen")
  }

  @Test("without a lesson its words say how one is opened, and note wants a file")
  func without() throws {
    var state = Examples.state(trained, evaluation, line: 1)
    try press(GoldenKeys.typed(":stops") + " Enter", in: &state)
    #expect(state.prompt?.failure == "no lesson is open; quit, and open one with 'cnnview lesson'")
    try press("Esc " + GoldenKeys.typed(":note") + " Enter", in: &state)
    #expect(state.prompt?.failure == "name the lesson's file: note my-lesson.md")
    try press("Esc PageDown", in: &state)
    #expect(state.lesson == nil)
  }
}

/// Keys as tests name them.
enum GoldenKeys {
  /// The keys that type a text.
  static func typed(_ text: String) -> String {
    text.map { $0 == " " ? "Space" : String($0) }.joined(separator: " ")
  }
}
