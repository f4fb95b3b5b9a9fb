#if canImport(FoundationEssentials)
  private import FoundationEssentials
#else
  private import Foundation
#endif

/// What the system tells the program of the machine and of itself.
package enum Machine {
  /// The environment in which the program was started.
  package static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// Half of the machine's memory, in bytes: what activations may take.
  static var memoryForActivations: Int { Int(clamping: ProcessInfo.processInfo.physicalMemory / 2) }

  /// How many processors work for the program.
  static var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The path of the running program, absolute and without symbolic links; `nil` where the system doesn't tell.
  static var program: String? {
    #if canImport(FoundationEssentials)
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #else
      Bundle.main.executableURL?.resolvingSymlinksInPath().path
    #endif
  }
}
