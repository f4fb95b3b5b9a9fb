import Explorer
import Workbench

/// Walks through a network in lines of text: commands from standard input, answers to standard output.
///
/// Ends with `quit` or with the input. Where a person types, a prompt says where one is.
///
/// - Throws: `CommandError` where model, pictures or place can't be used, or nothing can be written.
func runPlain(_ request: ExplorerRequest) throws(CommandError) {
  let opened = try request.session(waitsForPipes: true, rows: 60, columns: 200)
  let state = request.start(of: opened, opened.evaluatedState())
  var conversation = PlainConversation(PlainSession(state), opened)
  try conversation.run()
  for words in conversation.plain.state.failures { Console.report(words) }
}

/// The one loop of plain mode: a line in, lines out.
private struct PlainConversation {
  private(set) var plain: PlainSession
  private let opened: ExplorerSession
  private let isTyped = Console.isInputTyped
  private var input = LineInput()

  init(_ plain: PlainSession, _ opened: ExplorerSession) {
    self.plain = plain
    self.opened = opened
  }

  /// Runs until the user quits or the input ends.
  mutating func run() throws(CommandError) {
    try say(plain.greeting)
    while true {
      if isTyped { try Console.write(plain.prompt) }
      guard let line = input.next() else { break }
      let reply = plain.run(line)
      try say(reply.lines)
      guard try perform(reply.effects) else { return }
    }
    if isTyped { try Console.write("\n") }
  }

  /// Does what a command asks of the world; says whether the conversation goes on.
  private mutating func perform(_ effects: [Effect]) throws(CommandError) -> Bool {
    for effect in effects {
      switch effect {
      case .quit: return false
      case .evaluate(let picture, let generation):
        guard let answer = opened.evaluate(picture: picture, generation: generation) else { continue }
        try say(plain.receive(answer))
      case .save, .redraw, .suspend, .stop: break
      }
    }
    return true
  }

  private func say(_ lines: [String]) throws(CommandError) {
    guard !lines.isEmpty else { return }
    try Console.print(lines.joined(separator: "\n"))
  }
}
