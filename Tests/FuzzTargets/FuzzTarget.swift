import ImageFormats

/// A reader of bytes from outside, and what holds of it whatever the bytes are.
///
/// The same targets run under libFuzzer (`Scripts/fuzz`) and, on a few hundred inputs, in every test run. To add one:
/// its line in `all`, and a function that reads an input.
public struct FuzzTarget: Sendable {
  /// The name, by which `Scripts/fuzz` calls it.
  public let name: String
  /// The longest input that libFuzzer tries, in bytes.
  public let longest: Int
  /// How many bytes of memory reading an input may take at a time, its own among them.
  public let memory: @Sendable ([UInt8]) -> Int
  /// Sound inputs, from which others are made.
  public let seeds: @Sendable () throws -> [[UInt8]]
  /// Changes an input in a way that knows its form, the same way for the same number; `nil` where none is known.
  public let change: (@Sendable ([UInt8], UInt64) -> [UInt8])?
  /// Reads an input; traps where what came out of it can't be.
  public let read: @Sendable ([UInt8]) -> Void

  /// Makes a target.
  init(
    _ name: String, longest: Int, memory: @escaping @Sendable ([UInt8]) -> Int,
    seeds: @escaping @Sendable () throws -> [[UInt8]],
    change: (@Sendable ([UInt8], UInt64) -> [UInt8])? = nil, read: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.name = name
    self.longest = longest
    self.memory = memory
    self.seeds = seeds
    self.change = change
    self.read = read
  }
}

extension FuzzTarget {
  /// All targets.
  public static let all: [FuzzTarget] = [
    pictures("pnm", ["pbm", "pgm", "ppm"], longest: 512),
    pictures("png", ["png"], longest: 1_024),
    pictures("png-chunks", ["png"], longest: 1_024, read: Pictures.decodeMendedPNG),
    pictures("jpeg", ["jpg"], longest: 2_200),
    pictures("webp", ["webp"], longest: 2_200),
    models("keras-file", longest: 24_576, seeds: Models.files, read: Models.read),
    models("onnx-file", longest: 24_576, seeds: Models.graphs, read: Models.read),
    models("keras-config", longest: 16_384, seeds: Configs.seeds, change: Configs.change, read: Configs.read),
    models("keras-weights", longest: 24_576, seeds: Weights.seeds, read: Weights.read),
    models("legacy-records", longest: 24_576, seeds: Legacy.seeds, read: Legacy.read),
    models(
      "legacy-config", longest: 8_192, seeds: LegacyTexts.seeds, change: LegacyTexts.change,
      read: LegacyTexts.read),
    texts("labels", longest: 1_024, seeds: Texts.labels, read: Texts.readLabels),
    texts("numpy", longest: 1_024, seeds: Texts.arrays, read: Texts.readArray),
    texts("changes", longest: 512, seeds: Changes.seeds, read: Changes.read),
    texts("lesson", longest: 1_024, seeds: Lessons.seeds, read: Lessons.read),
    texts("quiz-key", longest: 1_024, seeds: Quizzes.keys, read: Quizzes.readKey),
    texts("quiz-answers", longest: 1_024, seeds: Quizzes.answers, read: Quizzes.readAnswers),
    texts("terminal", longest: 512, seeds: Terminal.seeds, read: Terminal.read),
  ]

  /// A format of pictures, of which reading takes 40 bytes for each pixel that a file declares: its samples as they are
  /// stored, as numbers, and as numbers once more while they are turned or copied.
  ///
  /// Large pictures are not decoded here: their pixels only take longer. What is refused for its size is read.
  private static func pictures(
    _ name: String, _ endings: [String], longest: Int,
    read: @escaping @Sendable ([UInt8]) -> Void = Pictures.decode
  ) -> FuzzTarget {
    FuzzTarget(
      name, longest: longest,
      memory: { (4 << 20) + 64 * $0.count + 40 * min(Picture.pixelLimit, Pictures.pixels(of: $0)) },
      seeds: { try Pictures.files(endings) },
      read: { bytes in
        if !(Pictures.largest...Picture.pixelLimit).contains(Pictures.pixels(of: bytes)) { read(bytes) }
      })
  }

  /// A form of models: a file's bytes can be packed a thousand to one, and activations take `Models.memoryLimit`.
  private static func models(
    _ name: String, longest: Int, seeds: @escaping @Sendable () throws -> [[UInt8]],
    change: (@Sendable ([UInt8], UInt64) -> [UInt8])? = nil, read: @escaping @Sendable ([UInt8]) -> Void
  ) -> FuzzTarget {
    FuzzTarget(
      name, longest: longest, memory: { (16 << 20) + 8 * Models.memoryLimit + 1_100 * $0.count },
      seeds: seeds,
      change: change, read: read)
  }

  private static func texts(
    _ name: String, longest: Int, seeds: @escaping @Sendable () throws -> [[UInt8]],
    read: @escaping @Sendable ([UInt8]) -> Void
  ) -> FuzzTarget {
    FuzzTarget(name, longest: longest, memory: { (1 << 20) + 256 * $0.count }, seeds: seeds, read: read)
  }
}

/// Ends the process, with words, where something doesn't hold.
func require(_ condition: Bool, _ words: @autoclosure () -> String) {
  if !condition { fatalError(words()) }
}

/// Ends the process where a sentence could act on a terminal.
func requireHarmless(_ sentence: String) {
  let isHarmless = sentence.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  require(isHarmless && !sentence.isEmpty, "a sentence with control characters: \(sentence.debugDescription)")
}
