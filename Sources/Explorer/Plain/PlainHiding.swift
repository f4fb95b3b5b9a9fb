/// The commands that hide what the network says of the picture, and show it.
extension PlainSession {
  /// Hides what the network says, or shows it again.
  mutating func hide() -> [String] {
    state.toggleHiding()
    state.refreshSelection()
    return [PlainText.sentence(PlainText.withoutColons(state.report ?? "")) + "."]
      + (state.hidesAnswer ? [] : pictureLines)
  }

  /// Shows what is hidden.
  mutating func show() throws(Refusal) -> [String] {
    guard state.hidesAnswer else {
      throw Refusal(PlainText.sentence(HidingWords.nothing) + ".")
    }
    return hide()
  }

  /// What is said of a thing whose number is hidden, or not computed yet, `next` says how to go on.
  func reasonForNoNumber(_ name: String, ofLine line: Int, next: String) -> String {
    state.isHidden(line: line)
      ? "\(HidingWords.isHidden(name)); hide shows it." : "\(name) is not computed yet: \(next)"
  }
}

extension PlainText {
  /// Words that name a command as the prompt takes it, as plain mode takes it.
  static func withoutColons(_ words: String) -> String { words.replacing(" :", with: " ") }
}
