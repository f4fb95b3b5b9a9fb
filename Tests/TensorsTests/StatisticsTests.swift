import Tensors
import TestSupport
import Testing

struct StatisticsTests {
  @Test("numbers that are not finite are counted and otherwise passed over")
  func nonFinite() {
    let statistics = Statistics([.nan, 2, -.infinity, 0, -4, .infinity])
    #expect(statistics.minimum == -4)
    #expect(statistics.maximum == 2)
    #expect(statistics.mean == Float(-2.0 / 3))
    #expect(statistics.count == 6)
    #expect(statistics.nonFiniteCount == 3)
    #expect(statistics.zeroCount == 1)
    #expect(statistics.maximumIndex == 1)
    #expect(statistics.magnitude == 4)
  }

  @Test("without a finite number everything is zero", arguments: [[], [Float.nan, .infinity]])
  func empty(values: [Float]) {
    let statistics = Statistics(values)
    #expect(statistics.minimum == 0 && statistics.maximum == 0 && statistics.mean == 0)
    #expect(statistics.maximumIndex == nil)
    #expect(statistics.nonFiniteCount == values.count)
  }

  @Test("of equal maxima the first counts")
  func firstMaximum() {
    #expect(Statistics([1, 5, 5, 2]).maximumIndex == 1)
    #expect(Statistics([-.infinity, -3, -3]).maximumIndex == 1)
  }

  @Test("a map of zeros is told apart")
  func allZero() {
    #expect(Statistics([0, -0.0, 0]).isAllZero)
    #expect(!Statistics([0, .nan]).isAllZero)
  }

  @Test("the mean of large numbers does not overflow")
  func largeMean() {
    let largest = Float.greatestFiniteMagnitude
    #expect(Statistics([largest, largest, largest]).mean == largest)
  }

  @Test("a percentile is the number at its rank, without interpolation")
  func percentiles() {
    let values = (1...10).map(Float.init).reversed() + [.nan, .infinity]
    #expect(percentile(0, of: values) == 1)
    #expect(percentile(0.05, of: values) == 1)
    #expect(percentile(0.5, of: values) == 5)
    #expect(percentile(0.51, of: values) == 6)
    #expect(percentile(1, of: values) == 10)
    #expect(percentile(0.5, of: [Float.nan]) == 0)
  }

  @Test("a percentile is the number that sorting finds, of both signs, all sizes and with equals")
  func percentilesBySorting() {
    for count in [1, 2, 3, 100, 5_000] {
      var values = Tensor.random(Shape(count), seed: UInt64(count)).values
      values +=
        values.prefix(count / 3) + values.map { $0 * .leastNormalMagnitude } + values.map { $0 * 1e30 } + [
          0, -0.0,
        ]
      let sorted = values.sorted()
      for fraction in [0, 0.001, 0.25, 0.5, 0.995, 1] {
        let rank = max(Int((fraction * Double(sorted.count)).rounded(.up)) - 1, 0)
        #expect(percentile(fraction, of: values + [.nan, -.infinity]) == sorted[rank])
      }
    }
  }
}
