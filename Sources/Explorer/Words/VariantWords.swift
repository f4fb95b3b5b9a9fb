import CellScreen
import ConvNet
import Tensors

extension Change {
  /// The change as the beginning of a sentence about what follows from it: `Without map 0 of conv2d`.
  func beginning(in model: ExplorerModel) -> String {
    switch self {
    case .drop(let place): "Without \(Self.name(ofPlace: place, in: model))"
    case .hold(let place, let value):
      "With \(Self.name(ofPlace: place, in: model)) held at \(NumberText.allDigits(value))"
    case .set(let parameter, let value): "With \(DisplayText(parameter)) = \(NumberText.allDigits(value))"
    case .paint(let area, let colour):
      "With \(countedNoun(area.rows.count * area.columns.count, "pixel")) painted \(colour.text)"
    case .shift(let down, let right): "Moved \(Self.words(down: down, right: right))"
    case .flip: "Mirrored"
    case .swap(let one, let other): "With \(DisplayText(one)) and \(DisplayText(other)) exchanged"
    case .picture(let file): "With \(Self.name(ofFile: file)) in its place"
    case .untrained(let layer, _): layer.map { "With \(DisplayText($0)) untrained" } ?? "Untrained"
    case .weights(let file): "With the weights of \(Self.name(ofFile: file))"
    case .filter(let layer, let index, let filter):
      "With \(filter.rawValue) as filter \(index) of \(DisplayText(layer))"
    case .read(let misreading, _): "Read as '\(misreading.word)'"
    case .invert: "With black and white exchanged"
    case .noise: "With noise"
    case .random: "With a random picture"
    }
  }

  /// What a place is called: `map 0 of conv2d`, of the picture `red`, `dense[41]`.
  private static func name(ofPlace text: String, in model: ExplorerModel) -> String {
    guard let network = model.network,
      case .map(let line, let channel)? = try? model.destination(named: text, in: network)
    else { return DisplayText(text).string }
    if line == 0, network.hasPictureChannels(ofLayer: 0) {
      return channelName(channel, of: network.inputShape, model.preprocessing)
    }
    return "map \(channel) of \(model.lines[line].name.truncated(to: 24))"
  }

  private static func name(ofFile path: String) -> String {
    DisplayText(path.split(separator: "/").last.map(String.init) ?? path).truncated(to: 30).string
  }

  private static func words(down: Int, right: Int) -> String {
    let parts = [
      down == 0 ? "" : "\(abs(down)) \(down > 0 ? "down" : "up")",
      right == 0 ? "" : "\(abs(right)) \(right > 0 ? "to the right" : "to the left")",
    ].filter { !$0.isEmpty }
    return parts.isEmpty ? "by nothing" : parts.joined(separator: ", ")
  }
}

/// What is said of what follows from changes.
public struct VariantWords {
  private let variant: Variant
  private let model: ExplorerModel
  /// Whether numbers are those before the activation function.
  private let isBefore: Bool
  /// The first layer of which nothing is said, since what the network says is hidden for a vote; `nil` where nothing is.
  private let hiddenLayer: Int?

  /// The words of a variant of a model's network, of whose layers the numbers before the activation function are meant
  /// where asked for, and nothing is said of those that are hidden for a vote.
  public init(
    _ variant: Variant, _ model: ExplorerModel, beforeActivation: Bool = false, hiddenLayer: Int? = nil
  ) {
    (self.variant, self.model, isBefore, self.hiddenLayer) = (variant, model, beforeActivation, hiddenLayer)
  }

  /// The changes on one line, each called by its text unless another is given, the longest wording first: `1 change: drop
  /// conv2d[:,:,0]`.
  public static func list(_ changes: [Change], text: (Change) -> String = { $0.text }) -> [String] {
    let count = countedNoun(changes.count, "change")
    let texts = changes.map { DisplayText(text($0)).string }
    guard let last = texts.last else { return [] }
    let all = "\(count): \(texts.joined(separator: ", "))"
    return (texts.count == 1 ? [all, last] : [all, "\(count): … \(last)"]) + [count]
  }

  /// What is said where the original is looked at: that it is shown, and what was changed, the longest wording first.
  public static func ofOriginal(without changes: [Change], text: (Change) -> String = { $0.text })
    -> [String]
  {
    list(changes, text: text).map { "The original is shown, without \($0); b shows what follows." }
      + ["The original is shown; b shows what follows."]
  }

