public import CellScreen
import ConvNet
import Tensors

/// How close one is: each depth shows less of the network, and more of each number.
public enum Depth: Int, Comparable, Sendable, CaseIterable {
  /// The listing, a map a layer, the logits.
  case network
  /// All feature maps of a layer.
  case layer
  /// One feature map, with the window of the cell under the cursor.
  case map
  /// One number, with all of its arithmetic.
  case unit

  /// Whether one depth is farther from the numbers than another.
  public static func < (one: Depth, other: Depth) -> Bool { one.rawValue < other.rawValue }
}

/// Where the cursor is in a layer.
public struct LayerCursor: Hashable, Sendable {
  /// The feature map; in a layer without maps the unit.
  public var channel: Int
  /// The row in the map.
  public var row: Int
  /// The column in the map.
  public var column: Int
  /// The selected term of the unit's sum; `nil` for the one that counts most.
  public var term: Int?

  /// Makes a cursor.
  public init(channel: Int = 0, row: Int = 0, column: Int = 0) {
    (self.channel, self.row, self.column) = (channel, row, column)
  }

  /// Makes a cursor on a position of a shape; a layer without maps counts its units in memory order.
  init(_ position: [Int], in shape: Shape) {
    if shape.rank == 3 {
      self.init(channel: position[2], row: position[0], column: position[1])
    } else {
      self.init(channel: shape.offset(of: position))
    }
  }

  /// The position in a shape where the cursor is.
  func position(in shape: Shape) -> [Int] {
    guard shape.rank != 3 else { return [row, column, channel] }
    return (0..<shape.count).contains(channel) ? shape.indices(ofOffset: channel) : [channel]
  }
}

/// A picture that was asked for.
public struct PictureSlot: Sendable {
  /// What became of it.
  public indirect enum Status: Sendable {
    /// Nothing yet.
    case waiting
    /// It is being read and evaluated for the request with this number; of what is computed there are numbers, from
    /// when the picture is read.
    case working(generation: Int, soFar: Evaluation? = nil)
    /// The pass was stopped before its end.
    case stopped
    /// The pass has run.
    case ready(Evaluation)
    /// It can't be shown, and why, in words.
    case failed(String)
  }

  /// The file's name.
  public let name: DisplayText
  /// What became of it.
  public var status: Status

  /// Makes a slot for a picture that was not read yet.
  public init(name: DisplayText, status: Status = .waiting) {
    self.name = name
    self.status = status
  }
}

/// Which numbers end the colour ramp.
public enum ScaleScope: Sendable, CaseIterable {
  /// The layer's 99.5th percentile: maps of a layer can be compared.
  case layer
  /// The map's own largest number: weak maps can be seen.
  case map
  /// Always 1: layers and pictures can be compared.
  case fixed
  /// From the smallest number of the layer to the largest, so that numbers that are nearly alike are told apart.
  case span
}

/// How the terms of a sum are ordered.
public enum TermOrder: Sendable {
  /// The largest magnitude first.
  case bySize
  /// As they stand in the input.
  case byIndex
}

/// How numbers are shown.
public struct DisplayOptions: Hashable, Sendable {
  /// Whether the numbers before the activation function are shown.
  public var showsPreActivation = false
  /// Which numbers end the colour ramp.
  public var scope = ScaleScope.layer
  /// The colours of maps that have no negative numbers.
  public var colourMap = ColourMap.viridis
  /// Whether numbers are written into cells that are large enough, at every size; at unit depth all their digits.
  public var showsNumbers = false
  /// How the terms of a sum are ordered.
  public var order = TermOrder.bySize
  /// Whether one thing fills the screen, for the back row.
  public var isLarge = false

  /// Makes the options that are in force at the start.
  public init() {}
}

/// Where one is, as far as Esc brings it back.
public struct Bookmark: Equatable, Sendable {
  /// How close.
  public var depth: Depth
  /// The line of the listing.
  public var line: Int
  /// Where in that line's layer.
  public var cursor: LayerCursor
  /// Whether somebody put the cursor there, or looked at this very place; else it stood there by itself.
  var isChosen = true
}

