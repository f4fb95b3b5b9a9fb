public import ConvNet
public import Tensors

/// Changes as they are made of a network, one after the other.
///
/// Those of the picture and those of the network don't depend on each other: what is held of the input stays held,
/// whatever becomes of the picture, and a picture is changed before anything is held of it.
public struct MadeChanges: Sendable {
  /// What is done to the samples of a picture.
  public private(set) var picture: [PictureChange] = []
  /// How the network's code is misread.
  public private(set) var readings: [Reading] = []
  /// What is done to the network as it is read rightly.
  private var ownEdits: [Edit] = []

  private let model: ExplorerModel
  /// The network that they are made of.
  public let network: Network
  private let weights: [String: TrainedNetwork]
  private let pictures: [String: Tensor]

  /// Begins with no change of a network, which is the model's own; `weights` are the networks of files, `pictures` the
  /// samples of files, by the names that changes have for them.
  public init(
    of network: Network, in model: ExplorerModel, weights: [String: TrainedNetwork] = [:],
    pictures: [String: Tensor] = [:]
  ) {
    self.network = network
    self.model = model
    (self.weights, self.pictures) = (weights, pictures)
  }

  /// What is done to the network: its numbers first, then what misreadings make of it with them.
  public var edits: [Edit] {
    guard let misread, let trained = model.trained, let edited = try? trained.after(ownEdits) else {
      return ownEdits
    }
    // Where the numbers alone have no pass, their own fault is the one to be told.
    guard edited.fault == nil else { return ownEdits }
    return ownEdits + misread.edits(of: edited.trained)
  }

  /// The network as it is misread; `nil` where it isn't.
  public var misread: MisreadNetwork? { readings.isEmpty ? nil : MisreadNetwork(network, readings) }

  /// The first change that misreads the network so that something holds of it; `nil` where it holds of no beginning.
  public func firstMisreading(with condition: (MisreadNetwork) -> Bool) -> Change? {
    for count in readings.indices.map({ $0 + 1 })
    where condition(MisreadNetwork(network, Array(readings.prefix(count)))) {
      let reading = readings[count - 1]
      return .read(reading.misreading, layer: reading.layer.map { network.layers[$0].name })
    }
    return nil
  }

  /// Makes a change.
  ///
  /// - Throws: `ChangeError` where the network or its pictures have nothing that could be changed so.
  public mutating func make(_ change: Change) throws(ChangeError) {
    switch change {
    case .paint, .shift, .flip, .swap, .picture, .invert, .noise, .random:
      let made = try PictureChange(change, ofPicture: network.inputShape, pictures: pictures)
      if let made { picture.append(made) }
    case .drop(let place): ownEdits.append(.hold(try hold(place, at: 0, for: .drop)))
    case .hold(let place, let value): ownEdits.append(.hold(try hold(place, at: value, for: .hold)))
    case .set(let parameter, let value):
      let place = try network.parameter(named: parameter)
      ownEdits.append(.parameter(place.address, place.position, value))
    case .untrained(let layer, let seed): ownEdits += try untrained(layer, seed: seed)
    case .weights(let file): ownEdits.append(.parameters(try parameters(of: file)))
    case .filter(let layer, let index, let filter): ownEdits += try edits(layer, index, filter)
    case .read(let misreading, let layer):
      readings.append(try reading(misreading, layer))
      try checkReading(misreading)
    }
    try checkHolds()
  }

  /// The edits of a trace that has read samples of a picture.
  ///
  /// - Precondition: The samples have the shape of the network's input.
  public func edits(ofTraceOf samples: Tensor) -> [Edit] {
    guard !picture.isEmpty else { return edits }
    return [.picture(model.preprocessing.input(picture.applied(to: samples)))] + edits
  }

