private import Foundation

/// What a command prints, kept as a file of `Tests/Fixtures/reports`.
///
/// After a change, record all of them and look at what changed; recording fails the run:
///
///     CNNVIEW_RECORD=1 Scripts/test --filter 'ReportTests|CommandTests'; git diff Tests/Fixtures/reports
public enum ReportGolden {
  /// What is wrong with a text, in words; `nil` where it is as the file says.
  public static func problem(with text: String, _ name: String) throws -> String? {
    let file = Repository.fixtures.appending(path: "reports/\(name)")
    if ProcessInfo.processInfo.environment["CNNVIEW_RECORD"] == "1" {
      try Data((text + "\n").utf8).write(to: file)
      return "\(name) was recorded; run again without CNNVIEW_RECORD"
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    if expected == text + "\n" { return nil }
    let lines = zip(expected.split(separator: "\n"), text.split(separator: "\n"))
    let first = lines.first { $0 != $1 }
    return "\(name): expected \(first?.0 ?? "another length"), found \(first?.1 ?? "another length")"
  }
}
