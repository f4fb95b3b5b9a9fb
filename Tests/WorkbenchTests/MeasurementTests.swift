import Foundation
import Synchronization
import TestSupport
import Testing
import Workbench

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
}
