internal import CellScreen
internal import ConvNet
internal import Tensors

extension EditError {
  /// The error in words, of an edit of a network's trace; the place is the change as it was asked for.
  func words(in network: Network) -> ErrorWords {
    switch self {
    case .noUnit(let unit): network.wordsOfNoUnit(unit)
    case .noLayer(let index):
      ErrorWords(
        "there is no line \(index) that could do something else",
        remedy: "lines 1 to \(network.layers.count - 1) can")
    case .noPlace(let hold): network.wordsOfNoPlace(hold)
    case .noParameter(let address): network.wordsOfNoParameter(address)
    case .noNumber(let address, let shape, let position):
      ErrorWords(
        "\(address.words) is \(shape), and has no number \(position)",
        remedy: "indices count from 0, one for each axis")
    case .picture(let expected, let found):
      ErrorWords("the picture is \(found), and the network reads \(expected)")
    case .parameters(let error): error.words
    case .network(let error): error.words
    }
  }
}

extension ParameterError {
  /// The error in words.
  fileprivate var words: ErrorWords {
    switch self {
    case .missing(let address, let expected):
      ErrorWords(
        "\(address.words) is missing, and the layer reads one of \(expected)",
        remedy: "give it together with the change")
    case .shape(let address, let expected, let found):
      ErrorWords(
        "\(address.words) is \(found), and the layer reads one of \(expected)",
        remedy: "give another one together with the change")
    case .unread(let address): ErrorWords("no layer reads \(address.words)", remedy: "leave it out")
    }
  }
}

extension ParameterAddress {
  /// The parameter as places have it: `conv2d.kernel`.
  fileprivate var words: String { "\(DisplayText(layer)).\(DisplayText(name.text))" }
}

extension Network {
  private func name(ofLayer index: Int) -> String {
    index == 0 ? "the picture" : DisplayText(layers[index].name).string
  }

  fileprivate func wordsOfNoUnit(_ unit: UnitAddress) -> ErrorWords {
    guard layers.indices.contains(unit.layer) else { return wordsOfNoLine(unit.layer) }
    return ErrorWords(
      "\(name(ofLayer: unit.layer)) is \(shapes[unit.layer]), and has no number \(unit.position)",
      remedy: "indices count from 0, one for each axis")
  }

  fileprivate func wordsOfNoPlace(_ hold: Hold) -> ErrorWords {
    guard layers.indices.contains(hold.layer) else { return wordsOfNoLine(hold.layer) }
    switch hold.place {
    case .unit(let position): return wordsOfNoUnit(UnitAddress(layer: hold.layer, position: position))
    case .map(let channel):
      return ErrorWords(
        "\(name(ofLayer: hold.layer)) has no map \(channel)",
        remedy: "its maps are 0 to \(shapes[hold.layer].channels - 1)")
    }
  }

  fileprivate func wordsOfNoParameter(_ address: ParameterAddress) -> ErrorWords {
    let names = layers.indices.flatMap { index in
      slots[index].map { self.address(of: $0.name, ofLayer: index) }
    }.filter { $0.layer == address.layer }.map(\.words)
    return ErrorWords(
      "there is no \(address.words)",
      remedy: names.isEmpty
        ? "\(DisplayText(address.layer)) has learned nothing of its own"
        : "there is \(names.joined(separator: ", "))")
  }

  private func wordsOfNoLine(_ index: Int) -> ErrorWords {
    ErrorWords("there is no line \(index)", remedy: "lines are 0 to \(layers.count - 1)")
  }
}
