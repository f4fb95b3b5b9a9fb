import ConvNet
import Explorer
import Foundation
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// Evidence in the explorer on the bundled ship.
@Suite("the explorer's evidence")
struct ExplorerEvidenceTests {
  private static let ship = Repository.assets.appending(path: "images/ship.ppm").path

  private func session() throws -> ExplorerSession {
    try ExplorerSession(images: [Self.ship], model: nil, labels: nil, rows: 40, columns: 120)
  }

  /// What typing a command asks for.
  private func effects(of text: String, in state: inout ExplorerState) -> [Effect] {
    [Intent.openPrompt(.command), .paste(text), .edit(.accept)].flatMap { update(&state, $0) }
  }

  @Test(
    "of the ship's logit 5×5 squares take most where NumPy says, and disagree about the sign at 42 % of places"
  )
  func numbers() throws {
    let session = try session()
    var state = session.evaluatedState()
    var interpreter = EffectInterpreter(session)
    interpreter.carryOut(effects(of: "evidence of ship", in: &state), in: &state)
    let words = try #require(EvidenceWords(state))
    #expect(words.baseWords == "ship's logit is 13.846")
    #expect(words.rows.map(\.name) == ["grey", "black", "white", "mean", "all"])
    #expect(
      words.rows.map(\.most).prefix(4) == [
        "−3.98 at (9, 13)", "−6.88 at (11, 9)", "−6.68 at (21, 13)", "−2.72 at (9, 13)",
      ])
    #expect(words.hatching[0] == "╱ covers disagree about the sign: 42 % of the places")
    #expect(
      words.sentences[0] == "A grey 5×5 square around (9, 13) takes 3.98 from ship's logit: 13.85 → 9.87.")
  }

  @Test("the explorer finds what the export finds")
  func export() throws {
    let session = try session()
    var state = session.evaluatedState()
    var interpreter = EffectInterpreter(session)
    interpreter.carryOut(effects(of: "evidence 3 of ship - truck", in: &state), in: &state)
    let study = try PictureStudy(image: Self.ship, model: nil, labels: nil)
    let occlusion = try EvidenceStudy(study, class: "ship", against: "truck")
      .occlusion(OcclusionFill.allCases, side: 3, for: "")
    let findings = try #require(state.coverFindings)
    for map in occlusion.maps {
      let found = findings.map(of: map.fill)
      #expect(map.changes.values.indices.allSatisfy { found[$0] == map.changes.values[$0] })
    }
    #expect(findings.shareOfDisagreement == occlusion.shareOfDisagreement)
  }

  @Test(
    "beside the keys it reports what it finds now and then, and in the end all of it; a newer request overtakes it"
  )
  func inBackground() async throws {
    let session = try session()
    var state = session.evaluatedState()
    let (wakes, wake) = AsyncStream.makeStream(of: Void.self)
    let passes = BackgroundPasses(session) { wake.yield() }
    var interpreter = EffectInterpreter(session, passes: passes)
    interpreter.carryOut(effects(of: "evidence", in: &state), in: &state)
    #expect(state.isSeekingEvidence)
    interpreter.carryOut(update(&state, .evidence(.size(by: 1))), in: &state)
    for await _ in wakes {
      for report in passes.takeReports() { interpreter.carryOut(update(&state, report), in: &state) }
      if !state.isSeekingEvidence { break }
    }
    #expect(state.coverFindings?.isComplete == true && state.evidence?.side == 7)
    interpreter.carryOut(update(&state, .evidence(.size(by: -1))), in: &state)
    interpreter.carryOut(update(&state, .evidence(.end)), in: &state)
    #expect(!state.isSeekingEvidence)
  }

  @Test("what is given up has no end")
  func givenUp() throws {
    let session = try session()
    var state = session.evaluatedState()
    _ = effects(of: "evidence", in: &state)
    let request = try #require(EvidenceRequest(state))
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(session.seek(request, until: cancellation) == nil)
  }

  @Test("evidence on another picture in its place is of that picture")
  func versus() throws {
    let truck = Repository.assets.appending(path: "images/truck.ppm").path
    let session = try ExplorerSession(
      images: [Self.ship], model: nil, labels: nil,
      changes: RequestedChanges(texts: ["picture \(truck)"]), rows: 40, columns: 120)
    var state = session.evaluatedState()
    var interpreter = EffectInterpreter(session)
    interpreter.carryOut(effects(of: "evidence of truck", in: &state), in: &state)
    let words = try #require(EvidenceWords(state))
    let alone = try PictureStudy(image: truck, model: nil, labels: nil)
    let map = try EvidenceStudy(alone, class: "truck", against: nil)
      .occlusion([.grey], side: 5, for: "").maps[0]
    #expect(words.heading == "what a cover does to truck's logit, after the changes")
    #expect(state.coverFindings?.map(of: .grey).lowest == map.worstPlace)
  }
}
