import CellScreen
import ConvNet
import Tensors

/// A word that an unfinished one can become.
private struct Candidate {
  /// The word as far as it is known.
  let text: String
  /// Whether it is whole.
  var isWhole = true
}

extension ExplorerModel {
  /// What the text of a change can become, a word further on: verbs, names of layers, places, colours.
  ///
  /// None where the text is wrong already, or a number is expected.
  public func completions(ofChange text: String) -> [String] {
    guard let typed = ChangeText.unfinished(text) else { return [] }
    let wanted = typed.last.lowercased()
    let head = typed.words.map { ChangeText.quoted($0) + " " }.joined()
    return candidates(behind: typed.words, for: typed.last)
      .filter { $0.text.lowercased().hasPrefix(wanted) }
      .map { head + Self.written($0) }
  }

  /// A word as it is typed; one that is not whole has no quote at its end.
  private static func written(_ candidate: Candidate) -> String {
    let quoted = ChangeText.quoted(candidate.text)
    return !candidate.isWhole && quoted.hasSuffix("\"") ? String(quoted.dropLast()) : quoted
  }

  private func candidates(behind words: [String], for last: String) -> [Candidate] {
    guard let first = words.first else {
      return ChangeVerb.allCases.filter { !$0.isToy }.map { Candidate(text: $0.rawValue) }
    }
    guard let verb = ChangeVerb(rawValue: first), let network else { return [] }
    let place = words.count
    switch verb {
    case .paint: return place == 2 ? Self.colours : []
    case .swap: return place <= 2 ? channels(of: network) : []
    case .drop: return place == 1 ? places(in: network, for: last, asMaps: true) : []
    case .hold: return place == 1 ? places(in: network, for: last, asMaps: false) : []
    case .set:
      return place == 1 ? network.namedParameters.map { Candidate(text: $0.name + "[", isWhole: false) } : []
    case .untrained: return place == 1 ? layers(of: network) { !network.slots[$0].isEmpty } : []
    case .filter:
      let names = place == 3 ? NamedFilter.allCases.map { Candidate(text: $0.rawValue) } : []
      return place == 1 ? layers(of: network) { network.shapeOfFilters(ofLayer: $0) != nil } : names
    case .read:
      if place == 2 { return layers(of: network) { !network.misreadings(ofLayer: $0).isEmpty } }
      return place == 1 ? Misreading.allCases.map { Candidate(text: $0.word) } : []
    case .shift, .flip, .picture, .weights, .invert, .noise, .random: return []
    }
  }

  private static var colours: [Candidate] {
    (NamedColour.allCases.map(\.rawValue) + [PaintColour.meanWord]).map { Candidate(text: $0) }
  }

  private func channels(of network: Network) -> [Candidate] {
    guard network.inputShape.rank == 3, network.inputShape[2] == 3 else { return [] }
    return PictureChange.channelColours.map { Candidate(text: $0) }
  }

  private func layers(of network: Network, _ isOffered: (Int) -> Bool) -> [Candidate] {
    network.layers.indices.filter(isOffered).map { Candidate(text: network.layers[$0].name) }
  }

  /// Layers with a bracket behind them; behind one, its maps, or the units and classes of a line.
  private func places(in network: Network, for last: String, asMaps: Bool) -> [Candidate] {
    let bracket = "["
    guard let open = last.lastIndex(of: "[") else {
      return network.layers.indices.map { index in
        let isMap = asMaps && network.shapes[index].rank == 3
        return Candidate(
          text: placeName(ofLayer: index, in: network) + (isMap ? "[:,:," : bracket), isWhole: false)
      }
    }
    let name = String(last[..<open])
    guard let line = network.layers.indices.first(where: { placeName(ofLayer: $0, in: network) == name })
    else { return [] }
    let shape = network.shapes[line]
    let start = shape.rank == 3 ? name + "[:,:," : name + bracket
    guard shape.rank == 3 || shape.rank == 1 else { return [] }
    let isLast = line == network.layers.count - 1 && shape.rank == 1
    let names = isLast ? classes.map(\.string) : []
    return (names + (0..<shape.channels).map(String.init)).map { Candidate(text: "\(start)\($0)]") }
  }

  /// What a layer is called in places: the first one is the input, whatever its name, unless another is called so.
  private func placeName(ofLayer index: Int, in network: Network) -> String {
    let isTaken = network.index(ofLayerNamed: Network.inputPlace) != nil
    return index == 0 && !isTaken ? Network.inputPlace : network.layers[index].name
  }
}
