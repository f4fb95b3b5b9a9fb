import Tensors

/// The ways on which the numbers of a picture go from a network's input through layers that keep their range or do
/// arithmetic with constants.
///
/// What arithmetic does is found by doing it: with pictures that are black, and full in each of the ranges. A picture
/// that is the same everywhere stays so in all that keeps the range, and in arithmetic with one constant, or with one a
/// channel: so it is one number, or one a channel, and is written out only where the constants differ from place to
/// place. That is at most three times what a pass of the layer takes, and is kept until its last reader has it.
struct RangeTrails {
  /// The place up to which arithmetic was followed.
  struct End {
    /// The layers that did it, in order.
    let layers: [Int]
    /// Whether the last of them normalises.
    let isNormalised: Bool
    /// What it makes of each of the ranges, by their upper ends; of those that count.
    let candidates: [(upper: Double, image: RangeImage)]
  }

  /// What is known of a layer whose numbers still come of the picture's in a known way.
  private struct Trail {
    /// The layers that did arithmetic, in order.
    var layers: [Int] = []
    /// What became of the pictures, with extents of 1 for axes along which they are the same everywhere; none behind
    /// the last reader.
    var images: [Tensor]
    /// What became of the ranges.
    var candidates: [(upper: Double, image: RangeImage)] = []
  }

  /// The samples of the pictures that are followed: black, and full in 0…1 and in 0…255.
  private static let samples: [Float] = [0, 1, 255]

  /// The places where the ways with arithmetic end.
  private(set) var ends: [End] = []
  /// What is known of each layer; `nil` behind an end.
  private var trails: [Trail?]
  private let trained: TrainedNetwork
  private var network: Network { trained.network }

  /// Follows all ways of a network.
  init(_ trained: TrainedNetwork) {
    self.trained = trained
    let network = trained.network
    let ones = network.inputShape.keeping([])
    trails = [Trail(images: Self.samples.map { Tensor(ones, repeating: $0) })]
    let lastReaders = network.lastReaders
    var isFollowed = lastReaders.map { $0 != nil }
    for layer in network.layers.indices.dropFirst() {
      let endCount = ends.count
      trails.append(trail(through: layer))
      let inputs = network.layers[layer].inputs
      // A normalisation is an end itself: what it reads is none.
      if trails[layer] == nil, ends.count == endCount { for input in inputs { isFollowed[input] = false } }
      for input in inputs where lastReaders[input] == layer { trails[input]?.images = [] }
    }
    for (trail, isFollowed) in zip(trails, isFollowed) {
      guard let trail, !isFollowed, !trail.layers.isEmpty else { continue }
      ends.append(End(layers: trail.layers, isNormalised: false, candidates: trail.candidates))
    }
  }

  /// What is known behind a layer; a normalisation that changes anything is an end.
  private mutating func trail(through layer: Int) -> Trail? {
    let known = network.layers[layer].inputs.map { trails[$0] }
    let inputs = known.compactMap(\.self)
    guard inputs.count == known.count else { return nil }
    let operation = network.layers[layer].operation
    let parameters = trained.parameters(ofLayer: layer)
    switch operation.rangeStep(parameters) {
    case .end: return nil
    case .keep: return kept(by: operation, parameters, layer, inputs)
    case .arithmetic: return computed(by: operation, parameters, layer, inputs[0])
    case .normalisation(let normalisation, let own):
      let trail = computed(by: normalisation, own, layer, inputs[0])
      guard trail.layers.last == layer else { return trail }
      ends.append(End(layers: trail.layers, isNormalised: true, candidates: trail.candidates))
      return nil
    }
  }

  /// What is known behind a layer that keeps the range.
  private func kept(
    by operation: any Operation, _ parameters: LayerParameters, _ layer: Int, _ inputs: [Trail]
  ) -> Trail {
    let shapes = network.inputShapes(ofLayer: layer)
    var trail = inputs[0]
    trail.layers = Set(inputs.flatMap(\.layers)).sorted()
    if inputs.allSatisfy({ $0.images == trail.images && $0.images[0].shape.count == 1 }) {
      // One number stands for all, wherever they move.
      let ones = network.shapes[layer].keeping([])
      trail.images = trail.images.map { Tensor(ones, $0.values) }
      return trail
    }
    let isOneAPlace = zip(inputs, shapes).allSatisfy { $0.images[0].shape == $1 }
    if inputs.count == 1, !isOneAPlace, !operation.movesChannels { return trail }
    trail.images = run(
      operation, parameters, on: zip(inputs, shapes).map { $0.images.map(expanding(to: $1)) })
    trail.candidates = candidates(trail.images)
    return trail
  }

  /// What is known behind arithmetic; what changes nothing is passed over.
  private func computed(
    by operation: any Operation, _ parameters: LayerParameters, _ layer: Int, _ input: Trail
  ) -> Trail {
    let whole = network.inputShapes(ofLayer: layer)[0]
    let shapes = [input.images[0].shape, whole.keeping([whole.rank - 1]), whole]
    // The first in which the constants fit.
    let shape = shapes.first { accepts($0, operation, parameters) } ?? whole
    let images = input.images.map(expanding(to: shape))
    let results = run(operation, parameters, on: [images])
    guard results != images else { return input }
    return Trail(
      layers: input.layers + [layer], images: results, candidates: candidates(results))
  }

  /// Whether an operation with its parameters works on a shape, and keeps it.
  private func accepts(_ shape: Shape, _ operation: any Operation, _ parameters: LayerParameters) -> Bool {
    guard (try? operation.outputShape(of: [shape])) == shape,
      let slots = try? operation.parameterSlots(for: [shape])
    else { return false }
    return slots.allSatisfy { parameters.tensors[$0.name]?.shape == $0.shape }
  }

  /// What an operation makes of the pictures, which stand input by input.
  private func run(
    _ operation: any Operation, _ parameters: LayerParameters, on inputs: [[Tensor]]
  ) -> [Tensor] {
    Self.samples.indices.map { picture in
      operation.preActivation(of: inputs.map { $0[picture] }, parameters)
    }
  }

  /// Writes out a tensor with extents of 1 in a shape.
  private func expanding(to shape: Shape) -> (Tensor) -> Tensor {
    { Tensor(shape, Broadcast($0.shape, over: shape)?.expanded($0.values) ?? $0.values) }
  }

  /// What becomes of the ranges, of those that count.
  private func candidates(_ images: [Tensor]) -> [(upper: Double, image: RangeImage)] {
    Self.samples.indices.dropFirst().compactMap { index in
      RangeImage(images[0], images[index]).map { (upper: Double(Self.samples[index]), image: $0) }
    }
  }
}

extension Operation {
  /// Whether numbers can come into another channel.
  fileprivate var movesChannels: Bool {
    switch self {
    case is Flatten, is Reshape, is Permute, is Slice, is Stack: true
    default: false
    }
  }
}

extension RangeTrails.End {
  /// The better of the ranges; `nil` where none counts.
  var choice: (upper: Double, arithmetic: RangeArithmetic)? {
    let best = candidates.min {
      $0.image.distance(isNormalised: isNormalised) < $1.image.distance(isNormalised: isNormalised)
    }
    return best.map {
      ($0.upper, RangeArithmetic(layers: layers, lower: $0.image.lower, upper: $0.image.upper))
    }
  }
}

extension Network {
  /// The last of the layers that read each layer; `nil` where none does.
  fileprivate var lastReaders: [Int?] {
    var readers = [Int?](repeating: nil, count: layers.count)
    for (index, layer) in layers.enumerated() {
      for input in layer.inputs { readers[input] = index }
    }
    return readers
  }
}
