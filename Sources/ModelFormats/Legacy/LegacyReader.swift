/// Starts the process that reads a legacy `.h5` file.
///
/// HDF5 1.10 can crash, hang or take memory without end when it reads the attributes of a corrupt file, and such a
/// model needs its attributes. So a process of its own reads them, and may die.
public struct LegacyReader: Sendable {
  /// Starts it on the file.
  let start: @Sendable () throws(ModelError) -> any LegacyProcess

  /// Makes a reader of one file.
  ///
  /// - Parameter start: Starts a process that does what `LegacyDump` does with the file.
  public init(start: @escaping @Sendable () throws(ModelError) -> any LegacyProcess) {
    self.start = start
  }
}

/// A process that writes what `LegacyDump` makes of a file.
public protocol LegacyProcess: AnyObject {
  /// Fills a buffer with the next bytes that the process writes; returns how many, fewer at the end only.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int

  /// Ends the process, if it hasn't ended, and takes away what is left of it.
  func finish()
}
