public import ConvNet

/// What follows from changes.
public enum Consequence: Sendable {
  /// Numbers that can be compared with those before, layer by layer.
  case variant(Variant)
  /// A network that is misread, so that its layers have other shapes, or end: the pass as far as it goes, `nil` where there
  /// are no numbers for it.
  case misread(Trace?)
}

extension Consequence {
  /// What follows of a pass from changes that were made of its network; before each layer it is asked whether to go on,
  /// `nil` where not.
  ///
  /// - Throws: `EditError` where they don't go together.
  public init?(
    _ changes: [Change], _ made: MadeChanges, of before: Evaluation, memoryLimit: Int = .max,
    goesOn: () -> Bool = { true }
  ) throws(EditError) {
    guard let misread = made.misread, !misread.isComparable else {
      guard
        let variant = try Variant(changes, made, of: before, memoryLimit: memoryLimit, goesOn: goesOn)
      else { return nil }
      self = .variant(variant)
      return
    }
    guard misread.told == nil else {
      self = .misread(nil)
      return
    }
    let edits = made.edits(ofTraceOf: before.picture.samples)
    guard let pass = try before.trace.after(edits, memoryLimit: memoryLimit, goesOn: goesOn) else {
      return nil
    }
    self = .misread(pass)
  }
}

extension Change {
  /// Whether it takes the code for something else than it is.
  public var isMisreading: Bool { verb == .read }
}

extension ExplorerState {
  /// The network as it is misread; `nil` where it isn't.
  public var misread: MisreadNetwork? {
    guard let network = model.network else { return nil }
    var readings: [Reading] = []
    for case .read(let misreading, let name) in changes {
      readings.append(Reading(misreading, layer: name.flatMap { network.index(ofLayerNamed: $0) }))
    }
    return readings.isEmpty ? nil : MisreadNetwork(network, readings)
  }

  /// The pass as it is misread, as far as it goes; `nil` where there is none, or it isn't known yet.
  public var misreadPass: Trace? {
    switch changing.status {
    case .ready(let variant): variant.now.trace
    case .misread(let pass): pass
    case .none, .working, .failed: nil
    }
  }

  /// Whether the network as it is misread is what the screen of the whole network shows.
  public var showsMisreading: Bool {
    depth == .network && evaluation != nil && failureOfChanges == nil && changing.wanted != .original
      && !isStepping && !hidesAnswer && !display.isLarge && changes.contains(where: \.isMisreading)
  }
}
