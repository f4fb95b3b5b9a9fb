import ConvNet
import Tensors

/// Which shape leaves a line.
struct ShapeQuestion: QuestionDraft {
  let subject: QuestionSubject
  let line: Int
  private let ideas: [(belief: Belief, shape: Shape)]

  init?(_ subject: QuestionSubject, line: Int) {
    (self.subject, self.line) = (subject, line)
    ideas = subject.shapeIdeas(ofLine: line)
    if ideas.isEmpty { return nil }
  }

  var place: Question.Place { Question.Place(layer: line) }
  var text: String { "Which shape leaves \(subject.named(line))?" }
  var right: String { subject.network.shapes[line].description }
  var claims: [Claim] { ideas.map { Claim(belief: $0.belief, text: $0.shape.description) } }
  var rightWords: IdeaWords { ShapeWords(subject, line).right(isOfMaps: false) }

  func words(of belief: Belief) -> IdeaWords? {
    ideas.first { $0.belief == belief }
      .flatMap { ShapeWords(subject, line).words(of: belief, giving: $0.shape, isOfMaps: false) }
  }

  var experiment: Change? { subject.experiment(ofLine: line) }
  // Who cuts maps into pieces may keep one number of each, or all.
  var likeliestCount: Int { ideas.contains { $0.belief == .poolingKeepsPieces } ? 2 : 1 }
}

/// How many feature maps a line makes.
struct MapsQuestion: QuestionDraft {
  let subject: QuestionSubject
  let line: Int
  private let ideas: [(belief: Belief, shape: Shape)]

  init?(_ subject: QuestionSubject, line: Int) {
    guard subject.network.shapes[line].rank == 3 else { return nil }
    (self.subject, self.line) = (subject, line)
    ideas = subject.shapeIdeas(ofLine: line).filter { $0.shape.rank == 3 }
    if ideas.isEmpty { return nil }
  }

  var place: Question.Place { Question.Place(layer: line) }
  var text: String { "How many feature maps does \(subject.named(line)), make?" }
  var right: String { "\(subject.network.shapes[line].channels)" }
  var claims: [Claim] { ideas.map { Claim(belief: $0.belief, text: "\($0.shape.channels)") } }
  var rightWords: IdeaWords { ShapeWords(subject, line).right(isOfMaps: true) }

  func words(of belief: Belief) -> IdeaWords? {
    ideas.first { $0.belief == belief }
      .flatMap { ShapeWords(subject, line).words(of: belief, giving: $0.shape, isOfMaps: true) }
  }

  var experiment: Change? { subject.experiment(ofLine: line) }
}

extension QuestionSubject {
  /// What shows how a line makes its maps: a convolution without one of the maps that it reads, a pooling as it would be
  /// with pieces in place of windows.
  fileprivate func experiment(ofLine line: Int) -> Change? {
    switch network.layers[line].operation {
    case is Conv2D, is DepthwiseConv2D: droppingSource(line)
    case is Pooling2D where misread(line, .quadrants) != nil:
      .read(.quadrants, layer: network.layers[line].name)
    default: nil
    }
  }

  /// The shape where a pooling cut its maps into pieces, each of which stayed a map; `nil` where they can't be cut so.
  private func shapeOfPieces(_ line: Int) -> Shape? {
    let input = input(line)
    guard let pooling = network.layers[line].operation as? Pooling2D, input.rank == 3 else { return nil }
    let pieces = pooling.poolSize
    guard input[0] >= pieces.height, input[1] >= pieces.width else { return nil }
    return Shape(
      input[0] / pieces.height, input[1] / pieces.width, input[2] * pieces.height * pieces.width)
  }

