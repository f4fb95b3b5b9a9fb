import Foundation
import TestSupport
import Testing

/// The version stands in one place, and everything that names it has it from there.
@Suite("the version")
struct VersionTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
  }

  /// The version as scripts read it: `let version = "1.2.3"`, at the beginning of a line.
  private func version() throws -> String {
    let source = try text("Sources/cnnview/Version.swift")
    return String(try #require(source.firstMatch(of: #/(?m)^let version = "(\d+\.\d+\.\d+)"$/#)?.1))
  }

  @Test("the program, the manual page and the list of changes have the same one")
  func everywhere() throws {
    let version = try version()
    #expect(try ProgramRun(["--version"]).output == version + "\n")
    #expect(try text("assets/man/cnnview.1").contains("\n.Os cnnview \(version)\n"))
    let newest = try text("CHANGELOG.md").firstMatch(of: #/(?m)^## (.+)$/#)?.1
    #expect(newest.map(String.init) == version)
  }

  @Test("no script and no Python file names it: they read it")
  func scripts() throws {
    let version = try version()
    let folder = Repository.root.appending(path: "Scripts")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(paths.count >= 9)
    for path in paths where !path.contains("__pycache__") {
      let file = folder.appending(path: path)
      guard !file.hasDirectoryPath, let text = try? String(contentsOf: file, encoding: .utf8) else {
        continue
      }
      #expect(!text.contains(version), "\(path)")
    }
  }
}
