internal import ConvNet
public import Explorer
internal import ImageFormats
internal import Tensors

/// What it costs on pictures whose classes are known when each map, or each unit, of a layer is dropped in turn.
public struct Sweep: Equatable, Sendable {
  /// What is dropped of a layer.
  public enum Part: String, Sendable {
    /// Its maps.
    case map
    /// The units of a line.
    case unit
    /// The channels of the picture.
    case channel
  }

  /// What one of them costs.
  public struct Entry: Equatable, Sendable {
    /// Its index.
    public let index: Int
    /// Its place: `conv2d[:,:,5]`.
    public let place: String
    /// How many pictures of each class are still right.
    public let right: [Int]

    /// How many pictures are still right.
    public var rightCount: Int { right.reduce(0, +) }
  }

  /// The name of the layer.
  public let layer: String
  /// What is dropped of it.
  public let part: Part
  /// The network with all of them.
  public let base: Measurement
  /// What each costs, the one that costs most first; of equals in the order of their indices.
  public let entries: [Entry]

  /// Classifies pictures on all processors, as `Measurement` does, again for each map or unit of a layer: what comes
  /// before the layer is computed once a picture.
  ///
  /// `line` is the layer's index. Changes are made before, and count as the network's own.
  ///
  /// - Throws: `CommandError` where the layer has neither maps nor a line of units, the changes don't go together, or
  ///   there is no memory for a pass.
  public init(
    _ opened: OpenedModel, _ pictures: [LabelledPictures.Item], classes: [String], line: Int,
    _ made: MadeChanges, workers: Int? = nil, progress: @Sendable (Int) -> Void = { _ in }
  ) throws(CommandError) {
    try made.requireNumbers()
    let edited = try opened.edited(by: made)
    let network = edited.trained.network
    guard network.shapes.indices.contains(line) else { throw .notSwept(name: "softmax", shape: nil) }
    let shape = network.shapes[line]
    guard shape.rank == 3 || shape.rank == 1 else {
      throw .notSwept(name: network.layers[line].name, shape: shape)
    }
    let holds = (0..<shape.channels).map { index in
      Hold(layer: line, shape.rank == 3 ? .map(index) : .unit([index]), at: 0)
    }
    let work = try PictureWork(
      of: network, passes: 1, pictures: pictures.count, asked: workers, path: opened.path)
    let results = work.results(
      of: pictures.count,
      worker: { FastPass(edited.trained, holding: edited.holds, sweeping: line) }, progress: progress,
      doing: { pass, index in
        Result { () throws(CommandError) in
          let path = pictures[index].path
          let samples = try opened.samples(of: PictureFile(path: path), at: path, hasPass: true)
          let found = try opened.classification(of: made.picture.applied(to: samples), with: pass)
          // What is interrupted is not reported: the rest of a long sweep is left out.
          let isRight = holds.map {
            !Interruption.isAsked
              && Classification.winner(ofLogits: pass.logits(holding: $0), of: network)
                == pictures[index].label
          }
          return Swept(found: found, isRight: isRight)
        }
      })
    layer = line == 0 ? Network.inputPlace : network.layers[line].name
    part = line == 0 && shape.rank == 3 ? .channel : shape.rank == 3 ? .map : .unit
    base = Measurement(results.map { $0.map(\.found) }, of: pictures, classes: classes)
    entries = Self.ranked(
      results, of: pictures, classes: classes.count, count: holds.count,
      place: layer + (shape.rank == 3 ? "[:,:," : "["))
  }

  /// What a network says of a picture, and whether it is right without each map.
  private struct Swept: Sendable {
    let found: Classification
    let isRight: [Bool]
  }

  private static func ranked(
    _ results: [Result<Swept, CommandError>], of pictures: [LabelledPictures.Item], classes: Int, count: Int,
    place: String
  ) -> [Entry] {
    var right = [[Int]](repeating: [Int](repeating: 0, count: classes), count: count)
    for case (let picture, .success(let swept)) in zip(pictures, results) {
      for (index, isRight) in swept.isRight.enumerated() where isRight { right[index][picture.label] += 1 }
    }
    let entries = right.enumerated().map { Entry(index: $0, place: "\(place)\($0)]", right: $1) }
    // Sorting keeps the order of equals.
    return entries.sorted { $0.rightCount < $1.rightCount }
  }
}

extension OpenedModel {
  /// The line of a layer whose maps or units are to be dropped in turn.
  ///
  /// - Throws: `CommandError` where no layer is called so, or the network can't run.
  public func sweptLine(named name: String, classes: [String]) throws(CommandError) -> Int {
    let trained = try trained()
    do {
      let place = try listing(of: trained, classes: classes).destination(named: name, in: trained.network)
      if case .line(let line) = place { return line }
    } catch {
      throw .name(error)
    }
    throw .name(.unit(.noSuchLayer(name: name, known: trained.network.layers.map(\.name))))
  }
}
