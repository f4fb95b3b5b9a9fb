import CellScreen
import ConvNet
import Tensors

/// What evidence is asked for, as it is typed: `evidence grey 5 of ship - truck at 9,13`, of which all but the first
/// word may be missing.
struct EvidenceQuestion: Equatable {
  /// What the square is covered with.
  var cover: Cover?
  /// The side of the square.
  var side: Int?
  /// The number, as it is typed: a class, or two with a minus between them.
  var quantity: String?
  /// The row and the column of the cursor.
  var place: [Int]?

  /// The command that asks for evidence.
  static let command = "evidence"
  /// The word before the number that evidence is of, a command too.
  static let quantityWord = "of"
  private static let placeWord = "at"

  /// How the command is typed.
  static let form =
    "evidence grey, black, white, mean or all; the square's side; of CLASS, or of CLASS - CLASS"

  /// Reads what stands behind the command.
  ///
  /// - Throws: `Refusal` where a word means nothing.
  init(_ text: String) throws(Refusal) {
    let words = text.split(separator: " ").map(String.init)
    let start = words.firstIndex(of: Self.quantityWord) ?? words.count
    var rest = words.dropFirst(start + 1)
    var first = words[..<start]
    if let place = Self.place(in: rest) {
      (self.place, rest) = (place, rest.dropLast(2))
    } else if let place = Self.place(in: first) {
      (self.place, first) = (place, first.dropLast(2))
    }
    for word in first { try take(word) }
    if start < words.count {
      guard !rest.isEmpty else { throw Refusal("of which class? like of ship, of ship - truck") }
      quantity = rest.joined(separator: " ")
    }
  }

  private mutating func take(_ word: String) throws(Refusal) {
    if let cover = Cover.allCases.first(where: { $0.name == word.lowercased() }) {
      self.cover = cover
    } else if let side = Self.side(in: word) {
      guard side >= 1, !side.isMultiple(of: 2) else {
        throw Refusal("the square's side is odd, so that a place is in its middle: 1, 3, 5")
      }
      self.side = side
    } else {
      throw Refusal("'\(DisplayText(word).truncated(to: 20))' means nothing here: \(Self.form)")
    }
  }

  /// The side in `5`, `5×5` and `5x5`; `nil` of another word.
  private static func side(in word: String) -> Int? {
    let parts = word.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" }.map { Int($0) }
    guard (1...2).contains(parts.count), let side = parts[0], parts[parts.count - 1] == side else {
      return nil
    }
    return side
  }

  /// Row and column in the last of some words, behind `at`.
  private static func place(in words: ArraySlice<String>) -> [Int]? {
    guard words.count >= 2, let last = words.last, words[words.endIndex - 2] == placeWord else { return nil }
    let parts = last.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    return parts.count == 2 && parts.allSatisfy { $0 >= 0 } ? parts : nil
  }

  /// The text that it is read from, behind the command.
  var text: String {
    let parts =
      [cover?.name, side.map(String.init), quantity.map { "\(Self.quantityWord) \($0)" }]
      + [place.map { "\(Self.placeWord) \($0[0]),\($0[1])" }]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}

extension ExplorerModel {
  /// The number of a text: `ship`, `ship - truck`, with names of classes or their indices.
  ///
  /// - Throws: `Refusal` where there are no such classes.
  func quantity(of text: String) throws(Refusal) -> EvidenceQuantity {
    if let one = try? index(ofEvidence: text) { return .logit(one) }
    for minus in [" - ", " \(NumberText.minus) ", "-", NumberText.minus] {
      let parts = text.split(separator: minus, omittingEmptySubsequences: false).map(String.init)
      for cut in parts.indices.dropFirst() {
        let (one, other) = (parts[..<cut].joined(separator: minus), parts[cut...].joined(separator: minus))
        guard let one = try? index(ofEvidence: one), let other = try? index(ofEvidence: other) else {
          continue
        }
        guard one != other else {
          throw Refusal(
            "\(nameOfClass(one)) \(NumberText.minus) \(nameOfClass(other)) is always 0; name two classes")
        }
        return .difference(one, other)
      }
    }
    // One of two classes is the one to name in what is said of it.
    let parts = text.split(separator: " - ").map(String.init)
    let unknown = parts.count == 2 ? parts.first { (try? index(ofEvidence: $0)) == nil } : nil
    _ = try index(ofEvidence: unknown ?? text)
    throw Refusal(EvidenceQuestion.form)
  }

  private func index(ofEvidence name: String) throws(Refusal) -> Int {
    guard let network, let last = network.layers.last, network.outputShape.rank == 1 else {
      throw Refusal("the network tells no classes apart")
    }
    do {
      guard case .unit(let unit) = try destination(named: "\(last.name)[\(name)]", in: network) else {
        throw Refusal("the network tells no classes apart")
      }
      return unit.position[0]
    } catch let error as DestinationError {
      throw Refusal(error.message)
    } catch let error as Refusal {
      throw error
    } catch {
      throw Refusal("the network tells no classes apart")
    }
  }

  /// A number as it is typed behind `of`.
  func text(of quantity: EvidenceQuantity) -> String {
    quantity.classes.map { nameOfClass($0).string }.joined(separator: " - ")
  }
}
