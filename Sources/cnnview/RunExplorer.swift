import CellScreen
import CursesTerminal
import Explorer
import ExplorerViews
import Synchronization
import Workbench

/// Opens the explorer on pictures and returns when the user quits; says then how to return to the place.
///
/// - Throws: `CommandError` where model, pictures or terminal can't be used; the terminal is as it was then.
@MainActor
func runExplorer(_ request: ExplorerRequest) throws(CommandError) {
  let session = try request.session(waitsForPipes: false, rows: 24, columns: 80)
  let look = request.look
  let terminal: CursesTerminal
  do {
    let folder = try? Assets.find().folder
    terminal = try CursesTerminal(
      TerminalOptions(
        environment: Machine.environment, colours: look.depth.value,
        terminfo: folder.map { FilePath.joined($0, "terminfo") }, theme: look.theme.value,
        pixels: look.pixels.value))
  } catch {
    throw .noTerminal(reason: error.message)
  }
  let start = request.start(of: session)
  var loop = ExplorerLoop(
    session, terminal, from: start,
    saving: ScreenFile(format: request.saveAs, presentation: look.ofScreenshot))
  loop.run()
  if let command = request.commandToReturn(to: loop.state, from: start) { try Console.print(command) }
  for words in loop.state.failures { Console.report(words) }
}

/// The one loop: it waits for the terminal and for finished work, changes the state, and draws.
@MainActor
private struct ExplorerLoop {
  private let session: ExplorerSession
  private let terminal: CursesTerminal
  private let saving: ScreenFile
  private let answers = Answers()
  private(set) var state: ExplorerState
  private var hasQuit = false
  /// Gives up the pass that is on its way.
  private var work: Cancellation?
  /// Whether a pass has just begun: most are done before anybody could read that they are on their way.
  private var hasJustBegun = false

  /// How long the screen waits for a pass that has just begun before it says so.
  private static let patience = Duration.milliseconds(100)

  init(_ session: ExplorerSession, _ terminal: CursesTerminal, from state: ExplorerState, saving: ScreenFile)
  {
    self.session = session
    self.terminal = terminal
    self.saving = saving
    self.state = state
  }

  /// Runs until the user quits.
  mutating func run() {
    send(.resized(rows: terminal.size.rows, columns: terminal.size.columns))
    send(.started)
    while !hasQuit {
      let isPatient = hasJustBegun
      hasJustBegun = false
      if !terminal.hasPendingInput, !isPatient { draw() }
      let interval = state.tickInterval.map { Duration.seconds($0) }
      switch terminal.nextEvent(timeout: isPatient ? Self.patience : interval) {
      case .key(let key): send(keyMap.action(for: key, in: state))
      case .pasted(let text): send(.pasted(text))
      case .mouse(let event): if let action = view(state).action(for: event) { send(action) }
      case .resized(let rows, let columns): send(.resized(rows: rows, columns: columns))
      case .woken: takeAnswers()
      case .timedOut: if isPatient { takeAnswers() } else { send(.tick) }
      case .ended(let signal):
        terminal.leave()
        signal.raiseAgain()
      }
    }
    terminal.leave()
  }

  private func draw() {
    terminal.usesMouse = state.usesMouse
    let screen = view(state)
    terminal.draw(
      screen.grid,
      cursor: screen.cursor.map { ScreenCursor(row: $0.row, column: $0.column, isVisible: screen.isTyping) })
  }

  private mutating func takeAnswers() {
    for action in answers.takeAll() { send(action) }
  }

  private mutating func send(_ action: Action) {
    for effect in update(&state, action) { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .quit: hasQuit = true
    case .redraw: terminal.redrawCompletely()
    case .suspend: terminal.suspend()
    case .save(let name): send(save(state, name: name, as: saving))
    case .stop: work?.cancel()
    case .evaluate(let picture, let generation):
      work?.cancel()
      work = begin(picture: picture, generation: generation)
      hasJustBegun = true
    }
  }
}

extension ExplorerLoop {
  /// Evaluates a picture in a thread of its own, layer by layer until it is given up.
  ///
  /// A thread that waits for a file that never comes is left to itself. For the sake of the layers nobody is woken
  /// before the screen speaks of the pass.
  private func begin(picture: Int, generation: Int) -> Cancellation {
    let cancellation = Cancellation()
    let (session, answers, waker) = (session, answers, terminal.waker)
    let spokenFrom = ContinuousClock.now + Self.patience
    do {
      try WorkThread.begin {
        let answer = session.evaluate(picture: picture, generation: generation, until: cancellation) {
          layer in
          answers.add(.entered(layer: layer, generation: generation))
          if ContinuousClock.now > spokenFrom { waker.wake() }
        }
        guard let answer else { return }
        answers.add(answer)
        waker.wake()
      }
    } catch {
      answers.add(
        .evaluated(picture: picture, generation: generation, .failure(PictureFailure(error.message))))
      waker.wake()
    }
    return cancellation
  }
}

/// What work off the main actor has found, until the loop takes it.
private final class Answers: Sendable {
  private let actions = Mutex<[Action]>([])

  func add(_ action: Action) {
    actions.withLock { $0.append(action) }
  }

  func takeAll() -> [Action] {
    actions.withLock { actions in
      defer { actions = [] }
      return actions
    }
  }
}
