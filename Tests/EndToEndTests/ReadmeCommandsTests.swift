import Foundation
import TestSupport
import Testing

@Suite("what the README says of commands")
struct ReadmeCommandsTests {
  private let readme: String
  private let root = Repository.root

  init() throws {
    readme = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
  }

  /// The commands that the help lists.
  private func commands() throws -> [String] {
    let help = try ProgramRun(["--help"]).output
    let list = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first)
    return list.matches(of: #/(?m)^  (\w+)  /#).map { String($0.1) }
  }

  @Test("its table has the commands of the help, in their order")
  func table() throws {
    let described = readme.matches(of: #/(?m)^\| `cnnview ([a-z]\w*)/#).map { String($0.1) }
    #expect(described.count >= 3)
    #expect(try described == commands())
  }

  @Test("every option that it names is one of the help of some command")
  func options() throws {
    let help = try ([[]] + commands().map { [$0] }).map { try ProgramRun($0 + ["--help"]).output }.joined()
    let options = Set(readme.matches(of: #/--[a-z]+/#).map { String($0.0) })
    #expect(options.count >= 5)
    for option in options { #expect(help.contains(option), "\(option)") }
  }

  @Test("its line for apt names the packages that Scripts/bootstrap installs for the program")
  func packages() throws {
    let bootstrap = try String(contentsOf: root.appending(path: "Scripts/bootstrap"), encoding: .utf8)
    let installed = bootstrap.matches(of: #/needs (lib\S+)/#).map { String($0.1) }
    let line = try #require(readme.firstMatch(of: #/sudo apt install (.+)/#)?.1)
    #expect(line.split(separator: " ").map(String.init) == installed)
    let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    for package in manifest.matches(of: #/\.apt\(\["(.+?)"\]\)/#).map({ String($0.1) }) {
      #expect(installed.contains(package))
    }
  }

  @Test("the files that it links and names are there")
  func files() throws {
    let links = readme.matches(of: #/\]\(([^):]+)\)/#).map { String($0.1) }
    let scripts = readme.matches(of: #/Scripts/\w+/#).map { String($0.0) }
    #expect(links.count >= 4 && scripts.count >= 5)
    for path in Set(links + scripts) {
      #expect(FileManager.default.fileExists(atPath: root.appending(path: path).path), "\(path)")
    }
  }

  @Test("it has no more than 150 lines")
  func length() {
    #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
  }
}
