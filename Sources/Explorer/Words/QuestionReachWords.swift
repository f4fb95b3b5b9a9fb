import CellScreen
import ConvNet
import Tensors

extension SeenQuestion {
  var text: String {
    "One number of \(subject.named(line)), sees a square of the picture. How many pixels wide is it?"
  }

  private var window: Int { subject.grid(line)?.rows.reach ?? 1 }
  /// The lines with a window larger than one place, on the way from the picture.
  private var windows: [Int] { path.filter { (subject.grid($0)?.rows.reach ?? 1) > 1 } }
  private var picture: String { "\(subject.network.inputShape[0])×\(subject.network.inputShape[1])" }

  var rightWords: IdeaWords {
    var (seen, distance) = (1, 1)
    let steps = path.compactMap { line -> String? in
      guard let axis = subject.grid(line)?.rows, axis.reach > 1 || axis.stride > 1 else { return nil }
      defer { distance *= axis.stride }
      guard axis.reach > 1 else { return nil }
      seen += (axis.reach - 1) * distance
      return "+ (\(axis.reach) − 1)·\(distance) = \(seen) on line \(line)"
    }
    let sum = steps.isEmpty ? "No window on the way is wider than that" : "1 \(steps.joined(separator: ", "))"
    return IdeaWords(
      right: "each window reaches its width less one further\(ofSteps)",
      reason: "\(sum).", needs: "\(seen)", here: "\(seen)")
  }

  /// What strides on the way do to the steps of the windows behind them; empty where there are none.
  private var ofSteps: String {
    let strides = Set(path.dropLast().compactMap { subject.grid($0)?.rows.stride }.filter { $0 > 1 })
    guard let stride = strides.first else { return "" }
    return strides.count > 1
      ? ", and behind a stride each step is wider"
      : ", and behind a stride of \(stride) each step is \(stride) times as wide"
  }

  func words(of belief: Belief) -> IdeaWords? {
    guard let (says, temptation) = idea(belief), let objection = objection(belief) else { return nil }
    return IdeaWords(says: says, temptation: temptation, objection, hint: hint)
  }

  private func idea(_ belief: Belief) -> (String, String)? {
    switch belief {
    case .ownWindow: ("it sees its own window", "that is the only window that the line has")
    case .withoutPooling:
      ("each convolution adds its width less one", "where every step is one pixel that is right")
    case .sidesAdded: ("the widths of the convolutions add up", "each sees that much of the line before")
    case .wholePicture: ("it sees all of the picture", "all of the picture has gone in")
    case .ownPlace: ("it sees the pixel at its own place", "maps look like the picture, place by place")
    default: nil
    }
  }

  private func objection(_ belief: Belief) -> Objection? {
    let shape = subject.network.shapes[line]
    switch belief {
    case .ownWindow:
      let before = path[max(0, path.count - 2)]
      return Objection(
        "But its window lies on line \(before), where each number has already seen more than one pixel.",
        needs: "a window on the picture", here: "a window on line \(before)")
    case .withoutPooling:
      let behind = path.dropLast()
      let distance = subject.distance(ofNeighbours: Array(behind))
      guard distance > 1, let before = behind.last else { return nil }
      return Objection(
        "But two neighbours on line \(before) see squares that lie \(distance) pixels apart, not 1.",
        needs: "neighbours 1 pixel apart", here: "\(distance) apart")
    case .sidesAdded:
      let overlaps = windows.dropLast().contains {
        subject.grid($0).map { $0.rows.stride < $0.rows.reach } ?? false
      }
      guard overlaps else { return nil }
      return Objection(
        "But windows of neighbours overlap, so two of them see less than twice the width of one.",
        needs: "windows side by side", here: "windows overlap")
    case .wholePicture:
      let first = subject.network.receptiveField(of: UnitAddress(layer: line, position: [0, 0, 0]))
      guard !first.rows.contains(subject.network.inputShape[0] - 1) else { return nil }
      return Objection(
        "But a map of line \(line) has \(countedNoun(shape[0] * shape[1], "place")), and its first number never sees "
          + "the last row of the \(picture) picture.", needs: "1 place", here: "\(shape[0] * shape[1]) places"
      )
    case .ownPlace:
      return Objection(
        "But its window alone has \(countedNoun(window, "row")), and each of its numbers counts.",
        needs: "a window of 1×1", here: subject.windowWords(line))
    default: return nil
    }
  }

  private var hint: String {
    path.count > 1
      ? "go back line by line: how wide is the window on line \(path[path.count - 2]), and what does that see?"
      : "on how many rows of the picture does one window lie?"
  }
}

extension DroppedQuestion {
  private var isPicture: Bool { source == 0 && subject.network.hasPictureChannels(ofLayer: 0) }
  private var noun: String { isPicture ? "channel" : "map" }
  private var origin: String { isPicture ? "the picture" : "line \(source)" }
  private var read: Int { subject.network.shapes[source].channels }
  private var maps: Int { subject.network.shapes[line].channels }
  private var operation: any Operation { subject.network.layers[line].operation }

  var text: String {
    "One \(noun) of \(origin) is dropped: all its numbers become 0. "
      + "How many maps of \(subject.named(line)), can change?"
  }

