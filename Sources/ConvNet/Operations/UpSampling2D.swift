public import Tensors

/// Every row and column becomes several: numbers are repeated, or drawn in straight lines between them.
///
/// With s rows for one, `nearest` is out[u] = in[⌊u ÷ s⌋]. For `bilinear` the place of row u in the input is
/// (u + ½) ÷ s − ½; it lies between rows a and b, at a share t of the way:
///
///     out[u] = (1 − t) · in[a] + t · in[b]
///
/// and so for columns, which makes four products. Rows outside the input are its first or its last. Where t is 0 both
/// rows are the same one, as in TensorFlow: what would be multiplied by 0 is not read. Weights are rounded to `Float`,
/// sums once. Source: Keras 3, `keras.layers.UpSampling2D`; TensorFlow, `resize_bilinear_op.cc`, half-pixel centres.
public struct UpSampling2D: KeepingOperation {
  /// How the numbers come about.
  public enum Interpolation: CaseIterable, Sendable {
    /// Each is the nearest of the input.
    case nearest
    /// Each is a mean of the four around it, nearer ones with more weight.
    case bilinear
  }

  /// The most rows and columns that one may become.
  static let largestFactor = 1 << 20

  /// How many rows and columns one becomes.
  public let size: Size2D
  /// How the numbers come about.
  public let interpolation: Interpolation

  /// Makes an enlargement.
  public init(size: Size2D, interpolation: Interpolation = .nearest) {
    self.size = size
    self.interpolation = interpolation
  }

  /// (rows of the input · rows for one, columns likewise, channel).
  ///
  /// - Throws: `LayerFault` where rank or size don't fit.
  public func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs.only()
    guard input.rank == 3 else { throw .rank(expected: 3, found: input) }
    guard min(size.height, size.width) >= 1, max(size.height, size.width) <= Self.largestFactor,
      max(input[0], input[1]) <= .max / Self.largestFactor
    else { throw .argument("size", found: "\(size)") }
    return Shape(input[0] * size.height, input[1] * size.width, input[2])
  }

  /// One, the number that moves, or the four products.
  public func termCount(inputs: [Shape]) -> Int { interpolation == .nearest ? 1 : 4 }

  /// The four products of every number, where numbers are drawn between others.
  public func multiplyAddCount(inputs: [Shape], output: Shape) -> Int {
    interpolation == .nearest ? 0 : 4 * output.count
  }

  /// The enlarged maps.
  public func preActivation(of inputs: [Tensor]) -> Tensor {
    let (input, channels) = (inputs[0], inputs[0].shape[2])
    guard let shape = try? outputShape(of: [input.shape]) else { return input }
    var output: [Float] = []
    output.reserveCapacity(shape.count)
    for u in 0..<shape[0] {
      for v in 0..<shape[1] {
        let taps = taps(atRow: u, column: v, of: input.shape)
        for k in 0..<channels {
          guard interpolation == .bilinear else {
            output.append(input.values[taps[0].place * channels + k])
            continue
          }
          output.append(
            Float(
              taps.reduce(0) { $0 + Double(input.values[$1.place * channels + k]) * Double($1.weight) }))
        }
      }
    }
    return Tensor(shape, output)
  }

  /// The number that moved here, or the products of four numbers by row, then column.
  public func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    let input = inputs[0]
    let terms = taps(atRow: position[0], column: position[1], of: input.shape).map { tap in
      let (row, column) = tap.place.quotientAndRemainder(dividingBy: input.shape[1])
      return Term(
        position: [row, column, position[2]], isOutside: false, input: input[row, column, position[2]],
        weight: tap.weight)
    }
    guard interpolation == .bilinear else { return .moved(from: InputPlace(terms[0].position)) }
    return .weightedSum(WeightedSum(terms: terms, termsPerChannel: 4, bias: nil))
  }

  /// The places that the region's numbers are made of.
  public func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] {
    inputs.map { input in
      output.map { axes in
        [
          places(of: axes[0], factor: size.height, extent: input[0]),
          places(of: axes[1], factor: size.width, extent: input[1]), axes[2],
        ]
      }
    }
  }

  private func places(of stops: RangeSet<Int>, factor: Int, extent: Int) -> RangeSet<Int> {
    RangeSet(
      stops.indices.flatMap { taps(at: $0, factor: factor, extent: extent) }.map { $0.place..<$0.place + 1 })
  }

  /// The places of a map that a number is made of, row · width + column, each with its weight.
  private func taps(atRow row: Int, column: Int, of input: Shape) -> [(place: Int, weight: Float)] {
    let columns = taps(at: column, factor: size.width, extent: input[1])
    return taps(at: row, factor: size.height, extent: input[0]).flatMap { row in
      columns.map { (row.place * input[1] + $0.place, Float(row.share * $0.share)) }
    }
  }

  /// The places along one axis, with the share of each.
  ///
  /// The place ((2·stop + 1) − factor) ÷ (2·factor) is split into whole number and rest without rounding.
  private func taps(at stop: Int, factor: Int, extent: Int) -> [(place: Int, share: Double)] {
    guard interpolation == .bilinear else { return [(stop / factor, 1)] }
    let (whole, rest) = (2 * stop + 1 + factor).quotientAndRemainder(dividingBy: 2 * factor)
    let share = Double(rest) / Double(2 * factor)
    let first = max(whole - 1, 0)
    let second = min(rest == 0 ? whole - 1 : whole, extent - 1)
    return [(min(first, extent - 1), 1 - share), (second, share)]
  }
}
