import CellScreen
import ConvNet
import Tensors

/// The command that covers places of the picture, and what it says.
extension PlainSession {
  /// Asks for evidence; what is found is said when it is there.
  mutating func seekEvidence(_ text: String) throws(Refusal) -> [String] {
    _ = try pass()
    do {
      try Explorer.seekEvidence(&state, text)
    } catch {
      throw Refusal(PlainText.sentence(error.words) + ".")
    }
    effects += followEvidence(&state)
    return effects.isEmpty ? takeEvidence() : []
  }

  /// What is known of the evidence that was asked for; one is where one was before.
  mutating func takeEvidence() -> [String] {
    defer {
      let leadsBack = state.evidence?.leadsBack == true
      state.evidence = nil
      if leadsBack { navigate(&state, .back) }
      state.notice = nil
    }
    if let failure = state.failureOfEvidence { return [PlainText.sentence(failure) + "."] }
    guard let words = EvidenceWords(state) else { return [] }
    let covers = words.rows.dropLast().map {
      "\($0.name): takes most \(PlainText.spoken($0.most)); here \(PlainText.spoken($0.here))"
    }
    let place = state.evidencePlace
    return [PlainText.sentence(PlainText.spoken("\(words.baseWords)."))]
      + [PlainText.sentence(PlainText.spoken("\(words.heading), row and column in brackets:"))]
      + covers + [PlainText.spoken("Here is row \(place.row), column \(place.column). " + words.sentences[0])]
      + [words.shareWords, words.gridWords, EvidenceWords.limit].compactMap(\.self)
  }
}
