import CellScreen
import ConvNet
import Tensors

/// How many numbers a line learns.
struct ParameterQuestion: QuestionDraft {
  let subject: QuestionSubject
  let line: Int
  private let ideas: [(belief: Belief, count: Int)]

  init?(_ subject: QuestionSubject, line: Int) {
    guard subject.network.layers[line].weightsOf == nil else { return nil }
    (self.subject, self.line) = (subject, line)
    ideas = subject.countIdeas(ofLine: line)
    if ideas.isEmpty { return nil }
  }

  var place: Question.Place { Question.Place(layer: line) }
  var text: String { "How many numbers does \(subject.named(line)), learn?" }
  var right: String { NumberText.grouped(subject.network.parameterCount(ofLayer: line)) }
  var claims: [Claim] { ideas.map { Claim(belief: $0.belief, text: NumberText.grouped($0.count)) } }
  var rightWords: IdeaWords { ParameterWords(subject, line).right }

  func words(of belief: Belief) -> IdeaWords? {
    ideas.first { $0.belief == belief }
      .flatMap { ParameterWords(subject, line).words(of: belief, counting: $0.count) }
  }
}

extension QuestionSubject {
  /// How many numbers those count who are wrong about a line, the likeliest first.
  fileprivate func countIdeas(ofLine line: Int) -> [(belief: Belief, count: Int)] {
    let input = input(line)
    let misread = [Misreading.flatFilter, .perChannel, .ownWeights, .oneFilter, .eachWithEach].filter {
      network.misreadings(ofLayer: line).contains($0)
    }.compactMap { misreading in misreadCount(line, misreading).map { (Belief.misreading(misreading), $0) } }
    let others: [(Belief, Int)] =
      switch network.layers[line].operation {
      case let convolution as Conv2D:
        (convolution.groups > 1
          ? [(.mixesAll, convolution.like(filters: convolution.filters).parameterCount(for: [input]))] : [])
          + (convolution.usesBias
            ? [
              (
                .withoutBias,
                convolution.like(
                  filters: convolution.filters, groups: convolution.groups, usesBias: false
                ).parameterCount(for: [input])
              )
            ] : [])
      case let depthwise as DepthwiseConv2D:
        [
          (.mixesAll, depthwise.mixing(filters: network.shapes[line].channels).parameterCount(for: [input])),
          (.depthwiseMakesOne, depthwise.like(multiplier: 1).parameterCount(for: [input])),
          (.withoutBias, depthwise.like(usesBias: false).parameterCount(for: [input])),
        ]
      case let dense as Dense where input.rank == 1:
        [
          (.withoutBias, Dense(units: dense.units, usesBias: false).parameterCount(for: [input])),
          (.oneUnit, Dense(units: 1, usesBias: dense.usesBias).parameterCount(for: [input])),
        ]
      case let pooling as Pooling2D: pooling.countIdeas(input)
      case is Flatten where input.rank == 3: [(.flattenLearns, input.count)]
      default: []
      }
    return misread + others
  }
}

extension Pooling2D {
  /// What a convolution of each map, and one window of weights, would learn.
  fileprivate func countIdeas(_ input: Shape) -> [(Belief, Int)] {
    let kernels = DepthwiseConv2D(kernelSize: poolSize, strides: strides, padding: padding)
    return [
      (.poolingLearns, kernels.parameterCount(for: [input])),
      (
        .poolingLearnsOnce,
        DepthwiseConv2D(kernelSize: poolSize, strides: strides, padding: padding, usesBias: false)
          .parameterCount(for: [Shape(input[0], input[1], 1)])
      ),
    ]
  }
}