  /// Samples as the picture is shown after the changes: with what is held of the input in its place.
  func shownSamples(of samples: Tensor) -> Tensor {
    var samples = picture.applied(to: samples)
    let shape = samples.shape
    guard shape.rank == 3 else { return samples }
    for case .hold(let hold) in edits where hold.layer == 0 {
      for position in hold.positions(in: shape) {
        let channel = model.preprocessing.pictureChannel(of: position[2])
        let sample = min(max(model.preprocessing.sample(of: hold.value, channel: position[2]), 0), 1)
        samples[offset: shape.offset(of: [position[0], position[1], channel])] = sample
      }
    }
    return samples
  }

  /// - Throws: `ChangeError` where a misreading makes no line another one beside those before it.
  private func checkReading(_ misreading: Misreading) throws(ChangeError) {
    guard let misread, !misread.hasAny(misreading) else { return }
    throw .overtaken(misreading)
  }

  /// - Throws: `ChangeError` for the first map or unit that is held, and isn't there where the network is misread.
  private func checkHolds() throws(ChangeError) {
    guard !readings.isEmpty else { return }
    for case .hold(let hold) in ownEdits {
      let change = firstMisreading { misread in
        guard case .shape(let shape) = misread.lines[hold.layer].outcome else { return false }
        return !hold.isInside(shape)
      }
      if let change { throw .notThereMisread(network.name(of: hold), change.text) }
    }
  }

  // MARK: Places

  /// What is held at a place: a map, or a unit, of which a line's are the only ones.
  private func hold(_ text: String, at value: Float, for verb: ChangeVerb) throws(ChangeError) -> Hold {
    switch try destination(text) {
    case .line(let line):
      guard network.shapes.indices.contains(line) else { throw .shares(text) }
      throw .wholeLayer(text, network.shapes[line])
    case .map(let line, let channel): return Hold(layer: line, .map(channel), at: value)
    case .unit(let unit): return Hold(layer: unit.layer, .unit(unit.position), at: value)
    case .share: throw .shares(text)
    }
  }

  private func destination(_ text: String) throws(ChangeError) -> Destination {
    if let channel = channel(called: text) { return .map(line: 0, channel: channel) }
    do {
      return try model.destination(named: text, in: network)
    } catch {
      throw .place(error)
    }
  }

  /// The channel of the input that a colour names, unless a layer is called so.
  private func channel(called text: String) -> Int? {
    guard network.inputShape.rank == 3, network.inputShape.channels == 3,
      network.index(ofLayerNamed: text) == nil,
      let colour = PictureChange.channelColours.firstIndex(of: text)
    else { return nil }
    return (0..<3).first { model.preprocessing.pictureChannel(of: $0) == colour }
  }

  /// The index of a layer by its name.
  private func layer(_ name: String) throws(ChangeError) -> Int {
    guard case .line(let line) = try destination(name), network.layers.indices.contains(line) else {
      throw .place(.unit(.noSuchLayer(name: name, known: network.layers.map(\.name))))
    }
    return line
  }

  /// A misreading of a layer, or of all.
  private func reading(_ misreading: Misreading, _ name: String?) throws(ChangeError) -> Reading {
    let reading = Reading(misreading, layer: try name.map { name throws(ChangeError) in try layer(name) })
    let alone = MisreadNetwork(network, [reading])
    guard alone.hasAny(misreading) else {
      let known = network.layers.indices.filter { network.misreadings(ofLayer: $0).contains(misreading) }
      throw .nothingToMisread(misreading, layer: name, known: known.map { network.layers[$0].name })
    }
    return reading
  }

  // MARK: Parameters

  private func untrained(_ name: String?, seed: UInt64) throws(ChangeError) -> [Edit] {
    let learned = network.layers.indices.filter { !network.slots[$0].isEmpty }
    var chosen = learned.filter { network.layers[$0].weightsOf == nil }
    if let name {
      let layer = try layer(name)
      guard learned.contains(layer) else {
        throw .nothingLearned(name, known: learned.map { network.layers[$0].name })
      }
      chosen = [layer]
    }
    return chosen.flatMap { starts(ofLayer: $0, seed: seed) }
  }

