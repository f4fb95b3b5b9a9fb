public import Tensors

/// Evidence by occlusion: how a number of the output changes when a square of the picture is covered, place by place.
///
///     change[row, column] = quantity(picture with the square around (row, column) covered) − quantity(picture)
///
/// Samples are covered, in 0…1, before anything is done to them that the network needs. A cover is a picture too: the
/// change depends on what is put there, and says nothing of what would be without the pixels. Passes are those of
/// `FastPass`, whose sums grow in `Float`. One sweep belongs to one task at a time.
public final class OcclusionSweep {
  /// The number that changes.
  public let quantity: EvidenceQuantity
  /// The side of the square.
  public let side: Int
  /// The number of the picture without a cover.
  public let base: Double

  private let pass: FastPass
  private let shape: Shape
  /// What the network reads of the picture.
  private let input: Tensor
  /// What it reads of each fill.
  private let colours: [OcclusionFill: [Float]]

  /// Prepares passes of a network, some numbers of which are held, on a picture's samples, (height, width, channel) in
  /// 0…1.
  ///
  /// - Throws: `EvidenceError` where the network reads no such pictures, its output is no line of logits with these
  ///   classes, the side is not odd and positive, or the quantity of the picture is NaN or ±∞.
  public init(
    _ trained: TrainedNetwork, samples: Tensor, _ preprocessing: Preprocessing = Preprocessing(),
    holding holds: [Hold] = [], side: Int = 5, of quantity: EvidenceQuantity
  ) throws(EvidenceError) {
    try trained.network.check(quantity, samples.shape, side: side)
    self.quantity = quantity
    self.side = side
    shape = samples.shape
    input = preprocessing.input(samples)
    colours = Dictionary(
      uniqueKeysWithValues: OcclusionFill.allCases.map { fill in
        let colour = Tensor(Shape(1, 1, samples.shape[2]), fill.samples(of: samples))
        return (fill, preprocessing.input(colour).values)
      })
    pass = FastPass(trained, holding: holds)
    guard (try? pass.run(on: input)) != nil, let logits = pass.logits else {
      throw .picture(expected: trained.network.inputShape, found: samples.shape)
    }
    base = quantity.value(of: logits)
    guard base.isFinite else { throw .notFinite(base) }
  }

  /// How many places there are.
  public var placeCount: Int { shape[0] * shape[1] }

  /// The change when the square around a place, row · width + column, is covered, rounded to `Float`.
  ///
  /// - Precondition: There is such a place.
  public func change(atPlace place: Int, _ fill: OcclusionFill) -> Float {
    covering(place, fill) {
      pass.run(from: 0)
      return Float((pass.logits.map { quantity.value(of: $0) } ?? .nan) - base)
    }
  }

  /// The changes at all places, (height, width), row by row; before each place it is asked, by how many are known,
  /// whether to go on, `nil` where not.
  public func changes(_ fill: OcclusionFill, goesOn: (Int) -> Bool = { _ in true }) -> Plane? {
    var changes: [Float] = []
    changes.reserveCapacity(placeCount)
    for place in 0..<placeCount {
      guard goesOn(place) else { return nil }
      changes.append(change(atPlace: place, fill))
    }
    return Plane(height: shape[0], width: shape[1], values: changes)
  }

  /// What the network reads while the square around a place is covered.
  func input(coveredAtPlace place: Int, _ fill: OcclusionFill) -> Tensor {
    covering(place, fill) { pass.preActivation(ofLayer: 0) }
  }

  /// Does something while the square around a place is covered.
  private func covering<Result>(_ place: Int, _ fill: OcclusionFill, do work: () -> Result) -> Result {
    let square = OcclusionSquare(side: side, row: place / shape[1], column: place % shape[1], of: shape)
    let (pixels, colour) = (square.pixels(in: shape), colours[fill] ?? [])
    for pixel in pixels { put(pixel) { colour[$0] } }
    defer {
      for pixel in pixels { put(pixel) { self.input.values[pixel + $0] } }
    }
    return work()
  }

  /// Changes the channels of a pixel, whose first one has an index in memory.
  private func put(_ pixel: Int, _ number: (Int) -> Float) {
    let (row, column) = (pixel / shape[2]).quotientAndRemainder(dividingBy: shape[1])
    for channel in 0..<shape[2] { pass.setInput(number(channel), at: [row, column, channel]) }
  }
}

extension Network {
  fileprivate func check(_ quantity: EvidenceQuantity, _ picture: Shape, side: Int) throws(EvidenceError) {
    guard inputShape.rank == 3, [1, 3].contains(inputShape[2]) else { throw .noPictures(inputShape) }
    guard picture == inputShape else { throw .picture(expected: inputShape, found: picture) }
    guard outputShape.rank == 1, quantity.classes.allSatisfy((0..<outputShape[0]).contains) else {
      throw .noLogits(outputShape)
    }
    guard side >= 1, !side.isMultiple(of: 2) else { throw .side(side) }
  }
}

/// Why there is no evidence.
public enum EvidenceError: Error, Equatable, Sendable {
  /// The network does not read pictures of one channel or three.
  case noPictures(Shape)
  /// The picture has another shape than the network's input.
  case picture(expected: Shape, found: Shape)
  /// The output is no line of logits, or has no such class.
  case noLogits(Shape)
  /// The side of the square is not odd and positive.
  case side(Int)
  /// The number whose changes are sought is NaN or ±∞.
  case notFinite(Double)
}
