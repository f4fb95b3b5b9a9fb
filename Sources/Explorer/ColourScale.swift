public import CellScreen
public import ConvNet
import Tensors

/// How numbers become colours: a ramp from 0, or two arms from 0, linear up to `top`.
///
/// Exact 0 has a colour of its own. Positive numbers start at 12 % of it, so that the smallest is seen; above `top`
/// they have its last colour. Which of the two forms is taken follows the activation function, never the data; only a
/// scale that spans what numbers there are is a ramp whatever their signs.
public struct ColourScale: Equatable, Sendable {
  /// The number at the start of the ramp, which stands for nothing: 0, but of a picture the smallest that a network reads.
  public private(set) var low: Float = 0
  /// The number at the end of the ramp.
  public private(set) var top: Float
  /// The largest number of what the scale was made for.
  public private(set) var maximum: Float
  /// Whether the ramp spans what numbers there are, from `low` on, and only 0 itself has the colour of 0.
  private var spans = false
  /// Whether there are two arms.
  public private(set) var isSigned: Bool
  /// The colours.
  public private(set) var map: ColourMap

  /// Whether numbers below 0 have colours of their own.
  public var showsNegative: Bool { isSigned || low < 0 }

  /// Where positive numbers start on a ramp of 0…255.
  private static let floor = Double(ColourMap.floor)

  /// Makes a scale.
  public init(top: Float, maximum: Float, isSigned: Bool, map: ColourMap) {
    self.top = top
    self.maximum = maximum
    self.isSigned = isSigned
    self.map = map
  }

  /// The square of a number; `notFinite` for NaN and ±∞.
  public func pixel(for value: Float, isNeverRead: Bool = false) -> Pixel {
    guard value.isFinite else { return .notFinite }
    let tone = tone(for: value)
    return isNeverRead ? .neverRead(tone) : .tone(tone)
  }

  /// The tone of a finite number.
  public func tone(for value: Float) -> Tone {
    if spans { return value == 0 ? .zero : .value(map, position(of: max(value, low))) }
    if isSigned { return .value(map, position(signed: value)) }
    if value > low { return .value(map, position(of: value)) }
    return map == .luminance ? .picture(RGB(0, 0, 0)) : .zero
  }

  /// The colour behind a number written into a cell.
  public func ground(for value: Float) -> Colour {
    guard value.isFinite else { return .role(.warning) }
    return switch tone(for: value) {
    case .zero: .zero
    case .value(let map, let position): .ramp(map, position)
    case .picture(let colour): .rgb(colour)
    case .over(_, let map, let position): .ramp(map, position)
    case .category(let category): .rgb(CategoryColours.rgb(category))
    }
  }

  /// The square of a number of both signs over a pixel of a photograph; `notFinite` for NaN and ±∞.
  public func pixel(for value: Float, over picture: RGB, isHatched: Bool = false) -> Pixel {
    guard value.isFinite else { return .notFinite }
    let tone = Tone.over(picture, map, position(signed: value))
    return isHatched ? .neverRead(tone) : .tone(tone)
  }

  private func position(of value: Float) -> UInt8 {
    let share = top > low ? min((Double(value) - Double(low)) / (Double(top) - Double(low)), 1) : 1
    return UInt8((Self.floor + share * (255 - Self.floor)).rounded())
  }

  private func position(signed value: Float) -> UInt8 {
    let share = top > 0 ? min(max(Double(value) / Double(top), -1), 1) : 0
    let position = (128 + share * (share < 0 ? 128 : 127)).rounded()
    // The middle is exactly 0, however small a number is.
    return UInt8(position == 128 && value != 0 ? (value < 0 ? 127 : 129) : position)
  }

  /// The ramp of the legend from its low to its high end, a pixel a cell; short, or twice as long.
  public func legend(isLong: Bool) -> [Pixel] {
    let steps = isLong ? 8 : 4
    if isSigned {
      return (0...steps).map { .value(map, $0 * 2 == steps ? 128 : UInt8($0 * 255 / steps)) }
    }
    let positions = (0..<steps).map { Self.floor + (255 - Self.floor) * Double($0) / Double(steps - 1) }
    return (spans ? [] : [pixel(for: low)]) + positions.map { .value(map, UInt8($0.rounded())) }
  }

  /// How many decimals the ends of the legend need to be told apart.
  public var decimals: Int { NumberText.decimals(showing: Double(spans ? top - low : top)) }

  /// Whether there are numbers above the end of the ramp.
  public var isCut: Bool { maximum > top }

  /// The number at the low end of the legend.
  public var lowText: String {
    isSigned
      ? NumberText.fixed(-top, decimals: decimals)
      : low == 0 ? "0" : NumberText.fixed(low, decimals: decimals)
  }

  /// The number at its high end.
  public var highText: String { NumberText.fixed(top, decimals: decimals) }
}