  // MARK: What the network says

  /// What becomes of the class that won before, with its lead over the class behind it, and which class wins now; several
  /// wordings, the longest first.
  public var verdicts: [String] {
    guard hiddenLayer == nil else { return [HidingWords.change] }
    if let overflow { return ["\(beginning) \(overflow).", "\(overflow)."] }
    guard let (winner, other) = contest else { return [spread] }
    let (old, new) = (variant.before.logits, variant.now.logits)
    let change = Double(new[winner]) - Double(old[winner])
    let rival = strongest(but: winner, of: new)
    let (lead, now) = (Double(old[winner]) - Double(old[other]), Double(new[winner]) - Double(new[rival]))
    let decimals = decimals(of: [change, now - lead])
    func text(_ value: Double) -> String { NumberText.fixed(value, decimals: decimals) }
    let gain =
      change == 0
      ? "keeps \(text(Double(old[winner])))" : "\(change < 0 ? "loses" : "gains") \(text(abs(change)))"
    let words = "\(name(winner)) \(gain)"
    let end = outcome(before: winner, decimals)
    guard variant.now.winner == winner else { return ["\(beginning) \(words). \(end)", "\(words). \(end)"] }
    let way = now == lead ? "stays" : now < lead ? "falls" : "grows"
    let leads =
      now == lead && rival == other
      ? "its lead over \(name(other)) stays \(text(lead))"
      : rival == other
        ? "its lead over \(name(other)) \(way) \(text(lead)) → \(text(now))"
        : "its lead \(way) \(text(lead)) over \(name(other)) → \(text(now)) over \(name(rival))"
    return ["\(beginning) \(words); \(leads). \(end)", "\(words); \(leads). \(end)", "\(words). \(end)"]
  }

  /// So large a `Float` has no digit below 1.
  private static let wholeNumbersOnly: Float = 16_777_216

  /// Why the logits tell nothing of what else is changed: they are no numbers any more, or so large that it is lost in
  /// their rounding; `nil` where they do.
  private var overflow: String? {
    let (old, new) = (variant.before.logits, variant.now.logits)
    guard old.allSatisfy({ $0.magnitude < Self.wholeNumbersOnly }) else { return nil }
    if new.contains(where: { !$0.isFinite }) {
      return "numbers leave the range of Float (3.4e38): no class can be told, whatever else is changed"
    }
    guard let largest = new.map(\.magnitude).max(), largest >= Self.wholeNumbersOnly else { return nil }
    return
      "logits reach \(NumberText.fixed(largest, decimals: 1)): what else is changed is lost in their rounding"
  }

  /// The class that won before, and the one behind it; `nil` where nothing won, or a number is none.
  private var contest: (winner: Int, other: Int)? {
    let (before, now) = (variant.before, variant.now)
    guard let winner = before.winner, before.logits.count > 1,
      (before.logits + now.logits).allSatisfy(\.isFinite)
    else { return nil }
    return (winner, strongest(but: winner, of: before.logits))
  }

  private func strongest(but index: Int, of logits: [Float]) -> Int {
    logits.indices.filter { $0 != index }.max { logits[$0] < logits[$1] } ?? index
  }

  private func outcome(before: Int, _ decimals: Int) -> String {
    guard let now = variant.now.winner else { return "Now no class is above all others." }
    guard now != before else { return "Still \(name(now))." }
    let share = variant.now.probabilities.indices.contains(now) ? variant.now.probabilities[now] : nil
    return "Now \(name(now))\(share.map { ", \(NumberText.percent($0))" } ?? "")."
  }

  /// With so many decimals that no number of some that is not 0 reads 0.
  private func decimals(of values: [Double]) -> Int {
    values.filter { $0 != 0 }.map { abs($0) >= 0.05 ? 1 : NumberText.decimals(showing: $0) }.max() ?? 1
  }

  private func name(_ index: Int) -> String { model.nameInSentence(ofClass: index) }

  private var beginning: String {
    variant.changes.count == 1
      ? variant.changes[0].beginning(in: model) : "With these \(variant.changes.count) changes"
  }

