import CellScreen
import ConvNet
import Tensors

/// What an empty prompt offers: what can be typed where one is, and what it does.
public struct PaletteEntry: Equatable, Sendable {
  /// What is typed.
  public let text: String
  /// What it does.
  public let words: String
}

extension ExplorerState {
  /// What can be typed here, at the most nine things, the most useful first.
  public var palette: [PaletteEntry] {
    var entries: [PaletteEntry] = []
    func offer(_ text: String, _ words: String, if isPossible: Bool = true) {
      if isPossible { entries.append(PaletteEntry(text: text, words: words)) }
    }
    let canRun = model.network != nil
    if hidesAnswer, depth == .network {
      offer(voteCommand, voteWords, if: canVote)
      offer(hideCommand, "what the network says is shown again")
    }
    if let (text, words) = placeHere { offer(text, words) }
    offer("\(line)", "line \(line) of the code; any other number its line", if: depth == .network)
    if let name = nameElsewhere {
      offer(name, "another layer; with [ ] one of its numbers")
    }
    if let (text, words) = contestHere { offer(text, words) }
    offer(
      EvidenceQuestion.command, "which places of the picture count",
      if: canSeekEvidence)
    for (text, words) in changesHere { offer(text, words) }
    if let (text, words) = ideaHere { offer(text, words) }
    offer("stops", "the stops of the lesson; stop 4 goes to one", if: lesson != nil)
    offer(resetCommand, "all changes taken back", if: !changes.isEmpty)
    offer(
      hideCommand, "what the network says is hidden, for a vote",
      if: canRun && !hidesAnswer && depth == .network)
    offer(voteCommand, voteWords, if: canVote && !hidesAnswer && (line == 0 || isOnClasses))
    offer(deadCommand, "the next map whose numbers are all 0", if: hasMaps)
    offer("scale map", "what the colours span: layer, map, fixed, span", if: canRun)
    offer(
      "stage before", "numbers before the activation function: before, after",
      if: activationFunction != .linear)
    offer("numbers on", "numbers in the cells, all digits: on, off", if: depth == .map || depth == .unit)
    offer("order index", "terms and classes in their own order: index, size", if: canOrder(self))
    offer("colours grey", "the colours of maps: viridis, cividis, inferno, grey", if: canRun)
    let large =
      display.isLarge ? "all that belongs to it again" : "one thing fills the screen, for the back row"
    offer(largeCommand, large, if: canRun)
    offer("note", "this place as a stop at the end of the lesson", if: lesson != nil)
    offer(
      "note my-lesson.md", "this place as a stop of a lesson",
      if: lesson == nil && canRun && depth == .network)
    offer(mouseCommand, usesMouse ? "leave the mouse to the terminal" : "select with the mouse")
    return Array(entries.prefix(9))
  }

  /// Whether hands can be counted for classes where one is.
  private var canVote: Bool {
    guard depth == .network, evaluation != nil, let shape = model.network?.outputShape else { return false }
    return shape.rank == 1 && shape.count > 1
  }

  /// Which class the one under the cursor, or the one that wins, can be compared with.
  private var contestHere: (String, String)? {
    guard isOnClasses, hasLogits, let shown, let one = depth > .network ? cursor.channel : shown.winner,
      let other = shown.ranking.first(where: { $0 != one })
    else { return nil }
    let name = model.nameOfClass(other).string
    return (
      "\(againstCommand) \(name)", "what sets \(model.nameOfClass(one).truncated(to: 14)) apart from it"
    )
  }

  /// Whether evidence is near: on the whole network, at the picture and at the classes.
  private var canSeekEvidence: Bool {
    guard let network = model.network, evaluation != nil, hasLogits, network.outputShape.rank == 1 else {
      return false
    }
    let isPicture = network.inputShape.rank == 3 && [1, 3].contains(network.inputShape.channels)
    return isPicture && !display.isLarge && (depth == .network || line == 0 || isOnClasses)
  }

  /// What can be changed where one is, and what that does.
  private var changesHere: [(String, String)] {
    guard evaluation != nil, let layer else { return [] }
    if layer == 0, model.network?.inputShape.rank == 3 {
      return [
        (ChangeVerb.paint.example, "rows, columns, a colour: what if this is covered"),
        (
          ChangeVerb.flip.rawValue,
          "the picture mirrored; shift 0,1 moves it, swap red blue exchanges colours"
        ),
      ]
    }
    guard let place = nameForChange else { return [] }
    let hold = ("hold \(place) 1", "it is this number; set changes a weight")
    return [("drop \(place)", "it is 0: what follows without it")] + (depth < .unit ? [] : [hold])
  }

  /// The likeliest wrong idea about the selected line.
  private var ideaHere: (String, String)? {
    guard depth == .network, evaluation != nil, let network = model.network, let layer,
      let idea = network.misreadings(ofLayer: layer).first
    else { return nil }
    return (Change.read(idea, layer: nil).text, "a wrong idea of this line; m lists them")
  }

  /// A place of the present layer by its indices alone, as it is typed.
  private var placeHere: (String, String)? {
    guard depth > .network, model.network != nil else { return nil }
    guard hasMaps else { return ("\(cursor.channel)", "a \(isOnClasses ? "class" : "unit") of this layer") }
    return depth == .layer
      ? ("\(cursor.channel)", "a map of this layer")
      : ("\(cursor.row),\(cursor.column)", "a row and a column of this map; one number is another map")
  }

  /// The name of the layer behind this one, else of the one before it.
  private var nameElsewhere: String? {
    let names = model.lines.map(\.name.string)
    guard model.network != nil else { return nil }
    return [line + 1, line - 1].first { names.indices.contains($0) }.map { names[$0] }
  }
}

/// The command that gives the mouse to the explorer, or back to the terminal.
let mouseCommand = "mouse"

/// What the command does that counts hands.
private let voteWords = "count hands for the classes, in two rounds"
