import ConvNet
import Explorer
import Foundation
import TestSupport
import Testing
import Workbench

/// What updates ask of the world, carried out for the terminal, plain mode and screenshots.
struct EffectInterpreterTests {
  private let session: ExplorerSession

  init() throws {
    let ship = Repository.assets.appending(path: "images/ship.ppm").path
    session = try ExplorerSession(
      images: [ship, "/no/such/picture.png"], model: nil, labels: nil, waitsForPipes: false, rows: 24,
      columns: 80)
  }

  /// Whether an event says that the picture which isn't there could not be evaluated.
  private func isFailure(_ event: Event?, generation: Int) -> Bool {
    if case .evaluated(1, generation, .failure(let failure))? = event {
      failure.words.contains("/no/such/picture.png")
    } else {
      false
    }
  }

  @Test("a picture is evaluated at once where nobody waits at the keys")
  func atOnce() {
    var interpreter = EffectInterpreter(session)
    let event = interpreter.carryOut(.evaluate(picture: 1, generation: 7), of: session.state)
    #expect(isFailure(event, generation: 7))
  }

  @Test(
    "a picture is evaluated in a thread of its own where somebody does, who is woken to take what is reported"
  )
  func inBackground() async {
    var passes: BackgroundPasses?
    await withCheckedContinuation { continuation in
      let background = BackgroundPasses(session) { continuation.resume() }
      var interpreter = EffectInterpreter(session, passes: background)
      let event = interpreter.carryOut(.evaluate(picture: 1, generation: 3), of: session.state)
      #expect(event == nil, "nothing at once")
      passes = background
    }
    let reports = passes?.takeReports() ?? []
    #expect(reports.count == 1 && isFailure(reports.first, generation: 3))
    #expect(passes?.takeReports().isEmpty == true)
  }

  @Test("before each layer a pass reports all that it has computed, and then its end")
  func reports() throws {
    var computed: [Int] = []
    let answer = session.evaluate(picture: 0, generation: 5) { computed.append($0.trace.computedLayers) }
    guard case .evaluated(0, 5, .success(let evaluation))? = answer else {
      Issue.record("the ship was not evaluated")
      return
    }
    #expect(computed == Array(1..<evaluation.trace.network.layers.count))
    #expect(evaluation.trace.isComplete)
    let atOnce = Evaluation(trace: evaluation.trace, picture: evaluation.picture)
    #expect(
      [false, true].allSatisfy {
        evaluation.numbers(beforeActivation: $0) == atOnce.numbers(beforeActivation: $0)
      })
    #expect(evaluation.strongestChannels == atOnce.strongestChannels)
    #expect(evaluation.logits == atOnce.logits && evaluation.verdict == atOnce.verdict)
  }

  @Test("a pass that is given up computes no other layer and has no end")
  func givenUp() {
    let cancellation = Cancellation()
    var computed = 0
    let answer = session.evaluate(picture: 0, generation: 5, until: cancellation) { soFar in
      computed = soFar.trace.computedLayers
      if computed == 3 { cancellation.cancel() }
    }
    #expect(answer == nil && computed == 3)
  }

  @Test("of several reports of a pass that nobody has taken the last stands for all")
  func lastReport() async {
    let (wakes, wake) = AsyncStream.makeStream(of: Void.self)
    let passes = BackgroundPasses(session) { wake.yield() }
    var interpreter = EffectInterpreter(session, passes: passes)
    _ = interpreter.carryOut(.evaluate(picture: 0, generation: 4), of: session.state)
    for await _ in wakes {
      let reports = passes.takeReports()
      #expect(reports.count == 1)
      if case .evaluated(0, 4, .success)? = reports.first { break }
    }
    #expect(passes.takeReports().isEmpty)
  }

  @Test("what there is to save, draw and leave is asked to; elsewhere these effects do nothing")
  func surroundings() {
    var done: [String] = []
    var interpreter = EffectInterpreter(
      session,
      save: {
        done.append("\($1) \($0.columns)")
        return nil
      }, redraw: { done.append("redraw") }, suspend: { done.append("suspend") })
    var other = EffectInterpreter(session)
    for effect in [Effect.save(name: "ship"), .redraw, .suspend, .stop] {
      #expect(interpreter.carryOut(effect, of: session.state) == nil)
      #expect(other.carryOut(effect, of: session.state) == nil)
    }
    #expect(done == ["ship 80", "redraw", "suspend"])
    #expect(!interpreter.hasQuit)
    _ = interpreter.carryOut(.quit, of: session.state)
    #expect(interpreter.hasQuit)
  }

  @Test("what is reported at once changes the state, which may ask for more")
  func events() {
    var state = session.state
    var interpreter = EffectInterpreter(session, save: { .saved(.success($1 + ".svg")) })
    interpreter.carryOut(update(&state, .save), in: &state)
    #expect(state.report == "saved as ship-network.svg")
  }
}
