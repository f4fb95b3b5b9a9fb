public import ConvNet
public import Tensors

extension Input: NotatedOperation {
  /// Not that of the function which makes it in code.
  public static let className = "InputLayer"

  /// The code `Input((32, 32, 3))`; `Input((3, 32, 32))` where the code has channels first.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    let written = isChannelsFirst ? Shape(shape[2], shape[0], shape[1]) : shape
    let type = integerType.map { [ListingToken("dtype='\($0)'")] } ?? []
    return ListingToken.call("Input", [[ListingToken("\(written)", .inputShape)], type])
  }
}

extension Flatten: NotatedOperation {
  /// The code `Flatten()`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] { ListingToken.call(className, []) }
}

extension Reshape: NotatedOperation {
  /// The code `Reshape((4, 4, -1))`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    ListingToken.call(className, [[ListingToken(ListingToken.tuple(targetShape), .targetShape)]])
  }
}

extension Permute: NotatedOperation {
  /// The code `Permute((2, 1, 3))`: the first axis behind the batch's is 1.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    ListingToken.call(className, [[ListingToken(ListingToken.tuple(axes.map { $0 + 1 }), .axis)]])
  }
}

extension ZeroPadding2D: NotatedOperation {
  /// The code `ZeroPadding2D(1)`, `ZeroPadding2D(((0, 1), (0, 1)))`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    ListingToken.call(className, [[ListingToken("\(border)", .border)]])
  }
}

extension Cropping2D: NotatedOperation {
  /// The code `Cropping2D(1)`, `Cropping2D(((0, 1), (0, 1)))`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] {
    ListingToken.call(className, [[ListingToken("\(border)", .cropping)]])
  }
}

extension Concatenate: NotatedOperation {
  /// The code `Concatenate()`, with the axis where it is not the last.
  public func listing(reading inputs: [Shape]) -> [ListingToken] { code(axis: inputs.first.kerasAxis(axis)) }

  /// The same with an axis in Keras's numbers: the batch's is 0, and negative ones count from the end.
  public func code(axis: Int) -> [ListingToken] {
    ListingToken.call(className, [ListingToken.axis(axis)])
  }
}

extension MergeLayer: NotatedOperation {
  /// The name of the first of the classes.
  public static let className = Merge.Operation.add.className

  /// The name of the class, by what is done.
  public var className: String { operation.className }

  /// The code `Add()`.
  public func listing(reading inputs: [Shape]) -> [ListingToken] { ListingToken.call(className, []) }
}

extension Merge.Operation {
  /// The name of the class, which that of the case is made from.
  public var className: String {
    KerasNotation.className(ofCase: "\(self)")
  }
}