  /// The shapes that those give who are wrong about a line, the likeliest first.
  fileprivate func shapeIdeas(ofLine line: Int) -> [(belief: Belief, shape: Shape)] {
    let input = input(line)
    let misread = network.misreadings(ofLayer: line).flatMap { misreading -> [(Belief, Shape)] in
      let pieces = misreading == .quadrants ? shapeOfPieces(line) : nil
      return [(Belief.misreading(misreading), misreadShape(line, misreading)), (.poolingKeepsPieces, pieces)]
        .compactMap { belief, shape in shape.map { (belief, $0) } }
    }
    let others: [(Belief, Shape?)] =
      switch network.layers[line].operation {
      case let convolution as Conv2D where convolution.groups > 1: convolution.ideasOfGroups(input)
      case let pooling as Pooling2D: [(.poolingTakesMaps, pooling.shapeWithFewerMaps(input))]
      case let depthwise as DepthwiseConv2D: depthwise.ideas(input)
      case let pooling as GlobalPooling2D where input.rank == 3:
        [
          (.globalMergesMaps, Shape(input[0], input[1], 1)),
          (
            .globalOtherAxes,
            try? GlobalPooling2D(pooling.rule, keepsAxes: !pooling.keepsAxes).outputShape(of: [input])
          ),
        ]
      case is Flatten where input.rank == 3:
        [
          (.flattenAverages, try? GlobalPooling2D(.average).outputShape(of: [input])),
          (.flattenKeepsMaps, Shape(input[0] * input[1], input[2])),
        ]
      case let dense as Dense where input.rank == 1:
        [(.denseMultiplies, Shape(input[0], dense.units)), (.denseKeepsNumbers, input)]
      default: []
      }
    return misread + others.compactMap { belief, shape in shape.map { (belief, $0) } }
  }
}

extension Conv2D {
  /// A convolution like this one with other filters and groups.
  func like(filters: Int, groups: Int = 1, usesBias: Bool? = nil) -> Conv2D {
    Conv2D(
      filters: filters, kernelSize: kernelSize, strides: strides, padding: padding, dilation: dilation,
      groups: groups, activationFunction: activationFunction, usesBias: usesBias ?? self.usesBias)
  }

  fileprivate func ideasOfGroups(_ input: Shape) -> [(Belief, Shape?)] {
    [
      (.eachGroupMakesAll, try? like(filters: filters * groups, groups: groups).outputShape(of: [input])),
      (.eachGroupMakesOne, try? like(filters: groups, groups: groups).outputShape(of: [input])),
    ]
  }
}

extension DepthwiseConv2D {
  /// A convolution over all channels with the same window.
  func mixing(filters: Int) -> Conv2D {
    Conv2D(
      filters: filters, kernelSize: kernelSize, strides: strides, padding: padding, dilation: dilation,
      activationFunction: activationFunction, usesBias: usesBias)
  }

  /// A depthwise convolution like this one with another multiplier, padding or no bias.
  func like(multiplier: Int? = nil, padding: Border? = nil, usesBias: Bool? = nil) -> DepthwiseConv2D {
    DepthwiseConv2D(
      kernelSize: kernelSize, multiplier: multiplier ?? self.multiplier, strides: strides,
      padding: padding ?? self.padding, dilation: dilation, activationFunction: activationFunction,
      usesBias: usesBias ?? self.usesBias)
  }

  fileprivate func ideas(_ input: Shape) -> [(Belief, Shape?)] {
    let same = Border.keepingPlaces(of: input, window: kernelSize, strides: strides, dilation: dilation)
    return [
      (.depthwiseAdds, try? mixing(filters: multiplier).outputShape(of: [input])),
      (.depthwiseMakesOne, try? like(multiplier: 1).outputShape(of: [input])),
      (.depthwiseKeepsSize, padding == .none ? try? like(padding: same).outputShape(of: [input]) : nil),
    ]
  }
}

extension Pooling2D {
  /// The shape where the maps became fewer as rows do; `nil` where they can't be divided so.
  fileprivate func shapeWithFewerMaps(_ input: Shape) -> Shape? {
    guard let shape = try? outputShape(of: [input]), strides.height > 1,
      input[2].isMultiple(of: strides.height)
    else { return nil }
    return Shape(shape[0], shape[1], input[2] / strides.height)
  }
}
