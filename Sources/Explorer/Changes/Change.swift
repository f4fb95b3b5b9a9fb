public import ConvNet

/// A change of a picture or a network, as it is typed: `drop conv2d[:,:,5]`.
///
/// Places and names stay as they were typed; whether a network has them is asked when the change is made of it.
public enum Change: Hashable, Sendable {
  /// Pixels get a colour.
  case paint(PixelArea, PaintColour)
  /// The picture moves, and its edge repeats.
  case shift(down: Int, right: Int)
  /// The picture is mirrored, left for right.
  case flip
  /// Two channels of the picture are exchanged.
  case swap(String, String)
  /// The picture is another one, of a file.
  case picture(file: String)
  /// A map or a unit is 0, whatever its layer computes.
  case drop(place: String)
  /// A map or a unit is a number, whatever its layer computes.
  case hold(place: String, Float)
  /// A number of a parameter becomes another.
  case set(parameter: String, Float)
  /// The parameters of a layer, or of all, are as before learning.
  case untrained(layer: String?, seed: UInt64)
  /// The parameters come from another file of the same network.
  case weights(file: String)
  /// A filter of a convolution becomes one with a name.
  case filter(layer: String, index: Int, NamedFilter)
  /// A layer, or all that can be, is misread.
  case read(Misreading, layer: String?)
  /// Black becomes white, and white black.
  case invert
  /// Every sample of the picture becomes a little larger or smaller, at random.
  case noise(seed: UInt64)
  /// Every sample of the picture becomes any number, at random.
  case random(seed: UInt64)

  /// The seed of what is random, where none is given.
  public static let usualSeed: UInt64 = 1

  /// The word that it begins with.
  public var verb: ChangeVerb {
    switch self {
    case .paint: .paint
    case .shift: .shift
    case .flip: .flip
    case .swap: .swap
    case .picture: .picture
    case .drop: .drop
    case .hold: .hold
    case .set: .set
    case .untrained: .untrained
    case .weights: .weights
    case .filter: .filter
    case .read: .read
    case .invert: .invert
    case .noise: .noise
    case .random: .random
    }
  }

  /// The text that it is parsed from, always the same one: numbers in as few digits as name them, with the seed of
  /// what is random.
  public var text: String {
    ([verb.rawValue] + arguments).map(ChangeText.quoted).joined(separator: " ")
  }

  /// The words behind the verb.
  private var arguments: [String] {
    switch self {
    case .paint(let area, let colour): [area.text, colour.text]
    case .shift(let down, let right): ["\(down),\(right)"]
    case .flip, .invert: []
    case .swap(let one, let other): [one, other]
    case .drop(let place): [place]
    case .hold(let place, let value): [place, ChangeText.number(value)]
    case .set(let parameter, let value): [parameter, ChangeText.number(value)]
    case .untrained(let layer, let seed): (layer.map { [$0] } ?? []) + Self.words(ofSeed: seed)
    case .weights(let file), .picture(let file): [file]
    case .filter(let layer, let index, let filter): [layer, "\(index)", filter.rawValue]
    case .read(let misreading, let layer): [misreading.word] + (layer.map { [$0] } ?? [])
    case .noise(let seed), .random(let seed): Self.words(ofSeed: seed)
    }
  }

  private static func words(ofSeed seed: UInt64) -> [String] { [seedWord, "\(seed)"] }

  /// What stands before the seed of what is random.
  static let seedWord = "seed"
}

/// The first word of a change.
public enum ChangeVerb: String, CaseIterable, Sendable {
  /// Gives pixels a colour.
  case paint
  /// Moves the picture.
  case shift
  /// Mirrors the picture.
  case flip
  /// Exchanges channels of the picture.
  case swap
  /// Takes the picture of another file.
  case picture
  /// Makes a map, a unit or a channel of the input 0.
  case drop
  /// Makes a map or a unit a number.
  case hold
  /// Sets a number of a parameter.
  case set
  /// Takes back what was learned.
  case untrained
  /// Takes the parameters of another file.
  case weights
  /// Gives a filter a name's numbers.
  case filter
  /// Takes the code for something else than it is.
  case read
  /// Exchanges black and white.
  case invert
  /// Adds noise to the picture.
  case noise
  /// Makes the picture random.
  case random

  /// Whether it changes the picture, and nothing of the network.
  public var isOfPicture: Bool {
    switch self {
    case .paint, .shift, .flip, .swap, .picture, .invert, .noise, .random: true
    case .drop, .hold, .set, .untrained, .weights, .filter, .read: false
    }
  }

  /// Whether it is a toy, which no menu offers.
  public var isToy: Bool {
    switch self {
    case .filter, .invert, .noise, .random: true
    case .paint, .shift, .flip, .swap, .picture, .drop, .hold, .set, .untrained, .weights, .read: false
    }
  }

  /// How many words stand behind it.
  var wordCounts: ClosedRange<Int> {
    switch self {
    case .flip, .invert: 0...0
    case .shift, .drop, .weights, .picture: 1...1
    case .paint, .swap, .hold, .set: 2...2
    case .filter: 3...3
    case .read: 1...2
    case .untrained: 0...3
    case .noise, .random: 0...2
    }
  }

  /// What stands behind it, in words; `nil` where an example says it.
  var form: String? {
    switch self {
    case .paint: "paint rows,columns colour: 3-8,10-19 and a name, #rrggbb, 0–1 or mean"
    case .shift: "shift down,right in pixels, like 0,1 or -2,0"
    case .hold: "hold PLACE NUMBER, like \(example)"
    case .set: "set PARAMETER[indices] NUMBER, like \(example)"
    case .flip, .swap, .picture, .drop, .untrained, .weights, .filter, .read, .invert, .noise, .random: nil
    }
  }

  /// A change that begins with it.
  public var example: String {
    switch self {
    case .paint: "paint 3-8,10-19 grey"
    case .shift: "shift 0,1"
    case .flip: "flip"
    case .swap: "swap red blue"
    case .picture: "picture other.png"
    case .drop: "drop conv2d[:,:,5]"
    case .hold: "hold conv2d[16,11,0] 2.5"
    case .set: "set conv2d.kernel[0,2,1,0] -1"
    case .untrained: "untrained conv2d seed 1"
    case .weights: "weights other.keras"
    case .filter: "filter conv2d 9 sobel-x"
    case .read: "read quadrants"
    case .invert: "invert"
    case .noise: "noise seed 1"
    case .random: "random seed 1"
    }
  }
}

/// Rows and columns of a picture, the ends included: `3-8,10-19`.
public struct PixelArea: Hashable, Sendable {
  /// The rows, counted from 0.
  public let rows: ClosedRange<Int>
  /// The columns, counted from 0.
  public let columns: ClosedRange<Int>

  /// Makes an area; whether a picture has it is the picture's to say.
  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// The pixels under a square.
  init(_ square: OcclusionSquare) {
    self.init(rows: ClosedRange(square.rows), columns: ClosedRange(square.columns))
  }

  /// The area as it is typed.
  var text: String { [rows, columns].map(Self.text).joined(separator: ",") }

  private static func text(of range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }
}
