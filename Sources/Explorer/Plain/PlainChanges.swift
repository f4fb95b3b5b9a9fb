import CellScreen
import ConvNet
import Tensors

/// The commands that change something, and what follows from it.
extension PlainSession {
  /// Makes a change; what follows is said when it is there.
  mutating func change(_ text: String) throws(Refusal) -> [String] {
    _ = try pass()
    let change: Change
    do {
      change = try Change(text)
    } catch {
      throw Refusal(PlainText.sentence(error.message) + ".")
    }
    do {
      effects += try make(change, in: &state)
    } catch {
      throw Refusal(PlainText.sentence(error.words) + ".")
    }
    state.changing.wanted = .changed
    return []
  }

  /// Takes the last change back, or makes it again, or takes all back.
  mutating func change(_ step: ChangeStep) throws(Refusal) -> [String] {
    _ = try pass()
    try act(.change(step))
    state.changing.wanted = .changed
    return lineOfReport
  }

  /// Takes all changes back.
  mutating func reset() throws(Refusal) -> [String] {
    do {
      effects += try resetChanges(&state)
    } catch {
      throw Refusal(PlainText.sentence(error.words) + ".")
    }
    return lineOfReport
  }

  /// What the last step did, without the keys that go on from there.
  private var lineOfReport: [String] {
    guard let report = state.report else { return [] }
    let words = report.split(separator: ";").first.map(String.init) ?? report
    return [PlainText.sentence(PlainText.spoken(words)) + "."]
  }

  /// Shows the numbers without the changes, or with them.
  mutating func look(at look: Look) throws(Refusal) -> [String] {
    _ = try pass()
    guard !state.looks.isEmpty else { throw Refusal("Nothing is changed. Type help drop for a change.") }
    state.changing.wanted = look
    let words = look == .original ? "Numbers without the changes." : "Numbers with the changes."
    return [words] + (state.depth > .layer ? try lines() : verdictLines)
  }

  private var verdictLines: [String] { state.shown.map(verdict) ?? [] }

  /// The changes, what becomes of the classes, and how much of each layer is another.
  var changeLines: [String] {
    guard !state.changes.isEmpty else { return ["Nothing is changed."] }
    let texts = state.changes.map { DisplayText(state.text(of: $0)).string }
    let title = "\(PlainText.sentence(countedNoun(texts.count, "change"))): \(texts.joined(separator: "; "))."
    if let failure = state.failureOfChanges { return [title, "They can't be made: \(failure)."] }
    let ideas = state.hidesAnswer ? [] : linesOfMisreading
    guard let variant = state.variant else {
      let absence =
        state.hidesAnswer && !state.isChanging ? HidingWords.change : "What follows isn't there yet."
      return [title] + (ideas.isEmpty ? [absence] : ideas)
    }
    let words = VariantWords(variant, state.model, hiddenLayer: state.hiddenLayer)
    return [title] + ideas + [PlainText.spoken(words.verdicts[0])] + logitLines(of: variant)
      + [layersLine(of: variant), words.limit]
  }

  /// What is to be said of the misreading that was thought of last.
  var linesOfMisreading: [String] {
    guard let words = MisreadingWords(state), let misread = state.misread, let network = state.model.network
    else { return [] }
    let lines = network.layers.indices.compactMap { line -> String? in
      let words = MisreadLineWords(misread, line: line, in: network)
      guard !words.notes[0].isEmpty || misread.lines[line].outcome != .shape(network.shapes[line]) else {
        return nil
      }
      let shape =
        misread.lines[line].outcome == .unreached
        ? "not reached" : PlainText.spoken("as misread \(words.shape)")
      return "\(name(ofLine: line)): in Keras \(network.shapes[line]), \(shape)."
    }
    return words.sentences.map(PlainText.spoken) + lines
  }

  /// The classes whose logits have changed, those that win first: `ship: 13.846, now 10.413`.
  private func logitLines(of variant: Variant) -> [String] {
    guard !state.hidesAnswer else { return [] }
    let (before, now) = (variant.before, variant.now)
    return now.ranking.prefix(10).map { index in
      let name = PlainText.name(state.model.nameOfClass(index))
      let texts = [before, now].map { PlainText.number(Double($0.logits[index]), decimals: 3) }
      return before.logits[index].bitPattern == now.logits[index].bitPattern
        ? "\(name): \(texts[1]), as before" : "\(name): \(texts[0]), now \(texts[1])"
    }
  }

  /// How many maps or numbers of each layer have changed.
  private func layersLine(of variant: Variant) -> String {
    let shown = variant.layers.indices.filter { !state.isHidden(line: $0) }
    let parts = shown.filter { variant.layers[$0].count > 0 }.map { index in
      let layer = variant.layers[index]
      let noun = variant.now.trace.network.shapes[index].rank == 3 ? "map" : "number"
      return "\(name(ofLine: index)) \(layer.count) of \(countedNoun(layer.isChanged.count, noun))"
    }
    return parts.isEmpty ? "No number is another." : "Changed: \(parts.joined(separator: ", "))."
  }

  /// What a number was before the changes, where they are looked at and have made it another.
  func lineOfBefore(_ unit: UnitAddress) -> [String] {
    guard let variant = state.variant, state.look != .original else { return [] }
    let isBefore = state.isBeforeActivation
    let old = variant.before.tensor(ofLayer: unit.layer, beforeActivation: isBefore)[position: unit.position]
    let now = variant.now.tensor(ofLayer: unit.layer, beforeActivation: isBefore)[position: unit.position]
    guard old.bitPattern != now.bitPattern else { return ["Without the changes it is the same."] }
    return ["Without the changes it was \(number(old, ofLayer: unit.layer))."]
  }
}
