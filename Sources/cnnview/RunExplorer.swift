import CellScreen
import CursesTerminal
import Explorer
import ExplorerViews
import Workbench

/// Opens the explorer on pictures and returns when the user quits; says then how to return to the place.
///
/// It opens in a terminal that is taken over already, or takes it over. `opening` is what is said first.
///
/// - Throws: `CommandError` where model, pictures or terminal can't be used; a terminal that it would have taken over is
///   as it was then.
@MainActor
func runExplorer(
  _ images: [String], _ options: ExplorerOptions, going route: LessonRoute?, saying opening: String? = nil,
  in opened: CursesTerminal? = nil
) throws(CommandError) {
  let session = try options.session(on: images, waitsForPipes: false, rows: 24, columns: 80)
  let terminal = if let opened { opened } else { try options.look.terminal() }
  var start = options.start(from: session.state, going: route)
  start.opening = opening
  start.repertoire = terminal.repertoire
  var loop = ExplorerLoop(
    session, terminal, from: start, save: options.save, note: options.note(route, images: session.images),
    notes: route?.notes)
  loop.run()
  let command = options.commandToReturn(to: loop.state, from: start, on: images, going: route)
    .flatMap { namesTemporaryFiles($0, environment: Machine.environment) ? nil : $0 }
  try Console.sayFarewell(command, reports: loop.state.failures + loop.failures)
}

/// The one loop: it waits for the terminal and for finished work, changes the state, and draws.
@MainActor
private struct ExplorerLoop {
  private let terminal: CursesTerminal
  private let passes: BackgroundPasses
  private var interpreter: EffectInterpreter
  private(set) var state: ExplorerState
  /// What was drawn last: the mouse points at it.
  private var shown: Screen?
  /// Whether there may be something new to draw.
  private var hasChanged = true
  /// The presenter's notes; `nil` where nobody wants them.
  private var notes: PresenterNotes?
  /// What could not be written, in words.
  private(set) var failures: [String] = []
  /// When a key led through a lesson last.
  private var lastWalk: ContinuousClock.Instant?
  /// The request for a picture that was waited for, before anything was said of it.
  private var awaited = 0

  init(
    _ session: ExplorerSession, _ terminal: CursesTerminal, from state: ExplorerState,
    save: @escaping (ExplorerState, String) -> Event,
    note: @escaping (ExplorerState, String?, String) -> Event?, notes: String?
  ) {
    self.terminal = terminal
    self.state = state
    self.notes = notes.map { PresenterNotes(path: $0) }
    let waker = terminal.waker
    passes = BackgroundPasses(session) { waker.wake() }
    interpreter = EffectInterpreter(
      session, passes: passes, save: save, note: note,
      redraw: { terminal.redrawCompletely() }, suspend: { terminal.suspend() })
  }

  /// Runs until the user quits.
  mutating func run() {
    receive(.resized(rows: terminal.size.rows, columns: terminal.size.columns))
    receive(.started)
    while !interpreter.hasQuit {
      let isPatient = state.isWorking && state.generation != awaited
      awaited = state.generation
      if hasChanged, !terminal.hasPendingInput, !isPatient { draw() }
      let isLooking = state.isWorking
      let interval = state.tickInterval.map { Duration.seconds($0) }
      let event = terminal.nextEvent(timeout: isLooking ? BackgroundPasses.patience : interval)
      let reports = passes.takeReports()
      hasChanged = hasChanged || event != .timedOut || !isLooking || !reports.isEmpty
      for report in reports { receive(report) }
      switch event {
      case .key(let key): press(key)
      case .pasted(let text): send(.paste(text))
      case .mouse(let event): if let intent = shown?.intent(for: event) { send(intent) }
      case .resized(let rows, let columns): receive(.resized(rows: rows, columns: columns))
      case .woken: break
      case .timedOut: if !isLooking { receive(.tick) }
      case .ended(let signal):
        terminal.leave()
        signal.raiseAgain()
      }
    }
    terminal.leave()
  }

  /// How soon after another a key that leads through a lesson is the same press: clickers bounce.
  private static let bounce = Duration.milliseconds(300)

  /// Follows a key; of two presses that lead through a question of a lesson at once, the first.
  private mutating func press(_ key: KeyPress) {
    let intent = keyMap.intent(for: key, in: state)
    if case .lesson = intent {
      let now = ContinuousClock.now
      defer { lastWalk = now }
      if state.isAtQuestionOfLesson, let lastWalk, now - lastWalk < Self.bounce { return }
    }
    send(intent)
  }

  /// Writes the notes of the stop where one is.
  private mutating func tellNotes() {
    guard let lesson = state.lesson else { return }
    do {
      try notes?.follow(lesson)
    } catch {
      failures.append(error.message)
      notes = nil
    }
  }

  private mutating func draw() {
    hasChanged = false
    tellNotes()
    terminal.usesMouse = state.usesMouse
    let screen = view(state)
    shown = screen
    terminal.draw(screen.grid, cursor: screen.cursor)
  }

  private mutating func send(_ intent: Intent) {
    interpreter.carryOut(update(&state, intent), in: &state)
  }

  private mutating func receive(_ event: Event) {
    interpreter.carryOut(update(&state, event), in: &state)
  }
}

extension LookOptions {
  /// Takes the terminal over, to look as the options say.
  ///
  /// - Throws: `CommandError.noTerminal` where there is none that can show a screen.
  @MainActor
  func terminal() throws(CommandError) -> CursesTerminal {
    do {
      let folder = try? Assets.find().folder
      return try CursesTerminal(
        TerminalOptions(
          environment: Machine.environment, colours: depth,
          terminfo: folder.map { FilePath.joined($0, "terminfo") }, theme: theme.value, pixels: pixels))
    } catch {
      throw .noTerminal(reason: error.message)
    }
  }
}
