import CellScreen
import Testing

struct RepertoireTests {
  private func ascii(_ text: String) -> DisplayText { Repertoire.ascii.whileWriting { DisplayText(text) } }

  @Test(
    "in ASCII a sign is what one writes for it, however many characters that takes",
    arguments: [
      ("shown ¼, largest of 4×4", "shown 1/4, largest of 4x4"), ("shown ×2", "shown x2"),
      ("2½ of ½", "2 1/2 of 1/2"), ("1/7", "1/7"),
      ("(32−3+1) → (30, 30)", "(32-3+1) -> (30, 30)"), ("⏎ closer", "Ret closer"),
      ("choose with ↑↓, ⏎ goes there", "choose with Up Down, Ret goes there"),
      ("←→↑↓ map", "Left Right Up Down map"), ("↑", "^"), ("↓", "v"),
      ("3×3 window · 3 channels = 9", "3x3 window * 3 channels = 9"), ("3·3·3·32", "3*3*3*32"),
      ("patch × filter", "patch * filter"), ("·····", "....."),
      ("⌊13÷2⌋, ⌈u÷2⌉", "floor(13/2), ceil(u/2)"),
      ("e^x ÷ Σ e^x", "e^x / sum e^x"), ("Σ i<3  Σ j<3", "sum i<3  sum j<3"), ("Σx", "sum x"),
      ("÷ √(variance + ε)", "/ sqrt(variance + eps)"), ("erf(x ÷ √2)", "erf(x / sqrt(2))"),
      ("max(√variance, 1e-7)", "max(sqrt(variance), 1e-7)"), ("√(x² + 4)", "sqrt(x^2 + 4)"),
      ("10⁻¹²", "10^-12"), ("· γ[w] + β[w]", "* gamma[w] + beta[w]"),
      ("−∞ to ∞", "-inf to inf"), ("NaN or ±∞", "NaN or +-inf"), ("4e−5", "4e-5"),
      ("≥ 1.2, ≤ 3, ≈ 2", ">= 1.2, <= 3, ~= 2"), ("maps 0–7", "maps 0..7"), ("−3–−1", "-3..-1"),
      ("0.1 – 0.2", "0.1 to 0.2"), ("… 3 others", "... 3 others"), ("are all 0 (∅)", "are all 0 (X)"),
      ("conv2d › map 3", "conv2d > map 3"), ("map’s “own”", "map's \"own\""),
    ])
  func signs(text: String, words: String) {
    #expect(ascii(text).string == words)
    #expect(ascii(text).width == words.count)
    #expect(DisplayText(text).string == text)
  }

  @Test("letters of names and pictures of blocks keep their cells")
  func names() {
    #expect(ascii("café 日本").string == "café 日本")
    #expect(ascii("██▌░ ▸").string == "██▌░ ▸")
    let rails = Repertoire.ascii.whileWriting { DisplayText(signs: "●─╯…") }
    #expect(rails.string == "●─╯…" && rails.width == 4)
  }

  @Test("what is cut in ASCII ends with three dots, within the width")
  func truncation() {
    let cut = Repertoire.ascii.whileWriting {
      (0...6).map { DisplayText("a → b").truncated(to: $0).string }
    }
    #expect(cut == ["", ".", "..", "...", "a...", "a ...", "a -> b"])
  }

  @Test("pieces of a heading are told apart by no sign of a product")
  func separator() {
    #expect(Repertoire.separator == " · ")
    #expect(Repertoire.ascii.whileWriting { Repertoire.separator } == " | ")
    #expect(
      Repertoire.ascii.whileWriting { Repertoire.unicode.whileWriting { Repertoire.separator } } == " · ")
  }

  @Test("dots over code that is cut are no collision")
  func cutCode() {
    var grid = CellGrid(height: 1, width: 9)
    Repertoire.ascii.whileWriting {
      grid.write("Conv2D(32)", row: 0, column: 0)
      grid.write("…", row: 0, column: 6)
    }
    #expect(grid.text() == "Conv2D...\n" && grid.collisions.isEmpty)
  }
}
