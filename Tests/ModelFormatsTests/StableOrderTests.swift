import TestSupport
import Testing

@testable import ModelFormats

struct StableOrderTests {
  @Test("things in a sound order keep it")
  func sound() {
    #expect(StableOrder.places(reading: [[], [0], [0], [2, 1], [3, 0]]) == .success([0, 1, 2, 3, 4]))
    #expect(StableOrder.places(reading: []) == .success([]))
  }

  @Test("what is read and comes later goes before its first reader")
  func later() {
    #expect(StableOrder.places(reading: [[2], [], [3], []]) == .success([3, 2, 0, 1]))
  }

  @Test("a circle is found, and so is what reads itself")
  func circle() {
    #expect(StableOrder.places(reading: [[], [2], [3], [1]]) == .failure(StableOrder.Circle(place: 3)))
    #expect(StableOrder.places(reading: [[0]]) == .failure(StableOrder.Circle(place: 0)))
  }

  @Test("a chain as long as a file may have, written backwards, doesn't exhaust the stack")
  func longChain() {
    let count = 1_000_000
    let reads = (0..<count).map { $0 + 1 < count ? [$0 + 1] : [] }
    #expect(StableOrder.places(reading: reads) == .success(Array((0..<count).reversed())))
  }

  @Test("every thing of a random graph stands once, after all that it reads", arguments: UInt64(0)..<50)
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...40, using: &generator)
    let ranks = (0..<count).shuffled(using: &generator)
    let reads = (0..<count).map { place in
      (0..<count).filter { ranks[$0] < ranks[place] && Int.random(in: 0..<5, using: &generator) == 0 }
    }
    let order = try StableOrder.places(reading: reads).get()
    #expect(order.sorted() == Array(0..<count))
    for (index, place) in order.enumerated() {
      #expect(reads[place].allSatisfy { order[..<index].contains($0) })
    }
  }
}
