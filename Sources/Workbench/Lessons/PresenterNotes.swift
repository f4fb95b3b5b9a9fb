internal import CellScreen
public import Explorer

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Writes the presenter's notes behind a file, stop by stop, for who follows it in a second window.
///
/// What the file has stays, and what can't be written is told once.
public struct PresenterNotes {
  private let path: String
  private var written: Int?

  /// Writes behind the file of a path, which is made where it is missing.
  public init(path: String) { self.path = path }

  /// Writes the notes of the stop where a lesson is, where it wasn't there when they were written last.
  ///
  /// - Throws: `CommandError.cannotCreate`.
  public mutating func follow(_ lesson: LessonWalk) throws(CommandError) {
    guard lesson.stop != written else { return }
    written = lesson.stop
    try append(Self.text(of: lesson))
  }

  /// Asks whether notes can be written, and makes the file where it is missing.
  ///
  /// - Throws: `CommandError.cannotCreate`; `.device` of what is no file, whose reader could hold up the explorer.
  public func begin() throws(CommandError) {
    guard !FilePath.isStream(path) else { throw .device(path: path) }
    try append("")
  }

  private func append(_ text: String) throws(CommandError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, code: errno) }
    defer { close(descriptor) }
    if let code = OutputFile.writeAll(Array(text.utf8), to: descriptor) {
      throw .cannotCreate(path: path, code: code)
    }
  }

  /// The notes of a stop, between what it is called and what comes next.
  static func text(of lesson: LessonWalk) -> String {
    let stops = lesson.lesson.stops
    let stop = stops[lesson.stop]
    let next = lesson.stop + 1 < stops.count ? "next: \(stops[lesson.stop + 1].heading)" : "the last stop"
    let notes = stop.notes.isEmpty ? ["(no notes)"] : stop.notes
    let title = "── stop \(lesson.stop + 1)/\(stops.count): \(stop.heading)"
    // What a second window shows must not act on it.
    return [[""], [title], notes, ["   \(next)"], [""]].joined().map(harmless).joined(separator: "\n")
  }
}
