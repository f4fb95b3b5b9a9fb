/// Changes that are made, in their order, and those that can be taken back or come again.
public struct ChangeHistory: Equatable, Sendable {
  /// The changes that are made.
  public private(set) var made: [Change]
  /// What was made before each step, the latest last.
  private var past: [[Change]] = []
  /// What was made before each step was taken back, the latest last.
  private var future: [[Change]] = []

  /// What could come again before the last step.
  private var forgotten: [[Change]] = []

  /// Begins with changes, each of which can be taken back.
  public init(_ changes: [Change] = []) {
    made = changes
    past = changes.indices.map { Array(changes[..<$0]) }
  }

  /// Whether there is a step that can be taken back.
  public var canUndo: Bool { !past.isEmpty }

  /// Whether there is a step that was taken back.
  public var canRedo: Bool { !future.isEmpty }

  /// Makes other changes in place of those that are made, as one step.
  mutating func become(_ changes: [Change]) {
    guard changes != made else { return }
    past.append(made)
    (forgotten, future) = (future, [])
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

  /// Forgets a change that could not be made, as if it had never been asked for; what stood behind it stays.
  mutating func forget(_ change: Change) {
    guard made.contains(change) else { return }
    if made.last == change, past.last == Array(made.dropLast()) { future = forgotten }
    made.removeAll { $0 == change }
    // A step that only made the change is none.
    past = past.map { $0.filter { $0 != change } }
      .reduce(into: []) { steps, made in if steps.last != made { steps.append(made) } }
    if past.last == made { past.removeLast() }
  }
}
