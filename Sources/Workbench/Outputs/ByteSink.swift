/// Takes text and passes it on in pieces, so that a large file is never in memory as a whole.
public struct ByteSink {
  /// Where pieces go; answers with the system's code where one can't be taken.
  private let output: ([UInt8]) -> Int32?
  private let pieceSize: Int
  private var pending: [UInt8] = []
  /// The system's code of the first piece that could not be taken; what comes after it is dropped.
  public private(set) var failure: Int32?

  /// Starts empty; `output` gets pieces of about `pieceSize` bytes.
  public init(pieceSize: Int = 1 << 16, output: @escaping ([UInt8]) -> Int32?) {
    self.output = output
    self.pieceSize = pieceSize
    pending.reserveCapacity(pieceSize + 64)
  }

  /// Takes a text in UTF-8.
  public mutating func write(_ text: some StringProtocol) {
    pending.append(contentsOf: text.utf8)
    if pending.count >= pieceSize { flush() }
  }

  /// Passes on what is left.
  public mutating func flush() {
    if failure == nil, !pending.isEmpty { failure = output(pending) }
    pending.removeAll(keepingCapacity: true)
  }
}
