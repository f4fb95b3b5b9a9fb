internal import CellScreen
internal import Explorer

/// A handout as Markdown, with its drawings beside it.
struct HandoutMarkdown {
  private let handout: Handout

  init(_ handout: Handout) { self.handout = handout }

  /// The whole text.
  var text: String {
    (head + handout.stops.flatMap(lines(of:)) + answers).joined(separator: "\n\n") + "\n"
  }

  private var head: [String] {
    ["# \(escaped(handout.title))"] + handout.introduction.map(paragraph)
      + ["*\(escaped(handout.about))*; on a screen: `\(handout.command)`"]
  }

  private func lines(of stop: Handout.Stop) -> [String] {
    let notes = handout.hasNotes ? stop.notes.map { "> " + escaped($0) } : []
    let picture = stop.screen == nil ? [] : ["![\(escaped(stop.heading))](\(stop.file).svg)"]
    return ["## \(stop.number). \(escaped(stop.heading))"] + stop.paragraphs.map(paragraph) + picture
      + (stop.question.map(lines(of:)) ?? []) + notes
  }

  private func lines(of question: Question) -> [String] {
    let answers = question.answers.enumerated().map { index, answer in
      "- **\(Question.letter(index))** \(escaped(answer.text))"
    }
    return [escaped(question.text), answers.joined(separator: "\n")]
  }

  private var answers: [String] {
    let asked = handout.stops.filter { $0.question != nil }
    guard !asked.isEmpty else { return [] }
    return ["## Answers"]
      + asked.map { stop in
        "**\(stop.number)**: " + (stop.question?.solution ?? []).map(escaped).joined(separator: "\n\n")
      }
  }

  private func paragraph(_ line: LessonLine) -> String {
    line.map { run in
      switch run.style {
      case .plain: escaped(run.text)
      case .strong, .heading: around(run.text, "**")
      case .number: escaped(run.text)
      case .code: "`\(DisplayText(run.text).string)`"
      }
    }.joined()
  }

  /// Marks that stand at words, and not at the blanks around them.
  private func around(_ text: String, _ mark: String) -> String {
    let words = text.drop { $0 == " " }
    let core = words.last == " " ? words.dropLast() : words
    let (before, after) = (text.count - words.count, words.count - core.count)
    guard !core.isEmpty else { return text }
    return String(repeating: " ", count: before) + mark + escaped(String(core)) + mark
      + String(repeating: " ", count: after)
  }

  /// Words in which no sign is a mark.
  private func escaped(_ text: String) -> String {
    harmless(text).reduce(into: "") { result, character in
      switch character {
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "#", "|": result += "\\\(character)"
      default: result.append(character)
      }
    }
  }
}

extension Question {
  /// The right answer and why, then what speaks against each other one.
  var solution: [String] {
    let others = answers.indices.filter { $0 != right }.map { index in
      let words = answers[index].words
      return "\(Self.letter(index)) says: \(words.says). \(words.reason)"
    }
    return [feedback(on: right).joined(separator: " ")] + others
  }
}