  /// How many layers have changed, where no class can be spoken of.
  private var spread: String {
    let count = variant.layers.count { $0.numberCount > 0 }
    guard count > 0 else { return "\(beginning) no number is another." }
    return "\(beginning) \(count) of \(variant.layers.count) layers have other numbers."
  }

  // MARK: How far a change reaches

  /// Which filters read a map that alone has changed, and how many of their maps change; else what has changed of a line.
  public func reach(ofLine line: Int) -> String {
    guard variant.changes.count == 1, let network = model.network, let map = onlyChangedMap,
      let reader = reader(of: map.line, network), reader < hiddenLayer ?? .max,
      let filters = network.shapes[reader].extents.last
    else { return summary(ofLine: line) }
    if map.line < line, line < reader, variant.layers[line].count == 1 {
      return
        "Line \(line) takes each map alone: of its \(network.shapes[line].channels) only \(map.name) changes."
    }
    let changed = variant.layers[reader].count
    let all = "All \(filters) filters of line \(reader) read \(map.name)"
    if changed == filters { return all + ", so all \(filters) of its maps change." }
    // A sum below 0 that stays there is 0 before and after.
    let function = network.layers[reader].operation.activationFunction
    return variant.layers(beforeActivation: true)[reader].count == filters && function != .linear
      ? all
        + ": all their sums change, but of \(filters - changed) maps \(function.title) lets none of that through."
      : all + ": \(changed) of its \(filters) maps change."
  }

  /// The map that is the only one to change of the first line that does.
  private var onlyChangedMap: (line: Int, name: String)? {
    guard let line = variant.layers.firstIndex(where: { $0.numberCount > 0 }), let network = model.network,
      network.shapes[line].rank == 3, variant.layers[line].count == 1, network.shapes[line].channels > 1,
      let channel = variant.layers[line].isChanged.firstIndex(of: true)
    else { return nil }
    let isColour = line == 0 && network.hasPictureChannels(ofLayer: 0)
    return (
      line, isColour ? channelName(channel, of: network.inputShape, model.preprocessing) : "map \(channel)"
    )
  }

  /// The convolution that reads a layer's maps first, through layers that keep maps apart.
  private func reader(of line: Int, _ network: Network) -> Int? {
    var line = line
    while true {
      let readers = network.layers.indices.filter { network.layers[$0].inputs == [line] }
      guard readers.count == 1, let next = readers.first, next > line else { return nil }
      if let convolution = network.layers[next].operation as? Conv2D {
        return convolution.groups == 1 ? next : nil
      }
      guard variant.layers[next].count == 1 else { return nil }
      line = next
    }
  }

  /// How much of a line has changed, and where most: `31 of 64 maps of conv2d_1 change, map 31 the most`.
  public func summary(ofLine line: Int) -> String {
    guard let network = model.network, variant.layers.indices.contains(line), line < hiddenLayer ?? .max
    else {
      return limit
    }
    let (layer, shape) = (variant.layers(beforeActivation: isBefore)[line], network.shapes[line])
    let name = model.lines[line].name.truncated(to: 24)
    let isPicture = line == 0 && network.hasPictureChannels(ofLayer: 0)
    let noun = isPicture ? "channel" : shape.rank == 3 ? "map" : "number"
    guard let most = layer.most else { return "No number of \(name) changes." }
    let counts = "\(NumberText.grouped(layer.count)) of \(countedNoun(layer.isChanged.count, noun))"
    let verb = layer.count == 1 ? "changes" : "change"
    let place =
      isPicture
      ? channelName(most.channel, of: shape, model.preprocessing)
      : "\(noun) \(NumberText.grouped(most.channel))"
    let amount = difference(at: most.position(in: shape), ofLine: line)
    return layer.isChanged.count == 1
      ? "\(NumberText.grouped(layer.numberCount)) of \(NumberText.grouped(shape.count)) numbers of \(name) change, the most by \(amount)."
      : "\(counts) of \(name) \(verb), \(place) the most\(layer.isMostUnread ? " (of what is read)" : ""): by \(amount)."
  }

