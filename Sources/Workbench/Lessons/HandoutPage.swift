internal import CellScreen
internal import Explorer

/// A handout as one page of HTML that needs no other file, with its drawings in it.
struct HandoutPage {
  private let handout: Handout
  private let writer: SVGWriter

  init(_ handout: Handout, _ presentation: Presentation) {
    (self.handout, writer) = (handout, SVGWriter(presentation))
  }

  /// The whole page.
  var text: String {
    let title = escaped(handout.title)
    let body = head + handout.stops.flatMap(lines(of:)) + answers
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      \(body.joined(separator: "\n"))
      </body>
      </html>

      """
  }

  /// Words fit any screen; a drawing that would be too small to be read is moved sideways under the finger.
  private static let style = """
    body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 0 auto; padding: 1rem; color: #1c1c1c; background: #ffffff; overflow-wrap: break-word; }
    h1 { line-height: 1.2; }
    h2 { margin: 2.2rem 0 .4rem; line-height: 1.25; }
    code { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .9em; background: #f0f0f0; padding: .05em .3em; border-radius: .2em; }
    .about, .stop { color: #585858; }
    figure { margin: .8rem 0; overflow-x: auto; border: 1px solid #d0d0d0; border-radius: .3rem; }
    figure svg { display: block; width: 100%; min-width: 42rem; height: auto; }
    @media (max-width: 44rem) { figure::after { content: "The picture goes on at the right: move it sideways."; position: sticky; left: 0; display: block; font-size: .8rem; color: #585858; padding: .2rem .4rem; } }
    ol.answers { list-style: upper-alpha; }
    blockquote { margin: .8rem 0; padding: .2rem 1rem; border-left: .25rem solid #d0d0d0; color: #585858; }
    @media print { body { max-width: none; } figure { overflow: visible; } figure svg { min-width: 0; } section { break-inside: avoid; } }
    """

  private var head: [String] {
    ["<h1>\(escaped(handout.title))</h1>"] + handout.introduction.map(paragraph)
      + [
        "<p class=\"about\">\(escaped(handout.about)); on a screen: <code>\(escaped(handout.command))</code></p>"
      ]
  }

  private func lines(of stop: Handout.Stop) -> [String] {
    let heading = escaped(stop.heading)
    let picture = stop.screen.map { screen in
      "<figure role=\"img\" aria-label=\"The screen at this stop: \(heading)\" tabindex=\"0\">\n\(writer.string(screen))</figure>"
    }
    let notes = handout.hasNotes ? stop.notes.map { "<blockquote>\(escaped($0))</blockquote>" } : []
    return ["<section>", "<h2><span class=\"stop\">\(stop.number)</span> \(heading)</h2>"]
      + stop.paragraphs.map(paragraph) + [picture].compactMap(\.self)
      + (stop.question.map(lines(of:)) ?? []) + notes + ["</section>"]
  }

  private func lines(of question: Question) -> [String] {
    ["<p><strong>\(escaped(question.text))</strong></p>", "<ol class=\"answers\">"]
      + question.answers.map { "<li>\(escaped($0.text))</li>" } + ["</ol>"]
  }

  private var answers: [String] {
    let asked = handout.stops.filter { $0.question != nil }
    guard !asked.isEmpty else { return [] }
    return ["<h2>Answers</h2>"]
      + asked.map { stop in
        "<p><strong>\(stop.number)</strong> "
          + (stop.question?.solution ?? []).map(escaped).joined(separator: "<br>\n") + "</p>"
      }
  }

  private func paragraph(_ line: LessonLine) -> String {
    let runs = line.map { run in
      switch run.style {
      case .plain, .number: escaped(run.text)
      case .strong, .heading: "<strong>\(escaped(run.text))</strong>"
      case .code: "<code>\(escaped(run.text))</code>"
      }
    }
    return "<p>\(runs.joined())</p>"
  }

  /// Words in which no sign is a mark.
  private func escaped(_ text: String) -> String {
    harmless(text).reduce(into: "") { result, character in
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}
