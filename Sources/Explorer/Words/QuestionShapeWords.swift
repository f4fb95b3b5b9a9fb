import CellScreen
import ConvNet
import KerasNotation
import Tensors

/// What is said of ideas about the shape of a line, or the number of its maps.
struct ShapeWords {
  let subject: QuestionSubject
  let line: Int

  init(_ subject: QuestionSubject, _ line: Int) {
    (self.subject, self.line) = (subject, line)
  }

  private var operation: any Operation { subject.network.layers[line].operation }
  private var input: Shape { subject.input(line) }
  private var channels: Int { input.channels }
  private var facts: MisreadLineFacts { MisreadLineFacts(network: subject.network, index: line) }
  /// The window, in words: `3×3`.
  private var window: String { subject.windowWords(line) }

  /// What is said of the right answer.
  func right(isOfMaps: Bool) -> IdeaWords {
    let words = subject.lineWords(line)
    let count = subject.network.parameterCount(ofLayer: line)
    let (sentence, arithmetic) = (words?.sentences.first ?? "", words?.shapeArithmetic ?? "")
    return IdeaWords(
      right: rightIdea,
      reason: [sentence, isOfMaps ? "" : arithmetic].filter { !$0.isEmpty }.joined(separator: "  "),
      needs: "\(NumberText.grouped(count)) numbers in line \(line)", here: NumberText.grouped(count))
  }

  private var rightIdea: String {
    switch operation {
    case let convolution as Conv2D where convolution.groups > 1: "each filter makes one map of its group"
    case is Conv2D:
      channels == 1
        ? "each filter makes one map" : "each filter makes one map of all \(subject.countedInput(line))"
    case let depthwise as DepthwiseConv2D: "each \(noun) makes \(countedNoun(depthwise.multiplier, "map"))"
    case is Pooling2D: "each window becomes one number, each map stays a map"
    case is GlobalPooling2D: "each map becomes one number"
    case is Flatten: "all numbers stay, in one line"
    case is Dense: "each unit makes one number of all that go in"
    default: "that is what the line does"
    }
  }

  private var noun: String { subject.readsPicture(line) ? "channel" : "map" }

  /// What is said of a wrong idea that gives a shape; `nil` of one that has no words.
  func words(of belief: Belief, giving shape: Shape, isOfMaps: Bool) -> IdeaWords? {
    guard let (says, temptation) = idea(belief) else { return nil }
    return IdeaWords(
      says: says, temptation: temptation, objection(belief, shape), hint: hint(belief, isOfMaps: isOfMaps))
  }

  // MARK: What it says, and what speaks for it

  private func idea(_ belief: Belief) -> (String, String)? {
    switch belief {
    case .misreading(let misreading): idea(misreading)
    case .poolingTakesMaps:
      ("pooling makes everything smaller, the number of maps too", "rows and columns do become fewer")
    case .poolingKeepsPieces:
      (
        "each map is cut into \(window) pieces, and each piece stays a map",
        "two numbers look like rows and columns of pieces"
      )
    case .flattenAverages: ("each map becomes one number", "a global pooling does that at the same place")
    case .flattenKeepsMaps: ("each map is laid in a line of its own", "the maps were apart up to here")
    case .denseMultiplies:
      ("every unit makes a number of every number that goes in", "there is a weight for each such pair")
    case .denseKeepsNumbers: ("as many numbers come out as go in", "most lines before keep what they read")
    case .depthwiseAdds:
      ("the \(noun)s are added up", "Conv2D adds them, and its name is nearly the same")
    case .depthwiseMakesOne: ("each \(noun) makes one map", "DepthwiseConv2D does so unless told otherwise")
    case .depthwiseKeepsSize: ("the size of the maps stays", "with padding='same' it does")
    case .eachGroupMakesAll: ("each group makes all of the maps", "each group works by itself")
    case .eachGroupMakesOne: ("each group makes one map", "one filter may seem enough for a group")
    case .globalMergesMaps:
      ("the maps are merged, place by place", "“global” may sound like all maps together")
    case .globalOtherAxes:
      isKeepingAxes
        ? ("rows and columns are dropped as axes", "without keepdims=True they are")
        : ("each map stays a map, of 1×1", "with keepdims=True it does")
    default: nil
    }
  }

  private var isKeepingAxes: Bool { (operation as? GlobalPooling2D)?.keepsAxes == true }

  private func idea(_ misreading: Misreading) -> (String, String)? {
    let isColour = subject.readsPicture(line) && channels == 3
    switch misreading {
    case .perChannel:
      return (
        "each of the \(subject.countedInput(line)) keeps a map of its own",
        "\(subject.countedInput(line)) go in, and "
          + (isColour ? "colours are shown one by one" : "each can be shown by itself")
      )
    case .eachWithEach:
      return (
        "each filter makes a map of each \(noun) that goes in", "all these small sums are really made"
      )
    case .oneFilter: return ("there is one filter, so one map", "pictures of a convolution show one filter")
    case .size:
      return (
        misreading.idea(facts),
        facts.readsPicture && input[1] == facts.count
          ? "the picture is \(facts.count) wide too" : "a size could well stand there first"
      )
    case .keepsSize: return (misreading.idea(facts), "with padding='same' it does")
    case .quadrants: return (misreading.idea(facts), "two numbers look like rows and columns of pieces")
    case .overlap: return (misreading.idea(facts), "the window of a convolution moves so")
    case .poolMerges:
      return ("pooling merges all maps into one", "something does become less")
    case .keepPartial: return (misreading.idea(facts), "with padding='same' it is")
    case .meanPool, .flatFilter, .averaged, .ownWeights, .noReLU, .softmaxInside, .flipped: return nil
    }
  }

  // MARK: What speaks against it

