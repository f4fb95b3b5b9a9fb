public import ConvNet
public import Tensors

/// Where one looks, and at which numbers: as much as the words and the pictures of a place need.
public protocol Viewpoint: Sendable {
  /// The network.
  var model: ExplorerModel { get }
  /// The numbers; `nil` until there are any.
  var shown: Evaluation? { get }
  /// How far the pass is shown; `nil` at its end.
  var passPosition: Position? { get }
  /// The first layer whose numbers are hidden for a vote; `nil` where nothing is hidden.
  var hiddenLayer: Int? { get }
  /// How close.
  var depth: Depth { get }
  /// The selected line of the listing.
  var line: Int { get }
  /// The selected token of that line; `nil` for none.
  var token: Int? { get }
  /// How numbers are shown.
  var display: DisplayOptions { get }
  /// What was found out about the place.
  var findings: Findings { get }
  /// The changes whose difference is looked at; `nil` where numbers are.
  var shownDifference: Variant? { get }
  /// Two classes that are compared; `nil` where none are.
  var contest: Contest? { get }
  /// Where the cursor is in a line's layer.
  func cursor(ofLine line: Int) -> LayerCursor
}

/// What takes a while to find out about a place of a pass: made once, when the place is selected.
public struct Findings: Sendable {
  /// What is known of the unit.
  var selection: Selection?
  /// What the unit sees of the picture.
  var sight: (unit: UnitAddress, box: ReceptiveBox?)?
  /// What the layer doesn't see of it.
  var unread: (layer: Int, places: UnreadPlaces)?
  /// What is known of the numbers of the layer that the pass is in.
  var partialNumbers: PartialNumbers?
  /// What the way from a logit down to a pixel carries.
  var carried: Carried?
}

/// What is drawn: the numbers of a pass at a place, and how they are shown.
///
/// Views draw a subject in an area, and know nothing else: so two of them stand side by side.
public struct Subject: Viewpoint {
  /// The network.
  public let model: ExplorerModel
  /// The numbers.
  public let evaluation: Evaluation
  /// How far the pass is shown; `nil` at its end.
  public let passPosition: Position?
  /// The first layer whose numbers are hidden for a vote; `nil` where nothing is hidden.
  public let hiddenLayer: Int?
  /// How close.
  public let depth: Depth
  /// The selected line of the listing.
  public private(set) var line: Int
  /// The selected token of that line; `nil` for none.
  public private(set) var token: Int?
  /// How numbers are shown.
  public var display: DisplayOptions
  /// What was found out about the place.
  public private(set) var findings = Findings()
  /// The changes whose difference the maps show, in place of their numbers; `nil` where they show these.
  public private(set) var shownDifference: Variant?
  /// Two classes that are compared; `nil` where none are.
  public let contest: Contest?
  /// The numbers whose scale the maps are painted on; `nil` for their own.
  private(set) var reference: Evaluation?
  /// The pass without the changes, where these are looked at; `nil` elsewhere.
  public private(set) var original: Evaluation?
  private var cursors: [LayerCursor]
  /// Whether there is another pass to compare with.
  public let hasChanges: Bool

  /// The numbers.
  public var shown: Evaluation? { evaluation }

  /// The numbers of a state at its place; `nil` until there are any.
  public init?(_ state: ExplorerState) {
    guard let evaluation = state.shown else { return nil }
    self.init(state, showing: evaluation, of: state.model)
    findings = state.findings
    if state.look != .original { original = state.variant?.before }
    let isShown = !state.isStepping && !state.isHidden(line: state.line)
    switch state.look {
    case .difference: shownDifference = state.variant
    // All of the original's numbers would tell of what the pass has not come to.
    case .changed, .beside: reference = isShown ? state.variant?.before : nil
    case .original, nil: break
    }
  }

  /// One of the two that stand beside each other: the original, or what the changes have made of it.
  public init?(_ state: ExplorerState, original: Bool) {
    guard let variant = state.variant else { return nil }
    self.init(state, showing: original ? variant.before : variant.now, of: state.model)
    if !original { self.original = variant.before }
    if !original, !state.isStepping, !state.isHidden(line: state.line) { reference = variant.before }
  }

  /// The numbers that maps and lines show: those of the pass, or what changes have made of them.
  public var pictured: Evaluation { shownDifference?.difference ?? evaluation }

  /// Other numbers than those of a state, of a network with the same layers, at its place.
  public init(_ state: ExplorerState, showing evaluation: Evaluation, of model: ExplorerModel) {
    self.evaluation = evaluation
    self.model = model
    (passPosition, hiddenLayer) = (state.passPosition, state.hiddenLayer)
    (depth, line, token, display) = (state.depth, state.line, state.token, state.display)
    contest = state.contest
    cursors = state.cursors
    hasChanges = state.look != nil
  }

  /// Where the cursor is in a line's layer.
  public func cursor(ofLine line: Int) -> LayerCursor {
    cursors.indices.contains(line) ? cursors[line] : LayerCursor()
  }

