import Foundation
import Testing

/// Sizes, names and places.
struct ShapeOfCodeTests {
  private static let longestFunction = 60
  private static let longestFile = 400

  @Test("no function is longer than sixty lines", arguments: ["Sources", "Tests"])
  func functions(folder: String) throws {
    for file in try Checkout.files(in: folder) {
      for function in SourceText(file.text).functions where function.length > Self.longestFunction {
        Issue.record("\(file):\(function.line) takes \(function.length) lines")
      }
    }
  }

  @Test("no file is longer than four hundred lines", arguments: ["Sources", "Tests"])
  func files(folder: String) throws {
    for file in try Checkout.files(in: folder) {
      let count = SourceText(file.text).lines.count
      #expect(count <= Self.longestFile + 1, "\(file) has \(count) lines")
    }
  }

  @Test("every test has a sentence for its name, which ends in no digit")
  func testNames() throws {
    for file in try Checkout.files(in: "Tests") {
      for name in SourceText(file.text).testNames {
        #expect(isSentence(name), "\(file): \(name ?? "no name")")
      }
    }
  }

  @Test("nothing is left to do later in a comment", arguments: ["Sources", "Tests"])
  func leftovers(folder: String) throws {
    for file in try Checkout.files(in: folder) {
      for mark in ["TO" + "DO", "FIX" + "ME", "XX" + "X"] {
        #expect(!file.text.contains(mark), "\(file) has a \(mark)")
      }
    }
  }

  @Test("the engine has no word of a file format but in comments")
  func neutralEngine() throws {
    let files = try Checkout.files(in: "Sources/ConvNet")
    #expect(files.count >= 80)
    for file in files {
      let words = SourceText(file.text).wordsOfFormats
      #expect(words.isEmpty, "\(file) has \(words)")
    }
  }

  @Test("every operation has its reader and its tests")
  func operations() throws {
    let operations = try Checkout.files(in: "Sources/ConvNet/Operations").filter {
      $0.text.contains(/struct \w+: (Operation|FixedOperation|Pooling2D)\b/)
    }
    #expect(operations.count >= 20)
    for operation in operations {
      let stem = operation.path.replacingOccurrences(of: ".swift", with: "")
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
