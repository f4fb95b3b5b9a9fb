import Foundation
import FuzzTargets

/// What `Scripts/fuzz` calls.
///
///     Fuzz list                         the names of the targets
///     Fuzz seeds NAME FOLDER            writes what a target starts from
///     FUZZ_TARGET=NAME Fuzz [OPTION…]   runs libFuzzer with its options, as libFuzzer itself runs the program again
@main
struct Fuzz {
  static func main() throws {
    if let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] {
      exit(LibFuzzer.run(target(name), arguments: CommandLine.arguments))
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("list", 1): for target in FuzzTarget.all { print(target.name) }
    case ("seeds", 3): try writeSeeds(of: target(arguments[1]), into: arguments[2])
    default: fail("list | seeds NAME FOLDER | with FUZZ_TARGET: [OPTION…]")
    }
  }

  private static func target(_ name: String) -> FuzzTarget {
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else { fail("no target \(name)") }
    return target
  }

  private static func writeSeeds(of target: FuzzTarget, into folder: String) throws {
    for (index, seed) in try target.seeds().enumerated() where seed.count <= target.longest {
      try Data(seed).write(to: URL(filePath: folder).appending(path: "seed-\(index)"))
    }
  }

  private static func fail(_ words: String) -> Never {
    FileHandle.standardError.write(Data("Fuzz: \(words)\n".utf8))
    exit(64)
  }
}
