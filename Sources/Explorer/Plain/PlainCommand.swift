import CellScreen

/// A command of plain mode: a verb and what stands behind it.
struct PlainCommand: Equatable {
  /// What can be asked for, in the order of the help.
  enum Verb: String, CaseIterable {
    case layers
    case layer
    case code
    case maps
    case map
    case unit
    case row
    case closer = "in"
    case out
    case next
    case previous
    case explain
    case follow
    case why
    case logits
    case picture
    case step
    case back
    case run
    case before
    case after
    case place = "where"
    case more
    case all
    case help
    case quit
  }

  let verb: Verb
  /// The words behind the verb, without blanks at their ends; empty where there are none.
  let argument: String

  init(_ verb: Verb, _ argument: String = "") {
    self.verb = verb
    self.argument = argument
  }

  /// Reads a line: a verb, its letter, or its beginning where no other verb begins so; then its argument.
  ///
  /// - Throws: `PlainRefusal` where no verb, or more than one, is meant.
  init(_ line: String) throws(PlainRefusal) {
    let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let first = words.first else {
      self.init(.more)
      return
    }
    let argument = words.count < 2 ? "" : Self.trimmed(words[1])
    self.init(try Self.verb(first.lowercased(), hasArgument: !argument.isEmpty), argument)
  }

  /// The verb of a word.
  private static func verb(_ word: String, hasArgument: Bool) throws(PlainRefusal) -> Verb {
    if let verb = Verb(rawValue: word) { return verb }
    if word == "l" { return hasArgument ? .layer : .layers }
    if word == "m" { return hasArgument ? .map : .maps }
    if let verb = Verb.allCases.first(where: { $0.letters.contains(word) }) { return verb }
    let meant = word.count < 2 ? [] : Verb.allCases.filter { $0.rawValue.hasPrefix(word) }
    if meant.count == 1 { return meant[0] }
    guard meant.isEmpty else {
      let names = meant.map(\.rawValue).joined(separator: ", ")
      throw PlainRefusal("\(PlainText.typed(word)) can mean \(names): type more of it.")
    }
    throw PlainRefusal("\(PlainText.typed(word)) is no command. Type help for the commands.")
  }

  /// A text without blanks at its ends.
  private static func trimmed(_ text: Substring) -> String {
    let text = text.drop(while: \.isWhitespace)
    guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(text[...last])
  }

  /// The words of the argument.
  var words: [String] { argument.split(whereSeparator: \.isWhitespace).map { $0.lowercased() } }
}

extension PlainCommand.Verb {
  /// What stands for the verb alone.
  var letters: [String] {
    switch self {
    case .layers, .layer: ["l"]
    case .maps, .map: ["m"]
    case .code: ["c"]
    case .unit: ["u"]
    case .row: ["r"]
    case .closer: ["i"]
    case .out: ["o"]
    case .next: ["n"]
    case .previous: ["p"]
    case .explain: ["e"]
    case .follow: ["f"]
    case .why: ["y"]
    case .logits: ["g"]
    case .step: ["s"]
    case .back: ["b"]
    case .after: ["a"]
    case .place: ["w"]
    case .help: ["h", "?"]
    case .quit: ["q", "exit", "bye"]
    case .picture, .run, .before, .more, .all: []
    }
  }

  /// How the command is typed.
  var usage: String {
    switch self {
    case .layer: "layer NAME or NUMBER"
    case .map: "map NUMBER"
    case .unit: "unit ROW COLUMN, unit ROW COLUMN MAP, unit INDEX, or unit conv2d[10,12,5]"
    case .row: "row NUMBER"
    case .next: "next, or next layer, map, row, unit"
    case .previous: "previous, or previous layer, map, row, unit"
    case .explain: "explain, or explain all"
    case .follow: "follow, or follow NUMBER"
    case .why: "why, or why CLASS"
    case .picture: "picture, or picture next, previous, NUMBER"
    case .step: "step, or step layer, map, row, unit, product, and a count"
    case .back: "back, or back layer, map, row, unit, product, and a count"
    case .help: "help, or help COMMAND"
    case .layers, .code, .maps, .closer, .out, .logits, .run, .before, .after, .place, .more, .all, .quit:
      rawValue
    }
  }

  /// What the command does.
  var help: String {
    switch self {
    case .layers: "the listing, a line a layer"
    case .layer: "goes to a layer and says what it does"
    case .code: "the layer's line of code, and what each choice in it decides"
    case .maps: "the layer's maps, or units, the strongest first"
    case .map: "goes to a feature map of the layer"
    case .unit: "goes to one number: of a map by row and column, of a line by index"
    case .row: "goes to a row of the map and says its numbers"
    case .closer: "goes closer: network, layer, map, unit; from a unit to the one that gave it the most"
    case .out: "goes back: undoes the last step closer or jump"
    case .next: "the next layer, map or unit, where one is"
    case .previous: "the previous layer, map or unit, where one is"
    case .explain: "the arithmetic of the unit, its terms numbered, the largest first"
    case .follow: "goes to the unit that a term of explain comes from; without a number to the largest"
    case .why: "goes to the winning logit, or a class's, and says the way from there to a pixel"
    case .logits: "the classes with their logits, the largest first"
    case .picture: "says the picture, or goes to another one, at the same place"
    case .step: "goes on through the forward pass, from what is selected, and says what was computed"
    case .back: "goes back through the forward pass"
    case .run: "goes to the end of the forward pass"
    case .before: "numbers before the activation function"
    case .after: "numbers after the activation function"
    case .place: "says where one is"
    case .more: "reads on where an answer was long; Enter alone does too"
    case .all: "reads all of the rest"
    case .help: "this help"
    case .quit: "ends the program, as the end of input does"
    }
  }
}
