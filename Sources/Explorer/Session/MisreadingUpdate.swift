import CellScreen
import ConvNet

/// Reads the selected line in the next wrong way, or the one before it; where it is read rightly, lists the wrong ideas
/// about it.
///
/// - Throws: `Refusal` where no wrong idea about the line is known.
func turnMisreading(_ state: inout ExplorerState, by step: Int) throws(Refusal) -> [Effect] {
  guard let network = state.model.network else {
    throw Refusal("the network can't run, so nothing of it can be misread")
  }
  let ideas = state.layer.map(network.misreadings) ?? []
  guard let (place, index) = state.misreading(among: ideas) else {
    guard !ideas.isEmpty else {
      throw Refusal(
        "no misreading of this line is known; Conv2D, pooling and relu have some")
    }
    openPrompt(&state, .command)
    state.prompt?.line.replace(with: ChangeVerb.read.rawValue + " ")
    if let prompt = state.prompt { state.prompt = prompt.completed(by: step > 0 ? 1 : -1, in: state) }
    return []
  }
  guard case .read(_, let name) = state.changes[place] else { return [] }
  for distance in 1..<max(2, ideas.count) {
    let next = ideas[((index + step * distance) % ideas.count + ideas.count) % ideas.count]
    var changes = state.changes
    changes[place] = .read(next, layer: name)
    // Beside other ideas one may make no difference, and is passed over.
    guard !state.changes.contains(changes[place]), (try? state.check(changes)) != nil else { continue }
    return becomeChanged(&state, changes, saying: nil)
  }
  throw Refusal("no other idea about this line goes with what is misread already")
}

/// Reads the code rightly again, as one step.
func endMisreading(_ state: inout ExplorerState) -> [Effect] {
  becomeChanged(
    &state, state.changes.filter { !$0.isMisreading },
    saying: "read as Keras reads it; u brings the idea back")
}

extension ExplorerState {
  /// Where the changes have one of some misreadings, and its place among these; `nil` where they have none.
  func misreading(among ideas: [Misreading]) -> (change: Int, idea: Int)? {
    for (place, change) in changes.enumerated().reversed() {
      if case .read(let misreading, _) = change, let index = ideas.firstIndex(of: misreading) {
        return (place, index)
      }
    }
    return nil
  }

  /// Which of how many ideas about the selected line it is misread by; `nil` where by none.
  public var numberOfIdea: (number: Int, count: Int)? {
    guard let network = model.network, let layer else { return nil }
    let ideas = network.misreadings(ofLayer: layer)
    return misreading(among: ideas).map { ($0.idea + 1, ideas.count) }
  }
}
