public import CellScreen

/// What one or more keys ask for.
public struct KeyBinding: Sendable {
  /// The keys that hints and help name.
  let named: [KeyPress]
  /// Further keys that ask for the same.
  let others: [KeyPress]
  private let givenLabel: String?
  /// What they do, for the help; empty where these are hints only, of keys that are bound elsewhere.
  public let help: String
  /// What they do in a word or two at a depth, for the hints; `nil` where they are not worth a hint.
  public let hint: @Sendable (ExplorerState) -> String?
  /// Whether the keys move the playhead, so that their hints come first while there is one.
  let isForStepping: Bool
  /// Whether the keys are for what was changed, so that their hints come first where something was.
  let isForChanges: Bool
  /// What one of the keys asks for.
  public let intent: @Sendable (KeyPress) -> Intent

  /// Binds keys, whose label follows from those that are named, unless it is another one.
  init(
    _ named: [KeyPress], others: [KeyPress] = [], label: String? = nil, help: String,
    isForStepping: Bool = false, isForChanges: Bool = false,
    hint: @escaping @Sendable (ExplorerState) -> String? = { _ in nil },
    intent: @escaping @Sendable (KeyPress) -> Intent
  ) {
    (self.named, self.others, self.help) = (named, others, help)
    givenLabel = label
    (self.isForStepping, self.isForChanges) = (isForStepping, isForChanges)
    (self.hint, self.intent) = (hint, intent)
  }

  /// Names keys that are bound elsewhere in the hints.
  init(hintOnly named: [KeyPress], _ hint: @escaping @Sendable (ExplorerState) -> String?) {
    self.init(named, help: "", hint: hint, intent: { _ in .unbound("") })
  }

  /// The keys as the screen names them: `↑↓`, in ASCII `Up Down`.
  public var label: String { givenLabel ?? Hint.label(of: named.map(\.label)) }

  /// The keys that are bound here.
  public var keys: [KeyPress] { help.isEmpty ? [] : named + others }
}
