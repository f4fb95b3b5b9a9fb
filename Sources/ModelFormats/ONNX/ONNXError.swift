/// Why an ONNX file can't be read, or can't be run.
///
/// The cases carry data; the words for them are made in one place, in `Workbench`. Names and values come from the file
/// as they are.
public enum ONNXError: Error, Equatable, Sendable {
  // The file.

  /// The bytes contradict the format, or end too early.
  case damaged
  /// There are more nodes, tensors and names than is sensible.
  case tooLarge(limit: Int)
  /// The file has no graph.
  case noGraph
  /// The operators are those of a version that is not known: of one domain.
  case version(found: Int, known: ClosedRange<Int>)

  // Its graph.

  /// Nodes whose operators can't be run: all of them.
  case operators([ONNXOperator])
  /// A node has an attribute with a value that can't be run.
  case attribute(ONNXOperator, attribute: String, value: String)
  /// A node reads something, or in a way, that can't be run.
  case input(ONNXOperator, input: String, ONNXObstacle)
  /// A node gives a second output that another node reads.
  case secondOutput(ONNXOperator, output: String)
  /// A node reads what no node gives.
  case missing(ONNXOperator, value: String)
  /// Two nodes give the same value.
  case givenTwice(value: String)
  /// Nodes read each other in a circle; one of them.
  case circle(ONNXOperator)
  /// The graph's output is given by no node.
  case noOutput(String)
  /// The input is no tensor of floats of 32 bits.
  case inputType(input: String, type: String)
  /// The input has a shape that can't be run: more than one picture at a time, or too many axes.
  case inputShape(input: String, shape: String)

  // Its tensors.

  /// A tensor has numbers of a type that is not read.
  case tensorType(tensor: String, type: String)
  /// A tensor has another number of numbers than its extents say.
  case tensorLength(tensor: String)
  /// A tensor has numbers of 64 bits that 32 bits can't hold.
  case precision(tensor: String)
  /// A tensor's numbers are in a file that isn't there, is too short, or can't be read.
  case external(tensor: String, file: String)
  /// A tensor's numbers are in a file outside of the model's folder.
  case outside(tensor: String, file: String)
  /// A tensor of constants is larger than is sensible.
  case constantTooLarge(node: String, limit: Int)
  /// The file has sparse tensors.
  case sparse
}

/// A node of a graph, as far as errors name it.
public struct ONNXOperator: Hashable, Sendable {
  /// The node's name, or that of what it gives.
  public let node: String
  /// Its operator.
  public let name: String
  /// The domain of the operator, empty for ONNX's own.
  public let domain: String

  /// Makes the note of a node.
  public init(node: String, name: String, domain: String = "") {
    self.node = node
    self.name = name
    self.domain = domain
  }
}

/// What keeps a node from being run on what it reads.
public enum ONNXObstacle: Equatable, Sendable {
  /// The value has to be given by the file, but is computed.
  case computed
  /// The value has to be computed, but is given by the file.
  case given
  /// The value has extents that the operator can't take, or that are not run.
  case shape(String)
  /// The value is missing.
  case missing
  /// The value is not one of those with which the operator can be run.
  case value(String)
}