/// Everything that decides what is on the screen.
public struct ExplorerState: Sendable {
  /// The screen's rows.
  public var rows: Int
  /// The screen's columns.
  public var columns: Int
  /// What the screen's words are made of.
  public var repertoire = Repertoire.unicode
  /// The network.
  public let model: ExplorerModel
  /// The pictures that were asked for.
  public var pictures: [PictureSlot] { didSet { forgetFindings() } }
  /// The picture that is shown.
  public var picture = 0 { didSet { forgetFindings() } }
  /// How close.
  public var depth = Depth.network
  /// The selected line of the listing.
  public var line: Int
  /// Where somebody put the cursor in each line's layer; `nil` where nobody has.
  private var chosenCursors: [LayerCursor?]
  /// Where the cursor of each line's layer stands by itself: on the first picture's strongest map, the largest class.
  var foundCursors: [LayerCursor]
  /// The selected token of the selected line, as an index of those that govern something; `nil` for none.
  public var token: Int?
  /// How far the pass is shown, and how it goes on.
  public var playhead = Playhead()
  /// What Esc goes back to, the latest last.
  public var history: [Bookmark] = []
  /// How numbers are shown.
  public var display = DisplayOptions()
  /// What was changed, and how that is looked at.
  public internal(set) var changing = Changing() { didSet { forgetFindings() } }
  /// The first line of the help that is shown; `nil` while there is no help on the screen.
  public var helpScroll: Int?
  /// Whether the mouse is listened to; else it is the terminal's, to select and copy text.
  public var usesMouse = false
  /// Whether the last press of the mouse went closer, and nothing was done since.
  var hasPressedCloser = false
  /// Whether the two keys of a presenter's clicker step through the pass.
  public var usesClicker = false
  /// Whether the screen is empty, until the next key.
  public internal(set) var isBlank = false
  /// Whether a clicker's key was pressed that leads to the start when it is pressed again soon.
  var awaitsSecondPress = false
  /// Two classes that are compared; `nil` where none are.
  public internal(set) var contest: Contest?
  /// Whether what the network says of the picture is hidden, for a vote.
  var isHiding = false { didSet { forgetFindings() } }
  /// The brush that takes the keys; `nil` while nobody paints.
  public internal(set) var brush: Brush?
  /// The evidence that takes the keys; `nil` while none is looked at.
  public internal(set) var evidence: Evidence?
  /// The question that has the screen; `nil` while nothing is asked.
  public internal(set) var asking: Asking?
  /// The lesson that one goes through; `nil` while there is none.
  public internal(set) var lesson: LessonWalk?
  /// The count of hands that has the screen; `nil` while none is counted.
  public internal(set) var vote: Vote?
  /// Counts of hands that were left.
  var keptVotes: [Vote.Topic: Vote] = [:]
  /// How often each question was asked.
  var askedCounts: [AskedPlace: Int] = [:]
  /// The evidence that is known, and what is being sought.
  var evidenceStore = EvidenceStore()
  /// The prompt that takes the keys; `nil` while there is none.
  public internal(set) var prompt: Prompt?
  /// Why the last key could not act, in words.
  public var notice: String?
  /// Whether that is since something went wrong, not only since there is nothing to do.
  public var isNoticeOfFailure = false
  /// What the last key did where the screen doesn't show it, in words.
  public var report: String?
  /// What is said of how the explorer was opened, until the first key; `nil` where nothing has to be.
  public var opening: String?
  /// The number of the latest request for a picture.
  public var generation = 0
  /// What was found out about the place and the picture that are shown.
  public internal(set) var findings = Findings()
  /// How many layers' cursors were placed, each on the strongest map of the picture that it was computed for first.
  var placedCursors = 0
  /// The line of a map or unit that was asked for by name before there was a picture.
  var namedLine: Int?

  /// The state at the start: the first convolution selected, nothing evaluated.
  public init(model: ExplorerModel, pictures: [PictureSlot], rows: Int, columns: Int) {
    self.model = model
    self.pictures = pictures
    self.rows = rows
    self.columns = columns
    self.line = model.firstLine
    chosenCursors = [LayerCursor?](repeating: nil, count: model.lineCount)
    foundCursors = [LayerCursor](repeating: LayerCursor(), count: model.lineCount)
  }

