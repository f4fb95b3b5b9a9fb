import Foundation
import Tensors
import TestSupport
import Testing
import Workbench

/// Every feature map and unit, one by one, by the keys.
@Suite("every map", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct EveryMapTests {
  /// The layers that have feature maps: their lines in the listing, their files, their numbers of maps.
  private static let layers = [
    (0, "input", 3), (1, "conv2d", 32), (2, "max_pooling2d", 32), (3, "conv2d_1", 64),
    (4, "max_pooling2d_1", 64), (5, "conv2d_2", 64),
  ]

  @Test(
    "every feature map of every layer is reached with the keyboard, and its number is the one that is exported",
    arguments: layers)
  func everyMap(line: Int, name: String, count: Int) throws {
    let folder = try TemporaryFolder()
    try #require(try ProgramRun(["export", ship, "--out", folder.path]).status == 0)
    let tensor = try NumPyFile.decode([UInt8](Data(contentsOf: URL(filePath: folder[name + ".npy"]))))
    let explorer = try ExplorerTerminal([ship])
    try explorer.see(" ship ")
    try explorer.press("g", see: ["\n▸0 "])
    try explorer.press("Down", times: line)
    try explorer.press("Enter", "Enter")
    try explorer.see("map of \(name) with a number") { Place($0)?.name == name }
    let first = try #require(Place(try explorer.session.text())).map
    var seen: Set<Int> = []
    for step in 0..<count {
      let map = (first + step) % count
      try explorer.see("map \(map) with its number") { screen in
        guard let place = Place(screen), place.name == name, place.map == map else { return false }
        return abs(place.value - tensor[place.row, place.column, map]) <= 0.000_051
      }
      seen.insert(map)
      try explorer.press(".")
    }
    #expect(seen == Set(0..<count))
    try explorer.see("map \(first) again") { Place($0)?.map == first }
  }

  /// What the screen of a feature map says of where one is.
  private struct Place {
    let name: String
    let map: Int
    let row: Int
    let column: Int
    let value: Float

    init?(_ screen: String) {
      guard
        let crumbs = screen.firstMatch(of: /(\w+) › (?:map )?(\w+)/),
        let number = screen.firstMatch(of: /\[(\d+), (\d+)\] = ([−0-9.]+)/),
        let row = Int(number.1), let column = Int(number.2),
        let value = Float(number.3.replacing("−", with: "-")),
        let map = Int(crumbs.2) ?? ["red", "green", "blue"].firstIndex(of: String(crumbs.2))
      else { return nil }
      (name, self.map, self.row, self.column, self.value) = (String(crumbs.1), map, row, column, value)
    }
  }

  @Test("every unit of the layers without maps is reached with the keyboard")
  func everyUnit() throws {
    let explorer = try ExplorerTerminal([ship])
    try explorer.see(" ship ")
    for (line, count) in [(7, 64), (8, 10), (9, 10)] {
      try explorer.press("w", "\(line)", "Enter", "Home")
      for unit in 0..<count {
        try explorer.see("unit \(unit) of line \(line)") { screen in
          try screen.contains("\n▸\(line) ") && screen.contains(Regex("▸ +\(unit) "))
        }
        try explorer.press(".")
      }
    }
    try explorer.press("w", "6", "Enter", "Home", see: ["flatten[0] = conv2d_2[0, 0, 0]"])
    try explorer.press(".", see: ["flatten[1] = conv2d_2[0, 0, 1]"])
    try explorer.press(",", ",", see: ["flatten[1023] = conv2d_2[3, 3, 63]"])
    try explorer.press("Up", see: ["flatten[959] = conv2d_2[3, 2, 63]"])
  }
}
