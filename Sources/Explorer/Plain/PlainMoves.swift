import CellScreen
import ConvNet
import Tensors

/// The commands that go somewhere.
extension PlainSession {
  /// Goes to a place; what goes closer, or to another layer, is undone by `out`.
  mutating func go(to depth: Depth, line: Int, _ change: (inout LayerCursor) -> Void = { _ in }) {
    let before = state.bookmark
    if line != state.line { state.token = nil }
    state.depth = depth
    state.line = line
    state.playhead.isPlaying = false
    var cursor = state.cursor
    cursor.term = nil
    change(&cursor)
    state.cursor = cursor
    if depth > before.depth || line != before.line { state.history.append(before) }
  }

  /// Goes to a unit.
  mutating func go(to unit: UnitAddress, in network: Network) {
    go(to: .unit, line: unit.layer) { $0 = LayerCursor(unit.position, in: network.shapes[unit.layer]) }
  }

  /// Goes to a layer by its number or its name.
  mutating func goToLayer(_ argument: String) throws(Refusal) -> [String] {
    let last = state.model.lineCount - 1
    guard last >= 0 else { throw Refusal("The network has no layers.") }
    guard !argument.isEmpty else {
      throw Refusal("Which layer? Type layer and a number from 0 to \(last), or a name.")
    }
    let known = line(called: argument)
    guard let line = known, (0...last).contains(line) else {
      throw Refusal(
        "There is no layer \(PlainText.typed(argument)); they are 0 to \(last). Type layers for their names.")
    }
    go(to: state.model.network == nil ? .network : .layer, line: line)
    return layerLines
  }

  /// The line of a number or a name, which need not be there.
  private func line(called text: String) -> Int? {
    if let number = Int(text) { return number }
    let names = state.model.lines.map(\.name.string) + (state.model.softmaxLine == nil ? [] : ["softmax"])
    return index(of: text, among: names)
  }

  /// The index of a name, whatever its case where none is just so.
  private func index(of text: String, among names: [String]) -> Int? {
    let cleaned = DisplayText(text).string
    return names.firstIndex(of: cleaned) ?? names.firstIndex { $0.lowercased() == cleaned.lowercased() }
  }

  /// The selected layer and its shape, where that has maps.
  private func layerWithMaps() throws(Refusal) -> (layer: Int, shape: Shape) {
    let (_, network) = try pass()
    guard let layer = state.layer, state.hasMaps else {
      throw Refusal("\(name(ofLine: state.line)) has no maps: type unit and an index.")
    }
    guard network.shapes[layer].count > 0 else {
      throw Refusal("\(name(ofLine: layer)) has no numbers.")
    }
    return (layer, network.shapes[layer])
  }

  /// Goes to a map by its number; those of a picture by their colours too.
  mutating func goToMap(_ command: PlainCommand) throws(Refusal) -> [String] {
    let (layer, shape) = try layerWithMaps()
    let text = command.words.joined(separator: " ")
    let named = (0..<shape[2]).first { mapName($0, ofLayer: layer) == text }
    guard let channel = named ?? Int(text), (0..<shape[2]).contains(channel) else {
      let count = shape[2] == 1 ? "1 map, map 0" : "maps 0 to \(shape[2] - 1)"
      throw Refusal("\(name(ofLine: layer)) has \(count). Type map and a number.")
    }
    go(to: .map, line: layer) { $0.channel = channel }
    return try mapLines()
  }

  /// Goes to a row of the map and says its numbers.
  mutating func goToRow(_ command: PlainCommand) throws(Refusal) -> [String] {
    let (layer, shape) = try layerWithMaps()
    guard let row = command.argument.isEmpty ? state.cursor.row : Int(command.argument),
      (0..<shape[0]).contains(row)
    else {
      throw Refusal("\(name(ofLine: layer)) has rows 0 to \(shape[0] - 1). Type row and a number.")
    }
    go(to: .map, line: layer) { $0.row = row }
    return try rowLines()
  }

  /// Goes to a unit: of a map by row, column and, where it is another, map; of a line by index; or by its name.
  mutating func goToUnit(_ command: PlainCommand) throws(Refusal) -> [String] {
    let (_, network) = try pass()
    let words = command.argument.split { $0 == "," || $0.isWhitespace }.map(String.init)
    if command.argument.hasSuffix("]") {
      try go(toUnitNamed: command.argument, in: network)
    } else if let layer = state.layer, let shape = state.mapShape {
      let place = words.compactMap { Int($0) } + (words.count == 2 ? [state.cursor.channel] : [])
      let unit = UnitAddress(layer: layer, position: place)
      guard place.count == words.count + (words.count == 2 ? 1 : 0), network.contains(unit) else {
        let axes = "\(name(ofLine: layer)) is \(shape), rows, columns, maps, each from 0."
        throw Refusal("Type unit, a row and a column: \(axes)")
      }
      go(to: unit, in: network)
    } else {
      try goToUnitOfLine(command.argument, words, state.lineShape ?? network.outputShape)
    }
    return try unitLines()
  }

  private mutating func go(toUnitNamed name: String, in network: Network) throws(Refusal) {
    let place = try? state.model.destination(named: name, in: network)
    if case .share(let index)? = place, let line = state.model.softmaxLine {
      go(to: .layer, line: line) { $0.channel = index }
    } else if case .unit(let unit)? = place {
      go(to: unit, in: network)
    } else {
      throw Refusal("There is no unit \(PlainText.typed(name)); layers says names and shapes.")
    }
  }

