import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// Covers on small pictures, and the changes that they make.
struct OcclusionTests {
  private func network(channels: Int = 3) throws -> TrainedNetwork {
    try SmallNetworks.chain(
      Shape(5, 6, channels),
      [
        SmallNetworks.convolution(Size2D(square: 3), from: channels, to: 4), Flatten(),
        SmallNetworks.dense(from: 48, to: 3),
      ])
  }

  private func picture(channels: Int = 3) -> Tensor { Tensor.random(Shape(5, 6, channels), seed: 4).map(abs) }

  @Test("a square lies around its centre, and is cut off at the edges")
  func squares() {
    let shape = Shape(5, 6, 1)
    func square(_ side: Int, _ row: Int, _ column: Int) -> [Range<Int>] {
      let square = OcclusionSquare(side: side, row: row, column: column, of: shape)
      return [square.rows, square.columns]
    }
    #expect(square(3, 2, 3) == [1..<4, 2..<5])
    #expect(square(3, 0, 5) == [0..<2, 4..<6])
    #expect(square(1, 4, 0) == [4..<5, 0..<1])
    #expect(square(.max, 2, 2) == [0..<5, 0..<6])
  }

  @Test("what the network reads is the covered picture, preprocessed, to the bit, at every place")
  func covered() throws {
    for preprocessing in [
      Preprocessing(), PreprocessingMode.caffe.preprocessing(),
      Preprocessing(lower: -1, upper: 1, isInverted: true),
    ] {
      let picture = picture()
      let sweep = try OcclusionSweep(network(), samples: picture, preprocessing, side: 3, of: .logit(0))
      for place in 0..<sweep.placeCount {
        let square = OcclusionSquare(side: 3, row: place / 6, column: place % 6, of: picture.shape)
        for fill in OcclusionFill.allCases {
          let expected = preprocessing.input(square.covering(picture, with: fill))
          #expect(sweep.input(coveredAtPlace: place, fill).isIdentical(to: expected), "\(place) \(fill)")
        }
      }
    }
  }

  @Test("changes are those of whole traces, of a logit and of a difference, with what is held held")
  func changes() throws {
    let (network, picture) = (try network(channels: 1), picture(channels: 1))
    let holds = [Hold(layer: 1, .map(2), at: 0.5), Hold(layer: 0, .unit([2, 2, 0]), at: 1)]
    for quantity: EvidenceQuantity in [.logit(1), .difference(2, 0)] {
      let sweep = try OcclusionSweep(network, samples: picture, holding: holds, side: 3, of: quantity)
      let before = try #require(Trace(network, input: picture, holding: holds).logits)
      let plane = try #require(sweep.changes(.mean))
      for place in 0..<sweep.placeCount {
        let square = OcclusionSquare(side: 3, row: place / 6, column: place % 6, of: picture.shape)
        let covered = square.covering(picture, with: .mean)
        let after = try #require(Trace(network, input: covered, holding: holds).logits)
        let change = quantity.value(of: after) - quantity.value(of: before)
        #expect(abs(Double(plane.values[place]) - change) < 1e-4)
      }
      #expect(sweep.changes(.mean) == plane)
    }
  }

  @Test("a cover that changes no pixel changes nothing, and a sweep ends where it is told to")
  func ends() throws {
    let grey = Tensor(Shape(5, 6, 3), repeating: 0.5)
    let sweep = try OcclusionSweep(network(), samples: grey, side: 5, of: .logit(2))
    #expect(sweep.changes(.grey)?.values.allSatisfy { $0 == 0 } == true)
    var asked: [Int] = []
    let ended = sweep.changes(.black) { place in
      asked.append(place)
      return place < 3
    }
    #expect(ended == nil && asked == [0, 1, 2, 3])
  }

  @Test("what there is no evidence for is refused")
  func refused() throws {
    func sweep(
      _ network: TrainedNetwork, _ samples: Tensor, side: Int = 3, of quantity: EvidenceQuantity = .logit(0)
    ) throws { _ = try OcclusionSweep(network, samples: samples, side: side, of: quantity) }
    let (network, picture) = (try network(), picture())
    #expect(throws: EvidenceError.noPictures(Shape(5, 6, 2))) {
      try sweep(self.network(channels: 2), self.picture(channels: 2))
    }
    #expect(throws: EvidenceError.picture(expected: Shape(5, 6, 3), found: Shape(6, 5, 3))) {
      try sweep(network, Tensor(Shape(6, 5, 3)))
    }
    #expect(throws: EvidenceError.noLogits(Shape(3))) { try sweep(network, picture, of: .difference(0, 3)) }
    for side in [0, 2, -3] {
      #expect(throws: EvidenceError.side(side)) { try sweep(network, picture, side: side) }
    }
    let infinite = Tensor(picture.shape, repeating: .infinity)
    #expect(throws: EvidenceError.self) { try sweep(network, infinite) }
  }

  @Test("fills disagree where one adds and another takes away; nothing is a sign of 0, and NaN of none")
  func disagreement() {
    func map(_ fill: OcclusionFill, _ values: [Float]) -> Occlusion.Map {
      Occlusion.Map(fill, Plane(height: 1, width: 5, values: values))
    }
    let occlusion = Occlusion([map(.grey, [1, -1, 0, -3, .nan]), map(.black, [-1, -1, 2, -4, 1])])
    let marks = occlusion.disagreement.values
    #expect(marks.prefix(4) == [1, 0, 0, 0] && marks[4].isNaN)
    #expect(occlusion.shareOfDisagreement == 0.2)
    #expect(occlusion.maps.map(\.worstPlace) == [3, 3])
    #expect(map(.mean, [0, 1, .nan, 2, 3]).worstPlace == nil)
  }
}
