import Tensors
import TestSupport
import Testing

struct HistogramTests {
  @Test("every bin takes its lower edge, and the last its upper edge too")
  func edges() {
    let values: [Float] = [0, 0.5, 1, 1.5, 2, 2.5, -0.1, 2.6, .nan, .infinity]
    let histogram = Histogram(values, from: 0, to: 2.5, bins: 5)
    #expect(histogram.edges == [0, 0.5, 1, 1.5, 2])
    #expect(histogram.counts == [1, 1, 1, 1, 2])
    #expect(histogram.binWidth == 0.5)
  }

  @Test("a number lies between the edges of its bin, at and around every edge", arguments: 1...40)
  func binsMatchEdges(bins: Int) {
    let histogram = Histogram([], from: -0.7, to: 1.3, bins: bins)
    let ends = histogram.edges + [1.3]
    for edge in ends {
      for value in [edge.nextDown, edge, edge.nextUp] where value >= -0.7 && value <= 1.3 {
        guard let bin = histogram.bin(of: value) else {
          Issue.record("\(value) has no bin of \(bins)")
          continue
        }
        #expect(ends[bin] <= value, "\(value) in bin \(bin) of \(bins)")
        #expect(bin == bins - 1 || value < ends[bin + 1], "\(value) in bin \(bin) of \(bins)")
      }
    }
  }

  @Test("numbers are counted in the bin that is told of them")
  func countsMatchBins() {
    let values = Tensor.random(Shape(1_000), seed: 3).values
    let histogram = Histogram(values, from: -0.5, to: 0.75, bins: 7)
    var counts = [Int](repeating: 0, count: 7)
    for value in values { if let bin = histogram.bin(of: value) { counts[bin] += 1 } }
    #expect(counts == histogram.counts)
    #expect(histogram.counts.reduce(0, +) == values.filter { (-0.5...0.75).contains($0) }.count)
  }

  @Test("outside the range there is no bin")
  func outside() {
    let histogram = Histogram([], from: 0, to: 1, bins: 10)
    #expect(histogram.bin(of: Float(0).nextDown) == nil)
    #expect(histogram.bin(of: Float(1).nextUp) == nil)
    #expect(histogram.bin(of: .nan) == nil)
  }

  @Test("a range of one number has it in its first bin")
  func pointRange() {
    let histogram = Histogram([2, 2, 3], from: 2, to: 2, bins: 4)
    #expect(histogram.counts == [2, 0, 0, 0])
    #expect(histogram.bin(of: 2) == 0)
  }
}
