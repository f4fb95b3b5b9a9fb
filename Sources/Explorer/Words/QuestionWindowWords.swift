import CellScreen
import ConvNet
import Tensors

extension WindowQuestion {
  /// The numbers under the window, row by row, and what is asked of them.
  var text: String {
    "A window of \(subject.named(line)), lies on \(rows.joined(separator: ", below them ")). "
      + "Which number comes out?"
  }

  /// The numbers, row by row.
  private var rows: [String] {
    var rows: [(row: Int, numbers: [String])] = []
    for place in window {
      let number = printed(place.value)
      if rows.last?.row == place.position[0] {
        rows[rows.count - 1].numbers.append(number)
      } else {
        rows.append((place.position[0], [number]))
      }
    }
    return rows.map { inWords($0.numbers) }
  }

  private var name: String { subject.model.lines[line].kerasClass }
  private var count: Int { window.count }
  private var isMaximum: Bool { pooling.rule == .maximum }

  var rightWords: IdeaWords {
    let added = window.map { printed($0.value) }.joined(separator: " + ")
    return IdeaWords(
      right: isMaximum
        ? "the largest number is kept, and \(lost)"
        : "all \(count) numbers are added and divided by \(count)",
      reason: isMaximum
        ? "The largest of \(count) numbers is kept as it is; nothing is added, nothing multiplied."
        : "(\(added)) ÷ \(count) = \(right)", needs: name, here: name)
  }

  private var lost: String { count == 2 ? "the other one is lost" : "the other \(count - 1) are lost" }

  func words(of belief: Belief) -> IdeaWords? {
    switch belief {
    case .mean:
      IdeaWords(
        says: "the mean of the window is taken", temptation: "it makes a picture smaller as one is used to",
        Objection(
          "But the code says \(name), and that makes no new number: one of the \(count) comes out.",
          needs: "AveragePooling2D", here: name), hint: hint)
    case .largest:
      IdeaWords(
        says: "the largest number is kept", temptation: "the pooling that is seen most often does so",
        Objection(
          "But the code says \(name): no number is chosen, all \(count) count alike.", needs: "MaxPooling2D",
          here: name), hint: hint)
    case .first:
      IdeaWords(
        says: "the first number of the window is kept",
        temptation: "one of \(count) is left, and the window begins there",
        Objection(
          "But then the other \(count - 1) would never be looked at, and \(name) would mean nothing.",
          needs: "strides without pooling", here: name), hint: hint)
    case .added:
      IdeaWords(
        says: "the numbers of the window are added", temptation: "a convolution adds what its window reads",
        Objection(
          "But then what comes out would grow with the window: \(printed(sum)) from these \(count).",
          needs: "a sum", here: name), hint: hint)
    default: nil
    }
  }

  private var hint: String { "which word stands before Pooling2D in the code?" }
}

extension FlattenQuestion {
  var text: String {
    "Number \(NumberText.grouped(index)) of \(subject.named(line)), has come from a place on a map. "
      + "Which one? Everything is counted from 0."
  }

  var rightWords: IdeaWords {
    let fast = flatten.order == .channelsLast ? "the map" : "the column"
    let (rows, columns, maps) = (shape[0], shape[1], shape[2])
    let origin = flatten.origin(ofIndex: index, in: shape)
    let arithmetic =
      flatten.order == .channelsLast
      ? "(\(origin[0])·\(columns) + \(origin[1]))·\(maps) + \(origin[2]) = \(NumberText.grouped(index))"
      : "(\(origin[2])·\(rows) + \(origin[0]))·\(columns) + \(origin[1]) = \(NumberText.grouped(index))"
    return IdeaWords(
      right: "\(fast) changes from one number to the next", reason: "\(arithmetic): \(fast) runs fastest.",
      needs: "\(fast) runs fastest", here: "\(fast) runs fastest")
  }

  func words(of belief: Belief) -> IdeaWords? {
    guard let objection = objection(belief) else { return nil }
    let (says, temptation): (String, String) =
      switch belief {
      case .mapByMap:
        ("the numbers come map by map", "a map is what one sees, so one reads one after the other")
      case .placeByPlace:
        (
          "the numbers come place by place, all maps of each",
          "Keras does so where the code has channels last"
        )
      case .columnByColumn:
        ("the numbers come column by column", "in a picture, columns are often named first: x, then y")
      default: ("the first number is number 1", "people count so")
      }
    let last = NumberText.grouped(index - 1)
    return IdeaWords(
      says: says, temptation: temptation, objection,
      hint: "which of row, column and map changes from number \(last) to number \(NumberText.grouped(index))?"
    )
  }

