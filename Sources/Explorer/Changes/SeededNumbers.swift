import ConvNet
import Tensors

/// Random numbers, the same for the same seed on every machine.
///
/// Source: SplitMix64; Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct SeededNumbers {
  private var state: UInt64

  /// Begins the sequence of a seed.
  init(seed: UInt64) {
    state = seed
  }

  /// Begins the sequence that one of many has for itself, so that each is the same whichever others are asked for.
  init(seed: UInt64, part: Int) {
    var seeds = SeededNumbers(seed: seed)
    for _ in 0..<part { _ = seeds.next() }
    state = seeds.next()
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number from 0 to 1, 1 not among them.
  mutating func nextFloat() -> Float { Float(next() >> 40) / Float(1 << 24) }

  /// A whole number from 0 on, below a count.
  ///
  /// - Precondition: The count is positive.
  mutating func nextIndex(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// The seed that a text stands for, such as a student's number: of texts that differ in a letter quite another one.
  ///
  /// Source: FNV-1a, 64 bits; Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm", RFC 9923.
  static func seed(ofText text: String) -> UInt64 {
    let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    var numbers = SeededNumbers(seed: hash)
    return numbers.next()
  }
}

extension ParameterSlot {
  /// What a tensor is before a network learns: kernels Glorot-uniform, factors 1, all that is added 0.
  ///
  /// `nil` for what isn't learned but measured before: means and variances of the pictures. Source: `keras.initializers`,
  /// `GlorotUniform`, whose fans count the window's places for each channel.
  func start(_ numbers: inout SeededNumbers) -> Tensor? {
    switch name {
    case .kernel: return glorotUniform(&numbers)
    case .gamma, .movingVariance: return Tensor(shape, repeating: 1)
    case .mean, .variance: return nil
    default: return Tensor(shape)
    }
  }

  private func glorotUniform(_ numbers: inout SeededNumbers) -> Tensor {
    let extents = shape.extents
    let places = extents.dropLast(2).reduce(1, *)
    let fans = extents.suffix(2).reduce(0) { $0 + $1 * places }
    let limit = (6 / Float(max(1, fans))).squareRoot()
    return Tensor(shape, (0..<shape.count).map { _ in limit * (2 * numbers.nextFloat() - 1) })
  }
}