  /// Goes to a unit of a layer without maps, or to a class.
  private mutating func goToUnitOfLine(_ text: String, _ words: [String], _ shape: Shape) throws(Refusal) {
    let numbers = words.compactMap { Int($0) }
    let isIndices = numbers.count == words.count && words.count == shape.rank && words.count > 1
    let isInside = isIndices && zip(numbers, shape.extents).allSatisfy { (0..<$1).contains($0) }
    let index = isInside ? shape.offset(of: numbers) : words.count == 1 ? numbers.first : nil
    guard let index = index ?? (state.isOnClasses ? classIndex(text) : nil), (0..<shape.count).contains(index)
    else {
      throw Refusal("Type unit and an index: \(name(ofLine: state.line)) has units 0 to \(shape.count - 1).")
    }
    go(to: state.layer == nil ? .layer : .unit, line: state.line) { $0.channel = index }
  }

  /// The class of a name or an index.
  func classIndex(_ text: String) -> Int? {
    index(of: text, among: state.model.classes.map(\.string)) ?? Int(text)
  }

  /// Goes one step closer; from a unit to the one that gave it the most.
  mutating func goCloser() throws(Refusal) -> [String] {
    _ = try pass()
    if state.depth == .unit { return try follow(PlainCommand(.follow)) }
    try act(.move(.closer))
    return try lines()
  }

  /// Undoes the last step closer or jump.
  mutating func goOut() throws(Refusal) -> [String] {
    guard state.depth > .network || !state.history.isEmpty else {
      throw Refusal("This is the whole network; quit ends the program.")
    }
    try act(.move(.back))
    return try lines()
  }

  /// Goes to the next or the previous thing of a kind, without a word the one that suits the depth.
  mutating func goOn(_ command: PlainCommand, by step: Int) throws(Refusal) -> [String] {
    let suiting = [Depth.network: "layer", .layer: "layer", .map: "map"][state.depth] ?? "unit"
    switch command.argument.isEmpty ? suiting : command.words.joined(separator: " ") {
    case "layer":
      try act(.move(.layer(by: step)))
      return state.depth == .network ? ["\(line(state.line))."] : try lines()
    case "map": return try goToMapBeside(by: step)
    case "row":
      let row = state.cursor.row + step
      return try goToRow(PlainCommand(.row, "\(row)"))
    case "unit", "column", "cell", "number", "class": return try goToUnitBeside(by: step)
    case "picture": return try turn(by: step)
    default:
      throw Refusal("\(PlainText.sentence(command.verb.rawValue)) what? layer, map, row, unit or picture.")
    }
  }

  private mutating func goToMapBeside(by step: Int) throws(Refusal) -> [String] {
    let (layer, _) = try layerWithMaps()
    try act(.move(.channel(by: step)))
    if state.depth == .unit { return try unitLines() }
    go(to: .map, line: layer)
    return try mapLines()
  }

  /// The unit beside: in a map the next column, behind the last one the next row.
  private mutating func goToUnitBeside(by step: Int) throws(Refusal) -> [String] {
    let (_, network) = try pass()
    let shape = state.lineShape ?? network.outputShape
    let isMap = state.hasMaps
    let count = isMap ? shape.unitsPerMap : shape.count
    let place = isMap ? state.cursor.row * shape[1] + state.cursor.column : state.cursor.channel
    let next = place + step
    guard (0..<count).contains(next) else {
      throw Refusal("This is the \(step < 0 ? "first" : "last") number of the \(isMap ? "map" : "layer").")
    }
    go(to: state.layer == nil ? .layer : .unit, line: state.line) { cursor in
      if isMap {
        (cursor.row, cursor.column) = (next / shape[1], next % shape[1])
      } else {
        cursor.channel = next
      }
    }
    return try unitLines()
  }

  /// Says the picture, or goes to another one.
  mutating func turn(_ command: PlainCommand) throws(Refusal) -> [String] {
    let count = state.pictures.count
    switch command.words.first {
    case nil: return pictureLines + ["Picture \(state.picture + 1) of \(count)."]
    case "next", "n": return try turn(by: 1)
    case "previous", "p": return try turn(by: -1)
    case let word?:
      guard let number = Int(word), (1...max(1, count)).contains(number) else {
        throw Refusal("The pictures are 1 to \(count). Type picture next, previous, or a number.")
      }
      guard number - 1 != state.picture else { return pictureLines }
      return try turn(by: number - 1 - state.picture)
    }
  }

  /// Goes on by some pictures; what has to be evaluated first is said by `receive`.
  private mutating func turn(by step: Int) throws(Refusal) -> [String] {
    try act(.picture(by: step))
    return effects.isEmpty ? linesOfPicture : []
  }

  /// The picture, and what it makes of the place where one is.
  var linesOfPicture: [String] {
    let place = state.depth > .layer && state.evaluation != nil ? (try? lines()) ?? [] : []
    return pictureLines + place
  }

  /// Shows the numbers before, or after, the activation function.
  mutating func change(toBefore: Bool) throws(Refusal) -> [String] {
    _ = try pass()
    if state.activationFunction == .linear || state.display.showsPreActivation != toBefore {
      try act(.display(.togglePreActivation))
    }
    let side = toBefore ? "before" : "after"
    return state.depth > .layer ? try lines() : ["Numbers \(side) \(state.activationFunction.title)."]
  }
}
