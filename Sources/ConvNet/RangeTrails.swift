import Tensors

/// The ways on which the numbers of a picture go from a network's input through layers that keep their range or do
/// arithmetic with constants.
///
/// What arithmetic does is found by doing it: with pictures that are black, and full in each of the ranges. A picture
/// that is the same everywhere stays so in all that keeps the range, so nothing is computed before the first
/// arithmetic; and what is computed is kept only until its last reader has it.
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
    /// What became of the pictures; none before the first arithmetic, and behind the last reader.
    var images: [Tensor] = []
    /// What became of the ranges.
    var candidates: [(upper: Double, image: RangeImage)] = []
  }

  /// The samples of the pictures that are followed: black, and full in 0…1 and in 0…255.
  private static let samples: [Float] = [0, 1, 255]

  /// The places where the ways with arithmetic end.
  private(set) var ends: [End] = []
  /// What is known of each layer; `nil` behind an end.
  private var trails: [Trail?] = [Trail()]
  private let network: Network

  /// Follows all ways of a network.
  init(_ network: Network) {
    self.network = network
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
    let kind = network.layers[layer].kind
    switch kind.rangeStep {
    case .end: return nil
    case .keep:
      guard inputs.contains(where: { !$0.layers.isEmpty }) else { return Trail() }
      return trail(of: kind, layer, inputs, isKept: true)
    case .arithmetic: return trail(of: kind, layer, inputs)
    case .normalisation(let normalisation):
      let trail = trail(of: normalisation, layer, inputs)
      guard trail.layers.last == layer else { return trail }
      ends.append(End(layers: trail.layers, isNormalised: true, candidates: trail.candidates))
      return nil
    }
  }

  /// What becomes of the pictures where a kind stands in a layer's place; arithmetic that changes nothing is passed
  /// over.
  private func trail(of kind: any LayerKind, _ layer: Int, _ inputs: [Trail], isKept: Bool = false) -> Trail {
    let read = zip(inputs, network.inputShapes(ofLayer: layer)).map { trail, shape in
      trail.layers.isEmpty ? Self.samples.map { Tensor(shape, repeating: $0) } : trail.images
    }
    let images = Self.samples.indices.map { picture in kind.preActivation(of: read.map { $0[picture] }) }
    if !isKept, images == read.first, let input = inputs.first { return input }
    let layers = Set(inputs.flatMap(\.layers)).sorted() + (isKept ? [] : [layer])
    let candidates = Self.samples.indices.dropFirst().compactMap { index in
      RangeImage(images[0], images[index]).map { (upper: Double(Self.samples[index]), image: $0) }
    }
    return Trail(layers: layers, images: images, candidates: candidates)
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
