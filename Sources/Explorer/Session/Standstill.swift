import CellScreen
import ConvNet
import Tensors

/// Why a key that moves could not: for keys after which one is where one was.
///
/// `nil` for moves that say it themselves.
func reasonForStandingStill(_ move: Move, in state: ExplorerState) -> String? {
  switch move {
  case .cursor(let direction): reasonForStandingStill(direction, in: state)
  case .first: "this is the first \(movedThing(state))"
  case .last: "this is the last \(movedThing(state))"
  case .page(let step): "this is the \(step < 0 ? "first" : "last") \(movedThing(state))"
  case .wholeNetwork: "this is the whole network"
  case .line(let line): "this is line \(line)"
  case .closer: "there is nothing closer"
  case .back, .why, .channel, .layer, .place, .within: nil
  }
}

private func reasonForStandingStill(_ direction: Move.Direction, in state: ExplorerState) -> String {
  switch (state.depth, direction) {
  case (.network, .up): "this is the first line"
  case (.network, .down): "this is the last line"
  case (.network, .left):
    "the whole line is selected; \(state.nameOfKey(.right)) selects a token of its code"
  case (.network, .right): "this is the last token of this line"
  case (.map, _): "this is the edge of the map"
  case (.layer, _), (.unit, _): "there is no \(movedThing(state)) \(words(for: direction))"
  }
}

private func words(for direction: Move.Direction) -> String {
  switch direction {
  case .up: "above"
  case .down: "below"
  case .left: "at the left"
  case .right: "at the right"
  }
}

/// What the arrow keys move through.
private func movedThing(_ state: ExplorerState) -> String {
  switch state.depth {
  case .network: "line"
  case .layer: state.isOnClasses ? "class" : state.hasMaps ? "map" : "unit"
  case .map: "cell"
  case .unit: movesTerms(state) ? "term" : "unit"
  }
}

extension ExplorerState {
  /// Whether one is where one was, as far as keys that move lead.
  func standsStill(since before: ExplorerState) -> Bool {
    bookmark == before.bookmark && token == before.token && playhead == before.playhead
      && history.count == before.history.count
  }
}
