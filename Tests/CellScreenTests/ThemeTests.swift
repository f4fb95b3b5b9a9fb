import CellScreen
import Testing

@Suite struct ThemeTests {
  /// A theme at a depth of which the colours are known.
  struct Look: Sendable, CustomTestStringConvertible {
    let name: String
    let theme: Theme
    let depth: ColourDepth

    var testDescription: String { "\(name), \(depth)" }

    static let all = [("dark", Theme.dark), ("light", .light), ("contrast", .contrast)].flatMap {
      name, theme in
      [ColourDepth.truecolour, .colours256, .colours8].map { Look(name: name, theme: theme, depth: $0) }
    }

    /// The contrast of a role's ink to a ground.
    func contrast(_ role: Role, on ground: Colour) throws -> Double {
      let shown = Presentation(depth, theme: theme).present(Cell("a", Style(.role(role), on: ground)))
      return try #require(shown.foreground.rgb).contrast(to: #require(shown.background.rgb))
    }
  }

  private static let words: [Role] = [
    .text, .dim, .accent, .code, .shape, .positive, .negative, .red, .green, .blue, .notComputed, .warning,
  ]

  @Test("words have a contrast of 4.5 to the page, and of 7 at projectors", arguments: Look.all)
  func wordsOnPage(look: Look) throws {
    for role in Self.words {
      let needed = look.name == "contrast" && look.depth != .colours8 ? 7 : 4.5
      #expect(try look.contrast(role, on: .standard) >= needed, "\(role)")
    }
  }

  @Test("words of the selected line have a contrast of 4.5 to its ground", arguments: Look.all)
  func wordsOnSelection(look: Look) throws {
    for role in [Role.text, .dim, .accent, .code, .shape] {
      #expect(try look.contrast(role, on: .role(.selection)) >= 4.5, "\(role)")
    }
  }

  @Test("marks, bars and gutters have a contrast of 3 to the page", arguments: Look.all)
  func marks(look: Look) throws {
    for role in [Role.accent, .bar, .gutter] {
      #expect(try look.contrast(role, on: .standard) >= 3, "\(role)")
    }
  }

  @Test("gutters have a contrast of 3 to black zeros", arguments: Look.all.filter { $0.depth != .colours8 })
  func gutters(look: Look) throws {
    #expect(try look.contrast(.gutter, on: .rgb(RGB(0, 0, 0))) >= 3)
  }

  @Test("a theme has a page and an ink at every depth but that without colours", arguments: Look.all)
  func pages(look: Look) {
    let blank = Presentation(look.depth, theme: look.theme).blank
    #expect(blank.foreground != .standard && blank.background != .standard)
    #expect(Presentation(.none, theme: look.theme).blank == PresentedCell(" "))
  }

  @Test("words look the same in 256 colours and in any")
  func depths() {
    for theme in [Theme.dark, .light, .contrast] {
      let exact = Presentation(.truecolour, theme: theme)
      let indexed = Presentation(.colours256, theme: theme)
      for role in Self.words {
        let cell = Cell("a", Style(.role(role), on: .role(.selection)))
        #expect(exact.present(cell).foreground.rgb == indexed.present(cell).foreground.rgb, "\(role)")
        #expect(exact.present(cell).background.rgb == indexed.present(cell).background.rgb, "\(role)")
      }
    }
  }
}
