import Tensors
import TestSupport
import Testing

@testable import ImageFormats

// The numbers marked “numpy” come from this script (Python 3.12, numpy 2.4.6), which forms each axis's matrix
// another way: area by repeating each position, linear by numpy.interp.
//
//   import numpy as np
//   def area(m, n):
//       return np.repeat(np.eye(m), n, axis=0).reshape(n, m, m).mean(axis=1)
//   def linear(m, n):
//       x = (np.arange(n) + 0.5) * m / n - 0.5
//       return np.stack([np.interp(x, np.arange(m), row) for row in np.eye(m)], axis=1)
//   def axis(m, n):
//       return area(m, n) if n <= m else linear(m, n)
//   def resample(p, h, w):
//       return np.einsum('ir,jc,rck->ijk', axis(p.shape[0], h), axis(p.shape[1], w), p).astype('float32')
//   def pattern(h, w, c):
//       r, q, k = np.meshgrid(np.arange(h), np.arange(w), np.arange(c), indexing='ij')
//       return ((r * 31 + q * 17 + k * 101 + r * q * 7) % 251) / 250
@Suite("resampling to a network's input")
struct ResamplingTests {
  @Test("a picture of the input's size is copied")
  func identity() throws {
    let picture = pattern(5, 7, 3)
    #expect(try picture.input(Shape(5, 7, 3)) == picture.samples)
  }

  @Test("halving takes the mean of each block of 2 × 2 pixels")
  func halving() throws {
    let picture = grey(2, 4, [0, 1, 0.25, 0.5, 1, 0, 0.75, 0.5])
    #expect(try picture.input(Shape(1, 2, 1)).values == [0.5, 0.5])
    let corner = grey(2, 2, [1, 0, 0, 0])
    #expect(try corner.input(Shape(1, 1, 1)).values == [0.25])
  }

