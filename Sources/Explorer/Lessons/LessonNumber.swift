import CellScreen
import ConvNet
import Tensors

/// What a lesson has computed where its text is shown: `{conv2d[16,11,0]}`, `{maps conv2d}`, `{winner}`.
public struct LessonNumber: Hashable, Sendable {
  /// What is asked of a layer.
  public enum Quantity: String, CaseIterable, Sendable {
    /// Its shape.
    case shape
    /// How many rows its maps have.
    case rows
    /// How many columns its maps have.
    case columns
    /// How many feature maps it has.
    case maps
    /// How many numbers.
    case numbers
    /// How many numbers it learns.
    case parameters
    /// How many products make one of its numbers.
    case products
    /// How many of its maps, or units, changes have changed.
    case changed
  }

  /// What is asked of what the network says.
  public enum Verdict: String, CaseIterable, Sendable {
    /// The class that wins.
    case winner
    /// The class behind it.
    case runnerUp = "runner-up"
    /// The winner's share, as a percentage.
    case share
    /// How much larger the winner's logit is than the next.
    case lead
    /// How many classes there are.
    case classes
  }

  /// What is asked.
  public enum Subject: Hashable, Sendable {
    /// A unit's number, or a parameter's, by its name.
    case place(String)
    /// Something of a layer, by its name.
    case layer(Quantity, String)
    /// Something of what the network says.
    case verdict(Verdict)
  }

  /// What is asked.
  public let subject: Subject
  /// Whether it is asked of the pass without changes.
  public let isOriginal: Bool

  /// The word before what is asked of the pass without changes.
  private static let originalWord = "original "

  /// Reads what stands in braces; `nil` where nothing is computed by that.
  public init?(_ text: String) {
    isOriginal = text.hasPrefix(Self.originalWord)
    let text = isOriginal ? String(text.dropFirst(Self.originalWord.count)).withoutOuterBlanks : text
    let word = text.prefix { $0 != " " }
    let rest = text.dropFirst(word.count).withoutOuterBlanks
    if rest.isEmpty, let verdict = Verdict(rawValue: text) {
      subject = .verdict(verdict)
    } else if !rest.isEmpty, let quantity = Quantity(rawValue: String(word)) {
      subject = .layer(quantity, rest)
    } else if text.splitAtBrackets != nil {
      subject = .place(text)
    } else {
      return nil
    }
  }

  /// The text that it is read from.
  public var text: String {
    let words =
      switch subject {
      case .place(let name): name
      case .layer(let quantity, let name): "\(quantity.rawValue) \(name)"
      case .verdict(let verdict): verdict.rawValue
      }
    return (isOriginal ? Self.originalWord : "") + words
  }

  /// Whether it is a unit's number, or a parameter's.
  public var isOfPlace: Bool { if case .place = subject { true } else { false } }
}

extension ExplorerState {
  /// What a lesson's number is here; `nil` while it isn't known, or hidden for a question; why there is none, where there
  /// isn't.
  public func value(of number: LessonNumber) -> Result<String?, Refusal> {
    do {
      return .success(try text(of: number))
    } catch {
      return .failure(error)
    }
  }

  /// What a lesson's number is here; `nil` while it isn't known, or hidden for a question.
  ///
  /// - Throws: `Refusal` where the network has no such number.
  func text(of number: LessonNumber) throws(Refusal) -> String? {
    guard let network = model.network else { return nil }
    let isHidden = asking.map { !$0.isRevealed } ?? false
    switch number.subject {
    case .verdict(.classes): return isHidden ? nil : "\(network.outputShape.count)"
    case .verdict(let verdict):
      guard network.outputShape.rank == 1 else { throw Refusal("the network tells no classes apart") }
      return isHidden ? nil : text(of: verdict, isOriginal: number.isOriginal)
    case .layer(let quantity, let name):
      let line = try line(ofLesson: name, in: network)
      if !number.isOriginal, quantity != .changed, case .misread = changing.status {
        throw Refusal(
          "lines are misread here: write {original \(quantity.rawValue) \(name)} for what is right")
      }
      let text = try text(of: quantity, line: line, name: name, in: network)
      return isHidden ? nil : text
    case .place(let name):
      let text = try text(ofPlace: name, isOriginal: number.isOriginal, in: network)
      return isHidden ? nil : text
    }
  }

