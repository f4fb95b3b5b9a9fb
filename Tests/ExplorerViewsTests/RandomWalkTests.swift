import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Foundation
import Tensors
import TestSupport
import Testing

/// Random keys, sizes and answers, and what must hold of every screen between them.
///
/// `CNNVIEW_WALKS=50` walks fifty times as often.
struct RandomWalkTests {
  private static let factor = ProcessInfo.processInfo.environment["CNNVIEW_WALKS"].flatMap(Int.init) ?? 1

  private func walk(_ subject: Subject, events: Int, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let size = RandomEvents.size(&generator)
    var state = try subject.make(size.rows, size.columns)
    let evaluation = state.evaluation
    var path = ["\(size.columns)×\(size.rows)"]
    for event in 0..<events {
      // The second half of a walk is in ASCII.
      if event == events / 2 { state.repertoire = .ascii }
      let (happening, name) = RandomEvents.happening(in: state, evaluation, &generator)
      path.append(name)
      happening.act(on: &state)
      let screen = ScreenFaults(state)
      guard screen.found.isEmpty else {
        let last = path.suffix(30).joined(separator: " ")
        let words = (screen.found + screen.rows).joined(separator: "\n")
        Issue.record("\(subject.name), seed \(seed), after \(last):\n\(words)")
        return
      }
    }
  }

  @Test(
    "every screen of the bundled network keeps the rules, whatever is pressed",
    arguments: 0..<4 as Range<UInt64>)
  func bundled(seed: UInt64) throws {
    try walk(.bundled, events: 50 * Self.factor, seed: seed)
  }

  @Test(
    "every screen of other networks keeps the rules, whatever is pressed",
    arguments: Subject.fixtures + Subject.segmentations)
  func fixtures(subject: Subject) throws {
    try walk(subject, events: 30 * Self.factor, seed: 11)
  }

  @Test("numbers that are not finite, or very large, break no screen", arguments: Subject.spoiled)
  func spoiled(subject: Subject) throws {
    try walk(subject, events: 25 * Self.factor, seed: 12)
  }

  @Test("without a picture or a network every screen keeps the rules", arguments: Subject.scenes)
  func scenes(subject: Subject) throws {
    try walk(subject, events: 60 * Self.factor, seed: 13)
  }
}

/// Something that can happen to a state.
enum Happening {
  case wanted(Intent)
  case reported(Event)
  case typed(String)

  func act(on state: inout ExplorerState) {
    switch self {
    case .wanted(let intent): carryOut(update(&state, intent), in: &state)
    case .reported(let event): carryOut(update(&state, event), in: &state)
    case .typed(let text):
      for intent in [Intent.openPrompt(.command), .paste(text), .edit(.accept)] {
        carryOut(update(&state, intent), in: &state)
      }
    }
  }

  private func carryOut(_ effects: [Effect], in state: inout ExplorerState) {
    do {
      try state.carryOutChanges(effects)
    } catch {
      Issue.record("what was taken for a change can't be made: \(error)")
    }
  }
}

/// Things that can happen, at random.
enum RandomEvents {
  private static let keys =
    keyMap.bindings.flatMap(\.keys) + [.tab, .unknown, .character("é"), .control("a")]

  /// Changes that most networks can make, and some that none can.
  private static let changes = [
    "drop input[:,:,0]", "flip", "shift 1,-1", "paint 0-1,1-2 0.5", "paint 1,1 white", "untrained", "noise",
    "invert",
    "set conv2d.kernel[0,0,0,0] 5", "set dense.bias[0] -1", "hold conv2d[:,:,0] -3", "swap red blue", "reset",
    "drop nothing", "weights nowhere.keras", "read mean-pool", "read quadrants", "read per-channel",
    "read own-weights", "read no-relu", "hide", "vote",
  ]

  /// A size of a screen: small ones mostly, nothing and very large ones too.
  static func size(_ generator: inout SeededGenerator) -> (rows: Int, columns: Int) {
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    switch number(0...19) {
    case 0: return (number(0...2), number(0...2))
    case 1: return (number(0...100), number(0...300))
    case 2: return (number(50...70), number(180...210))
    case 3...6: return (number(32...45), number(100...140))
    default: return (number(20...32), number(60...100))
    }
  }

  /// What happens, with the name that a failure calls it by.
  static func happening(
    in state: ExplorerState, _ evaluation: Evaluation?, _ generator: inout SeededGenerator
  ) -> (Happening, String) {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0, 1:
      let size = size(&generator)
      return (.reported(.resized(rows: size.rows, columns: size.columns)), "\(size.columns)×\(size.rows)")
    case 2:
      let picture = Int.random(in: -1...2, using: &generator)
      let generation = Int.random(in: 0...3, using: &generator)
      let failure = Result<Evaluation, Refusal>.failure(Refusal("gone"))
      let result = generation == 1 ? failure : evaluation.map(Result.success) ?? failure
      return (
        .reported(.evaluated(picture: picture, generation: generation, result)),
        "answer(\(picture),\(generation))"
      )
    case 3:
      let generation = Int.random(in: 0...3, using: &generator)
      guard let evaluation else { return (.reported(.tick), "tick") }
      let layers = Int.random(in: 1...evaluation.trace.computedLayers, using: &generator)
      return (
        .reported(.computed(evaluation.first(layers), generation: generation)),
        "computed(\(layers),\(generation))"
      )
    case 8:
      let text = changes[Int.random(in: 0..<changes.count, using: &generator)]
      return (.typed(text), ":\(text)")
    case 4...7:
      // Closer more often than back, so that a walk gets to all depths.
      return (.wanted(.move(.closer)), "closer")
    default:
      let key = keys[Int.random(in: 0..<keys.count, using: &generator)]
      return (.wanted(keyMap.intent(for: key, in: state)), "\(key)")
    }
  }
}
