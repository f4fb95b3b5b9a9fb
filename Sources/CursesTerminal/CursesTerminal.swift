internal import CNcurses
public import CellScreen

/// The terminal while the explorer has it: keys and other events in, grids out.
///
/// However the program ends, the terminal is given back as it was: by `leave()`, on exit, by a signal (reported
/// by `nextEvent`, or carried out at once if the program doesn't listen), in a crash. What is written to
/// standard error meanwhile appears afterwards. There can be one terminal at a time.
@MainActor
public final class CursesTerminal {
  /// The colours that are shown.
  public let depth: ColourDepth
  /// What words can be made of here.
  public let repertoire: Repertoire
  /// The numbers of rows and columns.
  public private(set) var size: (rows: Int, columns: Int)
  /// Wakes `nextEvent` from any thread.
  public nonisolated let waker = Waker()

  private let output: Int32
  private var keyboard: Keyboard
  private var painter: ScreenPainter
  /// Whether the terminal reports the mouse; else it keeps it for itself.
  public var usesMouse = false {
    didSet { if usesMouse != oldValue, !hasLeft { cn_use_mouse(usesMouse) } }
  }

  private var cursor = ScreenCursor(row: 0, column: 0)
  private var isWoken = false
  private var wasSuspended = false
  private var hasLeft = false

  /// Takes the terminal over: its second screen, unbuffered keys, its signals.
  ///
  /// - Throws: `TerminalError` if there is no terminal that can show a screen; nothing has been changed then.
  public init(_ options: TerminalOptions) throws(TerminalError) {
    output = 1
    guard cn_is_terminal(output) else { throw .outputIsNotATerminal }
    let input = cn_is_terminal(0) ? 0 : cn_open_tty()
    guard input >= 0 else { throw .noTerminalForKeys }
    var options = options
    let answer = ColourQuestion.answer(options, input: input, output: output)
    if ColourQuestion.isAffirmed(by: answer.bytes) { options.colours = .truecolour }
    let plan = TerminalPlan(options)
    let knowsUTF8 = cn_use_utf8()
    let entry = try Self.entry(of: plan, options, output)
    guard Self.open(entry, plan, options, input, output) else { throw .cannotStart(name: entry.name) }
    keyboard = Keyboard(
      input, InputDecoder(escapeDelay: plan.escapeDelay, .ofOpenTerminal),
      awaitsAnswer: !answer.isWhole)
    keyboard.take(answer.bytes)
    depth = Self.depth(entry, limit: plan.limit)
    let pixels = knowsUTF8 ? options.pixels : .ascii
    repertoire = pixels.repertoire
    painter = ScreenPainter(
      Presentation(depth, theme: options.theme, pixels: pixels),
      PairTable(count: Int(cn_pairs()), isDirect: !entry.isOwn && cn_colours() > 256))
    size = Self.drawnSize()
  }

  // MARK: Opening

  /// The first entry of the plan that the terminal database has.
  private static func entry(
    of plan: TerminalPlan, _ options: TerminalOptions, _ output: Int32
  ) throws(TerminalError) -> TerminalPlan.Candidate {
    let name = options.environment["TERM"] ?? ""
    for candidate in plan.candidates {
      switch Int(cn_probe(candidate.name, candidate.isOwn ? options.terminfo : nil, output)) {
      case CN_FIT: return candidate
      case CN_LINES_ONLY: throw .showsLinesOnly(name: candidate.name)
      default: continue
      }
    }
    throw .unknownTerminal(name: name)
  }

  private static func open(
    _ entry: TerminalPlan.Candidate, _ plan: TerminalPlan, _ options: TerminalOptions,
    _ input: Int32, _ output: Int32
  ) -> Bool {
    guard cn_session_begin(input, output) else { return false }
    let isOpen = entry.name.withCString { name in
      (options.terminfo ?? "").withCString { database in
        var terminal = cn_terminal(
          name: name, database: entry.isOwn ? database : nil, input: input, output: output,
          has_colours: plan.limit != .none, is_synchronised: plan.isSynchronised)
        return cn_open(&terminal)
      }
    }
    if !isOpen { cn_session_end() }
    return isOpen
  }

  private static func depth(_ entry: TerminalPlan.Candidate, limit: ColourDepth) -> ColourDepth {
    guard limit != .none else { return .none }
    if entry.isOwn { return .truecolour }
    switch cn_colours() {
    case 256...: return limit == .colours8 ? .colours8 : .colours256
    case 8...: return .colours8
    default: return .none
    }
  }

