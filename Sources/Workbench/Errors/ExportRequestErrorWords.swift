internal import CellScreen
internal import Explorer
internal import Tensors

extension ExportRequestError {
  /// The option that asks for what is not there.
  var place: String {
    switch self {
    case .noSuchLayer, .softmax: "--layer"
    case .noMaps, .noSuchMap: "--map"
    case .nothingBefore: "--stage"
    }
  }

  /// The error in words.
  var words: ErrorWords {
    switch self {
    case .noSuchLayer(let name, let known):
      let closest = closestName(to: name, among: known).map { "\(DisplayText($0)) is the closest; " } ?? ""
      return ErrorWords(
        "no layer is called '\(DisplayText(name))'", remedy: closest + "choose one of \(listed(known))")
    case .softmax(let logits):
      let name = DisplayText(logits)
      return ErrorWords(
        "softmax is no layer of this network: its shares are made of the logits of \(name)",
        remedy: "write --layer \(name), or ask for a share with 'cnnview explain'")
    case .noMaps(let layer, let shape):
      return ErrorWords(
        "\(DisplayText(layer)) has \(shape.rank == 1 ? "units" : "the shape \(shape)"), not maps",
        remedy: "leave out --map")
    case .noSuchMap(let layer, let map, let count):
      let number = (map < 0 ? NumberText.minus : "") + "\(map.magnitude)"
      return ErrorWords(
        "\(DisplayText(layer)) has no map \(number)",
        remedy: count == 1 ? "it has one, map 0" : "choose one from 0 to \(count - 1)")
    case .nothingBefore(let layer):
      return ErrorWords(
        "\(DisplayText(layer)) has no activation function that something would be before",
        remedy: "leave out --stage")
    }
  }
}

/// The name that takes the fewest changes of a letter to become of another; `nil` where all are farther than half of
/// its letters.
func closestName(to name: String, among known: [String]) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars.prefix(100))
  let distances = known.map { changes(from: wanted, to: Array($0.lowercased().unicodeScalars.prefix(100))) }
  guard let least = distances.min(), 2 * least <= wanted.count else { return nil }
  return distances.firstIndex(of: least).map { known[$0] }
}

/// How many letters are put in, taken away or changed between two words: Levenshtein's distance.
private func changes(from first: [Unicode.Scalar], to second: [Unicode.Scalar]) -> Int {
  var row = Array(0...second.count)
  for (index, letter) in first.enumerated() {
    var corner = row[0]
    row[0] = index + 1
    for (place, other) in second.enumerated() {
      let changed = corner + (letter == other ? 0 : 1)
      corner = row[place + 1]
      row[place + 1] = min(changed, corner + 1, row[place] + 1)
    }
  }
  return row[second.count]
}
