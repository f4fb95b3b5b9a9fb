import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import TestSupport
import Testing

/// The screen of evidence by covers.
struct EvidenceViewTests {
  private func state(_ keys: String) throws -> ExplorerState {
    try Scene.ship.state(rows: 40, columns: 120, keys: keys)
  }

  private func text(_ state: ExplorerState) -> String { view(state).grid.text(.plain) }

  @Test("while places are covered, the first row says how many are, and the map fills in coarse first")
  func seeking() throws {
    var state = try state(GoldenCase.typed(":evidence"))
    #expect(update(&state, .edit(.accept)) == [.evidence(generation: 1)])
    #expect(text(state).contains("EVIDENCE grey 5×5 of ship − truck · 0 %"))
    #expect(text(state).contains("The square around (16, 16) isn't covered yet."))
    let request = try #require(EvidenceRequest(state))
    _ = update(&state, request.answer(first: 16))
    let findings = try #require(state.coverFindings)
    let grey = findings.map(of: .grey)
    #expect(grey.knownCount == 16)
    #expect((0..<32).allSatisfy { row in (0..<32).allSatisfy { grey.nearest(row: row, column: $0) != nil } })
    _ = update(&state, request.answer(first: 1_024))
    #expect(text(state).contains("EVIDENCE grey 5×5 of ship − truck · 25 %"))
    #expect(
      text(state).contains("A grey 5×5 square around (9, 27) takes 4.42 from ship − truck: 10.72 → 6.30."))
    #expect(!text(state).contains("35 %"))
    _ = update(&state, request.answer())
    #expect(text(state).contains("EVIDENCE grey 5×5 of ship − truck  "))
    #expect(text(state).contains("covers disagree about the sign: 35 %"))
  }

  @Test("without colours signs and hatching are characters of their own")
  func characters() throws {
    let state = try state(GoldenCase.typed(":evidence") + " Enter")
    let map = view(state).grid.text(.plain).split(separator: "\n").dropFirst(6).map {
      $0.dropFirst(2).prefix(64)
    }
    let characters = Set(map.joined())
    #expect(characters.isSuperset(of: ["-", "=", "≡", "░", "╱"]))
    let ascii = Presentation(.none, pixels: .ascii)
    let written = Set(
      view(state).grid.text(ascii).split(separator: "\n").dropFirst(6).map { $0.dropFirst(2).prefix(64) }
        .joined())
    #expect(written.isSuperset(of: ["-", "=", "#", "+", "/"]) && written.allSatisfy(\.isASCII))
  }

  @Test("the mouse puts the cursor where it is pressed, on the map and on the picture")
  func mouse() throws {
    var state = try state(GoldenCase.typed(":evidence") + " Enter")
    let pixels = view(state).targets.filter { if case .place(.pixel) = $0.content { true } else { false } }
    #expect(pixels.count > 1_024)
    _ = update(&state, .point(.pixel(row: 3, column: 4)))
    #expect(state.evidencePlace == LayerCursor(row: 3, column: 4) && state.changes.isEmpty)
  }
}
