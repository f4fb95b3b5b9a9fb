import CellScreen

extension DisplayOptions {
  /// What differs from how numbers are shown at first, apart from colours, as the prompt sets it: `scale map`.
  public var settings: [String] {
    Setting.allCases.filter { $0 != .colours && $0.value(in: self) != $0.value(in: DisplayOptions()) }
      .map { "\($0.rawValue) \($0.value(in: self))" }
  }

  /// Sets an option as the prompt does; `false` where it is none of `knownSettings`.
  public mutating func set(_ text: String) -> Bool {
    guard let (setting, value) = Setting.split(text.withoutOuterBlanks + " "), setting.values.contains(value)
    else {
      return false
    }
    setting.set(value, in: &self)
    return true
  }

  /// All options that can be set, each with a value.
  public static var knownSettings: [String] {
    Setting.allCases.flatMap { setting in setting.values.map { "\(setting.rawValue) \($0)" } }
  }
}

/// What the prompt sets: `scale map`.
enum Setting: String, CaseIterable {
  case scale, colours, stage, numbers, order

  /// The values by their names.
  var values: [String] {
    switch self {
    case .scale: ["layer", "map", "fixed"]
    case .colours: ["viridis", "cividis", "inferno", "grey"]
    case .stage: ["before", "after"]
    case .numbers: ["on", "off"]
    case .order: ["size", "index"]
    }
  }

  /// The value that is set.
  func value(in display: DisplayOptions) -> String {
    switch self {
    case .scale: display.scope == .layer ? "layer" : display.scope == .map ? "map" : "fixed"
    case .colours: display.colourMap.rawValue
    case .stage: display.showsPreActivation ? "before" : "after"
    case .numbers: display.showsNumbers ? "on" : "off"
    case .order: display.order == .bySize ? "size" : "index"
    }
  }

  /// Sets a value of `values`.
  func set(_ value: String, in display: inout DisplayOptions) {
    switch self {
    case .scale: display.scope = value == "layer" ? .layer : value == "map" ? .map : .fixed
    case .colours: display.colourMap = ColourMap(rawValue: value) ?? display.colourMap
    case .stage: display.showsPreActivation = value == "before"
    case .numbers: display.showsNumbers = value == "on"
    case .order: display.order = value == "size" ? .bySize : .byIndex
    }
  }
}

extension ExplorerState {
  /// What differs from the first screen of a place: how numbers are shown, and at a unit the term that was selected.
  public var settings: [String] {
    let term = depth == .unit ? cursor.term : nil
    return display.settings + (term.map { [TermSetting.text($0)] } ?? [])
  }

  /// Sets one of `settings`; `false` where it is none.
  ///
  /// A term that a unit hasn't got selects nothing.
  @discardableResult
  public mutating func set(_ setting: String) -> Bool {
    guard let term = TermSetting.index(in: setting) else { return display.set(setting) }
    if depth == .unit { cursor.term = term }
    return true
  }

  /// Whether a text is one that `set` takes.
  public static func isSetting(_ text: String) -> Bool {
    var display = DisplayOptions()
    return TermSetting.index(in: text) != nil || display.set(text)
  }

  /// All settings that `set` takes, with N for the number of a term.
  public static var knownSettings: [String] { DisplayOptions.knownSettings + ["term N"] }
}

/// The selected term of a unit's sum, counted from 0 in the order of the input.
private enum TermSetting {
  private static let word = "term "

  static func text(_ index: Int) -> String { word + "\(index)" }

  static func index(in text: String) -> Int? {
    guard text.hasPrefix(word), let index = Int(text.dropFirst(word.count)), index >= 0 else { return nil }
    return index
  }
}
