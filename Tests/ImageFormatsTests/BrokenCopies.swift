import ImageFormats
import Tensors
import TestSupport
import Testing

/// Expects that every prefix of a fixture and a thousand broken copies end in an error or in a picture that the
/// bytes can hold, in a process of their own under limits of memory and time.
func expectErrorsOrPictures(of name: String, sourceLocation: SourceLocation = #_sourceLocation) async {
  let progress = Progress()
  await #expect(processExitsWith: .success, sourceLocation: sourceLocation) {
    [progress = progress as Progress, name = name as String] in
    let bytes = try PictureFixture.file(name)
    MemoryLimit.set(additionalBytes: 64 << 20)
    ProcessorLimit.set(seconds: 300)
    for count in 0..<bytes.count {
      progress.note("a prefix of \(count) bytes")
      decodeOrFail(Array(bytes.prefix(count)))
    }
    for seed in UInt64(0)..<1_000 {
      progress.note("seed \(seed)")
      var corruption = Corruption(seed: seed)
      decodeOrFail(corruption.corrupted(bytes))
    }
    progress.finish()
  }
  let unfinished = progress.unfinished()
  #expect(unfinished == nil, "ended the process", sourceLocation: sourceLocation)
}

/// Decodes bytes, and traps where a picture is larger than they justify, or has samples beyond 0…1.
private func decodeOrFail(_ bytes: [UInt8]) {
  guard let picture = try? Picture(decoding: bytes) else { return }
  precondition(picture.height * picture.width <= 8 * 1_032 * bytes.count)
  precondition(picture.samples.values.allSatisfy { (0...1).contains($0) })
}
