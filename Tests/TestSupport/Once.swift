private import Synchronization

/// A value that is made when a test first asks for it, and kept for all others.
public final class Once<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let make: @Sendable () throws -> Value

  /// Says how the value is made.
  public init(_ make: @escaping @Sendable () throws -> Value) {
    self.make = make
  }

  /// The value.
  ///
  /// - Throws: What making it throws, each time.
  public func value() throws -> Value {
    try made.withLock { made in
      if let made { return made }
      let value = try make()
      made = value
      return value
    }
  }
}
