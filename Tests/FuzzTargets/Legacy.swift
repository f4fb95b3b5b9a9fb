import Foundation
import ModelFormats
import TestSupport

/// What the process that reads legacy `.h5` files writes.
enum Legacy {
  private static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  /// A process that has written bytes and ended.
  private final class Recording: LegacyProcess {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
      rest = bytes[...]
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      let part = rest.prefix(buffer.count)
      buffer.copyBytes(from: part)
      rest = rest.dropFirst(part.count)
      return part.count
    }

    func finish() {}
  }

  /// The legacy files of the fixtures.
  static let files = required(
    (try? Models.bytes(of: Repository.fixtures.appending(path: "legacy"), ending: "h5")) ?? [], atLeast: 10,
    "legacy files")

  static func seeds() -> [[UInt8]] { files.map(records) }

  /// What the process writes of a file.
  static func records(of file: [UInt8]) -> [UInt8] {
    var records: [UInt8] = []
    LegacyDump.write(FileContent(file)) { records += $0 }
    return records
  }

  /// Reads records, of a file of as many bytes.
  static func read(_ records: [UInt8]) {
    let file = signature + [UInt8](repeating: 0, count: records.count)
    Models.read(file, legacyReader: LegacyReader { Recording(records) })
  }
}

/// Texts in place of the config in a sound legacy file: a byte that chooses the file, then the text.
///
/// HDF5 itself may crash on an unsound file, which is why a process of its own reads them.
enum LegacyTexts {
  /// A legacy file, and where its config stands.
  private struct Place {
    let file: [UInt8]
    let config: Range<Int>

    init?(_ file: [UInt8]) {
      let start = Array(#"{"class_name""#.utf8)
      guard let first = file.firstRange(of: start)?.lowerBound else { return nil }
      let end = file[first...].firstIndex(of: 0) ?? file.endIndex
      self.file = file
      config = first..<end
    }
  }

  private static let places = Legacy.files.compactMap(Place.init)

  static func seeds() -> [[UInt8]] {
    places.enumerated().map { [UInt8($0)] + $1.file[$1.config] }
  }

  static func change(_ input: [UInt8], seed: UInt64) -> [UInt8] { Configs.change(input, seed: seed) }

  static func read(_ input: [UInt8]) {
    guard let choice = input.first else { return }
    let place = places[Int(choice) % places.count]
    var file = place.file
    let text = input.dropFirst().prefix(place.config.count)
    let blanks = [UInt8](repeating: 0x20, count: place.config.count - text.count)
    file.replaceSubrange(place.config, with: text + blanks)
    Legacy.read(Legacy.records(of: file))
  }
}
