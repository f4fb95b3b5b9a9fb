import CKernels
import Tensors

/// The threads of a `FastPass`, and room for each.
///
/// They sleep where there has been no work for some tens of microseconds.
final class FastTeam {
  /// How many threads there are, the caller's among them.
  let count: Int
  /// Room for each thread.
  private(set) var scratch: [UnsafeMutablePointer<Float>] = []

  private let team: OpaquePointer?
  private var buffers: [FastBuffer] = []

  /// Forms a team of so many threads; of fewer where the system gives no more.
  init(count: Int) {
    team = count > 1 ? cnn_team_create(Int32(clamping: count)) : nil
    self.count = team.map { Int(cnn_team_size($0)) } ?? 1
  }

  deinit {
    if let team { cnn_team_destroy(team) }
  }

  /// Makes room of so many numbers for each thread, where there is less.
  func reserveScratch(_ count: Int) {
    guard buffers.first.map({ $0.count < count }) ?? true else { return }
    buffers = (0..<self.count).map { _ in FastBuffer(count: count) }
    scratch = buffers.map(\.start)
  }

  /// Has so many pieces of an item done by whichever thread is free; returns when all are done.
  func divide(
    _ item: Int, into pieces: Int, _ context: UnsafeMutableRawPointer,
    _ work: @convention(c) (UnsafeMutableRawPointer?, cnn_piece) -> Void
  ) {
    if let team, pieces > 1 {
      cnn_team_divide(team, Int32(pieces), work, context, item)
    } else {
      work(context, cnn_piece(item: item, piece: 0, pieces: 1, thread: 0))
    }
  }
}

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

  /// Makes a buffer of some numbers.
  convenience init(_ numbers: [Float]) {
    self.init(count: numbers.count)
    start.update(from: numbers, count: numbers.count)
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
