import Foundation
import TestSupport
import Testing

@Suite("verify")
struct VerifyTests {
  /// What Keras computed of the bundled network on the bundled ship, as a folder of files.
  private static let reference = Result {
    let folder = try TemporaryFolder()
    for (name, bytes) in try KerasTensors(of: "reference").files {
      try folder.write(bytes, to: name + ".npy")
    }
    return folder
  }

  @Test("the bundled network on the bundled ship agrees with what Keras saved")
  func agrees() throws {
    let expected = try Self.reference.get().path
    let run = try ProgramRun(["verify", "--expected", expected, ship])
    #expect(run.status == 0 && run.errors == "", "\(run.output)")
    #expect(run.output.contains("\nconv2d ") && !run.output.contains("differs"))
  }

  @Test("another input differs from the first layer on, and the code says so")
  func differs() throws {
    let expected = try Self.reference.get().path
    let run = try ProgramRun(["verify", "--expected", expected, ship, "--input-range", "-1:1"])
    #expect(run.status == 1 && run.errors == "")
    #expect(run.output.contains(" is the first that differs: "))
  }

  @Test("a folder without activations ends with code 66 (missing)")
  func nothing() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(["verify", "--expected", folder.path, ship])
    #expect(run.status == 66 && run.output == "")
  }
}
