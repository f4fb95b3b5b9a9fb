import CellScreen
import ConvNet
import Tensors

extension ExplorerState {
  /// What the text of a command can become: names of layers and options, or the values of an option.
  func completions(of text: String) -> [String] {
    let start = text.drop { $0 == " " }
    if asking != nil { return Self.commandsWhileAsking.filter { $0.hasPrefix(start) } }
    if let (setting, value) = Setting.split(start) {
      return setting.values.filter { $0.hasPrefix(value) }.map { "\(setting.name) \($0)" }
    }
    if let ideas = ideas(completing: start) { return ideas }
    if start.split(separator: " ").first.map({ ChangeVerb(rawValue: String($0)) != nil }) == true,
      start.contains(" ")
    {
      return model.completions(ofChange: text)
    }
    if start.hasPrefix(againstCommand + " ") {
      let wanted = start.dropFirst(againstCommand.count).withoutOuterBlanks.lowercased()
      return model.classes.map { "\(againstCommand) \($0.string)" }.filter {
        $0.dropFirst(againstCommand.count + 1).lowercased().hasPrefix(wanted)
      }
    }
    if let completions = completions(ofEvidence: String(start)) { return completions }
    let softmax = model.softmaxLine == nil ? [] : ["softmax"]
    let verbs = model.network == nil ? [] : ChangeVerb.allCases.filter { !$0.isToy }.map(\.rawValue)
    let reset = changes.isEmpty ? [] : [resetCommand]
    let against = model.classes.isEmpty ? [] : [againstCommand, EvidenceQuestion.quantityWord]
    let evidence = model.network?.outputShape.rank == 1 ? [EvidenceQuestion.command] : []
    let commands =
      Setting.all.map(\.name) + [deadCommand, mouseCommand, hideCommand, voteCommand] + verbs + reset
      + against + evidence + (lesson == nil ? ["note"] : LessonPrompt.words)
    let names = model.lines.map(\.name.string) + softmax + commands
    let wanted = start.lowercased()
    return names.filter { $0.lowercased().hasPrefix(wanted) }
  }

  /// The misreadings of the selected line that a text can become, else of all lines; `nil` of another text.
  private func ideas(completing text: some StringProtocol) -> [String]? {
    let head = ChangeVerb.read.rawValue + " "
    guard text.hasPrefix(head), let network = model.network else { return nil }
    let wanted = text.dropFirst(head.count).lowercased()
    guard !wanted.contains(" ") else { return nil }
    let here = layer.map(network.misreadings) ?? []
    return (here.isEmpty ? Misreading.allCases : here).map(\.word).filter { $0.hasPrefix(wanted) }
      .map { head + $0 }
  }

  /// The misreadings among some texts, with what each says of the selected line; `nil` where one is none.
  func entriesOfIdeas(_ texts: [String]) -> [PaletteEntry]? {
    guard let network = model.network, !texts.isEmpty else { return nil }
    var entries: [PaletteEntry] = []
    for text in texts {
      guard case .read(let misreading, nil)? = try? Change(text) else { return nil }
      let lines = [layer].compactMap(\.self) + Array(network.layers.indices)
      let line = lines.first { network.misreadings(ofLayer: $0).contains(misreading) }
      let facts = line.map { MisreadLineFacts(network: network, index: $0) }
      entries.append(PaletteEntry(text: text, words: facts.map(misreading.idea) ?? "nowhere in this network"))
    }
    return entries
  }

  /// What a question for evidence can become, a word further on; `nil` of another text.
  private func completions(ofEvidence text: String) -> [String]? {
    let word = text.prefix { $0 != " " }
    guard text.contains(" "), word == EvidenceQuestion.command || word == EvidenceQuestion.quantityWord else {
      return nil
    }
    let last = text.lastIndex(of: " ").map { text.index(after: $0) } ?? text.startIndex
    let (head, wanted) = (text[..<last], text[last...].lowercased())
    let words = head.split(separator: " ")
    let isClass = words.last.map { $0 == EvidenceQuestion.quantityWord || $0 == "-" } ?? false
    let covers =
      words.contains { $0 == EvidenceQuestion.quantityWord } ? [] : Cover.allCases.map(\.name) + ["of"]
    return (isClass ? model.classes.map(\.string) : covers).filter { $0.lowercased().hasPrefix(wanted) }
      .map { head + $0 }
  }

  /// How a change is typed, while what comes next can't be completed; `nil` in another text.
  func formOfChange(in text: String) -> String? {
    guard let word = text.split(separator: " ").first, let verb = ChangeVerb(rawValue: String(word)),
      text.contains(" "), completions(of: text).isEmpty
    else { return nil }
    return verb.form ?? "like \(verb.example)"
  }

  /// The indices that a layer's units have, while they are typed: `conv2d_1[row 0–12,column 0–12,map 0–63]`.
  ///
  /// `nil` where the text is no layer's name with a bracket behind it.
  func formOfIndices(in text: String) -> String? {
    guard let network = model.network, let open = text.lastIndex(of: "[") else { return nil }
    let name = text[..<open].withoutOuterBlanks
    if name == "softmax", model.softmaxLine != nil {
      return "softmax[class 0–\(network.outputShape.count - 1)]"
    }
    guard let line = model.lines.firstIndex(where: { $0.name.string == name }) else { return nil }
    let extents = network.shapes[line].extents
    let axes =
      extents.count == 3
      ? ["row ", "column ", "map "] : extents.map { _ in extents.count == 1 ? "unit " : "" }
    return name + "[" + zip(axes, extents).map { "\($0)0–\($1 - 1)" }.joined(separator: ",") + "]"
  }
}

extension Setting {
  /// An option and the value behind it, as far as it is typed; `nil` in another text.
  static func split(_ text: some StringProtocol) -> (Setting, value: String)? {
    guard let blank = text.firstIndex(of: " "), let setting = all.first(where: { $0.name == text[..<blank] })
    else { return nil }
    return (setting, text[blank...].withoutOuterBlanks)
  }
}

extension Prompt {
  /// What stands above a command while it is typed: why it can't be done, or how it can go on.
  public enum Guide: Equatable, Sendable {
    /// Why it can't be done.
    case failure(String)
    /// The completions, and the place of the one that stands in the prompt.
    case completions([String], chosen: Int?)
    /// The indices that are expected.
    case form(String)
    /// What can be typed here, of an empty prompt.
    case palette([PaletteEntry])
    /// The wrong ideas about the selected line, and the place of the one that stands in the prompt.
    case ideas([PaletteEntry], chosen: Int?)
  }

  /// What stands above the text of a command.
  public func guide(in state: ExplorerState) -> Guide {
    if let failure { return .failure(failure) }
    // Shapes and names of what is asked about would tell.
    if state.asking != nil {
      return .completions(cycle?.completions ?? state.completions(of: line.text), chosen: cycle?.index)
    }
    if let entries = state.entriesOfIdeas(cycle?.completions ?? state.completions(of: line.text)) {
      return .ideas(entries, chosen: cycle?.index)
    }
    if let cycle { return .completions(cycle.completions, chosen: cycle.index) }
    if let form = state.formOfIndices(in: line.text) ?? state.formOfPresentIndices(in: line.text) {
      return .form(form)
    }
    if line.text.isEmpty { return .palette(state.palette) }
    if let form = state.formOfChange(in: line.text) { return .form(form) }
    return .completions(state.completions(of: line.text), chosen: nil)
  }
}