  /// Another number, which would be another one if somebody were right.
  private func objection(_ belief: Belief) -> Objection? {
    guard let trace = subject.trace, let source = subject.source(line) else { return nil }
    let (before, after) = (trace.activations[source], trace.activations[line])
    func printed(_ value: Float) -> String { NumberText.fixed(value, decimals: shape.decimals) }
    for other in 0..<min(shape.count, 4_096) where other != index {
      let place = origin(of: other, by: belief)
      // That this is where the asked one comes from is not to be told.
      guard place != flatten.origin(ofIndex: index, in: shape) else { continue }
      let (would, has) = (printed(before[position: place]), printed(after.values[other]))
      guard would != has else { continue }
      let number = NumberText.grouped(other)
      return Objection(
        "But then number \(number) would be from \(Self.printed(place)), so \(would). It is \(has).",
        needs: "\(would) at number \(number)", here: has)
    }
    return nil
  }
}

extension SumQuestion {
  var text: String {
    let sums = (0..<sum.channels).map {
      "\(NumberText.signed(sum.subtotal(ofChannel: $0), decimals: 4)) in \(name(ofChannel: $0))"
    }
    let bias = sum.bias.map { " Its bias is \(NumberText.fixed($0, decimals: 4))." } ?? " It has no bias."
    let function = convolution.activationFunction
    let before = function == .linear ? "" : " before \(function.title)"
    return
      "A filter of \(subject.named(line)), lies on the picture. Its products add up to \(inWords(sums)).\(bias) "
      + "Which number does it make there\(before)?"
  }

  /// What a channel that the filter reads is called.
  private func name(ofChannel channel: Int) -> String {
    let read = convolution.channels(readBy: position[2], of: subject.input(line))
    return subject.network.nameOfMap(
      read.lowerBound + channel, ofLayer: subject.source(line) ?? 0, subject.model.preprocessing)
  }

  private var count: Int { sum.channels }
  private var parts: String { sum.bias == nil ? "\(count) sums" : "\(count) sums and the bias" }
  private var thenBias: String { sum.bias == nil ? "" : ", then the bias is added" }

  var rightWords: IdeaWords {
    let amounts = (0..<count).map { sum.subtotal(ofChannel: $0) } + (sum.bias.map { [Double($0)] } ?? [])
    let terms = amounts.enumerated().map { index, amount in
      let text = NumberText.fixed(amount.magnitude, decimals: 4)
      let sign = amount < 0 ? "− " : index == 0 ? "" : "+ "
      return sign + text
    }
    let isRounded = NumberText.rounding(
      of: amounts, total: sum.sumOfProducts + Double(sum.bias ?? 0), decimals: 4)
    return IdeaWords(
      right: "the \(parts) are added into one number",
      reason: "\(terms.joined(separator: " ")) = \(right)" + (isRounded == nil ? "" : " (rounded)"),
      needs: right, here: right)
  }

  func words(of belief: Belief) -> IdeaWords? {
    switch belief {
    case .misreading(.averaged):
      return IdeaWords(
        says: "the channels are averaged\(thenBias)",
        temptation: "so numbers stay as small as those of one channel",
        Objection(
          "But nothing in the code divides by \(count). A network could be trained so; this one wasn't.",
          needs: "a division by \(count)", here: "none"),
        hint: "what does the code, or its formula, do with the \(count) sums?")
    case .misreading(.eachWithEach):
      return IdeaWords(
        says: "each of the \(count) sums stays a number by itself, on a map of its own",
        temptation: "channels are shown one by one, and each has a kernel of its own",
        Objection(
          "But then \(countedNoun(count * convolution.filters, "map")) would leave line \(line); "
            + "its filters make \(countedNoun(convolution.filters, "map")).",
          needs: countedNoun(count * convolution.filters, "map"),
          here: countedNoun(convolution.filters, "map")),
        hint: "how many maps does one filter make of \(count) channels?")
    case .largestChannel:
      return IdeaWords(
        says: "the largest of the \(count) sums is kept\(thenBias)",
        temptation: "max pooling keeps the largest",
        Objection(
          "But then the other \(count - 1 == 1 ? "channel" : "\(count - 1) channels") would be lost here; "
            + "nothing in a convolution compares.", needs: "a maximum", here: "no maximum"),
        hint: "what does a convolution do with the sums of its kernels?")
    case .withoutBias:
      return IdeaWords(
        says: "the sums are added, and that is all", temptation: "the bias is small beside them",
        Objection(
          "But the filter has learned a bias, and \(printed(sum.sumOfProducts)) does not use it.",
          needs: "use_bias=False",
          here: "a bias"), hint: "what is added once for each filter?")
    default: return nil
    }
  }
}
