import ConvNet
import Tensors

/// Why a key that moves could not: for keys after which one is where one was.
///
/// `nil` for actions that move nothing, or that say it themselves.
func reasonForStandingStill(_ action: Action, in state: ExplorerState) -> String? {
  switch action {
  case .move(let direction): reasonForStandingStill(direction, in: state)
  case .first, .last: "this is the \(isFirst(action) ? "first" : "last") \(movedThing(state))"
  case .page(let step): "this is the \(step < 0 ? "first" : "last") \(movedThing(state))"
  case .wholeNetwork: "this is the whole network"
  case .line(let line): "this is line \(line)"
  case .closer: "there is nothing closer"
  default: nil
  }
}

private func isFirst(_ action: Action) -> Bool {
  if case .first = action { true } else { false }
}

private func reasonForStandingStill(_ direction: Action.Direction, in state: ExplorerState) -> String {
  switch (state.depth, direction) {
  case (.network, .up): "this is the first line"
  case (.network, .down): "this is the last line"
  case (.network, .left): "the whole line is selected; → selects a token of its code"
  case (.network, .right): "this is the last token of this line"
  case (.map, _): "this is the edge of the map"
  case (.layer, _), (.unit, _): "there is no \(movedThing(state)) \(words(for: direction))"
  }
}

private func words(for direction: Action.Direction) -> String {
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