  /// The same at another line of the listing.
  public func at(line: Int) -> Subject {
    var subject = self
    (subject.line, subject.token, subject.findings) = (line, nil, Findings())
    return subject
  }

  /// The same with the numbers before the activation function, where asked for.
  public func showingBeforeActivation(_ isAskedFor: Bool) -> Subject {
    isAskedFor ? showing(beforeActivation: true) : self
  }

  /// The same with the numbers of the pass, where it is their difference that is looked at.
  public var ofPass: Subject {
    var subject = self
    // The term that is selected in the list of changes stays selected.
    if depth == .unit, cursors.indices.contains(line) { subject.cursors[line].term = selectedTerm }
    subject.shownDifference = nil
    return subject
  }

  /// The same with the numbers after the activation function, and not their difference: what the next layer reads.
  public var afterActivation: Subject { showing(beforeActivation: false) }

  private func showing(beforeActivation: Bool) -> Subject {
    var subject = self
    subject.display.showsPreActivation = beforeActivation
    if !beforeActivation { subject.shownDifference = nil }
    return subject
  }
}

extension ExplorerState: Viewpoint {
  /// The changes whose difference is looked at; `nil` where numbers are.
  public var shownDifference: Variant? { look == .difference ? variant : nil }

  /// The numbers of the picture that is shown; `nil` until they are there.
  ///
  /// While they are computed, the whole network is shown as far as they go, and each layer that is computed.
  /// With changes those after them, unless it is the original that is looked at.
  public var shown: Evaluation? {
    if let variant, look != .original { return variant.now }
    if let evaluation { return evaluation }
    guard let soFar, depth == .network || line < soFar.trace.computedLayers else { return nil }
    return soFar
  }

  /// How far the pass is shown: no farther than it is computed, and not what is hidden; `nil` at its end.
  public var passPosition: Position? {
    let computed = soFar.map { Position(layer: $0.trace.computedLayers, unit: 0) }
    return [playhead.position, computed, startOfHidden].compactMap(\.self).min()
  }
}

extension Viewpoint {
  /// Where the cursor is in the selected layer.
  public var cursor: LayerCursor { cursor(ofLine: line) }

  /// The pass as far as it is shown; `nil` while there is no picture.
  public var trace: PartialTrace? {
    shown.map { shown in
      let network = shown.trace.network
      return PartialTrace(shown.trace, at: passPosition.map(network.nearest(to:)) ?? network.end)
    }
  }

  /// Whether the pass is shown to its end.
  public var isComplete: Bool { passPosition == nil }

  /// Whether all numbers of a line are computed where the pass is: of softmax, the logits.
  public func isComputed(line: Int) -> Bool {
    guard let position = passPosition, let network = model.network else { return true }
    return min(line, network.layers.count - 1) < position.layer
  }

  /// Whether the logits are computed where the pass is.
  public var hasLogits: Bool { isComputed(line: model.lines.count - 1) }

  /// The selected layer; `nil` on the line of softmax, or where the network can't run.
  public var layer: Int? {
    guard let network = model.network, network.layers.indices.contains(line) else { return nil }
    return line
  }

  /// Whether the line of softmax is selected.
  public var isOnSoftmax: Bool { line == model.softmaxLine }

  /// The shape of the selected layer's activation; `nil` where there is none.
  public var shape: Shape? { layer.flatMap { model.network?.shapes[$0] } }

  /// The shape of the numbers of the selected line; `nil` where the network can't run.
  var lineShape: Shape? { shape ?? model.network?.outputShape }

  /// The shape of the selected layer's activation where the layer consists of feature maps.
  var mapShape: Shape? { shape.flatMap { $0.rank == 3 ? $0 : nil } }

  /// Whether the selected layer consists of feature maps.
  public var hasMaps: Bool { mapShape != nil }

  /// The position of the unit under the cursor, in the selected layer's activation.
  public var position: [Int] {
    shape.map(cursor.position(in:)) ?? [cursor.channel]
  }

  /// How many feature maps, or units of a layer without maps, the selected line has.
  public var channelCount: Int {
    guard let shape = lineShape else { return 0 }
    return shape.rank == 3 ? shape.channels : shape.count
  }

  /// The activation function of the selected layer.
  public var activationFunction: ActivationFunction {
    layer.flatMap { model.network?.layers[$0].operation.activationFunction } ?? .linear
  }

  /// Whether the numbers on the screen are those before an activation function.
  public var isBeforeActivation: Bool {
    display.showsPreActivation && activationFunction != .linear
  }
}

extension Network {
  /// A position that a pass through this network can be at: where a layer is misread a unit may have fewer steps.
  fileprivate func nearest(to position: Position) -> Position {
    guard !isValid(position), (1..<layers.count).contains(position.layer),
      position.unit < shapes[position.layer].count
    else { return position }
    let last = stepCount(ofUnitInLayer: position.layer) - 1
    return Position(layer: position.layer, unit: position.unit, term: min(position.term, max(0, last)))
  }
}
