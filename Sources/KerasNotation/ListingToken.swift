internal import ConvNet
internal import Tensors

/// A piece of a layer's code in the listing, and what it governs.
public struct ListingToken: Hashable, Sendable {
  /// What an argument decides.
  public enum Meaning: Hashable, Sendable {
    /// The extents of the input.
    case inputShape
    /// The number of channels, or of numbers, that come in.
    case inputChannels
    /// The number of filters, so of feature maps.
    case filters
    /// The number of units.
    case units
    /// The window: a kernel's or a pooling window's size.
    case window
    /// How far the window moves at a time.
    case strides
    /// What happens at the border.
    case padding
    /// The activation function.
    case activationFunction
    /// Whether a bias is added.
    case bias
    /// How far apart the places lie that the window reads.
    case dilation
    /// Into how many groups the channels are divided.
    case groups
    /// How many filters there are for each channel of the input.
    case depthMultiplier
    /// Whether axes of which one place is left are kept.
    case keptAxes
    /// How many rows and columns are put around the input.
    case border
    /// How many rows and columns are cut off the input.
    case cropping
    /// How many rows and columns one becomes.
    case enlargement
    /// How the numbers between those of the input come about.
    case interpolation
    /// The axes that the layer works along.
    case axis
    /// The extents of the output.
    case targetShape
    /// Which indices of the axes are kept.
    case part
    /// The share of numbers that are dropped, or the strength of the noise, while the network is trained.
    case rate
    /// What the numbers are multiplied by.
    case scale
    /// What is added to the numbers.
    case offset
    /// The mean and the variance that the code gives.
    case statistics
    /// In which order the file has the axes of its maps.
    case dataFormat
    /// What keeps a division from being one by 0.
    case epsilon
  }

  /// The characters as they stand in the code.
  public let text: String
  /// What they decide; `nil` for names and punctuation.
  public let meaning: Meaning?

  /// Makes a token.
  public init(_ text: String, _ meaning: Meaning? = nil) {
    self.text = text
    self.meaning = meaning
  }

  /// The tokens of a call: the class's name, its arguments in order, but for those without tokens, commas between them.
  public static func call(_ name: String, _ arguments: [[ListingToken]]) -> [ListingToken] {
    let given = arguments.filter { !$0.isEmpty }.joined(separator: [ListingToken(", ")])
    return [ListingToken(name + "(")] + given + [ListingToken(")")]
  }

  /// The tokens of an argument given by name; none where the value is the default, `nil`.
  public static func named(_ name: String, _ value: String?, _ meaning: Meaning?) -> [ListingToken] {
    value.map { [ListingToken(name + "="), ListingToken($0, meaning)] } ?? []
  }

  /// The tokens of an axis in Keras's numbers: the batch's is 0, and negative ones count from the end; none for the
  /// last, which is the default.
  static func axis(_ axis: Int) -> [ListingToken] { named("axis", axis == -1 ? nil : "\(axis)", .axis) }

  /// The tokens that name strides, a padding, a dilation, groups, an activation function and a missing bias, where
  /// they differ from Keras's defaults.
  static func options(
    strides: String?, padding: String? = nil, depthMultiplier: String? = nil, dilation: String? = nil,
    groups: String? = nil, activationFunction: ActivationFunction, usesBias: Bool
  ) -> [[ListingToken]] {
    let function = activationFunction == .linear ? nil : activationFunction.kerasCode
    return [
      named("strides", strides, .strides), named("padding", padding, .padding),
      named("depth_multiplier", depthMultiplier, .depthMultiplier),
      named("dilation_rate", dilation, .dilation), named("groups", groups, .groups),
      named("activation", function, .activationFunction), named("use_bias", usesBias ? nil : "False", .bias),
    ]
  }
}

extension ListingToken {
  /// A number as Python writes it; the inverse of a whole number, or of half of one, as a division: `1/255`.
  public static func python(_ number: Double) -> String {
    let text = number.description
    let divisor = (2 / number).rounded() / 2
    guard text.count > 8, divisor.magnitude < 1e6, 1 / divisor == number else {
      // What is a `Float` needs no more digits than tell it from others of these.
      return Double(Float(number)) == number && text.count > 8 ? Float(number).description : text
    }
    return "1/" + (divisor == divisor.rounded() ? "\(Int(divisor))" : "\(divisor)")
  }

  /// Numbers as Python writes a tuple: `(1, 2)`, `(1,)`.
  static func tuple(_ numbers: [Int]) -> String {
    let list = numbers.map(String.init).joined(separator: ", ")
    return numbers.count == 1 ? "(\(list),)" : "(\(list))"
  }
}

extension Constant {
  /// The numbers as Python writes them: `1/255`, `[0.5, 0.25]`.
  var python: String { python(extents: shape.extents[...], values[...]) }

  /// The same, of many numbers the first, the second and the last: `[0.5, 0.25, …, 4.0]`.
  var shortPython: String {
    guard values.count > 4, let last = values.last else { return python }
    let ends = [values[0], values[1]].map(ListingToken.python) + ["…", ListingToken.python(last)]
    return "[" + ends.joined(separator: ", ") + "]"
  }

  private func python(extents: ArraySlice<Int>, _ values: ArraySlice<Double>) -> String {
    guard let extent = extents.first else { return values.first.map(ListingToken.python) ?? "" }
    let step = extents.dropFirst().reduce(1, *)
    let elements = (0..<extent).map { index in
      let start = values.startIndex + index * step
      return python(extents: extents.dropFirst(), values[start..<start + step])
    }
    return "[" + elements.joined(separator: ", ") + "]"
  }
}