  /// Forgets what was found out about the picture that was shown.
  private mutating func forgetFindings() {
    (findings.selection, findings.partialNumbers, findings.carried) = (nil, nil, nil)
  }

  /// Says why a key can't act.
  mutating func refuse(_ words: String) { notice = words }

  /// Why pictures can't be shown, in words; those that were never turned to are not among them.
  public var failures: [String] {
    pictures.compactMap { picture in
      if case .failed(let words) = picture.status { words } else { nil }
    }
  }

  /// Where the cursor is in the selected layer.
  public var cursor: LayerCursor {
    get { cursor(ofLine: line) }
    set { if newValue != cursor { choose(newValue, ofLine: line) } }
  }

  /// Where the cursor is in each line's layer.
  public var cursors: [LayerCursor] { chosenCursors.indices.map(cursor(ofLine:)) }

  /// Where the cursor is in a line's layer: where somebody put it, else where it stands by itself; that is the first
  /// place while the layer is not computed, since the strongest map would tell what is not known yet.
  public func cursor(ofLine line: Int) -> LayerCursor {
    guard chosenCursors.indices.contains(line) else { return LayerCursor() }
    if let cursor = chosenCursors[line] { return cursor }
    return isComputed(line: line) ? mostChanged(ofLine: line) ?? foundCursors[line] : LayerCursor()
  }

  /// Where a line's layer has changed most; `nil` where nothing has, and of the classes, where the largest one counts.
  private func mostChanged(ofLine line: Int) -> LayerCursor? {
    guard let variant, variant.layers.indices.contains(line) else { return nil }
    let isOnClasses = line == variant.layers.count - 1 && variant.now.logits.count > 1
    return isOnClasses ? nil : variant.layers[line].most
  }

  /// Puts the cursor of a line's layer somewhere, where it stays.
  mutating func choose(_ cursor: LayerCursor, ofLine line: Int) {
    if chosenCursors.indices.contains(line) { chosenCursors[line] = cursor }
  }

  /// Lets the cursors of some lines stand by themselves again.
  mutating func forgetCursors(where isMeant: (Int) -> Bool) {
    for line in chosenCursors.indices where isMeant(line) { chosenCursors[line] = nil }
  }

  /// Lets go of all passes, and of what was found out of them: what is left is where one is.
  mutating func forgetPasses() {
    (pictures, evidenceStore, changing.status) = ([], EvidenceStore(), .none)
  }

  /// Whether nobody has put the cursor of a line's layer anywhere.
  func isUntouched(line: Int) -> Bool { chosenCursors.indices.contains(line) && chosenCursors[line] == nil }

  /// The picture that is shown; `nil` where there is none.
  var slot: PictureSlot? { pictures.indices.contains(picture) ? pictures[picture] : nil }

  /// The whole pass on the picture that is shown; `nil` until it is there.
  public var evaluation: Evaluation? {
    if case .ready(let evaluation) = slot?.status { evaluation } else { nil }
  }

  /// Whether the picture that is shown is being evaluated.
  public var isWorking: Bool {
    if case .working = slot?.status { true } else { false }
  }

  /// What the pass has computed that is on its way; `nil` while the picture is read, or none is.
  public var soFar: Evaluation? {
    if case .working(_, let evaluation) = slot?.status { evaluation } else { nil }
  }

  /// Whether the pass is shown to a position at which steps have stopped.
  public var isStepping: Bool { playhead.position != nil }

  /// Whether the picture that is shown was given up.
  public var isStopped: Bool {
    if case .stopped = slot?.status { true } else { false }
  }

  /// Where one is.
  public var bookmark: Bookmark {
    Bookmark(depth: depth, line: line, cursor: cursor, isChosen: depth > .layer || !isUntouched(line: line))
  }

  /// Goes back to a place; a cursor that stood there by itself does so again, as far as the pass is computed.
  mutating func restore(_ place: Bookmark) {
    depth = place.depth
    line = place.line
    if chosenCursors.indices.contains(line) { chosenCursors[line] = place.isChosen ? place.cursor : nil }
  }
}
