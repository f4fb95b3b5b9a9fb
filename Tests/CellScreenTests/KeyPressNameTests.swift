import CellScreen
import Testing

struct KeyPressNameTests {
  @Test(
    "a key has the names that people type",
    arguments: [
      ("Esc", KeyPress.escape), ("Escape", .escape), ("esc", .escape), ("Enter", .enter), ("Return", .enter),
      ("Space", .character(" ")), ("Tab", .tab), ("S-Tab", .backTab), ("Shift-Tab", .backTab),
      ("BTab", .backTab),
      ("PageDown", .pageDown), ("PgDn", .pageDown), ("PgUp", .pageUp), ("pageup", .pageUp), ("Home", .home),
      ("DOWN", .down), ("BS", .backspace), ("BSpace", .backspace), ("C-l", .control("l")),
      ("C-L", .control("l")), ("Ctrl-L", .control("l")), ("ctrl+z", .control("z")), ("^l", .control("l")),
      ("C-m", .enter), ("C-i", .tab), ("C-h", .backspace), ("C-[", .escape),
      ("a", .character("a")), ("A", .character("A")), ("^", .character("^")), ("-", .character("-")),
      ("é", .character("é")),
    ])
  func names(name: String, key: KeyPress) {
    #expect(KeyPress(named: name) == key)
  }

  @Test("other names are no key", arguments: ["", "Foo", "C-", "C-1", "C-é", "C-ab", "ab", "F1", "l-C"])
  func noNames(name: String) {
    #expect(KeyPress(named: name) == nil)
  }

  @Test("every name of the list that errors show is a key")
  func list() {
    let names = KeyPress.nameList.split(separator: ", ").flatMap { $0.split(separator: " to ") }
    #expect(names.count > 10)
    for name in names where name != "or a character" { #expect(KeyPress(named: String(name)) != nil) }
  }
}
