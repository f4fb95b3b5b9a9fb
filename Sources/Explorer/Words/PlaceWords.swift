import CellScreen
import ConvNet
import Tensors

extension LayerContext {
  /// The layer's name.
  var name: String { network.layers[index].name }

  /// The names of the layers that it reads.
  var inputNames: [String] { network.layers[index].inputs.map { network.layers[$0].name } }

  /// A unit of the layer by its name: `add[1,2,3]`.
  func unit(_ position: [Int]) -> String { name + brackets(position.map(String.init)) }

  /// A number of one of the inputs with the digits that it has there.
  func number(_ value: Float, ofInput input: Int = 0) -> String {
    let inputs = network.inputShapes(ofLayer: index)
    return NumberText.fixed(
      value, decimals: (inputs.indices.contains(input) ? inputs[input] : output).decimals)
  }

  /// A number of the layer's own.
  func number(_ value: Double) -> String { NumberText.fixed(value, decimals: output.decimals) }

  /// What a map, or a number of a line, is called: `map 9`, `number 9`.
  func channelWords(_ channel: Int) -> String { (output.rank == 3 ? "map " : "number ") + "\(channel)" }
}

extension Shape {
  /// With how many decimals numbers are printed: four on feature maps, three elsewhere.
  var decimals: Int { rank == 3 ? 4 : 3 }

  /// The letters of a position: `u,v,w` on feature maps, `w` on a line.
  var letters: [String] { ["u", "v", "t", "s"].prefix(max(0, rank - 1)) + (rank > 0 ? ["w"] : []) }

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
func brackets(_ indices: [String]) -> String { "[" + indices.joined(separator: ",") + "]" }

/// Two lines with the same start whose right-hand sides begin in one column.
func aligned(_ letters: (left: String, right: String), _ numbers: (left: String, right: String)) -> (
  String, String
) {
  let width = max(DisplayText(letters.left).width, DisplayText(numbers.left).width)
  func line(_ side: (left: String, right: String)) -> String {
    side.left + String(repeating: " ", count: width - DisplayText(side.left).width) + " = " + side.right
  }
  return (line(letters), line(numbers))
}

/// Names in a sentence: `a`, `a and b`, `a, b and c`.
func inWords(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}

/// How often something is: `1 map`, `32 maps`.
func countedNoun(_ count: Int, _ noun: String) -> String {
  "\(NumberText.grouped(count)) \(noun)" + (count == 1 ? "" : "s")
}

/// What is said where a layer has no weights.
let nothingLearned = "nothing learned: 0"