  @Test("shrinking 3 to 2 counts the middle by halves")
  func threeToTwo() throws {
    let columns = grey(3, 3, [0, 0.3, 0.6, 0, 0.3, 0.6, 0, 0.3, 0.6])
    #expect(isClose(try columns.input(Shape(2, 2, 1)), [0.1, 0.5, 0.1, 0.5]))
    // numpy: resample(pattern(3, 3, 1), 2, 2)
    #expect(
      isClose(
        try pattern(3, 3, 1).input(Shape(2, 2, 1)), [0.06711111, 0.17022222, 0.24488889, 0.39777777]))
  }

  @Test("shrinking by fractions on both axes agrees with numpy")
  func fractions() throws {
    // numpy: resample(pattern(5, 7, 3), 3, 4)
    let expected: [Float] = [
      0.08354285, 0.48754287, 0.7194286, 0.21931429, 0.62331426, 0.4536, 0.3550857, 0.7017143, 0.15908572,
      0.49085715, 0.49325714, 0.29485714, 0.30114287, 0.70514286, 0.2198857, 0.5137143, 0.57348573,
      0.31771427, 0.6976, 0.2984, 0.5302857, 0.73805714, 0.33885714, 0.6281143, 0.51874286, 0.6645714,
      0.32274285, 0.636, 0.2654857, 0.6121143, 0.43771428, 0.49748573, 0.4712, 0.38285714, 0.7868571,
      0.35897142,
    ]
    #expect(isClose(try pattern(5, 7, 3).input(Shape(3, 4, 3)), expected))
  }

  @Test("256 × 256 shrinks to 32 × 32 by means of 8 × 8 pixels")
  func eightfold() throws {
    // numpy: resample(pattern(256, 256, 3), 32, 32)
    let input = try pattern(256, 256, 3).input(Shape(32, 32, 3))
    #expect(
      isClose(
        [input[0, 0, 0], input[0, 31, 1], input[17, 5, 2], input[31, 31, 0]],
        [0.481625, 0.48175, 0.5130625, 0.5579375]))
  }

  @Test("enlarging 2 to 4 interpolates between pixel centres and keeps the edges")
  func enlarging() throws {
    let ramp = grey(2, 2, [0, 1, 0, 1])
    #expect(try ramp.input(Shape(4, 4, 1)).plane(channel: 0).values.prefix(4) == [0, 0.25, 0.75, 1])
    // numpy: resample(pattern(2, 2, 1), 4, 4)
    let expected: [Float] = [
      0, 0.017, 0.051, 0.068, 0.031, 0.04975, 0.08725, 0.106, 0.093, 0.11525, 0.15975, 0.182, 0.124, 0.148,
      0.196, 0.22,
    ]
    #expect(isClose(try pattern(2, 2, 1).input(Shape(4, 4, 1)), expected))
  }

  @Test("a picture of one pixel fills the input")
  func onePixel() throws {
    let input = try grey(1, 1, [0.3]).input(Shape(4, 6, 3))
    #expect(input == Tensor(Shape(4, 6, 3), repeating: 0.3))
  }

  @Test(
    "the region keeps one axis whole and the middle of the other",
    arguments: [
      // height, width, input height, input width, rows, columns
      (100, 37, 32, 32, 31..<68, 0..<37), (37, 100, 32, 32, 0..<37, 31..<68),
      (33, 32, 32, 32, 0..<32, 0..<32), (10, 33, 4, 6, 0..<10, 9..<24), (4, 6, 2, 3, 0..<4, 0..<6),
      (1, 1_000, 32, 32, 0..<1, 499..<500), (5, 5, 1, 2, 1..<4, 0..<5), (5, 5, 9, 1, 0..<5, 2..<3),
      (1, 1, 7, 3, 0..<1, 0..<1), (3, 3, 100, 1, 0..<3, 1..<2),
    ])
  func regions(
    _ height: Int, _ width: Int, _ rows: Int, _ columns: Int, _ kept: Range<Int>, _ keptColumns: Range<Int>
  ) {
    let region = pattern(height, width, 1).region(height: rows, width: columns)
    #expect(region == PictureRegion(rows: kept, columns: keptColumns))
  }

  @Test("tall and wide pictures are cropped, then resampled")
  func crops() throws {
    // numpy: resample(pattern(100, 37, 3)[31:68], 32, 32)
    let tall = try pattern(100, 37, 3).input(Shape(32, 32, 3))
    #expect(
      isClose(
        [tall[0, 0, 0], tall[0, 31, 1], tall[17, 5, 2], tall[31, 31, 0]],
        [0.8400789, 0.8219752, 0.297645, 0.8585215]))
    // numpy: resample(pattern(10, 33, 3)[:, 9:24], 4, 6)
    let wide = try pattern(10, 33, 3).input(Shape(4, 6, 3))
    #expect(
      isClose(
        [wide[0, 0, 0], wide[0, 5, 1], wide[2, 3, 2], wide[3, 5, 0]], [0.54336, 0.70288, 0.5504, 0.47504]))
  }

  @Test("a grey picture is repeated in three channels")
  func greyToColour() throws {
    let input = try grey(1, 2, [0.25, 0.5]).input(Shape(1, 2, 3))
    #expect(input.values == [0.25, 0.25, 0.25, 0.5, 0.5, 0.5])
  }

  @Test("an RGB picture becomes its luma for a network of one channel")
  func colourToGrey() throws {
    let colours = Picture(samples: Tensor(Shape(1, 4, 3), [1, 0, 0, 0, 1, 0, 0, 0, 1, 0.3, 0.3, 0.3]))
    #expect(try colours.input(Shape(1, 4, 1)).values == [0.299, 0.587, 0.114, 0.3])
  }

  @Test(
    "an input that is no picture is refused with its shape",
    arguments: [
      Shape(784), Shape(32, 32), Shape(32, 32, 2), Shape(32, 32, 4), Shape(0, 32, 3), Shape(1, 2, 3, 3),
    ])
  func unsuitable(shape: Shape) {
    #expect(throws: UnsuitableInput(shape: shape)) { try pattern(3, 3, 3).input(shape) }
  }

  @Test("a constant picture stays constant whatever the sizes")
  func constant() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let value = Float.random(in: 0...1, using: &generator)
      let picture = Picture(samples: Tensor(randomShape(&generator, channels: 3), repeating: value))
      let shape = randomShape(&generator, channels: 3)
      #expect(
        try picture.input(shape) == Tensor(shape, repeating: value), "\(picture.samples.shape) to \(shape)")
    }
  }

  @Test("shrinking keeps the mean of what is kept")
  func meanIsKept() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<200 {
      let side = Int.random(in: 2...30, using: &generator)
      let samples = (0..<side * side).map { _ in Float.random(in: 0...1, using: &generator) }
      let target = Int.random(in: 1...side, using: &generator)
      let input = try grey(side, side, samples).input(Shape(target, target, 1))
      #expect(abs(mean(input.values) - mean(samples)) < 1e-6, "\(side) to \(target)")
    }
  }

  @Test("samples stay inside the range of the picture's")
  func rangeIsKept() throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<200 {
      let shape = randomShape(&generator, channels: 1)
      let samples = (0..<shape.count).map { _ in Float.random(in: 0...1, using: &generator) }
      let range = (samples.min() ?? 0)...(samples.max() ?? 1)
      let input = try grey(shape[0], shape[1], samples).input(randomShape(&generator, channels: 1))
      #expect(input.values.allSatisfy { range.contains($0) })
    }
  }
}

/// A grey picture of the given samples.
private func grey(_ height: Int, _ width: Int, _ samples: [Float]) -> Picture {
  Picture(samples: Tensor(Shape(height, width, 1), samples))
}

/// The picture that the numpy script calls by the same name.
private func pattern(_ height: Int, _ width: Int, _ channels: Int) -> Picture {
  let shape = Shape(height, width, channels)
  let samples = (0..<shape.count).map { offset in
    let place = shape.indices(ofOffset: offset)
    return Float((place[0] * 31 + place[1] * 17 + place[2] * 101 + place[0] * place[1] * 7) % 251) / 250
  }
  return Picture(samples: Tensor(shape, samples))
}

/// A shape with sides of 1 to 20.
private func randomShape(_ generator: inout SeededGenerator, channels: Int) -> Shape {
  Shape(Int.random(in: 1...20, using: &generator), Int.random(in: 1...20, using: &generator), channels)
}

private func mean(_ values: [Float]) -> Double { values.reduce(0) { $0 + Double($1) } / Double(values.count) }

private func isClose(_ tensor: Tensor, _ expected: [Float]) -> Bool { isClose(tensor.values, expected) }

private func isClose(_ values: [Float], _ expected: [Float]) -> Bool {
  values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) < 2e-7 }
}
