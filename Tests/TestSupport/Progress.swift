private import Foundation

/// What a child process is at, kept in a file, so that its parent can tell what ended it.
public struct Progress: Codable, Sendable {
  private static let finished = "finished"
  private let path: String

  /// Starts with nothing done.
  public init() {
    path = FileManager.default.temporaryDirectory.appending(path: "progress-\(UUID().uuidString)").path
  }

  /// Notes what comes next.
  public func note(_ text: String) {
    try? Data(text.utf8).write(to: URL(filePath: path))
  }

  /// Notes that everything is done.
  public func finish() {
    note(Self.finished)
  }

  /// What the child was at when it ended, if it didn't finish; removes the file.
  public func unfinished() -> String? {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? "nothing yet"
    try? FileManager.default.removeItem(atPath: path)
    return text == Self.finished ? nil : text
  }
}