  var rightWords: IdeaWords {
    let name = "\(noun) of \(origin)"
    let says: String
    let reason: String
    switch operation {
    case let convolution as Conv2D where convolution.groups == 1:
      says = "every filter reads every \(noun)"
      reason =
        maps == 1
        ? "The filter has a kernel for each \(name), so its map can change."
        : "Each of the \(maps) filters has a kernel for each \(name), so each of the \(maps) maps can change."
    case let convolution as Conv2D:
      says = "the filters of its group read it"
      reason =
        "The \(maps) filters are divided into \(convolution.groups) groups; \(changing) of them read this \(noun)."
    case is DepthwiseConv2D:
      says = "only its own kernels read it"
      reason = "Each \(name) has \(countedNoun(changing, "kernel")), and nothing is added across \(noun)s."
    default:
      says = "a pooling looks at each \(noun) alone"
      reason = "Map by map the windows are pooled; map 0 becomes map 0, and no other."
    }
    let count = countedNoun(changing, "map")
    return IdeaWords(right: says, reason: reason, needs: "\(count) for each \(noun)", here: count)
  }

  func words(of belief: Belief) -> IdeaWords? {
    guard let (says, temptation) = idea(belief), let objection = objection(belief) else { return nil }
    return IdeaWords(says: says, temptation: temptation, objection, hint: hint)
  }

  private var hint: String {
    operation is Pooling2D
      ? "on how many maps does one window lie?" : "how many kernels has one filter of line \(line)?"
  }

  private func idea(_ belief: Belief) -> (String, String)? {
    switch belief {
    case .oneToOne:
      ("each \(noun) goes on to one map", "maps stand side by side on the screen, one behind the other")
    case .sharedOut:
      (
        "the maps of line \(line) are shared out among the \(noun)s of \(origin)",
        "there are \(maps / max(1, read)) times as many of them"
      )
    case .tooLittle:
      (
        // Where as many can change as there are, the count would tell it.
        "one \(noun) of \(read == changing ? "many" : "\(read)") is too little to matter",
        "people would still see the same thing"
      )
    case .mixesAll: ("every \(noun) reaches every map", "in a Conv2D it does")
    default: nil
    }
  }

  private func objection(_ belief: Belief) -> Objection? {
    switch belief {
    case .oneToOne:
      return countObjection { like(multiplier: 1, $0) }
    case .sharedOut: return countObjection { like(multiplier: maps / max(1, read), $0) }
    case .mixesAll: return mixingObjection
    case .tooLittle: return weightObjection
    default: return nil
    }
  }

  /// A convolution of each map by itself, with the window of the line.
  private func like(multiplier: Int, _ operation: any Operation) -> DepthwiseConv2D? {
    switch operation {
    case let convolution as Conv2D:
      DepthwiseConv2D(
        kernelSize: convolution.kernelSize, multiplier: multiplier, strides: convolution.strides,
        padding: convolution.padding, dilation: convolution.dilation, usesBias: convolution.usesBias)
    case let depthwise as DepthwiseConv2D: depthwise.like(multiplier: multiplier)
    default: nil
    }
  }

  /// That the line would have another count of numbers to learn.
  private func countObjection(_ make: (any Operation) -> DepthwiseConv2D?) -> Objection? {
    make(operation).flatMap {
      subject.objection(learning: $0.parameterCount(for: [subject.input(line)]), line: line)
    }
  }

  private var mixingObjection: Objection? {
    switch operation {
    case let convolution as Conv2D:
      let all = convolution.like(filters: convolution.filters)
      return subject.objection(learning: all.parameterCount(for: [subject.input(line)]), line: line)
    case let depthwise as DepthwiseConv2D:
      let all = depthwise.mixing(filters: maps)
      return subject.objection(learning: all.parameterCount(for: [subject.input(line)]), line: line)
    default:
      return Objection(
        "But to mix maps line \(line) would need weights, and it has none.", needs: "weights", here: "none")
    }
  }

  /// The largest weight for what is dropped, which is not 0.
  private var weightObjection: Objection? {
    guard let kernel = subject.trained.parameters(ofLayer: line).tensors[.kernel], kernel.shape.rank == 4
    else {
      return Objection(
        "But a map whose numbers are all 0 is pooled to zeros, whatever it was before.",
        needs: "a map that nobody reads", here: "a window on each map")
    }
    let name = subject.network.nameOfMap(0, ofLayer: source, subject.model.preprocessing)
    let (channels, filters) = (kernel.shape[2], kernel.shape[3])
    let largest = stride(from: 0, to: kernel.values.count, by: channels * filters).reduce(Float(0)) {
      most, place in
      kernel.values[place..<place + filters].reduce(most) { abs($1) > abs($0) ? $1 : $0 }
    }
    guard largest != 0 else { return nil }
    let number = NumberText.fixed(largest, decimals: 4)
    return Objection(
      "But line \(line) has learned weights for \(name), up to \(number): it multiplies by them.",
      needs: "weights of 0 for \(name)", here: number)
  }
}

extension WinnerQuestion {
  var text: String { "Which class will the network name?" }

  private func number(_ index: Int) -> String { NumberText.fixed(logits[index], decimals: 3) }

  var rightWords: IdeaWords {
    IdeaWords(
      right: "the network says \(name(winner))", reason: "Its logit \(number(winner)) is the largest.",
      needs: "the largest logit", here: number(winner))
  }

  func words(of belief: Belief) -> IdeaWords? {
    guard case .otherClass(let index) = belief else { return nil }
    return IdeaWords(
      says: "the network says \(name(index))", temptation: "of all classes it is among the likeliest here",
      Objection(
        "But its logit is \(number(index)), and another one is larger.", needs: "the largest logit",
        here: number(index)), hint: "what in the picture speaks for it, and what against?")
  }
}