  private static func drawnSize() -> (rows: Int, columns: Int) {
    var rows: Int32 = 0
    var columns: Int32 = 0
    cn_size(&rows, &columns)
    return (Int(rows), Int(columns))
  }

  // MARK: Drawing

  /// Shows a grid; what lies outside the terminal is left out, what the grid lacks is blank.
  ///
  /// Only what changed since the last call is sent. A terminal that reads nothing is waited for until a key arrives;
  /// the next grid is drawn completely then. Without a cursor it is hidden, in the last row.
  public func draw(_ grid: CellGrid, cursor: ScreenCursor? = nil) {
    guard !hasLeft else { return }
    if cn_take_cut() { redrawCompletely() }
    self.cursor = cursor ?? ScreenCursor(row: size.rows - 1, column: 0)
    painter.paint(fitted(grid))
    show()
  }

  /// A grid cut or filled to the size of the screen.
  private func fitted(_ grid: CellGrid) -> CellGrid {
    if grid.height == size.rows, grid.width == size.columns { return grid }
    var fitted = CellGrid(height: size.rows, width: size.columns)
    fitted.draw(grid, row: 0, column: 0)
    return fitted
  }

  private func show() {
    let row = min(max(cursor.row, 0), size.rows - 1)
    let column = min(max(cursor.column, 0), size.columns - 1)
    cn_show(Int32(row), Int32(column), cursor.isVisible)
  }

  /// Draws the next grid completely, whatever is on the screen: for when something else wrote there.
  public func redrawCompletely() {
    painter.forgetScreen()
  }

  // MARK: Events

  /// Whether a key has arrived already, so that drawing can wait until it is dealt with.
  public var hasPendingInput: Bool {
    if !hasLeft, keyboard.arrived.isEmpty { keyboard.read() }
    return !keyboard.arrived.isEmpty
  }

  /// The next event; without a timeout it waits for ever.
  ///
  /// Ctrl-Z is dealt with here: the terminal is given back, the program stops, and afterwards the screen is as
  /// it was.
  public func nextEvent(timeout: Duration? = nil) -> TerminalEvent {
    let clock = ContinuousClock()
    let deadline = timeout.map { clock.now + $0 }
    while true {
      if let event = pendingEvent() { return event }
      // What had come was no event, an answer of the terminal's; the screen that it cut short has to be drawn.
      if cn_has_cut() { return .woken }
      let left = deadline.map { max(.zero, $0 - clock.now) }
      if left == .zero { return .timedOut }
      let wait = [left, keyboard.silenceLeft].compactMap { $0 }.min()
      let found = cn_wait(keyboard.input, cn_doorbell(), wait.map(Self.milliseconds) ?? -1)
      if found & 4 != 0, !hasPendingInput, cn_ending_signal() == 0 { return .ended(.hangUp) }
    }
  }

  /// What has come already: the end first, then a new size, keys, wakes.
  private func pendingEvent() -> TerminalEvent? {
    if cn_answer() { isWoken = true }
    let signal = cn_ending_signal()
    if signal != 0 { return .ended(EndingSignal(number: signal)) }
    if cn_take_stop() { suspend() }
    let isSignalled = cn_take_resize()
    if isSignalled || wasSuspended, let event = resized(isSignalled: isSignalled) { return event }
    if hasPendingInput { return keyboard.arrived.removeFirst() }
    defer { isWoken = false }
    return isWoken ? .woken : nil
  }

  /// Takes the terminal's present size over; nil if that is no other than before, and nobody said that it has changed.
  ///
  /// A terminal that was smaller for a moment has the size that it had, and may have lost a part of what it showed.
  private func resized(isSignalled: Bool) -> TerminalEvent? {
    wasSuspended = false
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard cn_window_size(output, &rows, &columns) else { return nil }
    guard isSignalled || (Int(rows), Int(columns)) != size else { return nil }
    cn_resize(rows, columns)
    size = Self.drawnSize()
    redrawCompletely()
    return .resized(rows: size.rows, columns: size.columns)
  }

  /// Milliseconds, rounded up so that a wait doesn't end before its time.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  // MARK: Leaving

  /// Gives the terminal back, stops the program as Ctrl-Z does, and takes the terminal over again when it goes
  /// on.
  public func suspend() {
    guard !hasLeft else { return }
    cn_close()
    cn_stop()
    cn_reopen()
    painter.paintAgain()
    show()
    wasSuspended = true
  }

  /// Gives the terminal back.
  ///
  /// What was written to standard error meanwhile appears. Harmless when repeated.
  public func leave() {
    guard !hasLeft else { return }
    hasLeft = true
    cn_close()
    cn_session_end()
  }
}
