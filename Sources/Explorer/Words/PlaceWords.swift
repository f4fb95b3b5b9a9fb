import CellScreen
import ConvNet
import Tensors

extension LayerContext {
  /// The layer's name.
  var name: String { network.layers[index].name }

  /// The names of the layers that it reads.
  var inputNames: [String] { network.layers[index].inputs.map { network.layers[$0].name } }

  /// A unit of the layer by its name: `add[1,2,3]`.
  func unit(_ position: [Int]) -> String { name + brackets(position) }

  /// A number of one of the inputs with the digits that it has there.
  func number(_ value: Float, ofInput input: Int = 0) -> String {
    let inputs = network.inputShapes(ofLayer: index)
    return NumberText.fixed(
      value, decimals: (inputs.indices.contains(input) ? inputs[input] : output).decimals)
  }

  /// A number of the layer's own.
  func number(_ value: Double) -> String { NumberText.fixed(value, decimals: output.decimals) }

  /// How the shape comes about where nothing else is to be said of it.
  var shapes: String { "\(input) → \(output)" }

  /// The words of a unit with its equation, whose right-hand sides begin in one column: in letters, and in numbers.
  func words(
    of explanation: Explanation, letters: String, numbers: String, _ sentences: [String]
  ) -> UnitWords {
    let (general, own) = ("out" + brackets(output.letters), unit(explanation.position))
    let width = max(DisplayText.width(of: general), DisplayText.width(of: own))
    func equation(_ left: String, _ right: String) -> String {
      left + String(repeating: " ", count: width - DisplayText.width(of: left)) + " = " + right
    }
    return UnitWords(sentences, formula: equation(general, letters), numbers: equation(own, numbers))
  }

  /// The words of a unit with its equation.
  func words(
    of explanation: Explanation, letters: String, numbers: String, _ sentences: String...
  ) -> UnitWords {
    words(of: explanation, letters: letters, numbers: numbers, sentences)
  }
}

extension Shape {
  /// With how many decimals numbers are printed: four on feature maps, three elsewhere.
  var decimals: Int { rank == 3 ? 4 : 3 }

  /// The letters of a position: `u,v,w` on feature maps, `w` on a line.
  var letters: [String] { ["u", "v", "t", "s"].prefix(max(0, rank - 1)) + (rank > 0 ? ["w"] : []) }

  /// The extents as a product: `30·30·32`.
  var product: String { extents.map(String.init).joined(separator: "·") }

  /// What an axis holds: `rows`, `columns`, `maps`.
  func name(ofAxis axis: Int) -> String {
    if rank == 3 { return ["rows", "columns", "maps"][axis] }
    return rank == 1 ? "numbers" : "axis \(axis + 1)"
  }

  /// What one index along an axis is called: `row`, `column`, `map`.
  func noun(ofAxis axis: Int) -> String {
    if rank == 3 { return ["row", "column", "map"][axis] }
    return rank == 1 ? "number" : "index of axis \(axis + 1)"
  }
}

/// Indices in brackets: `[u,v,w]`.
public func brackets(_ indices: [some CustomStringConvertible], separator: String = ",") -> String {
  "[" + indices.map(\.description).joined(separator: separator) + "]"
}

/// The start of a line with blanks behind it, so that what follows begins where it does in another line.
func padded(_ start: String, like other: String) -> String {
  start + String(repeating: " ", count: max(0, DisplayText.width(of: other) - DisplayText.width(of: start)))
}

/// The indices of a sum with what each stays below: `Σ i<3  Σ j<3`, in ASCII `sum i<3, j<3`.
func sums(_ bounds: [(index: String, below: Int)], separator: String = "  ") -> String {
  let indices = bounds.map { "\($0.index)<\($0.below)" }
  return Repertoire.choice(
    indices.map { "Σ " + $0 }.joined(separator: separator), ascii: "sum " + indices.joined(separator: ", "))
}

/// Names in a sentence: `a`, `a and b`, `a, b and c`; or with another word between the last two.
func inWords(_ names: [String], _ conjunction: String = "and") -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}

/// How often something is: `1 map`, `32 maps`.
public func countedNoun(_ count: Int, _ noun: String) -> String {
  "\(NumberText.grouped(count)) \(noun)" + (count == 1 ? "" : "s")
}

/// Biases counted: `1 bias`, `32 biases`.
func countedBiases(_ count: Int) -> String {
  "\(NumberText.grouped(count)) " + (count == 1 ? "bias" : "biases")
}

/// What is said where a layer has no weights.
let nothingLearned = "nothing learned: 0"

/// Names for an error's one line: the first thirty, and how many more there are.
public func listed(_ names: [String]) -> String {
  let shown = names.prefix(30).map { DisplayText($0).string }.joined(separator: ", ")
  return names.count > 30 ? shown + " and \(NumberText.grouped(names.count - 30)) more" : shown
}
