internal import ConvNet
import Synchronization
internal import Tensors

/// What changes have read of files, which is kept: a file that is replaced, or is gone, makes no number another one
/// without a word.
public final class ReadFiles: Sendable {
  private let weights = Mutex<[String: TrainedNetwork]>([:])
  private let pictures = Mutex<[String: Tensor]>([:])

  /// Nothing is read yet.
  public init() {}

  /// The network of a file, which is read once.
  func weights(of file: String, read: () throws(CommandError) -> TrainedNetwork) throws(CommandError)
    -> TrainedNetwork
  {
    if let known = weights.withLock({ $0[file] }) { return known }
    let network = try read()
    weights.withLock { $0[file] = network }
    return network
  }

  /// The samples of a file's picture, which is read once.
  func picture(of file: String, read: () throws(CommandError) -> Tensor) throws(CommandError) -> Tensor {
    if let known = pictures.withLock({ $0[file] }) { return known }
    let samples = try read()
    pictures.withLock { $0[file] = samples }
    return samples
  }
}
