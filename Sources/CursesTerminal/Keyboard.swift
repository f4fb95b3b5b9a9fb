internal import CNcurses
internal import CellScreen

/// What arrives from the terminal, read and timed for the decoder.
struct Keyboard {
  /// The descriptor that keys are read from.
  let input: Int32
  /// The events that have arrived and nobody has taken.
  var arrived: [TerminalEvent] = []

  private var decoder: InputDecoder
  private var presses = PressTimes()
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var lastArrival: ContinuousClock.Instant
  /// When the control string began that is arriving.
  private var stringStart: ContinuousClock.Instant?
  /// Whether the terminal was asked and has not answered yet: an Esc is then more likely an answer's first byte.
  private let awaitsAnswer: Bool

  /// Reads from a descriptor.
  init(_ input: Int32, _ decoder: InputDecoder, awaitsAnswer: Bool = false) {
    self.input = input
    self.decoder = decoder
    self.awaitsAnswer = awaitsAnswer
    start = clock.now
    lastArrival = start
  }

  /// How long nothing must arrive until what has begun to arrive has ended; `nil` where nothing has begun.
  var silenceLeft: Duration? {
    decoder.patience.map { patience in
      let isEarly = awaitsAnswer && clock.now - start < .milliseconds(InputDecoder.answerPatience)
      let patience = isEarly && decoder.isAtEscape ? max(patience, InputDecoder.longPatience) : patience
      return max(.zero, .milliseconds(patience) - (clock.now - (stringStart ?? lastArrival)))
    }
  }

  /// Takes what has arrived, and what time has made of what had begun; doesn't wait.
  mutating func read() {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = Int(cn_read(input, &bytes, Int32(bytes.count)))
    if count > 0 {
      if stringStart != nil, silenceLeft == .zero { take(decoder.silence()) }
      lastArrival = clock.now
      take(decoder.events(of: bytes[..<count]))
    } else if silenceLeft == .zero {
      take(decoder.silence())
    }
  }

  /// Takes bytes that somebody has read before, of which a terminal's answers are no keys.
  mutating func take(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    lastArrival = clock.now
    take(decoder.events(of: bytes))
  }

  private mutating func take(_ events: [TerminalEvent]) {
    stringStart = decoder.isInString ? stringStart ?? clock.now : nil
    for event in events { arrived.append(presses.timed(event, at: lastArrival - start)) }
  }
}

/// When and where the button was pressed last, to tell a second press from two.
struct PressTimes {
  /// The longest time from one press of a double click to the next.
  static let longest = Duration.milliseconds(400)

  private var last: (row: Int, column: Int, time: Duration)?

  /// An event that arrived at a time; a press soon after one at the same cell is one again.
  mutating func timed(_ event: TerminalEvent, at time: Duration) -> TerminalEvent {
    guard case .mouse(let press) = event, press.kind == .press else { return event }
    defer { last = (press.row, press.column, time) }
    guard let last, (last.row, last.column) == (press.row, press.column), time - last.time <= Self.longest
    else { return event }
    return .mouse(MouseEvent(.pressAgain, row: press.row, column: press.column))
  }
}
