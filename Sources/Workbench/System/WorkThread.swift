#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Threads for work that may take long, or wait for ever, and must not keep other work from its turn.
public enum WorkThread {
  private static let stackSize = 8 << 20

  /// Does some work in a thread of its own.
  ///
  /// - Throws: `CommandError.noThread` where the system has none.
  public static func begin(_ work: @escaping @Sendable () -> Void) throws(CommandError) {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    pthread_attr_init(attributes)
    defer { pthread_attr_destroy(attributes) }
    pthread_attr_setstacksize(attributes, stackSize)
    pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
    let box = Unmanaged.passRetained(Box(work))
    let code = start(box.toOpaque(), attributes)
    guard code != 0 else { return }
    box.release()
    throw .noThread(code: code)
  }

  private final class Box: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) {
      self.work = work
    }

    /// Does the work of a box that was given away.
    static func open(_ box: UnsafeMutableRawPointer?) {
      guard let box else { return }
      SignalStack.provided { Unmanaged<Box>.fromOpaque(box).takeRetainedValue().work() }
    }
  }

  #if os(Linux)
    private typealias Thread = pthread_t
  #else
    private typealias Thread = pthread_t?
  #endif

  private static func start(
    _ box: UnsafeMutableRawPointer, _ attributes: UnsafeMutablePointer<pthread_attr_t>
  ) -> Int32 {
    let thread = UnsafeMutablePointer<Thread>.allocate(capacity: 1)
    defer { thread.deallocate() }
    return pthread_create(
      thread, attributes,
      { box in
        Box.open(box)
        return nil
      }, box)
  }
}

/// A stack of a thread's own for handlers of signals: where the thread's stack is used up, the handler that gives the
/// terminal back could not run without it.
enum SignalStack {
  private static let size = 1 << 16

  /// Does some work with such a stack; where the thread has one already, with that.
  static func provided(_ work: () -> Void) {
    var former = stack_t()
    guard sigaltstack(nil, &former) == 0, former.ss_flags & Int32(SS_DISABLE) != 0 else { return work() }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    defer { memory.deallocate() }
    var stack = stack_t()
    stack.ss_sp = memory
    stack.ss_size = size
    guard sigaltstack(&stack, nil) == 0 else { return work() }
    defer { sigaltstack(&former, nil) }
    work()
  }
}
