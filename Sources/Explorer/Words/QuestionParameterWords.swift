import CellScreen
import ConvNet
import Tensors

/// What is said of ideas about how many numbers a line learns.
struct ParameterWords {
  let subject: QuestionSubject
  let line: Int

  init(_ subject: QuestionSubject, _ line: Int) {
    (self.subject, self.line) = (subject, line)
  }

  private var operation: any Operation { subject.network.layers[line].operation }
  private var input: Shape { subject.input(line) }
  private var output: Shape { subject.network.shapes[line] }
  private var noun: String { subject.readsPicture(line) ? "channel" : "map" }
  private var places: String { NumberText.grouped(output.rank == 3 ? output[0] * output[1] : 1) }

  /// What is said of the right answer.
  var right: IdeaWords {
    let count = subject.network.parameterCount(ofLayer: line)
    let arithmetic = subject.lineWords(line)?.parameterWordings.first ?? ""
    let says =
      count == 0
      ? "nothing is learned in this line"
      : "every weight and every bias is learned"
    return IdeaWords(
      right: operation.usesBias || count == 0 ? says : "every weight is learned, and there is no bias",
      reason: arithmetic.isEmpty || count == 0 ? rightSentence : arithmetic, needs: "\(output)",
      here: "\(output)")
  }

  private var rightSentence: String { subject.lineWords(line)?.sentences.last ?? subject.code(line) }

  /// What is said of a wrong idea; `nil` of one that has no words.
  func words(of belief: Belief, counting count: Int) -> IdeaWords? {
    guard let (says, temptation) = idea(belief), let objection = objection(belief, count) else { return nil }
    return IdeaWords(says: says, temptation: temptation, objection, hint: hint(belief))
  }

  private func idea(_ belief: Belief) -> (String, String)? {
    switch belief {
    case .misreading(.flatFilter):
      ("a filter is one kernel, used on all \(noun)s alike", "pictures show one small square that slides")
    case .misreading(.perChannel):
      (
        "each \(noun) has one kernel, and keeps a map of its own",
        "\(subject.countedInput(line)) go in, and each can be shown by itself"
      )
    case .misreading(.ownWeights):
      ("every place of a map has weights of its own", "a dense line has one for each number")
    case .misreading(.oneFilter): ("there is one filter", "pictures of a convolution show one")
    case .misreading(.eachWithEach):
      (
        "each filter makes a map of each \(noun) that goes in, with a bias of its own",
        "all these small sums are really made"
      )
    case .withoutBias: ("only weights are learned", "the code says nothing of a bias")
    case .oneUnit: ("all units share their weights", "in a convolution all places share them")
    case .poolingLearns:
      ("each map has a window of weights, and a bias", "a convolution with such a window has")
    case .poolingLearnsOnce: ("the window has a weight for each place", "a convolution's window has")
    case .flattenLearns: ("each number has a weight", "in a dense line it has")
    case .mixesAll: ("every filter reads all \(noun)s", "that is what Conv2D does where nothing else is said")
    case .depthwiseMakesOne: ("each \(noun) has one kernel", "DepthwiseConv2D has one unless told otherwise")
    default: nil
    }
  }

  // MARK: What speaks against it

  private func objection(_ belief: Belief, _ count: Int) -> Objection? {
    switch belief {
    case .misreading(.flatFilter): return kernelObjection
    case .misreading(.ownWeights):
      return Objection(
        "But a filter slides: it takes the same weights along to all \(places) places.",
        needs: "weights for \(places) places", here: "weights for one window")
    case .misreading(.perChannel), .misreading(.oneFilter), .misreading(.eachWithEach), .depthwiseMakesOne:
      guard let maps = maps(belief), maps != output.channels else { return nil }
      return Objection(
        "But then \(countedNoun(maps, "map")) would come out; line \(line) gives \(output).",
        needs: countedNoun(maps, "map"), here: "\(output)")
    case .withoutBias:
      return Objection(
        "But the code does not say use_bias=False: each sum gets a number of its own at its end.",
        needs: "use_bias=False", here: "a bias for each sum")
    case .oneUnit:
      return Objection(
        "But then all \(countedNoun(output.channels, "unit")) would give the same number, and one would be enough.",
        needs: "1 unit", here: countedNoun(output.channels, "unit"))
    case .poolingLearns, .poolingLearnsOnce, .flattenLearns:
      return Objection(
        "But nothing is multiplied in line \(line), so a weight would have nothing to do.",
        needs: "products", here: "no products")
    case .mixesAll: return mixingObjection
    default: return nil
    }
  }

  /// How many maps would come out.
  private func maps(_ belief: Belief) -> Int? {
    switch belief {
    case .misreading(let misreading): subject.misreadShape(line, misreading)?.channels
    case .depthwiseMakesOne: input.channels
    default: nil
    }
  }

  /// Two weights of one filter at one place, of two channels, that the idea would have equal.
  private var kernelObjection: Objection? {
    guard let convolution = operation as? Conv2D, convolution.filterDepth(over: input) > 1 else { return nil }
    let parameters = subject.trained.parameters(ofLayer: line)
    let kernels = [0, 1].map { convolution.kernel(inputChannel: $0, filter: 0, parameters).values }
    guard
      let place = kernels[0].indices.max(by: {
        abs(kernels[0][$0] - kernels[1][$0]) < abs(kernels[0][$1] - kernels[1][$1])
      })
    else { return nil }
    let numbers = kernels.map { NumberText.fixed($0[place], decimals: 4) }
    guard numbers[0] != numbers[1] else { return nil }
    let names = [0, 1].map { nameOfInput($0) }
    return Objection(
      "But at one place filter 0 has \(numbers[0]) for \(names[0]) and \(numbers[1]) for \(names[1]).",
      needs: "equal weights", here: "\(numbers[0]) and \(numbers[1])")
  }

  private func nameOfInput(_ channel: Int) -> String {
    subject.network.nameOfMap(channel, ofLayer: subject.source(line) ?? 0, subject.model.preprocessing)
  }

  /// What the code says of which maps a filter reads.
  private var mixingObjection: Objection? {
    switch operation {
    case let convolution as Conv2D:
      Objection(
        "But the code says groups=\(convolution.groups): a filter reads one of the groups.",
        needs: "groups=1", here: "groups=\(convolution.groups)")
    case is DepthwiseConv2D:
      Objection(
        "But the line is a DepthwiseConv2D: each of its kernels reads one \(noun).", needs: "Conv2D",
        here: "DepthwiseConv2D")
    default: nil
    }
  }

  private func hint(_ belief: Belief) -> String {
    switch belief {
    case .misreading(.flatFilter), .misreading(.perChannel):
      "how many kernels has one filter, and how many filters are there?"
    case .misreading(.ownWeights): "what does it mean that a filter slides?"
    case .misreading(.oneFilter): "what does the first number in the code count?"
    case .misreading(.eachWithEach):
      "what becomes of the \(input.channels) sums that one filter makes at one place?"
    case .withoutBias: "what is added when all products of a sum are added up?"
    case .oneUnit: "with what does each unit multiply the numbers that go in?"
    case .poolingLearns, .poolingLearnsOnce: "what does a pooling do with the numbers of a window?"
    case .flattenLearns: "is there any arithmetic in the line, or only another order?"
    default: "how many kernels has the line, and which \(noun)s does each of them read?"
    }
  }
}
