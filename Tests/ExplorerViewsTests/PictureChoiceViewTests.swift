import CellScreen
import Explorer
import ExplorerViews
import Foundation
import TestSupport
import Testing
import Workbench

@Suite("the screen of the list of bundled pictures")
struct PictureChoiceViewTests {
  private func choice(rows: Int = 24, columns: Int = 80) throws -> PictureChoice {
    let assets = try Assets.find(environment: [:], executable: Assets.ofCheckout)
    let entries = try assets.samplePictures().map {
      PictureChoice.Entry(name: $0.name, isPuzzle: $0.path.hasPrefix(assets.puzzleFolder + "/"))
    }
    return PictureChoice(entries, rows: rows, columns: columns)
  }

  private func rows(_ choice: PictureChoice) -> [String] {
    view(choice).grid.text(.plain).split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.reversed().drop { $0 == " " }.reversed())
    }
  }

  @Test("it has every picture, with a mark at the chosen one and its keys in the last row")
  func list() throws {
    var choice = try choice()
    _ = choice.press(.down)
    let expected = """
      cnnview  16 pictures that come along

         airplane
      ▸  automobile
         bird
         cat
         deer
         dog
         frog
         horse
         ship
         truck
         airplane-without-sky   something is out of place: what does the network say?
         cat-with-dog-ears      something is out of place: what does the network say?
         open-sea               something is out of place: what does the network say?
         ship-on-grass          something is out of place: what does the network say?
         truck-far-away         something is out of place: what does the network say?
         truck-on-water         something is out of place: what does the network say?





      ↑↓ picture  ⏎ opens it  q quit
      """
    #expect(rows(choice).prefix(24).joined(separator: "\n") == expected)
    #expect(view(choice).cursor == ScreenCursor(row: 3, column: 0))
  }

  @Test("in ASCII it has no other signs")
  func ascii() throws {
    var choice = try choice()
    choice.repertoire = .ascii
    let text = rows(choice).joined()
    #expect(text.allSatisfy { $0.isASCII })
    #expect(rows(choice)[23] == "Up Down picture  Ret opens it  q quit")
  }

  @Test("a screen of any size has the chosen one where it has any picture")
  func sizes() throws {
    for (rows, columns) in [(1, 1), (3, 10), (5, 20), (10, 60), (60, 200)] {
      var choice = try choice(rows: rows, columns: columns)
      _ = choice.press(.end)
      let grid = view(choice).grid
      #expect(grid.height == rows && grid.width == columns)
      if rows >= 5, columns >= 20 { #expect(grid.text(.plain).contains("▸  truck-on-water")) }
    }
  }

  @Test("why a key does nothing stands in place of the keys")
  func notice() throws {
    var choice = try choice()
    _ = choice.press(.character("z"))
    #expect(rows(choice)[23] == "z does nothing here")
  }
}

extension Assets {
  /// The place of a program in the checkout.
  fileprivate static var ofCheckout: String { Repository.root.path + "/.build/cnnview" }
}
