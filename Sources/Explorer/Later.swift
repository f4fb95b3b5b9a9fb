import Synchronization

/// A value that is made when it is asked for, and then kept.
final class Later<Value: Sendable>: Sendable {
  private let make: @Sendable () -> Value
  private let made = Mutex<Value?>(nil)

  /// Takes what makes the value.
  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// The value; two threads that ask at once may both make it.
  var value: Value {
    if let known = made.withLock({ $0 }) { return known }
    let value = make()
    made.withLock { $0 = value }
    return value
  }
}
