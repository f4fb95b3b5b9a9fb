import ConvNet
import Foundation
import ImageFormats
import ModelFormats
import Synchronization
import TestSupport
import Testing

@testable import Workbench

/// Files whose bytes come when they come.
struct PipeTests {
  /// A pipe in a folder, and its end for writing; having that open, reading it waits for more.
  private final class NamedPipe: Sendable {
    let path: String
    private let folder: TemporaryFolder
    private let writing: Int32

    init() throws {
      folder = try TemporaryFolder()
      path = folder["pipe"]
      try #require(mkfifo(path, 0o600) == 0)
      writing = open(path, O_RDWR | O_CLOEXEC)
    }

    func write(_ bytes: [UInt8]) {
      #expect(OutputFile.writeAll(bytes, to: writing) == nil)
    }

    func end() {
      close(writing)
    }
  }

  @Test("the bytes of a pipe are read once, and kept for whoever asks again")
  func kept() throws {
    let folder = try TemporaryFolder()
    let path = folder["pipe"]
    try #require(mkfifo(path, 0o600) == 0)
    let picture = Array("P5 2 2 255\n".utf8) + [0, 85, 170, 255]
    Beside.run {
      // As a shell's redirection does it: opening waits for a reader, so that nothing is closed before it is read.
      let writing = open(path, O_WRONLY | O_CLOEXEC)
      #expect(OutputFile.writeAll(picture, to: writing) == nil)
      close(writing)
    }
    #expect(try InputFile.bytes(of: path) == picture)
    #expect(try InputFile.bytes(of: path) == picture)
    #expect(try PictureFile(path: path).width == 2)
  }

  @Test("a pipe whose writers don't wait gets all bytes though it is full meanwhile")
  func impatientPipe() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    _ = fcntl(writing, F_SETFL, fcntl(writing, F_GETFL) | O_NONBLOCK)
    let bytes = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    Beside.run {
      #expect(OutputFile.writeAll(bytes, to: writing) == nil)
      close(writing)
    }
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = chunk.withUnsafeMutableBytes { OpenFile.nextBytes(of: reading, into: $0) }
      guard count > 0 else { break }
      received += chunk[..<count]
    }
    close(reading)
    #expect(received == bytes)
  }

  @Test("a pipe that doesn't begin like a picture is refused before it ends")
  func notAPicture() throws {
    let pipe = try NamedPipe()
    defer { pipe.end() }
    pipe.write([UInt8](repeating: 0x41, count: 64))
    let refused = CommandError.picture(
      path: pipe.path, .notAPicture(firstBytes: [UInt8](repeating: 0x41, count: 8)))
    #expect(throws: refused) { try PictureFile(path: pipe.path) }
  }

  @Test("a pipe that doesn't begin like a model is refused before it ends")
  func notAModel() throws {
    let pipe = try NamedPipe()
    defer { pipe.end() }
    pipe.write([UInt8](repeating: 0x41, count: 64))
    #expect(throws: CommandError.model(path: pipe.path, .foreignFile(.text))) {
      try OpenedModel(path: pipe.path)
    }
  }

  @Test("a model comes through a pipe, larger than a pipe holds")
  func model() throws {
    let pipe = try NamedPipe()
    let bytes = try Repository.bytes(Repository.referenceFile)
    Beside.run {
      pipe.write(bytes)
      pipe.end()
    }
    #expect(try OpenedModel(path: pipe.path).network().parameterCount == 122_570)
  }

  @Test("waiting for a pipe is given up from another thread, and goes on later where it stopped")
  func givenUp() throws {
    let pipe = try NamedPipe()
    pipe.write([1, 2])
    for _ in 0..<20 {
      let cancellation = Cancellation()
      Beside.run { cancellation.cancel() }
      #expect(throws: CommandError.unreadable(path: pipe.path, code: ECANCELED)) {
        try InputFile.bytes(of: pipe.path, until: cancellation)
      }
    }
    pipe.write([3])
    Beside.run { pipe.end() }
    #expect(try InputFile.bytes(of: pipe.path) == [1, 2, 3])
  }

  @Test("unpacking a picture is given up as reading it is")
  func unpackingGivenUp() throws {
    let path = Repository.assets.appending(path: "images/ship.ppm").path
    let picture = try PictureFile(path: path)
    let cancellation = Cancellation()
    let opened = try OpenedModel(path: nil)
    #expect(throws: Never.self) { try opened.samples(of: picture, at: path, until: cancellation) }
    cancellation.cancel()
    #expect(throws: CommandError.unreadable(path: path, code: ECANCELED)) {
      try opened.samples(of: picture, at: path, until: cancellation)
    }
  }

  @Test("a pipe to which nobody writes yet keeps no other work waiting, however many there are")
  func several() throws {
    let folder = try TemporaryFolder()
    let pipes = (0..<40).map { folder["\($0)"] }
    let cancellation = Cancellation()
    let given = Mutex(0)
    for path in pipes {
      try #require(mkfifo(path, 0o600) == 0)
      try WorkThread.begin {
        _ = try? InputFile.bytes(of: path, until: cancellation)
        given.withLock { $0 += 1 }
      }
    }
    let done = DispatchSemaphore(value: 0)
    try WorkThread.begin { done.signal() }
    done.wait()
    #expect(given.withLock { $0 } == 0)
    cancellation.cancel()
    while given.withLock({ $0 }) < pipes.count { sched_yield() }
  }
}

/// Work beside a test.
private enum Beside {
  static func run(_ work: @escaping @Sendable () -> Void) {
    do {
      try WorkThread.begin(work)
    } catch {
      Issue.record(error)
    }
  }
}