  /// The edits that give a layer the parameters that it has before it learns.
  private func starts(ofLayer layer: Int, seed: UInt64) -> [Edit] {
    var numbers = SeededNumbers(seed: seed, part: layer)
    var edits: [Edit] = []
    for slot in network.slots[layer] {
      guard let start = slot.start(&numbers) else { continue }
      edits.append(.parameterTensor(network.address(of: slot.name, ofLayer: layer), start))
    }
    return edits
  }

  /// The parameters of a file's network, which may call its layers otherwise.
  private func parameters(of file: String) throws(ChangeError) -> Parameters {
    guard let other = weights[file] else { throw .unread(file: file) }
    guard other.network.layers.count == network.layers.count else {
      throw .otherNetwork(file: file, layer: nil)
    }
    var parameters = Parameters()
    for index in network.layers.indices {
      guard other.network.slots[index] == network.slots[index] else {
        throw .otherNetwork(file: file, layer: network.layers[index].name)
      }
      for slot in network.slots[index] {
        let source = other.network.address(of: slot.name, ofLayer: index)
        parameters[network.address(of: slot.name, ofLayer: index)] = other.parameters[source]
      }
    }
    return parameters
  }

  /// The same numbers for every channel, divided by their count, and a bias of 0.
  private func edits(_ name: String, _ index: Int, _ filter: NamedFilter) throws(ChangeError) -> [Edit] {
    let layer = try layer(name)
    guard let shape = network.shapeOfFilters(ofLayer: layer) else {
      let known = network.layers.indices.filter { network.shapeOfFilters(ofLayer: $0) != nil }
      throw .noFilters(name, known: known.map { network.layers[$0].name })
    }
    guard index < shape[3] else { throw .noFilter(name, index: index, count: shape[3]) }
    let kernel = network.address(of: .kernel, ofLayer: layer)
    let weights = filter.numbers.enumerated().flatMap { place, number in
      (0..<shape[2]).map { channel in
        let position = [place / NamedFilter.side, place % NamedFilter.side, channel, index]
        return Edit.parameter(kernel, position, number / Float(shape[2]))
      }
    }
    let hasBias = network.slots[layer].contains { $0.name == .bias }
    let bias = Edit.parameter(network.address(of: .bias, ofLayer: layer), [index], 0)
    return weights + (hasBias ? [bias] : [])
  }
}

extension Network {
  /// The shape of a convolution's kernel, where its filters have the size of those with names; `nil` elsewhere.
  func shapeOfFilters(ofLayer index: Int) -> Shape? {
    guard layers[index].operation is Conv2D, let kernel = slots[index].first(where: { $0.name == .kernel }),
      kernel.shape.extents.prefix(2) == [NamedFilter.side, NamedFilter.side]
    else { return nil }
    return kernel.shape
  }
}

extension Network {
  /// The place that is held, as it is typed.
  fileprivate func name(of hold: Hold) -> String {
    switch hold.place {
    case .map(let channel): "\(layers[hold.layer].name)[:,:,\(channel)]"
    case .unit(let position): name(of: UnitAddress(layer: hold.layer, position: position))
    }
  }
}

extension Hold {
  /// Whether an activation of a shape has what is held.
  fileprivate func isInside(_ shape: Shape) -> Bool {
    switch place {
    case .map(let channel): shape.rank == 3 && channel < shape.channels
    case .unit(let position): shape.contains(position)
    }
  }

  /// The positions of an activation of a shape that are held.
  fileprivate func positions(in shape: Shape) -> [[Int]] {
    switch place {
    case .unit(let position): [position]
    case .map(let channel):
      (0..<shape[0]).flatMap { row in (0..<shape[1]).map { [row, $0, channel] } }
    }
  }
}
