import Testing

/// The checks themselves, on texts with planted violations.
struct CheckerTests {
  private let test = "@" + "Test"

  @Test("imports of every form are found, and nothing else")
  func imports() {
    let text = SourceText(
      """
      import Foundation
      public import Tensors
        private import Glibc
      @preconcurrency import CNcurses
      @testable import ModelFormats
      @_spi(Inner) public import Explorer
      import struct ConvNet.Layer
      // import Darwin
      /// Words that import Workbench.
      let text = "import CZip"
      func importAll() {}
      """)
    #expect(
      text.imports == [
        "Foundation", "Tensors", "Glibc", "CNcurses", "ModelFormats", "Explorer", "ConvNet",
      ])
  }

  @Test("Foundation is found where it does not stand in for FoundationEssentials")
  func foundation() {
    let text = SourceText(
      """
      import struct Foundation.URL
      #if canImport(FoundationEssentials)
        private import FoundationEssentials
      #else
        private import Foundation
      #endif
      #if canImport(Glibc)
        import FoundationEssentials
      #else
        import Foundation
      #endif
      private import Foundation
      """)
    #expect(text.importsOfFoundation == [1, 10, 12])
  }

  @Test("dependencies of every form of target are found")
  func manifest() {
    let manifest = Manifest(
      """
      func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
        .target(name: name, dependencies: dependencies, swiftSettings: settings)
      }
      let package = Package(name: "p", targets: [
        module("Tensors"),
        module("ConvNet", ["Tensors"]),
        module(
          "Workbench",
          ["Explorer", "ConvNet"]),
        .target(
          name: "CNcurses",
          linkerSettings: [.linkedLibrary("ncursesw")]),
        .target(name: "CZip", dependencies: ["ZipLibrary"]),
        .systemLibrary(
          name: "ZipLibrary", pkgConfig: "libzip",
          providers: [.apt(["libzip-dev"])]),
        .executableTarget(
          name: "cnnview",
          dependencies: [
            "Workbench", .product(name: "ArgumentParser", package: "swift-argument-parser"),
          ],
          swiftSettings: settings),
        .target(name: "TestSupport", dependencies: ["Tensors"], path: "Tests/TestSupport"),
        tests("TensorsTests", ["Tensors"]),
      ])
      """)
    #expect(
      manifest.dependencies == [
        "Tensors": [], "ConvNet": ["Tensors"], "Workbench": ["Explorer", "ConvNet"], "CNcurses": [],
        "CZip": ["ZipLibrary"], "ZipLibrary": [], "cnnview": ["Workbench", "ArgumentParser"],
      ])
  }

  @Test("functions are measured from their first line to their last brace")
  func functions() {
    let text = SourceText(
      """
      protocol P {
        func required(a: Int) -> Int

        init(a: Int)
      }
      struct S {
        func short() -> Int { 3 }
        public static func long(
          a: Int
        ) -> Int {
          if a > 3 {
            return a
          }
          return 4
        }
        init?(a: Int) {
        }
        // func comment() {
        let function = { (a: Int) in
          a
        }
      }
      """)
    #expect(
      text.functions == [
        SourceText.Function(line: 7, length: 1), SourceText.Function(line: 8, length: 8),
        SourceText.Function(line: 16, length: 2),
      ])
  }

  @Test("a function of sixty-one lines is found")
  func longFunction() {
    let body = [String](repeating: "    step()", count: 59).joined(separator: "\n")
    #expect(
      SourceText("  func long() {\n\(body)\n  }").functions == [SourceText.Function(line: 1, length: 61)])
  }

  @Test("what passes over a thing that isn't found is found")
  func silentPasses() {
    let text = SourceText(
      """
      guard case .weightedSum(let sum)? = pass.explain(unit)?.form else { return }
      guard case .weightedSum(let sum) = form else { return false }
      guard seen != garbled else { return true }
      let names = (try? list(folder)) \("??") []
      """)
    #expect(text.silentPasses == [1, 4])
  }

  @Test("test names are found wherever they stand, and missing ones too")
  func testNames() {
    let text = SourceText(
      """
      \(test)("a name") func a() {}
      \(test)(
        "a name on \\"another\\" line", arguments: [1]) func b() {}
      \(test) func c() {}
      \(test)(arguments: [1]) func d(a: Int) {}
      // \(test) in a comment
      """)
    #expect(text.testNames == ["a name", #"a name on \"another\" line"#, nil, nil])
  }

  @Test("a name is a sentence when it has words and ends in no digit")
  func sentences() {
    #expect(isSentence("it works"))
    for name in ["works", "case 3", "", nil] { #expect(!isSentence(name)) }
  }

  @Test("words of the system are found in code, not in comments or longer words")
  func words() {
    #expect(
      SourceText("let now = ContinuousClock().now").words(of: ImportTable.impureWords) == ["ContinuousClock"])
    #expect(SourceText("  print(3)").words(of: ImportTable.impureWords) == ["print("])
    for text in ["// print(3)", "sprint(3)", "/// reads the CommandLine", "footprint(3)"] {
      #expect(SourceText(text).words(of: ImportTable.impureWords).isEmpty, "\(text)")
    }
  }

  @Test("words of file formats are found in code, and not in comments")
  func formats() {
    func words(_ text: String) -> [String] { SourceText(text).wordsOfFormats }
    #expect(words("let name = kerasName") == ["keras"])
    #expect(words("let grid = grid(padding: .same)") == [".same"])
    #expect(words("throw .argument(\"dilation_rate\")") == ["_rate"])
    #expect(words("/// Source: Keras 3\nlet x = 1  // as in ONNX").isEmpty)
    #expect(words("let isSame = true").isEmpty)
  }

  @Test("modules are found in the first cells of the README's table")
  func readme() {
    let text = """
      # p
      | `other` | table |
      ## Modules
      | level | target | what |
      |---|---|---|
      | 0 | `Tensors` | with `Shape` |
      | 1 | `ConvNet`, `CZip` | layers |
      ## Tests
      | `Scripts` | x |
      """
    #expect(modulesNamed(inReadme: text) == ["Tensors", "ConvNet", "CZip"])
    #expect(modulesNamed(inReadme: "# p") == [])
  }
}
