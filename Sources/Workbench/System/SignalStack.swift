#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

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
