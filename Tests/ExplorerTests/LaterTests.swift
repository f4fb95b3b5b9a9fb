import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// What is made when it is asked for.
struct LaterTests {
  @Test("a value is made once, when it is asked for")
  func once() {
    let count = Mutex(0)
    let later = Later {
      count.withLock { $0 += 1 }
      return 7
    }
    #expect(count.withLock { $0 } == 0)
    #expect(later.value == 7 && later.value == 7)
    #expect(count.withLock { $0 } == 1)
  }

  @Test("what it is made from is let go")
  func lettingGo() {
    final class Source: Sendable { let number = 3 }
    weak var kept: Source?
    let later: Later<Int>
    do {
      let source = Source()
      kept = source
      later = Later { source.number }
    }
    #expect(kept != nil)
    #expect(later.value == 3)
    #expect(kept == nil)
  }

  @Test("a layer's facts are the same whether they are found at once or when they are asked for")
  func facts() {
    let activation = Tensor.random(Shape(4, 5, 3), seed: 1)
    let before = Tensor.random(Shape(4, 5, 3), seed: 2)
    for isDifference in [false, true] {
      let (now, later) = (false, true)
      let (one, other) = (
        LayerFacts(activation: activation, preActivation: before, isDifference: isDifference, isLater: now),
        LayerFacts(activation: activation, preActivation: before, isDifference: isDifference, isLater: later)
      )
      for isBefore in [false, true] {
        #expect(one.numbers(beforeActivation: isBefore) == other.numbers(beforeActivation: isBefore))
      }
      #expect(one.strongestChannel == other.strongestChannel)
      #expect(one.numbers(beforeActivation: true) != one.numbers(beforeActivation: false))
    }
  }
}
