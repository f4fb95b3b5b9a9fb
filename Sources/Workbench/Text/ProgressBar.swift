internal import CellScreen
private import Synchronization

/// How far a long command is, as one line on standard error where that is a terminal.
public final class ProgressBar: Sendable {
  private static let width = 30

  private let total: Int
  private let noun: String
  private let isShown: Bool
  private let shown = Mutex(-1)

  /// Starts at nothing done of some things, which `noun` names; nothing is shown where there are less than `least`.
  public init(total: Int, of noun: String, least: Int = 1) {
    self.total = total
    self.noun = noun
    isShown = total >= least && Console.isErrorSeen
  }

  /// Draws the line anew where its bar or its percent has changed.
  public func advance(to done: Int) {
    guard isShown else { return }
    let share = Int(Double(done) / Double(total) * 200)
    let isNew = shown.withLock { shown in
      defer { shown = share }
      return share != shown
    }
    if isNew { Console.say("\r" + Self.text(done: done, total: total, noun)) }
  }

  /// Takes the line away.
  public func finish() {
    if isShown { Console.say("\r\u{1B}[K") }
  }

  /// The line: `██████████░░░░░░░░░░░░░░░░░░░░ 3,400 of 10,000 pictures`.
  static func text(done: Int, total: Int, _ noun: String) -> String {
    let full = total == 0 ? 0 : Int(Double(done) / Double(total) * Double(width))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    return "\(bar) \(NumberText.grouped(done)) of \(NumberText.grouped(total)) \(noun)"
  }
}
