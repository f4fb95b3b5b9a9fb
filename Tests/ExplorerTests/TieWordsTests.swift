import Explorer
import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// What is said of numbers among which none is the largest.
struct TieWordsTests {
  private func window(_ values: [Float]) -> WindowMaximum {
    WindowMaximum(
      places: values.enumerated().map { WindowPlace(position: [0, $0, 0], isOutside: false, value: $1) })
  }

  @Test("of equal numbers the first is kept, and none is called the largest")
  func windows() {
    let distinct = window([1, 3, 2, 0])
    #expect(distinct.rank == "the largest of 4")
    #expect(distinct.fate(ofPlaceAt: [0, 1, 0]) == "kept, largest of its 4")
    #expect(distinct.fate(ofPlaceAt: [0, 0, 0]) == "dropped, not the largest of its 4")
    let dead = window([0, 0, 0, 0])
    #expect(dead.rank == "the first of 4, all equal")
    #expect(dead.fate(ofPlaceAt: [0, 0, 0]) == "kept, the first of 4, all equal")
    #expect(
      dead.fate(ofPlaceAt: [0, 3, 0]) == "dropped: as large as the one that is kept, which comes first")
    let pair = window([1, 3, 3, 0])
    #expect(pair.rank == "the first of 2 equal ones, the largest of 4")
    #expect(pair.fate(ofPlaceAt: [0, 0, 0]) == "dropped, not the largest of its 4")
    let spoiled = window([1, .nan, 3, .nan])
    #expect(spoiled.rank == "the first NaN of 4")
    #expect(spoiled.fate(ofPlaceAt: [0, 1, 0]) == "it makes that NaN")
    #expect(spoiled.fate(ofPlaceAt: [0, 2, 0]) == nil)
  }

  @Test("of products that are all 0, or not finite, none is called the largest, and why is said")
  func products() {
    func sum(_ weights: [Float], isOutside: Bool = false) -> WeightedSum {
      WeightedSum(
        terms: weights.enumerated().map {
          Term(position: [$0], isOutside: isOutside, input: 2, weight: $1)
        }, termsPerChannel: 1, bias: 1)
    }
    #expect(sum([0, 0, 0]).reasonForNoLargest == "all 3 products are 0")
    #expect(sum([0]).reasonForNoLargest == "the only product is 0")
    #expect(sum([0, .nan]).reasonForNoLargest == "NaN or ∞ is among them")
    #expect(sum([1, 2], isOutside: true).reasonForNoLargest == nil)
  }
}
