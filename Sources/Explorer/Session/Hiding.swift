public import CellScreen
import ConvNet
import Tensors

/// The command that hides what the network says of the picture, for a vote, and shows it again; and the one that only shows
/// it.
let hideCommand = "hide"
let showCommand = "show"

extension Network {
  /// The first layer whose numbers tell what the network says of the picture.
  ///
  /// It is the last one that mixes channels, with all that only carries its numbers on, each channel by itself: in front of a
  /// softmax the logits tell as much as the shares, and in front of an average over maps a map a class.
  var firstTellingLayer: Int {
    var (first, open) = (layers.count - 1, [layers.count - 1])
    var seen = Set(open)
    while let layer = open.popLast() {
      first = min(first, layer)
      guard keepsChannels(layer) else { continue }
      // Of an output with maps whole trunks of sums would be one; there only what is read alone counts.
      let inputs = layers[layer].inputs
      guard inputs.count == 1 || outputShape.rank == 1 else { continue }
      open += inputs.filter { seen.insert($0).inserted }
    }
    return max(min(1, layers.count - 1), first)
  }

  /// Whether a layer makes of as many channels as there are outputs as many, none of which knows of other inputs' channels.
  private func keepsChannels(_ layer: Int) -> Bool {
    let operation = layers[layer].operation
    guard !(operation is Dense), !(operation is Conv2D), !(operation is Conv2DTranspose), layer > 0,
      let count = outputShape.extents.last,
      shapes[layer].extents.last == count
    else { return false }
    return layers[layer].inputs.allSatisfy { $0 > 0 && shapes[$0].extents.last == count }
  }
}

extension Viewpoint {
  /// Whether a line's numbers are hidden for a vote.
  public func isHidden(line: Int) -> Bool {
    guard let hiddenLayer, let network = model.network else { return false }
    return min(line, network.layers.count - 1) >= hiddenLayer
  }

  /// Whether what the network says of the picture is hidden for a vote.
  public var hidesAnswer: Bool { hiddenLayer != nil }

  /// Whether the pass is shown as far as it may be, so that nothing that is seen is on its way.
  public var isSettled: Bool {
    passPosition == nil || hiddenLayer.map { passPosition == Position(layer: $0) } ?? false
  }
}

extension ExplorerState {
  /// The first layer whose numbers are hidden for a vote; `nil` where nothing is hidden.
  public var hiddenLayer: Int? { isHiding ? model.network?.firstTellingLayer : nil }

  /// Where the pass is cut off for a vote; `nil` where it isn't.
  var startOfHidden: Position? { hiddenLayer.map { Position(layer: $0) } }

  /// Hides what the network says of the picture: whoever looks at it goes back to the whole network, no cursor stays where
  /// it could tell, and a pass that has come so far goes back.
  public mutating func hideAnswer() {
    isHiding = true
    guard let start = startOfHidden else { return }
    (contest, evidence) = (nil, nil)
    // The line of softmax is behind all layers.
    forgetCursors { $0 >= start.layer }
    history.removeAll { $0.line >= start.layer && $0.depth > .network }
    for index in history.indices where history[index].line >= start.layer { history[index].isChosen = false }
    playhead.position = playhead.position.map { min($0, start) }
    if playhead.left.map({ $0.position > start }) ?? false { playhead.left = nil }
    if depth > .network, isHidden(line: line) { depth = .network }
  }

  /// Hides what the network says, or shows it again.
  mutating func toggleHiding() {
    if isHiding { showAnswer() } else { hideAnswer() }
    report = hidesAnswer ? HidingWords.hidden : HidingWords.shown
  }

  /// Shows what the network says.
  mutating func showAnswer() { isHiding = false }

  /// The picture as it is called on the screen: while what it shows is voted on, by its number.
  public var pictureName: DisplayText? {
    guard let slot else { return nil }
    guard hidesAnswer else { return slot.name }
    return DisplayText(HidingWords.picture(picture, of: pictures.count))
  }

  /// A change as it is called on the screen: while the picture is voted on, another one is named by no file.
  public func text(of change: Change) -> String {
    if hidesAnswer, case .picture = change { return HidingWords.otherPicture }
    return change.text
  }
}