  /// The pass that a lesson speaks of: with the changes, whatever is looked at, or without them.
  private func pass(isOriginal: Bool) -> Evaluation? {
    if isOriginal || changes.isEmpty { return evaluation ?? soFar }
    if case .ready(let variant) = changing.status { return variant.now }
    return nil
  }

  private func line(ofLesson name: String, in network: Network) throws(Refusal) -> Int {
    guard case .line(let line)? = try? model.destination(named: name, in: network),
      network.layers.indices.contains(line)
    else { throw Refusal("there is no layer '\(DisplayText(name).truncated(to: 40))'") }
    return line
  }

  private func text(of verdict: LessonNumber.Verdict, isOriginal: Bool) -> String? {
    guard hasLogits, let pass = pass(isOriginal: isOriginal), let winner = pass.winner else { return nil }
    let second = pass.ranking.first { $0 != winner }
    switch verdict {
    case .winner: return model.nameOfClass(winner).string
    case .runnerUp: return second.map { model.nameOfClass($0).string }
    case .share:
      return pass.probabilities.indices.contains(winner)
        ? NumberText.percent(pass.probabilities[winner]) : nil
    case .lead:
      guard let second else { return nil }
      let lead = Double(pass.logits[winner]) - Double(pass.logits[second])
      return NumberText.fixed(lead, decimals: lead.magnitude < 1 ? 2 : 1)
    case .classes: return "\(pass.logits.count)"
    }
  }

  private func text(
    of quantity: LessonNumber.Quantity, line: Int, name: String, in network: Network
  ) throws(Refusal) -> String? {
    let shape = network.shapes[line]
    func needed(_ count: Int?, _ noun: String) throws(Refusal) -> String {
      guard let count else { throw Refusal("\(DisplayText(name).truncated(to: 40)) has no \(noun)") }
      return NumberText.grouped(count)
    }
    switch quantity {
    case .shape: return "\(shape)"
    case .rows: return try needed(shape.rank == 3 ? shape[0] : nil, "rows")
    case .columns: return try needed(shape.rank == 3 ? shape[1] : nil, "columns")
    case .maps: return try needed(shape.rank == 3 ? shape.channels : nil, "maps")
    case .numbers: return NumberText.grouped(shape.count)
    case .parameters: return NumberText.grouped(network.parameterCount(ofLayer: line))
    case .products: return try needed(network.productCount(ofUnitInLayer: line), "products")
    case .changed:
      guard !changes.isEmpty else { return "0" }
      guard let variant, !isChanging, isComputed(line: line), variant.layers.indices.contains(line) else {
        return nil
      }
      return NumberText.grouped(variant.layers[line].isChanged.count { $0 })
    }
  }

  private func text(ofPlace name: String, isOriginal: Bool, in network: Network) throws(Refusal) -> String? {
    if let place = try? network.parameter(named: name) {
      let trained = isOriginal ? model.trained : pass(isOriginal: false)?.trace.trained
      guard let tensor = trained?.parameters[place.address] else { return nil }
      return NumberText.fixed(tensor[position: place.position], decimals: 4)
    }
    let destination: Destination
    do {
      destination = try model.destination(named: name, in: network)
    } catch {
      throw Refusal(error.message)
    }
    guard let pass = pass(isOriginal: isOriginal) else { return nil }
    switch destination {
    case .unit(let unit):
      guard unit.layer < pass.trace.computedLayers, isComputed(line: unit.layer) else { return nil }
      let value = pass.trace.activations[unit.layer][position: unit.position]
      return NumberText.fixed(value, decimals: network.shapes[unit.layer].decimals)
    case .share(let index):
      guard hasLogits, pass.probabilities.indices.contains(index) else { return nil }
      return NumberText.percent(pass.probabilities[index])
    case .line, .map: throw Refusal("'\(DisplayText(name).truncated(to: 40))' is no number")
    }
  }
}

extension Network {
  /// How many products make one number of a layer; `nil` where none is multiplied by a weight.
  fileprivate func productCount(ofUnitInLayer line: Int) -> Int? {
    let operation = layers[line].operation
    guard operation is Dense || operation is Conv2D || operation is DepthwiseConv2D else { return nil }
    return steps(ofUnitInLayer: line).terms
  }
}
