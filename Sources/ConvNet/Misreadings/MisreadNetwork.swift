public import Tensors

/// A network as wrong ideas of its code have it: the shapes beside the true ones, and where it would stop.
public struct MisreadNetwork: Sendable {
  /// What becomes of one layer.
  public enum Outcome: Equatable, Sendable {
    /// It gives a shape.
    case shape(Shape)
    /// It can't run.
    case stops(MisreadFault)
    /// A layer before it can't.
    case unreached
  }

  /// One layer, as it is misread.
  public struct Line: Equatable, Sendable {
    /// The shape that it really gives.
    public let trueShape: Shape
    /// How many numbers it has really learned.
    public let trueParameterCount: Int
    /// What becomes of it.
    public let outcome: Outcome
    /// How many numbers it would have learned; `nil` behind the end.
    public let parameterCount: Int?
    /// The wrong ideas that make it another one.
    public let misreadings: [Misreading]
    /// Whether its numbers could be computed, if those before it can.
    public let isComputed: Bool
  }

  /// The layers.
  public let lines: [Line]
  private let layers: [MisreadLayer?]

  /// Reads a network in wrong ways.
  public init(_ network: Network, _ readings: [Reading]) {
    var walk = MisreadWalk(network, readings)
    while walk.lines.count < network.layers.count { walk.addLine() }
    lines = walk.lines
    layers = zip(walk.layers, walk.stops).map { layer, stop in
      // What a layer has learned for other shapes than arrive is not misread; what doesn't fit, is.
      if case .layer? = stop?.fault { stop } else { layer }
    }
  }

  /// The first layer whose shape or count of parameters is another; `nil` where none is.
  public var parting: Int? {
    lines.firstIndex { line in
      line.outcome != .shape(line.trueShape) || line.parameterCount != line.trueParameterCount
    }
  }

  /// The layer at which the network would stop; `nil` where it goes through.
  public var end: Int? {
    lines.firstIndex { if case .stops = $0.outcome { true } else { false } }
  }

  /// Why it would stop there; `nil` where it goes through.
  public var fault: MisreadFault? {
    end.flatMap { if case .stops(let fault) = lines[$0].outcome { fault } else { nil } }
  }

  /// The first layer that could only be told, and not be computed; `nil` where none is.
  public var told: Int? { lines.firstIndex { !$0.isComputed } }

  /// Whether every layer gives the shape that it really gives, so that numbers can be compared.
  public var keepsShapes: Bool { lines.allSatisfy { $0.outcome == .shape($0.trueShape) } }

  /// Whether all of it can be computed, in the shapes that it really has: whether its numbers can be compared.
  public var isComparable: Bool { told == nil && keepsShapes }

  /// The misreadings of the lines that can only be told, each once.
  public var toldMisreadings: [Misreading] {
    Misreading.allCases.filter { $0.isOnlyTold && hasAny($0) }
  }

  /// Whether a layer is misread in some way.
  public func hasAny(_ misreading: Misreading) -> Bool {
    lines.contains { $0.misreadings.contains(misreading) }
  }

  /// The edits that make a pass of the network one of it as it is misread, as far as it goes; none of layers that can
  /// only be told.
  public func edits(of trained: TrainedNetwork) -> [Edit] {
    lines.indices.flatMap { index -> [Edit] in
      guard !lines[index].misreadings.isEmpty, let layer = layers[index], let operation = layer.operation
      else { return [] }
      var edits = [Edit.operation(layer: index, operation)]
      guard layer.fault == nil, !layer.parameters.isEmpty else { return edits }
      let tensors = layer.parameters.reduce(trained.parameters(ofLayer: index)) { $1.applied(to: $0) }
      for name in tensors.tensors.keys.sorted(by: { $0.text < $1.text }) {
        let address = trained.network.address(of: name, ofLayer: index)
        edits.append(.parameterTensor(address, tensors[name]))
      }
      return edits
    }
  }
}

