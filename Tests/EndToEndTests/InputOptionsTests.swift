import Foundation
import TestSupport
import Testing

@Suite("--input-range, --mean, --std, --channel-order, --invert and --preprocess")
struct InputOptionsTests {
  /// The values of `input.npy` that export writes of a picture with the samples 0 and 1.
  private func input(_ options: [String]) throws -> [Float] {
    let folder = try TemporaryFolder()
    try folder.write(Array("P5 2 1 255\n".utf8) + [0, 255], to: "a.pgm")
    let run = try ProgramRun(
      ["export", "a.pgm", "--out", "out", "--fit", "stretch"] + options, folder: folder.path)
    #expect(run.status == 0 && run.errors == "", "\(options): \(run.errors)")
    let bytes = try Repository.bytes(URL(filePath: folder["out/input.npy"]))
    return stride(from: bytes.count - 32 * 32 * 3 * 4, to: bytes.count, by: 4).map { offset in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) })
    }
  }

  @Test(
    "a range may begin with a minus, as a value of its own or behind an equals sign",
    arguments: [["--input-range", "-1:1"], ["--input-range=-1:1"]])
  func negative(options: [String]) throws {
    let values = try input(options)
    #expect(values.first == -1 && values.last == 1)
  }

  @Test("mean and std are one number for all channels, or one for each; a mean may be negative")
  func numbers() throws {
    let values = try input(["--input-range", "0:255", "--mean", "-5,0,5", "--std", "10"])
    #expect(Array(values.prefix(3)) == [0.5, 0, -0.5])
    #expect(Array(values.suffix(3)) == [26, 25.5, 25])
    #expect(try Array(input(["--mean=-1"]).prefix(3)) == [1, 1, 1])
  }

  @Test("the same options hold for the explorer, explain and why")
  func commands() throws {
    let options = ["--input-range", "-1:1", "--mean", "0.5", "--std", "0.25"]
    for command in [["explain", ship, "conv2d[0,0,0]"], ["why", ship]] {
      let run = try ProgramRun(command + options)
      #expect(run.status == 0)
      #expect(try run.output != ProgramRun(command).output)
    }
    let folder = try TemporaryFolder()
    let run = try ProgramRun([ship, "--screenshot", "a.txt"] + options, folder: folder.path)
    #expect(run.status == 0)
    #expect(
      try String(contentsOfFile: folder["a.txt"], encoding: .utf8).contains("input −1 to 1, mean, std"))
  }

  @Test("colours are exchanged before the means, and inverted before the range")
  func order() throws {
    let values = try input([
      "--channel-order", "bgr", "--invert", "--input-range", "0:255", "--mean", "1,2,3",
    ])
    #expect(Array(values.prefix(3)) == [254, 253, 252] && Array(values.suffix(3)) == [-1, -2, -3])
    #expect(try Array(input(["--preprocess", "tf"]).prefix(3)) == [-1, -1, -1])
    #expect(try Array(input(["--preprocess", "caffe"]).prefix(3)) == [-103.939, -116.779, -123.68])
  }

  @Test(
    "every command that reads pictures takes the new options, and says what they do",
    arguments: [["--channel-order", "bgr"], ["--invert"], ["--preprocess", "torch"]])
  func everywhere(options: [String]) throws {
    for command in [["explain", ship, "conv2d[3,4,5]"], ["why", ship], ["explain", ship, "input[0,0,0]"]] {
      let run = try ProgramRun(command + options)
      #expect(run.status == 0)
      #expect(try run.output != ProgramRun(command).output, "\(command)")
    }
    let summary = try ProgramRun(["summary"] + options)
    #expect(try summary.status == 0 && summary.output != ProgramRun(["summary"]).output)
    for command in [["explain", ship, "input[0,0,0]"], ["why", ship], ["summary"]] {
      let run = try ProgramRun(command + ["--json"] + options)
      #expect(run.output.contains("\"reading\""))
      #expect(try run.output != ProgramRun(command + ["--json"]).output)
    }
  }

  @Test("a pixel in BGR order is named by its colour")
  func names() throws {
    let run = try ProgramRun(["explain", ship, "input[3,4,0]", "--channel-order", "bgr"])
    #expect(run.output.hasPrefix("input[3,4,0] (blue) = "))
    let plain = try ProgramRun(["explain", ship, "input[3,4,2]"])
    let value = plain.output.split(separator: " ")[3]
    #expect(plain.output.hasPrefix("input[3,4,2] (blue) = ") && run.output.split(separator: " ")[3] == value)
  }

  @Test(
    "--preprocess beside an option that it stands for is wrong usage",
    arguments: [
      ["--input-range", "0:1"], ["--mean", "1"], ["--std", "1"], ["--channel-order", "rgb"], ["--invert"],
    ])
  func alone(options: [String]) throws {
    let run = try ProgramRun(["why", ship, "--preprocess", "caffe"] + options)
    #expect(run.status == 64 && run.output == "")
    #expect(run.errors.contains("--preprocess says all that --input-range"))
  }

  @Test("three colours of a network that reads one are wrong usage")
  func grey() throws {
    let model = Repository.networkFile("grey_sigmoid").path
    for options in [["--channel-order", "bgr"], ["--preprocess", "caffe"]] {
      let run = try ProgramRun(["why", ship, "--model", model] + options)
      #expect(run.status == 64 && run.output == "")
      #expect(
        run.errors
          == "cnnview: \(options.joined(separator: " ")): for three colours, and the network reads 1 channel; leave it out\n"
      )
    }
  }

  @Test(
    "what is no range, no number or nothing to divide by is wrong usage, with words for what to give",
    arguments: [
      (["--input-range", "1:0"], "give two numbers, the smaller first, with a colon between: -1:1"),
      (["--input-range", "0:0"], "give two numbers, the smaller first, with a colon between: -1:1"),
      (["--input-range", "255"], "give two numbers, the smaller first, with a colon between: -1:1"),
      (["--input-range", "0:inf"], "give two numbers, the smaller first, with a colon between: -1:1"),
      (["--input-range", "0:1:2"], "give two numbers, the smaller first, with a colon between: -1:1"),
      (["--mean", "a"], "give numbers with commas between: 0.485,0.456,0.406"),
      (["--mean", "1,,2"], "give numbers with commas between: 0.485,0.456,0.406"),
      (["--mean", "nan"], "give numbers with commas between: 0.485,0.456,0.406"),
      (["--mean", "1e300"], "give numbers with commas between: 0.485,0.456,0.406"),
      (["--std", "0"], "give numbers above 0: nothing can be divided by 0"),
      (["--std", "-1"], "give numbers above 0: nothing can be divided by 0"),
      (["--std", ""], "give numbers with commas between: 0.485,0.456,0.406"),
    ])
  func usage(options: [String], words: String) throws {
    let run = try ProgramRun(["why", ship] + options)
    #expect(run.status == 64 && run.output == "")
    #expect(run.errors.contains(": \(words)\n"))
  }

  @Test("a count of numbers that is not the network's is wrong usage")
  func counts() throws {
    let run = try ProgramRun(["why", ship, "--mean", "1,2"])
    #expect(run.status == 64 && run.output == "")
    #expect(
      run.errors
        == "cnnview: --mean: 2 numbers, and the network reads 3 channels; give one number, or one for each channel\n"
    )
  }

  private var ship: String { Repository.assets.appending(path: "images/ship.ppm").path }
}
