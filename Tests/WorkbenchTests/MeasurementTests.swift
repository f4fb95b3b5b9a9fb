import ConvNet
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ModelFormats
@testable import Workbench

@Suite("a network measured on pictures whose classes are known")
struct MeasurementTests {
  @Test("the result is the same however many pictures are worked on at a time, broken ones among them")
  func workers() throws {
    let folder = try TemporaryFolder()
    let opened = try OpenedModel(path: Repository.referenceFile.path)
    let classes = try opened.classes(labels: nil)
    for name in classes {
      let bytes = try Repository.bytes(Repository.assets.appending(path: "images/\(name).ppm"))
      for other in ["cat", "ship", name] { try folder.write(bytes, to: "\(other)/\(name).ppm") }
      try folder.write(Array(bytes.dropLast()), to: "\(name)/cut.ppm")
    }
    let pictures = try LabelledPictures(folder: folder.path, classes: classes).items
    let alone = Measurement(opened, pictures, classes: classes, workers: 1)
    #expect(alone.count == 28 && alone.rightCount == 10 && alone.mistakes.count == 18)
    #expect(alone.failures.map(\.path) == classes.sorted().map { "\(folder.path)/\($0)/cut.ppm" })
    for workers in [2, 7, 100] {
      #expect(Measurement(opened, pictures, classes: classes, workers: workers) == alone)
    }
    let told = Mutex<[Int]>([])
    #expect(
      Measurement(opened, pictures, classes: classes) { done in told.withLock { $0.append(done) } } == alone)
    #expect(told.withLock { $0 } == Array(1...pictures.count))
  }

  @Test("a picture is classified in the pass that is there, and needs no memory for another one")
  func memory() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let opened = try OpenedModel(path: Self.largeNetwork(in: folder))
      let network = try opened.network()
      let pass = FastPass(try opened.trained())
      let picture = try folder.write(Array("P5 1 1 255\n1".utf8), to: "one.pgm")
      let found = try opened.classification(ofPictureAt: picture, with: pass)
      // What is left for an answer to whether there is memory, and half of what a pass takes.
      MemoryLimit.set(additionalBytes: (32 << 20) + network.pictureBytes + network.passBytes / 2)
      #expect(try opened.classification(ofPictureAt: picture, with: pass) == found)
    }
  }

  /// The file of a fixture that takes pictures of any size, made to read some of 1,000 × 1,000.
  private static func largeNetwork(in folder: TemporaryFolder) throws -> String {
    let archive = try ZipArchive(FileContent(Repository.bytes(Repository.networkFile("global_average"))))
    let config = try archive.member("config.json", limit: .max)
    let larger = String(decoding: config, as: UTF8.self)
      .replacing("[null, 9, 10, 3]", with: "[null, 1000, 1000, 3]")
    let bytes = StoredZip.archive([
      StoredZip.Member("config.json", Array(larger.utf8)),
      StoredZip.Member("model.weights.h5", try archive.member("model.weights.h5", limit: .max)),
    ])
    return try folder.write(bytes, to: "large.keras")
  }
}
