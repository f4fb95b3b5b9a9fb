import CellScreen
public import ConvNet
import Tensors

/// What is said of evidence by covers.
public struct EvidenceWords {
  /// What evidence by covers is not.
  public static let limit = "A cover is a picture too: what it shows depends on what is put there."
  /// The same in several wordings, the longest first.
  public static let limits = [limit, "A cover is a picture too: much depends on which."]

  private let evidence: Evidence
  private let findings: CoverFindings
  private let place: LayerCursor
  private let base: Double
  private let failure: String?
  private let lookedAt: String
  /// Which class is ahead of which where the number is below 0; `nil` of a number of one class.
  private let rival: String?
  private let pauseKey: String
  /// The number in words: `ship − truck`, `ship's logit`.
  public let quantity: String

  /// The words of the evidence that a state looks at; `nil` where there is none.
  public init?(_ state: ExplorerState) {
    guard let evidence = state.evidence, let findings = state.coverFindings, let shown = state.shown,
      let quantity = state.evidenceQuantity
    else { return nil }
    (self.evidence, self.findings, place) = (evidence, findings, state.evidencePlace)
    base = quantity.value(of: shown.logits)
    failure = state.failureOfEvidence
    lookedAt =
      state.variant == nil ? "" : state.look == .original ? ", before the changes" : ", after the changes"
    pauseKey = state.nameOfKey(.character(" "))
    self.quantity = state.model.words(of: quantity)
    let classes = quantity.classes
    let names = classes.map { state.model.nameInSentence(ofClass: $0, columns: 14) }
    rival = names.count < 2 ? nil : "\(names[1]) is ahead of \(names[0])"
  }

  /// How many decimals tell the changes apart.
  private var decimals: Int {
    let magnitude = Double(max(findings.maps.map(\.magnitude).max() ?? 0, Float(abs(base))))
    return magnitude >= 1 || magnitude == 0 ? 2 : NumberText.decimals(showing: magnitude)
  }

  /// The side of the square: `5×5`.
  private var size: String { "\(evidence.side)×\(evidence.side)" }

  /// The cover with its size: `grey 5×5`, `all covers 5×5`.
  private var cover: String {
    switch evidence.cover {
    case .fill(let fill): "\(fill.rawValue) \(size)"
    case .all: "all covers \(size)"
    }
  }

  /// What one looks at, and how much of it is known, for the first row; several wordings, the longest first.
  public var titles: [String] {
    let share = NumberText.percent(findings.share, decimals: 0)
    let progress =
      findings.isComplete || failure != nil ? "" : evidence.isPaused ? " · paused at \(share)" : " · \(share)"
    return [
      "EVIDENCE \(cover) of \(quantity)\(progress)", "EVIDENCE \(cover)\(progress)", "EVIDENCE\(progress)",
    ]
  }

  /// What the map shows.
  public var heading: String { "what a cover does to \(quantity)\(lookedAt)" }

  /// The number without a cover: `ship − truck is 10.718`.
  public var baseWords: String { "\(quantity) is \(NumberText.fixed(base, decimals: max(3, decimals)))" }

  /// What the cover at the cursor does; several wordings, the longest first.
  public var sentences: [String] {
    if let failure { return [failure] }
    let name = "(\(place.row), \(place.column))"
    switch evidence.cover {
    case .fill(let fill):
      guard let change = findings.map(of: fill)[placeIndex] else {
        return ["The square around \(name) isn't covered yet."]
      }
      let square =
        fill == .mean ? "A \(size) square of the picture's mean" : "A \(fill.rawValue) \(size) square"
      let numbers = "\(number(base)) → \(number(base + Double(change)))"
      let isOvertaken = base > 0 && base + Double(change) < 0
      let end = isOvertaken ? rival.map { [", so \($0)"] } ?? [] : []
      return end.map { "\(square) around \(name) \(effect(change)): \(numbers)\($0)." } + [
        "\(square) around \(name) \(effect(change)): \(numbers).",
        "\(fill.rawValue) at \(name) \(effect(change)).",
        "\(name): \(signed(change)), \(numbers)",
      ]
    case .all:
      let changes = findings.maps.compactMap { $0[placeIndex] }
      guard changes.count == findings.maps.count else {
        return ["Not all covers around \(name) are known yet."]
      }
      guard !findings.disagrees(row: place.row, column: place.column) else {
        let (low, high) = (changes.min() ?? 0, changes.max() ?? 0)
        return [
          "Around \(name) covers disagree: from \(signed(low)) to \(signed(high)).",
          "\(name): covers disagree",
        ]
      }
      let least = changes.min { abs($0) < abs($1) } ?? 0
      return [
        "Whichever covers \(name), it \(effect(least, atLeast: true)).", "\(name): at least \(signed(least))",
      ]
    }
  }

