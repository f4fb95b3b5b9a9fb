public import Tensors

/// A change of a picture's samples, of which is known that pictures of a shape can be changed so.
///
/// Samples are numbers from 0 to 1, (height, width, channel), before anything is done to them that a network needs.
public struct PictureChange: Equatable, Sendable {
  /// What is done.
  private enum Kind: Equatable {
    case paint(rows: ClosedRange<Int>, columns: ClosedRange<Int>, PaintColour)
    case shift(down: Int, right: Int)
    case flip
    case swap(Int, Int)
    case whole(Tensor)
    case invert
    case noise(seed: UInt64)
    case random(seed: UInt64)
  }

  private let kind: Kind

  /// The largest number that noise adds to a sample, or takes from it.
  static let noise: Float = 0.1

  /// Takes a change of pictures of a shape; `nil` where it changes the network.
  ///
  /// `pictures` are the samples of files, by the names that changes have for them.
  ///
  /// - Throws: `ChangeError` where the pictures are too small for it, or have other channels, or a file is not read.
  init?(
    _ change: Change, ofPicture shape: Shape, pictures: [String: Tensor] = [:]
  ) throws(ChangeError) {
    guard change.verb.isOfPicture else { return nil }
    guard shape.rank == 3 else { throw .noPicture(shape) }
    switch change {
    case .paint(let area, let colour):
      for (axis, range) in [area.rows, area.columns].enumerated() where range.upperBound >= shape[axis] {
        throw .outside(axis: axis, index: range.upperBound, shape: shape)
      }
      guard colour.samples(channels: shape[2], mean: []) != nil else {
        throw .colourless(colour.text, channels: shape[2])
      }
      kind = .paint(rows: area.rows, columns: area.columns, colour)
    case .shift(let down, let right): kind = .shift(down: down, right: right)
    case .flip: kind = .flip
    case .swap(let one, let other):
      kind = .swap(try Self.channel(one, of: shape), try Self.channel(other, of: shape))
    case .picture(let file):
      guard let samples = pictures[file], samples.shape == shape else { throw .unread(file: file) }
      kind = .whole(samples)
    case .invert: kind = .invert
    case .noise(let seed): kind = .noise(seed: seed)
    case .random(let seed): kind = .random(seed: seed)
    case .drop, .hold, .set, .untrained, .weights, .filter, .read: return nil
    }
  }

  /// The channel of a picture by its colour, of three, or its number.
  private static func channel(_ word: String, of shape: Shape) throws(ChangeError) -> Int {
    let colour = shape[2] == 3 ? channelColours.firstIndex(of: word) : nil
    guard let channel = colour ?? ChangeText.index(word), channel < shape[2] else {
      throw .noChannel(word, shape: shape)
    }
    return channel
  }

  /// The colours of a picture's three channels.
  static let channelColours = ["red", "green", "blue"]

  /// The samples after the change.
  ///
  /// - Precondition: They have the shape that was asked about.
  public func applied(to samples: Tensor) -> Tensor {
    switch kind {
    case .paint(let rows, let columns, let colour):
      samples.painted(rows: rows, columns: columns, colour)
    case .shift(let down, let right):
      samples.moved { row, column in (row - down, column - right) }
    case .flip: samples.moved { row, column in (row, samples.shape[1] - 1 - column) }
    case .swap(let one, let other):
      samples.swapped(one, other)
    case .whole(let other): other
    case .invert: samples.map { 1 - $0 }
    case .noise(let seed):
      samples.changedAtRandom(seed: seed) { sample, number in
        min(max(sample + Self.noise * (2 * number - 1), 0), 1)
      }
    case .random(let seed): samples.changedAtRandom(seed: seed) { _, number in number }
    }
  }
}

extension [PictureChange] {
  /// The samples after all changes, one after the other.
  public func applied(to samples: Tensor) -> Tensor {
    reduce(samples) { samples, change in change.applied(to: samples) }
  }
}

extension Tensor {
  fileprivate func painted(
    rows: ClosedRange<Int>, columns: ClosedRange<Int>, _ colour: PaintColour
  ) -> Tensor {
    var painted = self
    let channels = shape[2]
    guard let samples = colour.samples(channels: channels, mean: meansOfChannels) else { return self }
    for row in rows {
      for column in columns {
        let start = (row * shape[1] + column) * channels
        for channel in 0..<channels { painted[offset: start + channel] = samples[channel] }
      }
    }
    return painted
  }

  /// Every pixel taken from a place, which is the nearest of the edge where it lies outside.
  fileprivate func moved(from place: (Int, Int) -> (row: Int, column: Int)) -> Tensor {
    let (height, width, channels) = (shape[0], shape[1], shape[2])
    var moved: [Float] = []
    moved.reserveCapacity(values.count)
    for row in 0..<height {
      for column in 0..<width {
        let source = place(row, column)
        let start =
          (min(max(source.row, 0), height - 1) * width + min(max(source.column, 0), width - 1)) * channels
        moved += values[start..<start + channels]
      }
    }
    return Tensor(shape, moved)
  }

  fileprivate func swapped(_ one: Int, _ other: Int) -> Tensor {
    var swapped = values
    for start in stride(from: 0, to: values.count, by: shape[2]) {
      swapped.swapAt(start + one, start + other)
    }
    return Tensor(shape, swapped)
  }

  /// Every sample changed with a number of its own from 0 to 1.
  fileprivate func changedAtRandom(seed: UInt64, _ change: (Float, Float) -> Float) -> Tensor {
    var numbers = SeededNumbers(seed: seed)
    return map { change($0, numbers.nextFloat()) }
  }
}
