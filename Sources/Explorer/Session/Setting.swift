public import CellScreen

extension DisplayOptions {
  /// What differs from how numbers are shown at first, apart from colours, as the prompt sets it: `scale map`.
  public var settings: [String] {
    Setting.all.filter { $0.name != "colours" && $0.value(self) != $0.value(DisplayOptions()) }
      .map { "\($0.name) \($0.value(self))" }
  }

  /// Sets an option as the prompt does; `false` where it is none of `knownSettings`.
  public mutating func set(_ text: String) -> Bool {
    guard let (setting, value) = Setting.split(text.withoutOuterBlanks + " "), setting.values.contains(value)
    else { return false }
    setting.set(value, &self)
    return true
  }

  /// All options that can be set, each with a value.
  public static var knownSettings: [String] {
    Setting.all.flatMap { setting in setting.values.map { "\(setting.name) \($0)" } }
  }
}

/// What the prompt sets: `scale map`.
struct Setting: Sendable {
  /// What is set.
  let name: String
  /// The values by their names.
  let values: [String]
  /// The name of the value that is set.
  let value: @Sendable (DisplayOptions) -> String
  /// Sets the value of a name.
  let set: @Sendable (String, inout DisplayOptions) -> Void

  private init<Value: Equatable & Sendable>(
    _ name: String, _ option: WritableKeyPath<DisplayOptions, Value> & Sendable, _ values: [(String, Value)]
  ) {
    self.name = name
    self.values = values.map(\.0)
    value = { display in values.first { $0.1 == display[keyPath: option] }?.0 ?? "" }
    set = { text, display in
      if let (_, value) = values.first(where: { $0.0 == text }) { display[keyPath: option] = value }
    }
  }

  /// All that can be set.
  static let all = [
    Setting("scale", \.scope, [("layer", .layer), ("map", .map), ("fixed", .fixed), ("span", .span)]),
    Setting("colours", \.colourMap, ColourMap.offered.map { ($0.rawValue, $0) }),
    Setting("stage", \.showsPreActivation, [("before", true), ("after", false)]),
    Setting("numbers", \.showsNumbers, [("on", true), ("off", false)]),
    Setting("order", \.order, [("size", .bySize), ("index", .byIndex)]),
    Setting(largeCommand, \.isLarge, [("on", true), ("off", false)]),
  ]
}

/// The command that fills the screen with one thing, or no longer.
let largeCommand = "large"

extension ColourMap {
  /// The colours to choose from for maps that have no negative numbers.
  public static let offered: [ColourMap] = [.viridis, .cividis, .inferno, .grey]
}

extension ExplorerState {
  /// What differs from the first screen of a place: how numbers are shown, and at a unit the term that was selected.
  public var settings: [String] {
    let term = depth == .unit ? cursor.term : nil
    let look = look == nil || changing.wanted == .difference ? nil : changing.wanted
    return display.settings + (look.map { ["\(Self.lookWord)\($0.name)"] } ?? [])
      + (term.map { ["term \($0)"] } ?? []) + (evidenceQuestion.map { [$0] } ?? [])
  }

  /// Sets one of `settings`; `false` where it is none.
  ///
  /// A term that a unit hasn't got selects nothing.
  @discardableResult
  public mutating func set(_ setting: String) -> Bool {
    if let look = Self.look(in: setting) {
      changing.wanted = look
      return true
    }
    if beginEvidence(setting) { return true }
    guard let term = Self.term(in: setting) else { return display.set(setting) }
    if depth == .unit { cursor.term = term }
    return true
  }

  /// Whether a text is one that `set` takes.
  public static func isSetting(_ text: String) -> Bool {
    var display = DisplayOptions()
    return term(in: text) != nil || look(in: text) != nil || evidenceQuestion(in: text) != nil
      || display.set(text)
  }

  /// The selected term of a unit's sum, counted from 0 in the order of the input: `term 4`.
  private static func term(in text: String) -> Int? {
    guard text.hasPrefix("term "), let index = Int(text.dropFirst(5)), index >= 0 else { return nil }
    return index
  }

  /// What stands before the name of a look.
  private static let lookWord = "look "

  /// How what follows from changes is looked at: `look original`.
  private static func look(in text: String) -> Look? {
    guard text.hasPrefix(lookWord) else { return nil }
    return Look.allCases.first { $0.name == text.dropFirst(lookWord.count) }
  }

  /// All settings that `set` takes, with N for the number of a term.
  public static var knownSettings: [String] {
    DisplayOptions.knownSettings + Look.allCases.map { lookWord + $0.name } + [
      "term N", EvidenceQuestion.command,
    ]
  }
}
