import Foundation
import Testing

/// Sizes, names and places.
struct ShapeOfCodeTests {
  private static let longestFunction = 60
  private static let longestFile = 400

  @Test("no function is longer than sixty lines", arguments: ["Sources", "Tests"])
  func functions(folder: String) throws {
    var count = 0
    for file in try Checkout.files(in: folder) {
      let functions = file.source.functions
      count += functions.count
      for function in functions where function.length > Self.longestFunction {
        Issue.record("\(file):\(function.line) takes \(function.length) lines")
      }
    }
    #expect(count >= 1_000)
  }

  @Test("no file is longer than four hundred lines", arguments: ["Sources", "Tests"])
  func files(folder: String) throws {
    for file in try Checkout.files(in: folder) {
      let count = file.source.lines.count
      if count > Self.longestFile + 1 { Issue.record("\(file) has \(count) lines") }
    }
  }

  @Test("every test has a sentence for its name, which ends in no digit")
  func testNames() throws {
    var count = 0
    for file in try Checkout.files(in: "Tests") {
      for name in file.source.testNames {
        count += 1
        guard !isSentence(name) else { continue }
        Issue.record("\(file): \(name ?? "no name")")
      }
    }
    #expect(count >= 1_000)
  }

  @Test("nothing is left to do later in a comment", arguments: ["Sources", "Tests"])
  func leftovers(folder: String) throws {
    for file in try Checkout.files(in: folder) {
      for mark in ["TO" + "DO", "FIX" + "ME", "XX" + "X"] {
        if file.source.contains(mark) { Issue.record("\(file) has a \(mark)") }
      }
    }
  }

  @Test("the engine has no word of a file format but in comments")
  func neutralEngine() throws {
    let files = try Checkout.files(in: "Sources").filter { $0.module == "ConvNet" }
    #expect(files.count >= 60)
    for file in files {
      let words = file.source.wordsOfFormats
      #expect(words.isEmpty, "\(file) has \(words)")
    }
  }

  @Test("no test passes for want of something to check")
  func emptySearches() throws {
    for file in try Checkout.files(in: "Tests")
    where file.module.hasSuffix("Tests") && file.stem != "CheckerTests" {
      for line in file.source.silentPasses { Issue.record("\(file):\(line) goes on where nothing was found") }
    }
  }

  @Test("every operation has its reader and its tests")
  func operations() throws {
    let operations = try Checkout.files(in: "Sources").filter {
      $0.path.hasPrefix("ConvNet/Operations/")
        && $0.text.contains(/struct \w+: \w*Operation\b/)
    }
    #expect(operations.count >= 20)
    for stem in operations.map(\.stem) {
      #expect(
        Checkout.has("Sources/ModelFormats/Keras/Operations/\(stem)+Keras.swift"), "no reader of \(stem)")
      #expect(Checkout.has("Tests/ConvNetTests/\(stem)Tests.swift"), "no tests of \(stem)")
    }
  }
}

/// Whether a test's name has several words and ends in no digit.
func isSentence(_ name: String?) -> Bool {
  guard let name, let last = name.last else { return false }
  return name.contains(" ") && !last.isNumber
}
