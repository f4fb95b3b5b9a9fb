/// The size that a file of weights may have, by the numbers that its config declares.
///
/// So it is known before any of it is unpacked.
enum DeclaredWeights {
  /// What a file may have of each number that is declared: the weight, and five numbers of an optimizer's; or half as
  /// many of eight bytes.
  private static let bytesPerNumber = 6 * 4
  /// What it may have beside: the groups and headers of HDF5, an optimizer's and a generator's states.
  private static let overhead = 4 << 20

  /// The most bytes that a file of weights may have whose config declares so many numbers.
  static func largestFile(declaring count: Int) -> Int {
    let (bytes, isTooLarge) = bytesPerNumber.multipliedReportingOverflow(by: count)
    let (total, overflow) = overhead.addingReportingOverflow(bytes)
    return isTooLarge || overflow ? .max : total
  }
}