  private var placeIndex: Int { place.row * findings.grid.width + place.column }

  private func effect(_ change: Float, atLeast: Bool = false) -> String {
    let size = (atLeast ? "at least " : "") + number(Double(abs(change)))
    if change.isNaN { return "makes \(quantity) no number" }
    return change == 0
      ? "leaves \(quantity) as it is"
      : change < 0 ? "takes \(size) from \(quantity)" : "adds \(size) to \(quantity)"
  }

  private func number(_ value: Double) -> String { NumberText.fixed(value, decimals: decimals) }

  private func signed(_ change: Float) -> String { NumberText.signed(change, decimals: decimals) }

  /// A cover, what it does at the cursor, and where it takes most.
  public struct Row: Equatable, Sendable {
    /// The cover's name.
    public let name: String
    /// What it does at the cursor: `−3.98`, `differ` where covers disagree, `…` while that isn't known.
    public let here: String
    /// What it takes at the most, as far as it is known, and where: `−3.98 at (9, 13)`.
    public let most: String
    /// Whether it is the one that is shown.
    public let isShown: Bool
  }

  /// All covers.
  public var rows: [Row] {
    Cover.allCases.map { cover in
      Row(
        name: cover == .all ? "all" : cover.name, here: here(cover), most: most(cover),
        isShown: cover == evidence.cover)
    }
  }

  private func here(_ cover: Cover) -> String {
    switch cover {
    case .fill(let fill): return findings.map(of: fill)[placeIndex].map(signed) ?? "…"
    case .all:
      guard findings.maps.allSatisfy({ $0[placeIndex] != nil }) else { return "…" }
      if findings.disagrees(row: place.row, column: place.column) { return "differ" }
      return findings.change(under: .all, row: place.row, column: place.column).map(signed) ?? "…"
    }
  }

  private func most(_ cover: Cover) -> String {
    let width = findings.grid.width
    guard findings.isComplete(cover) || cover != .all else { return "…" }
    guard let worst = findings.extreme(under: cover, isLowest: true),
      let change = findings.change(under: cover, row: worst / width, column: worst % width)
    else { return findings.isComplete(cover) ? "nothing" : "…" }
    return "\(signed(change)) at (\(worst / width), \(worst % width))"
  }

  /// What the hatching means, and how much of the picture has it.
  public var hatching: [String] {
    guard let share = findings.shareOfDisagreement else { return ["╱ covers disagree about the sign"] }
    let percent = NumberText.percent(share, decimals: 0)
    return [
      "╱ covers disagree about the sign: \(percent) of the places",
      "╱ covers disagree about the sign: \(percent)",
      "╱ covers disagree: \(percent)",
      "╱ disagree \(percent)",
    ]
  }

  /// At how many places the fills disagree, as a sentence; `nil` until all is known.
  var shareWords: String? {
    findings.shareOfDisagreement.map {
      "The covers disagree about the sign at \(NumberText.percent($0)) of the places."
    }
  }

  /// What `all` is.
  public static let allWords = "all: what each of the four does at least"

  /// How many places are covered where not all are; `nil` where all are.
  public var gridWords: String? {
    let block = findings.grid.block
    return block == 1 ? nil : "Covered in the middle of each \(block)×\(block) block, which stands for it."
  }
}

extension ExplorerModel {
  /// A number that evidence is of, in words: `ship − truck`, `ship's logit`.
  public func words(of quantity: EvidenceQuantity) -> String {
    let names = quantity.classes.map { nameInSentence(ofClass: $0, columns: 14) }
    guard names.count == 1 else { return names.joined(separator: " \(NumberText.minus) ") }
    let function = network?.layers.last?.operation.activationFunction
    return "\(names[0])'s \(function == .linear || function == .softmax ? "logit" : "output")"
  }
}

extension EvidenceError {
  /// The error in words.
  public var message: String {
    switch self {
    case .noPictures(let shape):
      "the network reads \(shape), and covers are known for pictures of one channel or three"
    case .picture(let expected, let found): "the network reads \(expected), and the picture has \(found)"
    case .noLogits(let shape): "the network's output \(shape) is no line of classes to ask about"
    case .side(let side): "a square of \(NumberText.grouped(side)) has no place in its middle; 1, 3, 5 have"
    case .notFinite(let value):
      "the number without a cover is \(NumberText.fixed(value, decimals: 0)), and has no changes; :of names another"
    }
  }
}
