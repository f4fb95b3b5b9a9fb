import ConvNet

/// What screens show of a network that was changed.
public enum Look: Hashable, Sendable, CaseIterable {
  /// The pass before the changes.
  case original
  /// The pass after them.
  case changed
  /// What the changes have made of it: changed − original.
  case difference
  /// The original beside the changed one.
  case beside
}

extension Look {
  /// What the look is called.
  public var name: String {
    switch self {
    case .original: "original"
    case .changed: "changed"
    case .difference: "difference"
    case .beside: "both"
    }
  }

  /// The looks that there are, with this one in brackets.
  func hint(among looks: [Look]) -> String {
    looks.map { $0 == self ? "[\($0.name)]" : $0.name }.joined(separator: " ")
  }
}

/// What was changed, what followed from it, and how that is looked at.
public struct Changing: Sendable {
  /// What became of the changes.
  indirect enum Status: Sendable {
    /// There are none, or nothing was asked of them yet.
    case none
    /// What follows is being computed for the request with this number; until it is there, what followed from the
    /// changes before stays. Whether the last change is new, so that it goes where it can't be made.
    case working(generation: Int, last: Variant?, isNew: Bool)
    /// What follows is known.
    case ready(Variant)
    /// The network is misread, and the layers have other shapes, or end: the pass as far as it goes, where there is one.
    case misread(Trace?)
    /// They can't be made, and why, in words.
    case failed(String)
  }

  /// The changes.
  public internal(set) var history = ChangeHistory()
  /// What became of them.
  var status = Status.none
  /// The changes of which it isn't known yet whether they can be made.
  var unconfirmed: [Change] = []
  /// The number of the latest request for what follows.
  var generation = 0
  /// How the result is looked at, where the place allows it.
  var wanted = Look.difference

  /// What followed from changes, as far as it is known.
  var variant: Variant? {
    switch status {
    case .ready(let variant), .working(_, let variant?, _): variant
    case .none, .working, .misread, .failed: nil
    }
  }
}

extension ExplorerState {
  /// The changes that are made.
  public var changes: [Change] { changing.history.made }

  /// What followed from the changes of the picture that is shown; `nil` where there are none, or it isn't known yet.
  public var variant: Variant? { evaluation == nil ? nil : changing.variant }

  /// Whether what follows from the changes is being computed.
  public var isChanging: Bool {
    if case .working = changing.status { true } else { false }
  }

  /// Why the changes can't be made, in words; `nil` where they can.
  public var failureOfChanges: String? {
    if case .failed(let words) = changing.status { words } else { nil }
  }

  /// Which looks there are where one is; none without changes.
  public var looks: [Look] {
    if case .misread = changing.status { return evaluation == nil ? [] : [.original, .changed] }
    guard variant != nil else { return [] }
    // While the pass is on its way, a difference would tell what is not computed yet; so it does of what is hidden.
    return [.original, .changed] + (isStepping || isHidden(line: line) ? [] : [.difference])
      + (canStandBeside ? [.beside] : [])
  }

  /// How the place is looked at; `nil` without changes.
  public var look: Look? {
    let looks = looks
    guard !looks.isEmpty else { return nil }
    return looks.contains(changing.wanted) ? changing.wanted : .changed
  }

  /// The pass whose winning class `why` asks about: of a difference the one before, where one wonders what became of it.
  var evaluationAskedAbout: Evaluation? {
    evaluation == nil || look == .difference ? evaluation : shown
  }

  /// The looks that there are, with the present one in brackets, and where there is one more; on narrow screens the
  /// present one's name; `nil` without changes.
  public var wordsOfLooks: String? {
    guard let look else { return nil }
    guard columns >= 100 else { return look.name }
    let hasBesideCloser =
      depth < .map && layer != nil && !isStepping && !display.isLarge && columns >= Layout.leastColumnsBeside
    return look.hint(among: looks) + (hasBesideCloser ? " (of a map or number: both)" : "")
  }

  /// Whether original and changed fit beside each other.
  private var canStandBeside: Bool {
    depth >= .map && layer != nil && !display.isLarge && columns >= Layout.leastColumnsBeside
  }
}