extension Network {
  /// The wrong ideas that make a layer another one, the likeliest first.
  public func misreadings(ofLayer index: Int) -> [Misreading] {
    guard layers.indices.contains(index) else { return [] }
    let inputs = inputShapes(ofLayer: index)
    let layer = MisreadLayer(layers[index].operation, reading: inputs, really: shapes[index])
    let givesLogits = endsInLogits && index == layers.count - 1
    let isShared = layers[index].weightsOf != nil || layers.contains { $0.weightsOf == index }
    return Misreading.allCases.filter { misreading in
      misreading.applied(to: layer, reading: inputs, givesLogits: givesLogits)
        .map { $0.parameters.isEmpty || !isShared } ?? false
    }
  }
}

/// The way down a network that is misread.
private struct MisreadWalk {
  let network: Network
  let readings: [Reading]
  private(set) var lines: [MisreadNetwork.Line] = []
  private(set) var layers: [MisreadLayer?] = []
  /// The layers at which the network stops, as they are misread.
  private(set) var stops: [MisreadLayer?] = []
  /// The layers whose weights others use too, or that use those of others: one idea can't change them apart.
  private let shared: Set<Int>

  init(_ network: Network, _ readings: [Reading]) {
    (self.network, self.readings) = (network, readings)
    shared = Set(network.layers.indices.flatMap { i in network.layers[i].weightsOf.map { [i, $0] } ?? [] })
  }

  /// Adds what becomes of the next layer.
  mutating func addLine() {
    let index = lines.count
    let inputs = network.layers[index].inputs.compactMap { layers[$0]?.shape }
    guard inputs.count == network.layers[index].inputs.count else {
      return add(nil, .unreached, misreadings: [])
    }
    let (layer, misreadings) = misread(index, inputs)
    if let fault = layer.fault ?? unlearned(index, layer, inputs) {
      add(nil, .stops(fault), misreadings: misreadings, stopping: layer)
    } else {
      add(layer, .shape(layer.shape), misreadings: misreadings)
    }
  }

  private mutating func add(
    _ layer: MisreadLayer?, _ outcome: MisreadNetwork.Outcome, misreadings: [Misreading],
    stopping: MisreadLayer? = nil
  ) {
    let index = lines.count
    let really = network.parameterCount(ofLayer: index)
    let usesOthers = network.layers[index].weightsOf != nil
    lines.append(
      MisreadNetwork.Line(
        trueShape: network.shapes[index], trueParameterCount: really, outcome: outcome,
        parameterCount: layer.map { usesOthers ? 0 : $0.parameterCount(really: really) },
        misreadings: misreadings, isComputed: (layer ?? stopping).map { $0.operation != nil } ?? true))
    layers.append(layer)
    stops.append(stopping)
  }

  /// A layer as it is misread, and by which ideas.
  private func misread(_ index: Int, _ inputs: [Shape]) -> (MisreadLayer, [Misreading]) {
    let givesLogits = network.endsInLogits && index == network.layers.count - 1
    var layer = MisreadLayer(
      network.layers[index].operation, reading: inputs, really: network.shapes[index])
    var misreadings: [Misreading] = []
    for misreading in wanted(at: index) {
      guard let misread = misreading.applied(to: layer, reading: inputs, givesLogits: givesLogits),
        misread.parameters.isEmpty || !shared.contains(index)
      else { continue }
      layer = misread
      misreadings.append(misreading)
    }
    return (layer, misreadings)
  }

  /// Why a layer can't read what arrives, since it has learned for other shapes; `nil` where it has for these.
  private func unlearned(_ index: Int, _ layer: MisreadLayer, _ inputs: [Shape]) -> MisreadFault? {
    let operation = network.layers[index].operation
    let misread = layer.parameters.isEmpty ? layer.operation : nil
    guard
      let slots = (try? operation.parameterSlots(for: inputs)) ?? (try? misread?.parameterSlots(for: inputs))
    else { return nil }
    for (slot, learned) in zip(slots, network.slots[index]) where slot != learned {
      return .learned(
        learned.name, learned.shape, wanted: slot.shape,
        parameterCount: operation.parameterCount(for: inputs))
    }
    return nil
  }

  private func wanted(at index: Int) -> [Misreading] {
    readings.filter { $0.layer == nil || $0.layer == index }.map(\.misreading)
  }
}
