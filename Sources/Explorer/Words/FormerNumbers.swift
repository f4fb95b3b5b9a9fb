import CellScreen

/// What a number was before changes, the longest wording first: `was 7.4235`.
public func wordsOfFormerNumber(_ number: Float) -> [String] {
  [4, 2, 0].map { "was \(NumberText.fixed(number, decimals: $0))" }
}

/// Which of a window's numbers was kept before changes: `before: conv2d[17,11,0] = 7.4235`.
public func wordsOfFormerWinner(_ layer: String, _ position: [Int], _ number: Float) -> String {
  let place = position.map(String.init).joined(separator: ",")
  return "before: \(layer)[\(place)] = \(NumberText.fixed(number, decimals: 4))"
}
