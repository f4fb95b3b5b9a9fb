import Foundation
import TestSupport
import Testing

@testable import ModelFormats

/// The explorer while a pass takes its time.
@Suite("a long pass", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct LongPassTests {
  @Test("it shows the listing and how far it is, answers keys, is given up by Esc and begun anew by Enter")
  func progress() throws {
    let folder = try TemporaryFolder()
    // Of the network's own size, so that reading it takes no time.
    let picture = try folder.write(
      Array("P5 900 900 255\n".utf8) + [UInt8](repeating: 128, count: 900 * 900), to: "grey.pgm")
    let explorer = try ExplorerTerminal([picture, "--model", largeNetwork(in: folder)])
    try explorer.see("computing conv2d", ", layer 1 of ", "\n▸1 Conv2D", "Esc stop")
    try explorer.press("Down", see: ["computing conv2d", "\n▸2 MaxPooling2D"])
    try explorer.press("Escape", see: ["The pass was stopped", "stopped"])
    try explorer.press("Enter", see: ["computing conv2d"])
    try explorer.quit()
  }

  /// A fixture whose layers take pictures of any size, made to read large ones.
  private func largeNetwork(in folder: TemporaryFolder) throws -> String {
    let file = try Repository.bytes(Repository.networkFile("global_average"))
    let config = String(decoding: try member("config.json", of: file), as: UTF8.self)
    let larger = config.replacing("[null, 9, 10, 3]", with: "[null, 900, 900, 3]")
    try #require(larger != config)
    let bytes = StoredZip.archive([
      StoredZip.Member("config.json", Array(larger.utf8)),
      StoredZip.Member("model.weights.h5", try member("model.weights.h5", of: file)),
    ])
    return try folder.write(bytes, to: "large.keras")
  }

  private func member(_ name: String, of bytes: [UInt8]) throws -> [UInt8] {
    try bytes.withUnsafeBufferPointer { bytes throws(ModelError) in
      try ZipArchive(bytes).member(name, limit: .max)
    }
  }
}
