public import Tensors

/// One change of what a trace is made of.
public enum Edit: Sendable {
  /// Numbers of the picture, by their positions.
  case pixels([[Int]: Float])
  /// The whole picture.
  case picture(Tensor)
  /// One number of a parameter, by its position.
  case parameter(ParameterAddress, [Int], Float)
  /// A whole parameter.
  case parameterTensor(ParameterAddress, Tensor)
  /// All parameters; behind a fault, where no shape says what is missing, those that aren't given stay.
  case parameters(Parameters)
  /// A map or a unit is held at a number, whatever its layer computes.
  case hold(Hold)
  /// A layer does something else; parameters that it doesn't read any more are dropped.
  case operation(layer: Int, any Operation)
}

/// Why a trace can't be edited.
public enum EditError: Error, Equatable, Sendable {
  /// There is no such number of the picture, or of a layer.
  case noUnit(UnitAddress)
  /// There is no such layer behind the input.
  case noLayer(Int)
  /// There is nothing that could be held so.
  case noPlace(Hold)
  /// There is no such parameter.
  case noParameter(ParameterAddress)
  /// A parameter of a shape has no number at a position.
  case noNumber(ParameterAddress, shape: Shape, position: [Int])
  /// The picture has another shape than the network's input.
  case picture(expected: Shape, found: Shape)
  /// The parameters are not those that the layers read.
  case parameters(ParameterError)
  /// The activations take more memory than allowed.
  case network(NetworkError)
}

extension Trace {
  /// The trace after edits, which are made one after the other, each on what those before it made: the same as after
  /// one of them, then after the next.
  ///
  /// Only whether parameters fit, and whether what is held is there, is asked when all are made, so that an operation and
  /// its parameters come together.
  /// The tensors of all layers that don't depend on the edits are kept, and share their memory. Where a layer's shapes
  /// don't fit any more, the trace ends before it, and has the fault; what was meant behind it is kept, and comes back
  /// with the edit that mends the fault.
  ///
  /// - Throws: `EditError` for the first edit that can't be made.
  public func after(_ edits: [Edit], memoryLimit: Int = .max) throws(EditError) -> Trace {
    guard let trace = try after(edits, memoryLimit: memoryLimit, goesOn: { true }) else {
      preconditionFailure("a pass that goes on to its end has no end")
    }
    return trace
  }

  /// The trace after edits; before each layer, and between pieces of its work, it is asked whether to go on, `nil` where
  /// not.
  ///
  /// - Throws: `EditError` for the first edit that can't be made.
  public func after(
    _ edits: [Edit], memoryLimit: Int = .max, goesOn: () -> Bool
  ) throws(EditError) -> Trace? {
    var draft = TraceDraft(self, memoryLimit: memoryLimit)
    for edit in edits { try draft.make(edit) }
    return try draft.trace(goesOn: goesOn)
  }
}

/// A network after edits, without a picture.
public struct EditedNetwork: Equatable, Sendable {
  /// The network with its parameters; where it ends at a fault its first layers.
  public let trained: TrainedNetwork
  /// The numbers that stand in place of computed ones, in the order in which they were put there.
  public let holds: [Hold]
  /// Why the network ends where it does; `nil` where it ends as it was meant to.
  public let fault: NetworkError?
}

extension TrainedNetwork {
  /// The network after edits, which are those of a trace of it that `Trace.after` makes; no layer is computed.
  ///
  /// Pictures among the edits are checked, and lead to nothing.
  ///
  /// - Throws: `EditError` for the first edit that can't be made.
  public func after(_ edits: [Edit], memoryLimit: Int = .max) throws(EditError) -> EditedNetwork {
    let picture = Tensor(network.inputShape)
    var draft = TraceDraft(
      Trace(self, activations: [picture], preActivations: [picture]), memoryLimit: memoryLimit)
    for edit in edits { try draft.make(edit) }
    return try draft.edited()
  }
}