extension ColourScale {
  /// The scale of a layer's maps in a state; `channel` counts where the scale is the map's own.
  public init(_ subject: Subject, layer: Int, channel: Int) {
    let evaluation = subject.evaluation
    let before =
      subject.display.showsPreActivation && hasActivationFunction(layer, in: evaluation.trace.network)
    if let variant = subject.shownDifference {
      let numbers = variant.difference.numbers(ofLayer: layer, beforeActivation: before)
      self.init(ofDifference: numbers, subject.display.scope, channel: channel)
      return
    }
    guard layer != 0 else {
      self.init(ofPicture: channel..<channel + 1, subject.model.preprocessing)
      return
    }
    let numbers =
      subject.reference?.numbers(ofLayer: layer, beforeActivation: before)
      ?? subject.numbers(ofLayer: layer, beforeActivation: before, in: evaluation)
    self.init(
      numbers: numbers, isSigned: before || subject.model.hasSignedNumbers[layer],
      map: subject.display.colourMap)
    defer {
      // On the scale of another pass there may be numbers above its end.
      let own = evaluation.numbers(ofLayer: layer, beforeActivation: before).statistics
      if subject.reference != nil { maximum = max(maximum, isSigned ? own.magnitude : own.maximum) }
    }
    switch subject.display.scope {
    case .layer: break
    case .map:
      top = numbers.magnitudes.isEmpty ? numbers.statistics.magnitude : numbers.magnitudes[channel]
      maximum = top
    case .fixed: top = 1
    case .span: span(numbers.statistics, subject.display.colourMap)
    }
  }

  /// The scale of what changes have made of a layer's numbers: two arms up to the largest of them.
  private init(ofDifference numbers: LayerNumbers, _ scope: ScaleScope, channel: Int) {
    let largest = numbers.statistics.magnitude
    let top =
      switch scope {
      case .layer, .span: largest
      case .map: numbers.magnitudes.indices.contains(channel) ? numbers.magnitudes[channel] : largest
      case .fixed: Float(1)
      }
    self.init(top: top, maximum: scope == .map ? top : largest, isSigned: true, map: .blueRed)
  }

  /// Spans all finite numbers, whatever their signs.
  private mutating func span(_ statistics: Statistics, _ map: ColourMap) {
    guard statistics.minimum < statistics.maximum else { return }
    (low, top, maximum) = (statistics.minimum, statistics.maximum, statistics.maximum)
    (isSigned, spans, self.map) = (false, true, map)
  }

  /// The scale of all of a layer's numbers, before or after its activation function; `map` counts where none of
  /// them can be negative.
  public init(
    layer: Int, of network: Network, numbers: LayerNumbers, beforeActivation: Bool,
    _ preprocessing: Preprocessing = Preprocessing(), map: ColourMap = .viridis
  ) {
    guard layer > 0 else {
      self.init(ofPicture: 0..<network.inputShape.channels, preprocessing)
      return
    }
    let isSigned = beforeActivation || layersWithSignedNumbers(of: network, preprocessing)[layer]
    self.init(numbers: numbers, isSigned: isSigned, map: map)
  }

  /// The scale of all of a layer's numbers, in two arms where they are signed.
  private init(numbers: LayerNumbers, isSigned: Bool, map: ColourMap) {
    let statistics = numbers.statistics
    self.init(
      top: numbers.top, maximum: isSigned ? statistics.magnitude : statistics.maximum, isSigned: isSigned,
      map: isSigned ? .blueRed : map)
  }

  /// The scale of some channels of a picture, from the smallest number that a network can read to the largest.
  private init(ofPicture channels: Range<Int>, _ preprocessing: Preprocessing) {
    let ends = channels.map { preprocessing.ends(ofChannel: $0) }
    let top = ends.map(\.upper).max() ?? 1
    self.init(top: top, maximum: top, isSigned: false, map: .luminance)
    low = ends.map(\.lower).min() ?? 0
  }

  /// A scale of its own for weights: two arms up to the largest magnitude.
  public init(weights: [Float]) {
    let magnitude = Statistics(weights).magnitude
    self.init(top: magnitude, maximum: magnitude, isSigned: true, map: .blueRed)
  }
}

/// Whether a layer has an activation function that changes anything.
public func hasActivationFunction(_ layer: Int, in network: Network) -> Bool {
  network.layers[layer].operation.activationFunction != .linear
}

/// Whether each layer's numbers can be negative: by its activation function, or by those of the layers whose numbers
/// it only moves, selects or adds.
///
/// Those of the input are not counted as such: a picture has a scale of its own, from black to full.
func layersWithSignedNumbers(of network: Network, _ preprocessing: Preprocessing) -> [Bool] {
  var areSigned = [
    (0..<network.inputShape.channels).contains { preprocessing.ends(ofChannel: $0).lower < 0 }
  ]
  for layer in network.layers.dropFirst() {
    let isKept = layer.operation.keepsSigns && layer.operation.activationFunction == .linear
    areSigned.append(
      isKept ? layer.inputs.contains { areSigned[$0] } : layer.operation.activationFunction.isSigned)
  }
  areSigned[0] = false
  return areSigned
}
