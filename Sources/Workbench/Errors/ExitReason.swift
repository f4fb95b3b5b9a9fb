/// How the program ends; the numbers are those of sysexits(3) where it has one.
public enum ExitReason: Int32, CaseIterable, Sendable {
  /// All went well.
  case success = 0
  /// `verify` found a difference, `grade` an answer that is not right.
  case differs = 1
  /// The command line can't be understood.
  case usage = 64
  /// A file does not hold what it should.
  case badData = 65
  /// A file is missing or can't be read.
  case missingInput = 66
  /// There is no terminal that the explorer can use.
  case noTerminal = 69
  /// The program contradicts itself.
  case internalError = 70
  /// The system has no more memory, descriptors or threads.
  case noResources = 71
  /// A file or folder can't be created.
  case cannotCreate = 73
}
