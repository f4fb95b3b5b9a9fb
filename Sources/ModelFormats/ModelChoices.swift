public import ConvNet

/// What a person says of a model that its file leaves open.
public struct ModelChoices: Equatable, Sendable {
  /// The name of the layer whose output is followed, of a file that has several; `nil` for the first.
  public var output: String?
  /// The rows and columns of pictures, where the file's own are open.
  public var inputSize: Size2D?

  /// Makes choices; by default none.
  public init(output: String? = nil, inputSize: Size2D? = nil) {
    self.output = output
    self.inputSize = inputSize
  }
}
