import Testing
import Workbench

@Suite("file names made from layer names")
struct SafeFileNamesTests {
  @Test(
    "letters, digits, dot, underscore and hyphen stay; all else becomes %XX",
    arguments: [
      ("conv2d_1", "conv2d_1"), ("Block-1.out", "Block-1.out"), ("a/b", "a%2Fb"), ("..", "%2E."),
      (".hidden", "%2Ehidden"), ("a b", "a%20b"), ("100%", "100%25"), ("é", "%C3%A9"), ("\u{0}\n", "%00%0A"),
      ("〜", "%E3%80%9C"), ("", "unnamed"), ("a:b\\c", "a%3Ab%5Cc"),
    ])
  func encoding(name: String, expected: String) {
    #expect(SafeFileNames.encoded(name) == expected)
  }

  @Test("a long name is cut where no %XX is")
  func longNames() {
    let long = SafeFileNames.encoded(String(repeating: "é", count: 10_000))
    #expect(long == String(repeating: "%C3%A9", count: 30).prefix(long.count))
    #expect((170...180).contains(long.count) && long.count.isMultiple(of: 3))
    var names = SafeFileNames()
    let name = String(repeating: "a", count: 5_000)
    #expect(names.fileName(for: name + "1").count <= 180)
    #expect(names.fileName(for: name + "2").hasSuffix("a-2"))
  }

  @Test("a collision gets the next number that is free")
  func collisions() {
    var names = SafeFileNames()
    #expect(names.fileName(for: "input") == "input")
    #expect(names.fileName(for: "input") == "input-2")
    #expect(names.fileName(for: "input-2") == "input-2-2")
    #expect(names.fileName(for: "input") == "input-3")
  }
}
