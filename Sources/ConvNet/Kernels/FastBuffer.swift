import CKernels
import Tensors

/// Numbers in memory that stay where they are.
final class FastBuffer {
  /// The first number.
  let start: UnsafeMutablePointer<Float>
  /// How many there are; some more behind them can be read and written.
  let count: Int

  /// Makes a buffer of zeros.
  init(count: Int) {
    self.count = count
    let all = count + CNN_SLACK
    let bytes = all * MemoryLayout<Float>.stride
    start = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .initializeMemory(as: Float.self, repeating: 0, count: all)
  }

  /// A copy of the numbers.
  var numbers: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// Takes over the numbers of a tensor of the same count.
  func take(_ tensor: Tensor) {
    tensor.values.withUnsafeBufferPointer { values in
      if let first = values.baseAddress { start.update(from: first, count: min(count, values.count)) }
    }
  }

  deinit {
    UnsafeMutableRawPointer(start).deallocate()
  }
}