  /// How much of a map has changed, and where most; several wordings, the longest first.
  public func summaries(ofMap channel: Int, line: Int) -> [String] {
    guard let network = model.network, network.shapes[line].rank == 3 else { return [summary(ofLine: line)] }
    let plane = variant.difference.tensor(ofLayer: line, beforeActivation: isBefore).plane(channel: channel)
    let name = "map \(channel) of \(model.lines[line].name.truncated(to: 24))"
    let changed = plane.values.count { $0 != 0 }
    let read = plane.readOnly(without: network.rowsAndColumnsNeverRead(ofLayer: line))
    let isRead = read.values.contains { $0 != 0 }
    guard let largest = plane.values.indexOfLargestMagnitude, changed > 0,
      let most = isRead ? read.values.indexOfLargestMagnitude : largest
    else {
      return ["No number of \(name) changes."]
    }
    let (row, column) = (most / plane.width, most % plane.width)
    let amount = NumberText.signed(plane.values[most], decimals: network.shapes[line].decimals)
    let count = "\(NumberText.grouped(changed)) of \(NumberText.grouped(plane.values.count))"
    let unread = abs(plane.values[largest]) > abs(plane.values[most]) ? " (of what is read)" : ""
    let end = "the most\(unread) at [\(row), \(column)]: by \(amount)."
    return ["\(count) numbers of \(name) change, \(end)", "\(count) numbers change, \(end)"]
  }

  /// What a number was and is now: `7.4235 → 5.3744 (−2.0491)`; of one that is as it was `7.4235, as before`.
  ///
  /// Of one that its activation function keeps as it was, what changed before that.
  public func passage(at position: [Int], ofLine line: Int) -> String {
    let function = variant.now.trace.network.layers[line].operation.activationFunction
    let (before, after) = (numbers(at: position, line, true), numbers(at: position, line, false))
    let shown = isBefore && function != .linear ? before : after
    let words = Self.passage(from: shown[0], to: shown[1], decimals: decimals(ofLine: line))
    guard !isBefore, after[0].bitPattern == after[1].bitPattern, before[0].bitPattern != before[1].bitPattern
    else { return words }
    let sum = Self.passage(from: before[0], to: before[1], decimals: decimals(ofLine: line))
    return "\(words); before \(function.title) \(sum)"
  }

  /// A number before the changes, and now.
  private func numbers(at position: [Int], _ line: Int, _ isBefore: Bool) -> [Float] {
    [variant.before, variant.now].map {
      $0.tensor(ofLayer: line, beforeActivation: isBefore)[position: position]
    }
  }

  private func decimals(ofLine line: Int) -> Int { variant.now.trace.network.shapes[line].decimals }

  /// What a number was and is now, with some decimals.
  public static func passage(from before: Float, to now: Float, decimals: Int) -> String {
    let texts = [before, now].map { NumberText.fixed($0, decimals: decimals) }
    guard before.bitPattern != now.bitPattern, before != now else { return "\(texts[1]), as before" }
    let change = Double(now) - Double(before)
    let text = NumberText.signed(change, decimals: decimals)
    // Where the last digits don't add up as they are printed, that is said.
    let rounding = NumberText.rounding(of: [Double(before), change], total: Double(now), decimals: decimals)
    return "\(texts[0]) → \(texts[1]) (\(text)\(rounding == nil ? "" : "; rounded"))"
  }

  private func difference(at position: [Int], ofLine line: Int) -> String {
    let tensor = variant.difference.tensor(ofLayer: line, beforeActivation: isBefore)
    return NumberText.signed(tensor[position: position], decimals: tensor.shape.decimals)
  }

  /// What the numbers don't say.
  public var limit: String {
    variant.changes.count > 1
      ? "For this picture; effects of several changes don't add up."
      : "For this picture; on another one it may matter more, or less."
  }
}

extension [Float] {
  /// The place of the largest magnitude, of several the first; NaN is larger than all numbers.
  public var indexOfLargestMagnitude: Int? {
    let sizes = lazy.map { $0.isNaN ? Float.infinity : $0.magnitude }
    return indices.max { sizes[$0] < sizes[$1] }
  }
}

extension Plane {
  /// The plane with 0 in the rows and columns that are never read.
  fileprivate func readOnly(without unread: (rows: [Int], columns: [Int])) -> Plane {
    guard !(unread.rows.isEmpty && unread.columns.isEmpty) else { return self }
    let read = values.indices.map { index in
      unread.rows.contains(index / width) || unread.columns.contains(index % width) ? 0 : values[index]
    }
    return Plane(height: height, width: width, values: read)
  }
}
