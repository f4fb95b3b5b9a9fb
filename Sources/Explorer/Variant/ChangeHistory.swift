/// Changes that are made, in their order, and those that can be taken back or come again.
public struct ChangeHistory: Equatable, Sendable {
  /// The changes that are made.
  public private(set) var made: [Change]
  /// What was made before each step, the latest last.
  private var past: [[Change]] = []
  /// What was made before each step was taken back, the latest last.
  private var future: [[Change]] = []

  /// Begins with changes, before which nothing was.
  public init(_ changes: [Change] = []) { made = changes }

  /// Whether there is a step that can be taken back.
  public var canUndo: Bool { !past.isEmpty }

  /// Whether there is a step that was taken back.
  public var canRedo: Bool { !future.isEmpty }

  /// Makes other changes in place of those that are made, as one step.
  mutating func become(_ changes: [Change]) {
    guard changes != made else { return }
    past.append(made)
    future = []
    made = changes
  }

  /// Takes the last step back.
  mutating func undo() {
    guard let changes = past.popLast() else { return }
    future.append(made)
    made = changes
  }

  /// Makes the step again that was taken back last.
  mutating func redo() {
    guard let changes = future.popLast() else { return }
    past.append(made)
    made = changes
  }

  /// Goes back to the changes before the last step, as if it had never been: they could not be made.
  mutating func forgetLast() {
    made = past.popLast() ?? []
  }
}
