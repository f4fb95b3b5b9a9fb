/// The scans of a JPEG file: how many there are, and what they have given (ITU-T T.81, B.2.3 and G.1.1).
struct JPEGScans {
  /// The number of scans that begin.
  private(set) var count = 0
  /// By component, the lowest bit that was given of each of 64 coefficients.
  private var lowestBits: [UInt8: [UInt8]] = [:]

  /// Takes note of a scan's header: its components, and for progressive files its coefficients and lowest bit.
  mutating func note(_ header: ArraySlice<UInt8>, isProgressive: Bool) {
    count += 1
    guard let tail = Self.coefficients(of: header) else { return }
    let start = header.startIndex
    let first = isProgressive ? Int(header[tail]) : 0
    let last = isProgressive ? min(63, Int(header[tail + 1])) : 63
    guard first <= last else { return }
    for component in stride(from: start + 1, to: tail, by: 2) {
      var bits = lowestBits[header[component]] ?? [UInt8](repeating: .max, count: 64)
      for coefficient in first...last { bits[coefficient] = isProgressive ? header[tail + 2] & 15 : 0 }
      lowestBits[header[component]] = bits
    }
  }

  /// Whether every bit of every coefficient of so many components was given.
  func areWhole(components: Int) -> Bool {
    lowestBits.count == components && lowestBits.values.allSatisfy { $0.allSatisfy { $0 == 0 } }
  }

  /// Where a scan's header names the first and the last coefficient, and the bits; `nil` where it is cut short.
  static func coefficients(of header: ArraySlice<UInt8>) -> Int? {
    guard let count = header.first else { return nil }
    let tail = header.startIndex + 1 + 2 * Int(count)
    return tail + 3 <= header.endIndex ? tail : nil
  }
}
