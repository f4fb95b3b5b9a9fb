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
  func steps() {
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

  @Test("in BGR order the network's first channel is the picture's blue, with the first mean")
  func order() {
    let preprocessing = Preprocessing(upper: 10, mean: [1, 2, 3], channelOrder: .bgr)
    let samples = Tensor(Shape(1, 2, 3), [0.1, 0.5, 1, 0, 0.25, 0.75])
    #expect(preprocessing.input(samples).values == [9, 3, -2, 6.5, 0.5, -3])
    #expect((0..<3).map(preprocessing.pictureChannel) == [2, 1, 0])
    #expect((0..<3).map(Preprocessing().pictureChannel) == [0, 1, 2])
    #expect(!Preprocessing(channelOrder: .bgr).isIdentity)
  }

  @Test("a sample of 8 bits is whole in 0 to 255, inverted or less a mean, as Keras computes it")
  func samplesOfBytes() {
    let samples = Tensor(Shape(1, 256, 1), (0...255).map { Float($0) / 255 })
    let inverted = Preprocessing(upper: 255, isInverted: true)
    #expect(inverted.input(samples).values == (0...255).reversed().map(Float.init))
    let less = Preprocessing(upper: 255, mean: [103.939])
    #expect(less.input(samples).values == (0...255).map { Float(Double($0) - 103.939) })
    for value: Float in [0, 1, 144, 254] {
      #expect(abs(inverted.sample(of: 255 - value, channel: 0) - value / 255) < 1e-6)
    }
  }

  @Test("an inverted picture is 1 less each sample, before its range, and its ends stay in order")
  func inverted() {
    let preprocessing = Preprocessing(lower: -1, upper: 1, isInverted: true)
    #expect(preprocessing.input(Tensor(Shape(1, 1, 3), [0, 0.25, 1])).values == [1, 0.5, -1])
    #expect(preprocessing.ends(ofChannel: 0) == (-1, 1))
    #expect(preprocessing.sample(of: 0.5, channel: 0) == 0.25)
    #expect(!Preprocessing(isInverted: true).isIdentity)
  }

  @Test("an input of integers reads whole numbers")
  func whole() {
    let preprocessing = Preprocessing(upper: 255, isWhole: true)
    #expect(preprocessing.input(Tensor(Shape(1, 3, 1), [0.5, 0.501, 1])).values == [128, 128, 255])
  }

  @Test(
    "the ways of keras.applications give the numbers that Keras computes",
    arguments: PreprocessingMode.allCases)
  func modes(mode: PreprocessingMode) {
    // `imagenet_utils.preprocess_input(x, mode=mode)` of the two pixels (0, 51, 255) and (128, 64, 10), as float32.
    let expected: [PreprocessingMode: [Float]] = [
      .tf: [-1, -0.6, 1, 0.003921628, -0.4980392, -0.9215686],
      .torch: [-2.117904, -1.142857, 2.64, 0.07406463, -0.915266, -1.630152],
      .caffe: [151.061, -65.779, -123.68, -93.939, -52.779, 4.32],
    ]
    let samples = Tensor(Shape(1, 2, 3), [0, 51, 255, 128, 64, 10].map { Float($0 / 255.0) })
    let found = mode.preprocessing().input(samples).values
    for (number, keras) in zip(found, expected[mode] ?? []) {
      #expect(abs(number - keras) <= 1e-5 * max(1, abs(keras)), "\(number), Keras has \(keras)")
    }
    #expect(expected[mode]?.count == found.count && mode.preprocessing().reason == .mode(mode))
  }
}
