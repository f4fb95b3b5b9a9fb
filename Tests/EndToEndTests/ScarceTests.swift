import ConvNet
import Foundation
import Tensors
import TestSupport
import Testing

@testable import ModelFormats

/// Little memory, few descriptors.
@Suite("what runs out", .serialized)
struct ScarceTests {
  @Test(
    "with any number of descriptors the explorer shows the next picture or says why not, and gives the terminal back",
    .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), arguments: 5...14)
  func descriptors(count: Int) throws {
    let words = [ProgramRun.builtProgram.path, ship, samplePaths[0]].map(quoted).joined(separator: " ")
    let explorer = try ExplorerTerminal(shell: "sh -c \"ulimit -n \(count); exec \(words)\"", columns: 120)
    try explorer.see("screen or an error") { $0.contains("q quit") || $0.contains("status ") }
    if try explorer.session.text().contains("q quit") {
      try explorer.press("i")
      try explorer.see("the second picture") {
        $0.contains("2/2") && ($0.contains("airplane") || $0.contains("open files"))
      }
      try explorer.press("q")
    }
    try explorer.see("status") { screen in
      ["status 0", "status 66", "status 69", "status 71", "status 127"].contains { screen.contains($0) }
    }
    try explorer.see(state: "#{alternate_on} #{cursor_flag}", "0 1")
  }

  @Test(
    "with any memory a command ends well, or says how much it lacked and ends with code 71 (out of memory)",
    arguments: [200, 300, 400, 500, 600, 700, 800])
  func memory(megabytes: Int) throws {
    let folder = try TemporaryFolder()
    let large = try LargeNetwork.write(to: folder, side: 4_000)
    let cases: [(String, Set<ChildProcess.Ending>)] = [
      (Repository.referenceFile.path, [.exited(0), .exited(71)]), (large, [.exited(71)]),
    ]
    for (model, endings) in cases {
      let command = "ulimit -v \(megabytes * 1_024); exec \"$0\" why \"$1\" --model \"$2\""
      let run = try ChildProcess.run(
        "/bin/sh", ["-c", command, ProgramRun.builtProgram.path, ship, model],
        environment: ["PATH": "/usr/bin:/bin"])
      #expect(endings.contains(run.ending), "\(run.ending): \(run.output)")
      guard run.ending == .exited(71) else { continue }
      #expect(
        run.output.hasSuffix(
          " bytes of memory, which the system does not give; close other programs, or allow more memory (ulimit -v)\n"
        ) || run.output.contains("take more than"))
    }
  }
}

/// A fixture whose layers take pictures of any size, made to read large ones.
enum LargeNetwork {
  /// Writes the network for square pictures of a side into a folder; returns the file's path.
  ///
  /// A slow one has a first weight of NaN, which is left to the readable definition.
  static func write(to folder: TemporaryFolder, side: Int, isSlow: Bool = false) throws -> String {
    let file = try Repository.bytes(Repository.networkFile("global_average"))
    let config = String(decoding: try member("config.json", of: file), as: UTF8.self)
    let larger = config.replacing("[null, 9, 10, 3]", with: "[null, \(side), \(side), 3]")
    try #require(larger != config)
    var weights = try member("model.weights.h5", of: file)
    if isSlow {
      let network = try ModelFile.read(file, name: "large", memoryLimit: 1 << 30).trained.get()
      let first = try #require(network.parameters(ofLayer: 1).tensors[.kernel]?.values.first)
      let place = try #require(weights.firstRange(of: first.littleEndianBytes))
      weights.replaceSubrange(place, with: Float.nan.littleEndianBytes)
    }
    let bytes = StoredZip.archive([
      StoredZip.Member("config.json", Array(larger.utf8)),
      StoredZip.Member("model.weights.h5", weights),
    ])
    return try folder.write(bytes, to: "large.keras")
  }

  private static func member(_ name: String, of bytes: [UInt8]) throws -> [UInt8] {
    try ZipArchive(FileContent(bytes)).member(name, limit: .max)
  }
}

extension Float {
  fileprivate var littleEndianBytes: [UInt8] { withUnsafeBytes(of: bitPattern.littleEndian) { Array($0) } }
}
