import CellScreen
import Explorer
import ExplorerViews
import Foundation
import TestSupport
import Testing

/// A place of the explorer, reached by keys, at sizes between those of the goldens.
struct CollisionCase: Sendable, CustomTestStringConvertible {
  let subject: Subject
  let keys: String

  var testDescription: String { "\(subject.name): \(keys)" }
  /// The same in every run.
  var seed: UInt64 { testDescription.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) } }

  /// Every depth of every layer of the bundled network, with its options, stepping, and the deepest of others.
  static let all =
    (0..<10).flatMap { line in
      (0...3).map { depth in "\(line)" + String(repeating: " Enter", count: depth) }
    }.map { CollisionCase(subject: .bundled, keys: $0) }
    + [
      "Left", "Right", "s", "s t Space", "Enter s n n n", "Enter Enter s n n n", "Enter Enter Enter s n n",
      "3 Enter Enter Enter s n n n", "2 Enter Enter Enter s n", "7 Enter Enter s n", "y", "y Enter",
      "y Enter Enter", "1 Enter a", "3 Enter Enter a", "1 Enter Enter v", "3 Enter Enter v",
      "2 Enter Right Down Enter Right Right Enter", "4 Enter Right Enter Down Enter",
      "5 Enter Enter v", "1 Enter Enter Enter v", "3 Enter Enter Enter o", "7 Enter Enter o", "?", "/ d", ":",
    ].map { CollisionCase(subject: .bundled, keys: $0) }
    + Subject.fixtures.flatMap { subject in
      ["", "3", "1 Enter", "2 Enter Enter", "3 Enter Enter", "2 Enter Enter Enter", "4 Enter Enter Enter"].map
      {
        CollisionCase(subject: subject, keys: $0)
      }
    }
    + Subject.segmentations.flatMap { subject in
      ["6", "6 Enter", "6 Enter s", "6 s", "6 Enter Enter", "6 Enter Enter Enter"].map {
        CollisionCase(subject: subject, keys: $0)
      }
    }
}

/// Words over words: what happens where a view takes more room than there is.
struct CollisionTests {
  /// `CNNVIEW_FUZZ=50` looks at fifty times as many sizes.
  private static let factor = ProcessInfo.processInfo.environment["CNNVIEW_FUZZ"].flatMap(Int.init) ?? 1

  @Test(
    "at no size are words written over other words, in ASCII neither",
    arguments: CollisionCase.all, Repertoire.allCases)
  func sizes(place: CollisionCase, repertoire: Repertoire) throws {
    var state = try place.subject.make(24, 80)
    state.repertoire = repertoire
    for key in place.keys.split(separator: " ") {
      let press = try #require(KeyPress(named: String(key)))
      _ = update(&state, keyMap.intent(for: press, in: state))
    }
    var generator = SeededGenerator(seed: place.seed)
    for _ in 0..<8 * Self.factor {
      let rows = Int.random(in: 20...64, using: &generator)
      let columns = Int.random(in: 60...220, using: &generator)
      _ = update(&state, .resized(rows: rows, columns: columns))
      let grid = view(state).grid
      let collisions = grid.collisions
      #expect(collisions.isEmpty, "\(columns)×\(rows): \(collisions.prefix(2)) of \(collisions.count)")
      guard place.subject.name == "bundled", rows >= 24, columns >= 80 else { continue }
      #expect(grid.overruns.isEmpty, "\(columns)×\(rows): \(grid.overruns.prefix(2))")
    }
  }
}
