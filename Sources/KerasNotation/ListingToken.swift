internal import ConvNet

/// A piece of a layer's code in the listing, and what it governs.
public struct ListingToken: Hashable, Sendable {
  /// What an argument decides.
  public enum Meaning: Hashable, Sendable {
    /// The extents of the input.
    case inputShape
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

  /// The tokens of a call: the class's name, its arguments in order, commas between them.
  public static func call(_ name: String, _ arguments: [[ListingToken]]) -> [ListingToken] {
    var tokens = [ListingToken(name + "(")]
    for (index, argument) in arguments.enumerated() {
      if index > 0 { tokens.append(ListingToken(", ")) }
      tokens += argument
    }
    return tokens + [ListingToken(")")]
  }

  /// The tokens of an argument given by name.
  static func named(_ name: String, _ value: String, _ meaning: Meaning) -> [ListingToken] {
    [ListingToken(name + "="), ListingToken(value, meaning)]
  }

  /// The tokens that name strides, a padding, a dilation, groups, an activation function and a missing bias, where
  /// they differ from Keras's defaults.
  static func options(
    strides: String?, padding: String? = nil, depthMultiplier: String? = nil, dilation: String? = nil,
    groups: String? = nil, activationFunction: ActivationFunction, usesBias: Bool
  ) -> [[ListingToken]] {
    var options: [[ListingToken]] = []
    if let strides { options.append(named("strides", strides, .strides)) }
    if let padding { options.append(named("padding", padding, .padding)) }
    if let depthMultiplier { options.append(named("depth_multiplier", depthMultiplier, .depthMultiplier)) }
    if let dilation { options.append(named("dilation_rate", dilation, .dilation)) }
    if let groups { options.append(named("groups", groups, .groups)) }
    if activationFunction != .linear {
      options.append(named("activation", activationFunction.kerasCode, .activationFunction))
    }
    if !usesBias { options.append(named("use_bias", "False", .bias)) }
    return options
  }
}

extension ListingToken {
  /// A number as Python writes it: `3`.
  static func python(_ number: Int) -> String { "\(number)" }

  /// A number as Python writes it: `6.0`, `1e-05`.
  static func python(_ number: Float) -> String { number.description }

  /// A number as Python writes it; the inverse of a whole number, or of half of one, as a division: `1/255`.
  static func python(_ number: Double) -> String {
    let text = number.description
    let divisor = (2 / number).rounded() / 2
    guard text.count > 8, divisor.magnitude < 1e6, 1 / divisor == number else { return text }
    return "1/" + (divisor == divisor.rounded() ? "\(Int(divisor))" : "\(divisor)")
  }

  /// Numbers as Python writes a list: `[1, 2]`.
  static func python(_ numbers: [Int]) -> String { "[" + numbers.map(python).joined(separator: ", ") + "]" }

  /// Numbers as Python writes a tuple: `(1, 2)`, `(1,)`.
  static func tuple(_ numbers: [Int]) -> String {
    let list = numbers.map(python).joined(separator: ", ")
    return numbers.count == 1 ? "(\(list),)" : "(\(list))"
  }

  /// Axes as Keras takes them: one as a number, several as a list.
  static func axes(_ axes: [Int]) -> String { axes.count == 1 ? python(axes[0]) : python(axes) }
}
