import CKernels
import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// Kernels beside the definitions that they compute, on every instruction set that the processor has.
enum ExactChecks {
  private static let processors = [CNN_PLAIN, CNN_AVX2, CNN_AVX512]

  /// Numbers of all sizes: small and large, zeros of both signs, and what is less than the smallest normal number.
  static func mixed(_ shape: Shape, _ generator: inout SeededGenerator) -> Tensor {
    let odd: [Float] = [0, -0.0, Float(bitPattern: 700), -3e38, 1, -1, .leastNonzeroMagnitude, 7e-20]
    let values = (0..<shape.count).map { _ in
      Int.random(in: 0..<8, using: &generator) == 0
        ? odd[Int.random(in: 0..<odd.count, using: &generator)] : Float.random(in: -2...2, using: &generator)
    }
    return Tensor(shape, values)
  }

  /// Expects the definition's bits of every instruction set that there is, on one thread and on three.
  static func expect(
    _ expected: Tensor, _ what: String, sourceLocation: SourceLocation = #_sourceLocation,
    of compute: (ExactTeam) -> Tensor?
  ) throws {
    defer { cnn_limit_processor(CNN_AVX512) }
    for processor in processors {
      cnn_limit_processor(processor)
      guard cnn_processor_used() == processor else { continue }
      for threads: Int32 in [1, 3] {
        let team: OpaquePointer? = threads > 1 ? cnn_team_create(threads) : nil
        defer { if let team { cnn_team_destroy(team) } }
        let found = try #require(
          compute(ExactTeam(pointer: team)), "\(what)", sourceLocation: sourceLocation)
        #expect(
          found.shape == expected.shape && found.values.elementsEqual(expected.values, by: isSame),
          "\(what), processor \(processor.rawValue), \(threads) threads", sourceLocation: sourceLocation)
      }
    }
  }

  /// Whether numbers have the same bits; any NaN is any other.
  static func isSame(_ one: Float, _ other: Float) -> Bool {
    one.bitPattern == other.bitPattern || (one.isNaN && other.isNaN)
  }
}
