import ConvNet
import Tensors
import TestSupport
import Testing

/// What is done to samples before a network reads them.
struct PreprocessingTests {
  @Test("without arguments nothing is done")
  func identity() {
    let samples = Tensor.random(Shape(3, 4, 3), seed: 1)
    #expect(Preprocessing().isIdentity && Preprocessing().input(samples) == samples)
    #expect(!Preprocessing(upper: 255).isIdentity && !Preprocessing(mean: [0.5]).isIdentity)
  }

  @Test("the samples of 8 bits become the whole numbers from 0 to 255, exactly")
  func bytes() {
    let preprocessing = Preprocessing(upper: 255)
    for byte in 0...255 {
      #expect(preprocessing.number(of: Float(Double(byte) / 255), channel: 0) == Float(byte))
    }
  }

  @Test("black, grey and full are −1, 0 and 1 in a symmetric range")
  func symmetric() {
    let preprocessing = Preprocessing(lower: -1, upper: 1)
    #expect([0, 0.5, 1].map { preprocessing.number(of: $0, channel: 0) } == [-1, 0, 1])
  }

  @Test("range, mean and deviation follow one another, each channel with its own, rounded once")
  func order() {
    let mean = [0.485, 0.456, 0.406]
    let deviation = [0.229, 0.224, 0.225]
    let preprocessing = Preprocessing(lower: -1, upper: 1, mean: mean, deviation: deviation)
    let samples: [Float] = [0, 0.25, 0.5, 0.75, 1, 0.125]
    let expected = samples.indices.map { index in
      let scaled = Double(samples[index]) * 2 - 1
      return Float((scaled - mean[index % 3]) / deviation[index % 3])
    }
    #expect(preprocessing.input(Tensor(Shape(1, 2, 3), samples)).values == expected)
    #expect(preprocessing.isByChannel && !Preprocessing(mean: [1], deviation: [2]).isByChannel)
  }

  @Test("one mean and one deviation count for all channels")
  func shared() {
    let preprocessing = Preprocessing(upper: 255, mean: [128], deviation: [64])
    #expect(preprocessing.input(Tensor(Shape(1, 1, 3), [0, 1, 0.2])).values == [-2, 1.984375, -1.203125])
  }

  @Test("the sample of a number is the one that it was made of")
  func inverse() {
    let preprocessing = Preprocessing(lower: -3, upper: 5, mean: [1, 2, 3], deviation: [0.5, 2, 7])
    for (index, sample) in Tensor.random(Shape(60), seed: 4).values.enumerated() {
      let number = preprocessing.number(of: sample, channel: index % 3)
      #expect(abs(preprocessing.sample(of: number, channel: index % 3) - sample) < 1e-6)
    }
  }

  @Test("a network expects 0 to 255 where its first layer rescales, else 0 to 1 as samples are")
  func expectedRange() throws {
    func upper(_ kind: any LayerKind) throws -> Double {
      let range = Preprocessing.expectedRange(of: try SmallNetworks.chain(Shape(2, 2, 1), [kind, Flatten()]))
      #expect(range.lower == 0)
      return range.upper
    }
    #expect(try upper(Named<RescalingName>()) == 255)
    #expect(try upper(Named<NormalizationName>()) == 255)
    #expect(try upper(Named<OtherName>()) == 1)
    #expect(try upper(MaxPooling2D(poolSize: Size2D(square: 2))) == 1)
  }
}

private protocol ClassName { static var text: String { get } }
private enum RescalingName: ClassName { static let text = "Rescaling" }
private enum NormalizationName: ClassName { static let text = "Normalization" }
private enum OtherName: ClassName { static let text = "LayerNormalization" }

/// A layer that hands on what it reads, under the name of a Keras class.
private struct Named<Name: ClassName>: LayerKind {
  static var className: String { Name.text }
  var listing: [ListingToken] { [] }
  func outputShape(of inputs: [Shape]) throws(LayerFault) -> Shape { try inputs.only() }
  func preActivation(of inputs: [Tensor]) -> Tensor { inputs[0] }
  func termCount(inputs: [Shape]) -> Int { 1 }
  func form(ofUnitAt position: [Int], inputs: [Tensor]) -> Explanation.Form {
    .moved(from: InputPlace(position))
  }
  func regions(readBy output: Region, inputs: [Shape], output shape: Shape) -> [Region] { [output] }
}

extension [Shape] {
  fileprivate func only() throws(LayerFault) -> Shape {
    guard let first else { throw .inputCount(expected: 1, found: 0) }
    return first
  }
}
