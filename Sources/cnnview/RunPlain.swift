import Explorer
import Workbench

/// Walks through a network in lines of text: commands from standard input, answers to standard output.
///
/// Ends with `quit` or with the input. Where a person types, a prompt says where one is. `opening` is what is said first.
///
/// - Throws: `CommandError` where model, pictures or place can't be used, or nothing can be written.
func runPlain(
  _ images: [String], _ options: ExplorerOptions, going route: LessonRoute?, saying opening: String? = nil
) throws(CommandError) {
  let opened = try options.session(on: images, waitsForPipes: true, rows: 60, columns: 200)
  var interpreter = EffectInterpreter(opened, note: options.note(route, images: opened.images))
  var state = options.start(from: opened.evaluatedState(), going: route)
  state.opening = opening
  // What the first stop of a lesson does is done before anything is said.
  interpreter.carryOut(update(&state, .resized(rows: 60, columns: 200)), in: &state)
  var conversation = PlainConversation(PlainSession(state), interpreter)
  try conversation.run()
  for words in conversation.plain.state.failures { Console.report(words) }
}

/// The one loop of plain mode: a line in, lines out.
private struct PlainConversation {
  private(set) var plain: PlainSession
  private var interpreter: EffectInterpreter
  private let isTyped = Console.isInputTyped
  private var input = LineInput()

  init(_ plain: PlainSession, _ interpreter: EffectInterpreter) {
    (self.plain, self.interpreter) = (plain, interpreter)
  }

  /// Runs until the user quits or the input ends.
  mutating func run() throws(CommandError) {
    try say(plain.greeting)
    while true {
      if isTyped { try Console.write(plain.prompt) }
      guard let line = input.next() else { break }
      let reply = plain.run(line)
      try say(reply.lines)
      var effects = reply.effects[...]
      while let effect = effects.popFirst() {
        guard let event = interpreter.carryOut(effect, of: plain.state) else { continue }
        try say(plain.receive(event))
        effects += plain.effects
      }
      if interpreter.hasQuit { return }
    }
    if isTyped { try Console.write("\n") }
  }

  private func say(_ lines: [String]) throws(CommandError) {
    guard !lines.isEmpty else { return }
    try Console.print(lines.joined(separator: "\n"))
  }
}
