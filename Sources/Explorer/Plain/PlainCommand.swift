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
    case change
    case changes
    case evidence
    case hide
    case show
    case vote
    case ask
    case answer
    case reveal
    case stop
    case stops
    case undo
    case redo
    case reset
    case original
    case changed
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
  /// - Throws: `Refusal` where no verb, or more than one, is meant.
  init(_ line: String) throws(Refusal) {
    let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let first = words.first else {
      self.init(.more)
      return
    }
    let argument = words.count < 2 ? "" : Self.trimmed(words[1])
    // Of pictures there is a command already, which goes to another one.
    if let verb = ChangeVerb(rawValue: first.lowercased()), verb != .picture {
      self.init(.change, Self.trimmed(line[...]))
      return
    }
    self.init(try Self.verb(first.lowercased(), hasArgument: !argument.isEmpty), argument)
  }

  /// The verb of a word.
  private static func verb(_ word: String, hasArgument: Bool) throws(Refusal) -> Verb {
    if let verb = Verb(rawValue: word) { return verb }
    if word == "l" { return hasArgument ? .layer : .layers }
    if word == "m" { return hasArgument ? .map : .maps }
    if let verb = Verb.allCases.first(where: { $0.words.letters.contains(word) }) { return verb }
    let meant = word.count < 2 ? [] : Verb.allCases.filter { $0.rawValue.hasPrefix(word) }
    if meant.count == 1 { return meant[0] }
    guard meant.isEmpty else {
      let names = meant.map(\.rawValue).joined(separator: ", ")
      throw Refusal("\(PlainText.typed(word)) can mean \(names): type more of it.")
    }
    throw Refusal("\(PlainText.typed(word)) is no command. Type help for the commands.")
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
  /// What the command does, what stands for its verb alone, and how it is typed.
  var words: (help: String, letters: [String], usage: String) {
    switch self {
    case .layers: words("the listing, a line a layer", ["l"])
    case .layer: words("goes to a layer and says what it does", ["l"], "layer NAME or NUMBER")
    case .code: words("the layer's line of code, and what each choice in it decides", ["c"])
    case .maps: words("the layer's maps, or units, the strongest first", ["m"])
    case .map: words("goes to a feature map of the layer", ["m"], "map NUMBER")
    case .unit:
      words(
        "goes to one number: of a map by row and column, of a line by index", ["u"],
        "unit ROW COLUMN, unit ROW COLUMN MAP, unit INDEX, or unit conv2d[10,12,5]")
    case .row: words("goes to a row of the map and says its numbers", ["r"], "row NUMBER")
    case .closer:
      words("goes closer: network, layer, map, unit; from a unit to the one that gave it the most", ["i"])
    case .out: words("goes back: undoes the last step closer or jump", ["o"])
    case .next:
      words("the next layer, map or unit, where one is", ["n"], "next, or next layer, map, row, unit")
    case .previous:
      words(
        "the previous layer, map or unit, where one is", ["p"], "previous, or previous layer, map, row, unit")
    case .explain:
      words(
        "the arithmetic of the unit, its terms numbered, the largest first", ["e"], "explain, or explain all")
    case .follow:
      words(
        "goes to the unit that a term of explain comes from; without a number to the largest", ["f"],
        "follow, or follow NUMBER")
    case .why:
      words(
        "goes to the winning logit, or a class's, and says the way from there to a pixel", ["y"],
        "why, or why CLASS")
    case .logits: words("the classes with their logits, the largest first", ["g"])
    case .picture:
      words(
        "says the picture, or goes to another one, at the same place", [],
        "picture, or picture next, previous, NUMBER")
    case .step:
      words(
        "goes on through the forward pass, from what is selected, and says what was computed", ["s"],
        "step, or step layer, map, row, unit, product, and a count")
    case .back:
      words(
        "goes back through the forward pass", ["b"],
        "back, or back layer, map, row, unit, product, and a count")
    case .run: words("goes to the end of the forward pass", [])
    case .change:
      words(
        "changes something and says what follows; drop, hold, set, paint, shift, flip, swap, untrained, weights and read do so by themselves",
        [], "change CHANGE, like change drop conv2d[:,:,5], or drop conv2d[:,:,5] alone")
    case .changes: words("the changes, and what follows from them", [])
    case .evidence:
      words(
        "covers each place of the picture, and says where the winner's lead depends on it", [],
        "evidence, evidence grey, black, white, mean or all, a size like 5, of CLASS or of CLASS - CLASS, at ROW,COLUMN"
      )
    case .hide:
      words("hides what the network says, and the picture's name, for a vote; again: shows them", [])
    case .show: words("shows what hide has hidden", [])
    case .vote:
      words(
        "counts hands in two rounds: for the answers of a question, else for the classes, which are hidden",
        [],
        "vote for the options, then vote and a number for each, like vote 12 3 5 0; after the second round both are said"
      )
    case .ask: words("asks about the line where one is, before it is looked at; again: the next question", [])
    case .answer: words("answers the question", [], "answer LETTER, like answer B")
    case .reveal: words("says the right answer, once one was given", [])
    case .stop:
      words(
        "says the stop of the lesson, or goes to another one; next says the answer first where it asks", [],
        "stop, or stop next, previous, NUMBER")
    case .stops: words("the stops of the lesson", [])
    case .undo: words("takes the last change back", [])
    case .redo: words("makes a change again that was taken back", [])
    case .reset: words("takes all changes back", [])
    case .original: words("numbers without the changes", [])
    case .changed: words("numbers with the changes", [])
    case .before: words("numbers before the activation function", [])
    case .after: words("numbers after the activation function", ["a"])
    case .place: words("says where one is", ["w"])
    case .more: words("reads on where an answer was long; Enter alone does too", [])
    case .all: words("reads all of the rest", [])
    case .help: words("this help", ["h", "?"], "help, or help COMMAND")
    case .quit: words("ends the program, as the end of input does", ["q", "exit", "bye"])
    }
  }

  private func words(
    _ help: String, _ letters: [String], _ usage: String? = nil
  ) -> (String, [String], String) {
    (help, letters, usage ?? rawValue)
  }
}
