import Synchronization

/// A value that is made when it is asked for, and then kept in place of what it is made from.
final class Later<Value: Sendable>: Sendable {
  private enum State: Sendable {
    case toMake(@Sendable () -> Value)
    case made(Value)
  }

  private let state: Mutex<State>

  /// Takes what makes the value.
  init(_ make: @escaping @Sendable () -> Value) { state = Mutex(.toMake(make)) }

  /// The value; two threads that ask at once may both make it.
  var value: Value {
    switch state.withLock({ $0 }) {
    case .made(let value): return value
    case .toMake(let make):
      let value = make()
      state.withLock { $0 = .made(value) }
      return value
    }
  }
}