  /// What a line would have to learn, this one or one behind it; else what the code says.
  private func objection(_ belief: Belief, _ shape: Shape) -> Objection {
    let own = ownCount(belief).flatMap { subject.objection(learning: $0, line: line) }
    let behind = subject.network.consequence(ofShape: shape, atLine: line).map(subject.objection)
    let isOwnFirst =
      switch belief {
      case .misreading(.perChannel), .misreading(.oneFilter), .eachGroupMakesAll, .eachGroupMakesOne,
        .depthwiseAdds, .depthwiseMakesOne:
        true
      default: false
      }
    return (isOwnFirst ? own ?? behind : behind ?? own) ?? codeObjection(belief)
  }

  /// How many numbers the line would learn, were it so.
  private func ownCount(_ belief: Belief) -> Int? {
    switch (belief, operation) {
    case (.misreading(let misreading), _): subject.misreadCount(line, misreading)
    case (.eachGroupMakesAll, let convolution as Conv2D):
      convolution.like(filters: convolution.filters * convolution.groups, groups: convolution.groups)
        .parameterCount(for: [input])
    case (.eachGroupMakesOne, let convolution as Conv2D):
      convolution.like(filters: convolution.groups, groups: convolution.groups).parameterCount(for: [input])
    case (.depthwiseAdds, let depthwise as DepthwiseConv2D):
      depthwise.mixing(filters: depthwise.multiplier).parameterCount(for: [input])
    case (.depthwiseMakesOne, let depthwise as DepthwiseConv2D):
      depthwise.like(multiplier: 1).parameterCount(for: [input])
    default: nil
    }
  }

  /// What the code says against it, where no number does.
  private func codeObjection(_ belief: Belief) -> Objection {
    let name = subject.model.lines[line].kerasClass
    switch belief {
    case .misreading(.keepsSize), .depthwiseKeepsSize, .misreading(.keepPartial):
      return Objection(
        "But the code asks for no padding, and without it no window hangs over the edge.",
        needs: "padding='same'", here: "no padding")
    case .misreading(.overlap):
      return Objection(
        "But then the code would have to say strides=(1, 1).", needs: "strides=(1, 1)",
        here: "strides=\((operation as? Pooling2D)?.strides ?? Size2D(square: 1))")
    case .misreading(.quadrants), .poolingKeepsPieces:
      return Objection(
        "But what stands there is called pool_size: it is the size of one window.",
        needs: "a number of pieces", here: "pool_size")
    case .globalOtherAxes:
      return isKeepingAxes
        ? Objection("But the code says keepdims=True.", needs: "no keepdims", here: "keepdims=True")
        : Objection(
          "But the code would have to say keepdims=True.", needs: "keepdims=True", here: "no keepdims")
    case .misreading(.poolMerges), .poolingTakesMaps, .globalMergesMaps:
      return Objection(
        "But \(name) has no weights: nothing says how maps would be mixed.", needs: "a rule for mixing maps",
        here: "no weights")
    case .denseMultiplies:
      return Objection(
        "But then no unit would ever add its \(NumberText.grouped(channels)) products up.",
        needs: "products side by side", here: "sums")
    case .denseKeepsNumbers:
      return Objection(
        "But then the number in \(subject.code(line)) would have nothing to do.",
        needs: "Dense without a number",
        here: subject.code(line))
    default:
      return Objection(
        "But the code would have nothing that says so.", needs: "another line", here: subject.code(line))
    }
  }

  // MARK: Where to look

  private func hint(_ belief: Belief, isOfMaps: Bool) -> String {
    switch belief {
    case .misreading(.perChannel): return factorsHint(isOfMaps: isOfMaps)
    case .misreading(.oneFilter):
      let (would, has) = (
        subject.misreadCount(line, .oneFilter) ?? 1, subject.network.parameterCount(ofLayer: line)
      )
      return "how many times \(NumberText.grouped(would)) is \(NumberText.grouped(has))?"
    case .misreading(.eachWithEach):
      // Where as many maps are made as are read, their count would tell it.
      let sums = isOfMaps && channels == subject.network.shapes[line].channels ? "all" : "the \(channels)"
      return "what becomes of \(sums) sums that one filter makes at one place?"
    case .misreading(.size), .misreading(.keepsSize), .depthwiseKeepsSize:
      return subject.fitHint(line)
    case .misreading(.quadrants), .poolingKeepsPieces, .misreading(.overlap), .misreading(.keepPartial):
      return subject.fitHint(line)
    case .misreading(.poolMerges), .poolingTakesMaps, .globalMergesMaps:
      return "how many weights has a pooling, to mix maps with?"
    case .flattenAverages, .flattenKeepsMaps:
      return "how many numbers go in, and which of them could get lost?"
    case .denseMultiplies, .denseKeepsNumbers:
      return "what does one unit make of all the numbers that go in?"
    case .globalOtherAxes: return "what does the code say of keepdims?"
    default: return "how many kernels has the line, and which \(noun) does each of them read?"
    }
  }

  private func factorsHint(isOfMaps: Bool) -> String {
    let network = subject.network
    let weights = network.slots[line].first { $0.name == .kernel }?.shape.count ?? 0
    let all = network.parameterCount(ofLayer: line)
    let places = (operation as? Conv2D).map { $0.kernelSize.height * $0.kernelSize.width } ?? 1
    let factors = "\(places) · \(channels) · …"
    let (count, rest) = (NumberText.grouped(weights), NumberText.grouped(all - weights))
    guard all != weights else { return "what can you multiply to get \(count)?  \(factors)" }
    guard !isOfMaps else {
      return "\(count) of the numbers are weights. What can you multiply to get \(count)?  \(factors)"
    }
    return "what can you multiply to get \(NumberText.grouped(all)) − \(rest) = \(count)?  \(factors)"
  }
}
