import CellScreen
public import ConvNet
public import Tensors

/// Which channel is the largest at each place: what a network that classifies place by place says of a picture.
public struct ClassMap: Equatable, Sendable {
  /// What is known of a place.
  public enum Place: Hashable, Sendable {
    /// Not all of its numbers are computed.
    case notComputed
    /// A number of it is NaN, so that none is the largest.
    case notANumber
    /// The channel whose number is the largest; of equals the first.
    case channel(Int)
  }

  /// Its rows and columns.
  public let size: Size2D
  /// The places, row by row.
  public let places: [Place]
  /// At how many places each channel is the largest.
  public let counts: [Int]
  /// At how many places several channels are equally large, and none is larger.
  public let tieCount: Int
  /// How many places have NaN among their numbers.
  public let nanCount: Int
  /// How many places are computed.
  public let computedCount: Int

  /// Takes the numbers of feature maps, of which so many places are computed in every map.
  ///
  /// - Precondition: The tensor is of (row, column, channel).
  public init(_ tensor: Tensor, computed: Int = .max) {
    let channels = tensor.shape.channels
    size = Size2D(height: tensor.shape[0], width: tensor.shape[1])
    computedCount = min(max(0, computed), size.height * size.width)
    var places = [Place](repeating: .notComputed, count: size.height * size.width)
    var (counts, ties) = ([Int](repeating: 0, count: channels), 0)
    for place in 0..<computedCount {
      let values = tensor.values[place * channels..<(place + 1) * channels]
      guard let largest = values.max(), !values.contains(where: \.isNaN),
        let first = values.firstIndex(of: largest)
      else {
        places[place] = .notANumber
        continue
      }
      places[place] = .channel(first - values.startIndex)
      counts[first - values.startIndex] += 1
      if values[(first + 1)...].contains(largest) { ties += 1 }
    }
    (self.places, self.counts, tieCount) = (places, counts, ties)
    nanCount = computedCount - counts.reduce(0, +)
  }

  /// What most places of a block of factor × factor are, of equals the first; NaN where one is, and not computed
  /// where one is not.
  public func place(row: Int, column: Int, shrunkBy factor: Int) -> Place {
    let rows = row * factor..<min((row + 1) * factor, size.height)
    let columns = column * factor..<min((column + 1) * factor, size.width)
    var votes: [Int: Int] = [:]
    var hasNaN = false
    for row in rows {
      for place in places[row * size.width + columns.lowerBound..<row * size.width + columns.upperBound] {
        switch place {
        case .notComputed: return .notComputed
        case .notANumber: hasNaN = true
        case .channel(let channel): votes[channel, default: 0] += 1
        }
      }
    }
    let most = votes.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return hasNaN ? .notANumber : most.map { .channel($0.key) } ?? .notComputed
  }
}

/// The channels of a class map that have a colour of their own, and how often each is the largest.
public struct ClassLegend: Equatable, Sendable {
  /// The channels with a colour each, in their order: all, or those that are the largest most often.
  public let coloured: [Int]
  /// How many other channels there are.
  public let otherCount: Int

  /// Shares out some colours, the fewer of them as fewer lines have room: a line a channel, and one for all the others.
  public init(_ map: ClassMap, colours: Int, lines: Int = .max) {
    let channels = map.counts.count
    let isWhole = channels <= min(colours, lines)
    let most = map.counts.indices.filter { map.counts[$0] > 0 }
      .sorted { (map.counts[$0], $1) > (map.counts[$1], $0) }
    coloured = isWhole ? Array(0..<channels) : most.prefix(min(colours, max(0, lines - 1))).sorted()
    otherCount = channels - coloured.count
  }
}

extension Viewpoint {
  /// Whether the selected layer is the network's output and its channels compete at each place, by logits or softmax.
  public var showsClassMap: Bool {
    guard let network = model.network, let layer, layer == network.layers.count - 1, let shape = mapShape
    else { return false }
    let operation = network.layers[layer].operation
    // Sums without an activation function are logits where a convolution makes them; other layers' numbers are none.
    let isCompeting =
      operation.activationFunction == .softmax
      || ((operation is Conv2D || operation is Conv2DTranspose) && operation.activationFunction == .linear)
    return layer > 0 && shape.channels >= 2 && shape.count > 0 && isCompeting
  }
}

extension ExplorerModel {
  /// What a channel of the output is called: the name of its class, else `channel 3`.
  public func nameOfOutputChannel(_ channel: Int) -> String {
    channelNames.indices.contains(channel) ? channelNames[channel].string : "channel \(channel)"
  }
}
