import Foundation
import ModelFormats
import Synchronization
import TestSupport
import Testing
import Workbench

/// Legacy `.h5` files, which a second process of the program reads.
struct LegacyFileTests {
  private static let folder = Repository.fixtures.appending(path: "legacy")

  private static func path(_ name: String) -> String {
    folder.appending(path: name + ".h5").path
  }

  @Test("the program reads a legacy file, and shows the network that is in it")
  func summary() throws {
    let run = try ProgramRun(["summary", "--model", Self.path("nested_models.keras2")])
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.contains("middle:1/inner/conv2d_1"))
  }

  @Test("a file of weights alone is refused with what to do")
  func weights() throws {
    let run = try ProgramRun(["summary", "--model", Self.path("weights")])
    #expect(run.status == 65)
    #expect(run.errors.hasSuffix("save the whole model with model.save('my.keras')\n"))
  }

  @Test("the command that reads is not in the help")
  func hidden() throws {
    #expect(try !ProgramRun(["--help"]).output.contains("read-h5"))
  }

  @Test("a process that dies, or can't be started, is an error")
  func noProcess() {
    func error(_ helper: String) -> CommandError? {
      #expect(throws: CommandError.self) {
        try OpenedModel(path: Self.path("tutorial.keras2"), helper: helper)
      }
    }
    let path = Self.path("tutorial.keras2")
    #expect(error("/bin/false") == .model(path: path, .legacyReaderDied))
    #expect(error("/bin/yes") == .model(path: path, .legacyReaderDied))
    #expect(error("/nothing/here") == .model(path: path, .legacyProcess(code: ENOENT)))
  }

  #if os(Linux)
    @Test("the process starts with no signal blocked or ignored, though this one may ignore some")
    func signals() throws {
      _ = signal(SIGXFSZ, SIG_IGN)
      let folder = try TemporaryFolder()
      // The shell becomes `grep`: while one starts another program, all its signals are blocked. What it was to write to
      // stays open, since it is ended when that is closed.
      let script =
        "#!/bin/sh\\nexec 3>&1\\nexec grep -E \"^Sig(Blk|Ign)\" /proc/self/status >\"\(folder["signals"])\"\\n"
      let command = "printf '\(script)' >'\(folder["helper"])'; chmod +x '\(folder["helper"])'"
      _ = try ChildProcess.run("/bin/sh", ["-c", command], environment: ["PATH": "/usr/bin:/bin"])
      _ = try? OpenedModel(path: Self.path("tutorial.keras2"), helper: folder["helper"])
      let found = try String(contentsOfFile: folder["signals"], encoding: .utf8)
      let masks = found.split(separator: "\n").compactMap { UInt64($0.suffix(16), radix: 16) }
      // Signals 32 and 33 belong to the C library.
      #expect(masks.count == 2 && masks.allSatisfy { $0 & ~0x1_8000_0000 == 0 }, "\(found)")
    }
  #endif

  /// How many broken copies are read; `CNNVIEW_CORRUPTIONS` asks for more.
  ///
  /// One in fifty makes HDF5 hang until its second is over.
  private static var copies: Int {
    ProcessInfo.processInfo.environment["CNNVIEW_CORRUPTIONS"].flatMap { Int($0) } ?? 1_000
  }

  @Test("broken copies end in an error or a network, whatever becomes of the process")
  func corruptions() throws {
    let folder = try TemporaryFolder()
    let original = try Repository.bytes(Self.folder.appending(path: "built_later.keras2.h5"))
    let helper = ProgramRun.builtProgram.path
    let endings = Mutex<[String: Int]>([:])
    DispatchQueue.concurrentPerform(iterations: Self.copies) { seed in
      var corruption = Corruption(seed: UInt64(seed))
      guard let path = try? folder.write(corruption.corrupted(original), to: "\(seed).h5") else { return }
      let ending = Self.ending(of: path, helper: helper)
      endings.withLock { $0[ending, default: 0] += 1 }
    }
    let counts = endings.withLock { $0 }
    #expect(counts.values.reduce(0, +) == Self.copies)
    #expect(counts["network", default: 0] > 0 && counts["refused", default: 0] > 0)
  }

  /// How reading a file ends.
  private static func ending(of path: String, helper: String) -> String {
    do {
      _ = try OpenedModel(path: path, helper: helper).network()
      return "network"
    } catch {
      return "refused"
    }
  }
}
