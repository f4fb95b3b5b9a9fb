import CellScreen
import CursesTerminal
import Foundation
import TestSupport

// Draws what it is asked for and shows every event: what the tests of CursesTerminal run in a terminal.
//
// TerminalProbe events          one line for each event
// TerminalProbe grid SEED       random cells, new ones at each key
// TerminalProbe photograph SEED random pixels, new ones at each key
// PROBE_COLOUR and PROBE_TERMINFO are the options of the terminal. Keys with a meaning: see `act`.

/// Everything that the probe shows.
@MainActor
struct Probe {
  let terminal: CursesTerminal
  let seed: UInt64?
  var events: [String] = []
  var draws: UInt64 = 0

  mutating func run() {
    while true {
      if !terminal.hasPendingInput { draw() }
      let event = terminal.nextEvent()
      events.append("\(event)")
      switch event {
      case .ended(let signal):
        terminal.leave()
        signal.raiseAgain()
      case .key(.character("q")): return
      case .key(.character(let key)): act(key)
      default: break
      }
    }
  }

  mutating func draw() {
    let (rows, columns) = terminal.size
    var grid = CellGrid(height: rows, width: columns)
    if let seed {
      let make = CommandLine.arguments[1] == "photograph" ? RandomGrid.photograph : RandomGrid.make
      grid = make(rows, columns, seed + draws)
    } else {
      grid.write("\(columns)x\(rows) \(terminal.depth)", row: 0, column: 0, .role(.accent, .bold))
      grid.write("日本 ▀░· é end", row: 1, column: 0)
      for (index, event) in events.suffix(max(0, rows - 3)).enumerated() {
        grid.write(
          "\(events.count - min(events.count, rows - 3) + index) \(event)", row: 2 + index, column: 0)
      }
      grid.write("corner", row: rows - 1, endingAt: columns)
    }
    draws += 1
    terminal.draw(grid, cursor: ScreenCursor(row: 1, column: 2))
  }

  /// What keys do besides being shown.
  mutating func act(_ key: Character) {
    switch key {
    case "!": trap()
    case "A": abort()
    case "e": FileHandle.standardError.write(Data("kept \u{1B}[31m message\n".utf8))
    case "x": exit(3)
    case "Z": terminal.suspend()
    case "W": wake()
    case "T": events.append("\(terminal.nextEvent(timeout: .milliseconds(20)))")
    case "L": loop()
    case "C": terminal.redrawCompletely()
    case "R": print(recurse(0))
    default: break
    }
  }

  /// Ends with words on standard error, which an optimised program has of few traps.
  private func trap() {
    fatalError("a trap with words")
  }

  private mutating func loop() {
    events.append("looping")
    draw()
    while true {}
  }

  /// Uses up the stack.
  private func recurse(_ depth: Int) -> Int {
    depth < 0 ? depth : recurse(depth + 1) + recurse(depth + 2)
  }

  private func wake() {
    let waker = terminal.waker
    Thread.detachNewThread { waker.wake() }
  }
}

@MainActor
func start() {
  let environment = ProcessInfo.processInfo.environment
  let options = TerminalOptions(
    environment: environment, colours: environment["PROBE_COLOUR"].flatMap(ColourChoice.init) ?? .auto,
    terminfo: environment["PROBE_TERMINFO"])
  do throws(TerminalError) {
    let seed = CommandLine.arguments.count > 2 ? UInt64(CommandLine.arguments[2]) : nil
    var probe = Probe(terminal: try CursesTerminal(options), seed: seed)
    probe.run()
    probe.terminal.leave()
    print("left after \(probe.events.count) events")
  } catch {
    FileHandle.standardError.write(Data("probe: \(error.message)\n".utf8))
    exit(69)
  }
}

start()
