import ConvNet
import Explorer
import Foundation
import TestSupport
import Testing

@testable import Workbench

/// The explorer on the bundled ship after changes.
@Suite("the explorer after changes")
struct ExplorerChangesTests {
  private static let ship = Repository.assets.appending(path: "images/ship.ppm").path

  private func session(_ texts: [String], model: String? = nil) throws -> ExplorerSession {
    try ExplorerSession(
      images: [Self.ship], model: model, labels: nil, changes: RequestedChanges(texts: texts), rows: 40,
      columns: 120)
  }

  private func variant(_ texts: String...) throws -> (Variant, ExplorerModel) {
    let state = try session(texts).evaluatedState()
    return (try #require(state.variant), state.model)
  }

  private func verdict(_ texts: String...) throws -> String {
    let state = try session(texts).evaluatedState()
    return VariantWords(try #require(state.variant), state.model).verdicts[0]
  }

  @Test("what follows from changes on the command line is there with the first picture")
  func opened() throws {
    let (variant, model) = try variant("drop conv2d[:,:,0]")
    #expect(variant.layers.map(\.count) == [0, 1, 1, 64, 64, 56, 399, 30, 10])
    #expect(variant.layers.map { $0.most?.channel ?? -1 }[1...5] == [0, 0, 31, 31, 10])
    let words = VariantWords(variant, model)
    #expect(words.reach(ofLine: 0) == "All 64 filters of line 3 read map 0, so all 64 of its maps change.")
    #expect(words.summary(ofLine: 0) == "No number of input changes.")
    #expect(
      words.summary(ofLine: 6) == "399 of 1,024 numbers of flatten change, number 394 the most: by −1.581.")
    #expect(words.limit == "For this picture; on another one it may matter more, or less.")
  }

  @Test("the sentence names what was changed, what the class loses, its lead, and which class wins")
  func verdicts() throws {
    #expect(
      try verdict("drop conv2d[:,:,0]")
        == "Without map 0 of conv2d ship loses 3.4; its lead over truck falls 10.7 → 6.7. Still ship.")
    #expect(try verdict("drop conv2d[:,:,19]").hasPrefix("Without map 19 of conv2d ship gains 2.2; its lead"))
    #expect(
      try verdict("drop input[:,:,0]") == "Without red ship loses 13.3. Now airplane, 82.4 %.")
    #expect(
      try verdict("set conv2d.kernel[0,2,1,0] -1")
        == "With conv2d.kernel[0,2,1,0] = −1 ship loses 1.1; its lead over truck falls 10.7 → 8.9. Still ship."
    )
    #expect(
      try verdict("paint 3-8,10-19 black").hasPrefix(
        "With 60 pixels painted black ship loses 5.3. Now truck, "))
    #expect(try verdict("shift 0,1").hasPrefix("Moved 1 to the right ship gains 0.5;"))
    #expect(try verdict("shift -2,-1").hasPrefix("Moved 2 up, 1 to the left ship "))
    #expect(
      try verdict("shift 0,0", "drop dense[0]").hasPrefix("With these 2 changes ship keeps 13.8; its lead"))
    #expect(try verdict("drop conv2d[0,0,0]").hasPrefix("Without conv2d[0,0,0] ship "))
  }

  @Test("a weight's change is seen in its product alone, and in the number that it makes")
  func weight() throws {
    let (variant, model) = try variant("set conv2d.kernel[0,2,1,0] -1")
    let unit = UnitAddress(layer: 1, position: [16, 11, 0])
    let words = VariantWords(variant, model)
    #expect(words.passage(at: unit.position, ofLine: 1) == "7.4235 → 5.3744 (−2.0491)")
    #expect(words.passage(at: [0, 0, 1], ofLine: 1).hasSuffix(", as before"))
    let before = try #require(variant.before.trace.explain(unit))
    let now = try #require(variant.now.trace.explain(unit))
    let change = try #require(SumChange(from: before, to: now))
    #expect(change.changed.count == 1)
    #expect(abs(change.changed[0].amount - 0.7843 * -2.6126) < 0.0005)
  }

  @Test("without red all 32 maps of the first convolution change, not one")
  func red() throws {
    let (variant, model) = try variant("drop input[:,:,0]")
    #expect(variant.layers[0].count == 1 && variant.layers[1].count == 32)
    let words = VariantWords(variant, model)
    #expect(words.reach(ofLine: 1) == "All 32 filters of line 1 read red, so all 32 of its maps change.")
    #expect(words.summary(ofLine: 0).hasPrefix("1 of 3 channels of input changes, red the most: by −"))
  }

  @Test("a change that can't be made opens nothing, and says why")
  func refused() {
    #expect(throws: CommandError.self) { try session(["drop conv2d[:,:,99]"]) }
    #expect(throws: CommandError.self) { try session(["weights /no/such.keras"]) }
  }

  @Test("the weights of the same network's file change nothing; those of another network are refused")
  func weights() throws {
    let (variant, _) = try variant("weights \(Repository.referenceFile.path)")
    #expect(variant.layers.allSatisfy { $0.numberCount == 0 })
    let other = Repository.fixtures.appending(path: "networks/residual/network.keras").path
    #expect(throws: CommandError.self) { try session(["weights \(other)"]) }
  }

  @Test("a second picture, or a second network, is told by its content, and comes first")
  func versus() throws {
    let cat = Repository.assets.appending(path: "images/cat.ppm").path
    let flip = RequestedChanges([.flip])
    #expect(RequestedChanges(versus: cat, flip).changes == [.picture(file: cat), .flip])
    let model = Repository.referenceFile.path
    #expect(RequestedChanges(versus: model, flip).changes == [.weights(file: model), .flip])
    let session = try ExplorerSession(
      images: [Self.ship], model: nil, labels: nil,
      changes: RequestedChanges(versus: cat, RequestedChanges()),
      rows: 40, columns: 120)
    let state = session.evaluatedState()
    let variant = try #require(state.variant)
    let other = try session.opened.pass(ofPictureAt: cat)
    #expect(variant.now.trace == other.pass && variant.now.picture.samples == other.samples)
    #expect(
      VariantWords(variant, state.model).verdicts[0]
        == "With cat.ppm in its place ship loses 20.3. Now cat, 99.4 %.")
    #expect(throws: CommandError.replacesPictures("picture \(cat)")) {
      try RequestedChanges(versus: cat, flip).requireOwnPictures()
    }
  }

  @Test("what a thread makes of changes is what is made at once, and what is given up answers nothing")
  func inBackground() async throws {
    let session = try session(["drop conv2d[:,:,0]"])
    let state = session.evaluatedState()
    let request = ChangeRequest(
      generation: 5, changes: state.changes, before: try #require(state.evaluation))
    let model = state.model
    var passes: BackgroundPasses?
    await withCheckedContinuation { continuation in
      let background = BackgroundPasses(session) { continuation.resume() }
      background.begin(request, in: model)
      passes = background
    }
    let reports = try #require(passes?.takeReports())
    guard case .changed(5, .success(.variant(let variant)))? = reports.first, reports.count == 1 else {
      Issue.record("\(reports.count) reports")
      return
    }
    #expect(variant.now.trace == state.variant?.now.trace)
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(session.change(request, in: model, until: cancellation) == nil)
  }
}
