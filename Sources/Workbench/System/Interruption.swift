private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A request to end, by Ctrl-C or another signal, that waits until what was begun is finished or cleaned up.
public enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let came = Atomic<Int32>(0)

  /// What is done at a signal, as a number: `SIG_IGN` is 1, which is no address of a function, and an array of functions
  /// ends there when it is gone through.
  private struct Action: Equatable {
    private typealias Handler = (@convention(c) (Int32) -> Void)?
    private let bits: Int

    init(_ handler: (@convention(c) (Int32) -> Void)?) {
      bits = unsafeBitCast(handler, to: Int.self)
    }

    func use(for number: Int32) {
      _ = signal(number, unsafeBitCast(bits, to: Handler.self))
    }
  }

  /// Whether there was one, in work that waits for it.
  static var isAsked: Bool { came.load(ordering: .relaxed) != 0 }

  /// - Throws: `CommandError.cannotCreate` for what is to be written, where one waits: what can be given up is to be.
  static func check(before path: String) throws(CommandError) {
    guard !isAsked else { throw .cannotCreate(path: path, code: EINTR) }
  }

  /// Does some work; a signal that comes meanwhile ends the program behind it.
  ///
  /// What the caller ignores stays ignored.
  public static func waits<Result>(
    for work: () throws(CommandError) -> Result
  ) throws(CommandError) -> Result {
    came.store(0, ordering: .relaxed)
    let former = signals.map { number in
      let action = Action(signal(number) { Interruption.came.store($0, ordering: .relaxed) })
      if action == Action(SIG_IGN) { action.use(for: number) }
      return action
    }
    defer {
      for (number, action) in zip(signals, former) { action.use(for: number) }
      let number = came.load(ordering: .relaxed)
      if number != 0 { raise(number) }
    }
    return try work()
  }
}
