import Tensors
import TestSupport
import Testing

@testable import ConvNet

@Suite("the range that a network expects of a picture")
struct ExpectedRangeTests {
  /// A chain of layers behind an input of three channels, and what it tells.
  struct Chain: CustomTestStringConvertible, Sendable {
    let name: String
    let blocks: [any BuildingBlock]
    let upper: Double
    /// The layers that tell; none where the range is assumed.
    let layers: [Int]
    /// What they make of it.
    let image: [Double]

    init(
      _ name: String, _ blocks: [any BuildingBlock], _ upper: Double, by layers: [Int], makes image: [Double]
    ) {
      (self.name, self.blocks, self.upper, self.layers, self.image) = (name, blocks, upper, layers, image)
    }

    var testDescription: String { name }
  }

  private static let byByte = Rescaling(scale: Constant(1.0 / 255))
  private static let flip = Identity(.randomFlip)
  private static let border = Border(top: 1, bottom: 1, left: 1, right: 1)
  private static let caffe = Constant(Shape(3), [-103.939, -116.779, -123.68])
  private static let convolution = SmallNetworks.convolution(Size2D(square: 2), from: 3, to: 3)

  private static func arithmetic(
    _ operation: Elementwise.Operation, _ constant: Double, first: Bool = false
  ) -> any BuildingBlock {
    // A constant can only not be divided by the number.
    ConstantArithmetic(operation, constant, isConstantFirst: first) ?? Identity() as any BuildingBlock
  }

  private static func normalization(_ mean: Float, _ variance: Float) -> LearnedNormalization {
    LearnedNormalization(
      mean: Tensor(Shape(3), repeating: mean), variance: Tensor(Shape(3), repeating: variance))
  }

  private static func batchNormalization(
    _ mean: Float, _ variance: Float, gamma: [Float]? = nil
  ) -> LearnedBatchNormalization {
    LearnedBatchNormalization(
      mean: [mean, mean, mean], variance: [variance, variance, variance], gamma: gamma, beta: nil,
      epsilon: 0)
  }

  static let telling = [
    Chain("Rescaling", [byByte], 255, by: [1], makes: [0, 1]),
    Chain("random layers first", [flip, Identity(.randomZoom), byByte], 255, by: [3], makes: [0, 1]),
    Chain(
      "noise, padding and cropping first",
      [Identity(.gaussianNoise), Identity(.dropout), ZeroPadding2D(border), Cropping2D(border), byByte], 255,
      by: [5], makes: [0, 1]),
    Chain(
      "x / 127.5 − 1 after a flip", [flip, arithmetic(.divide, 127.5), arithmetic(.subtract, 1)], 255,
      by: [2, 3], makes: [-1, 1]),
    Chain("2x − 1", [arithmetic(.multiply, 2), arithmetic(.subtract, 1)], 1, by: [1, 2], makes: [-1, 1]),
    Chain(
      "Rescaling(2, offset=-1)", [Rescaling(scale: Constant(2), offset: Constant(-1))], 1, by: [1],
      makes: [-1, 1]),
    Chain("x − 0.5", [arithmetic(.subtract, 0.5)], 1, by: [1], makes: [-0.5, 0.5]),
    Chain("x − 127.5", [arithmetic(.subtract, 127.5)], 255, by: [1], makes: [-127.5, 127.5]),
    Chain(
      "Caffe's offsets", [Rescaling(scale: Constant(1), offset: caffe)], 255, by: [1],
      makes: [-123.68, 151.061]),
    Chain(
      "Caffe's offsets after · 255",
      [arithmetic(.multiply, 255), Rescaling(scale: Constant(1), offset: caffe)], 1, by: [1, 2],
      makes: [-123.68, 151.061]),
    Chain(
      "ImageNet's means and deviations",
      [
        Rescaling(
          scale: Constant(Shape(3), [0.229, 0.224, 0.225].map { 1 / (255 * $0) }),
          offset: Constant(Shape(3), [-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225]))
      ], 255, by: [1], makes: [-2.117904, 2.64]),
    Chain("1 − x", [arithmetic(.subtract, 1, first: true)], 1, by: [1], makes: [0, 1]),
    Chain("255 − x", [arithmetic(.subtract, 255, first: true)], 255, by: [1], makes: [0, 255]),
    Chain(
      "1 − x / 255", [byByte, arithmetic(.subtract, 1, first: true)], 255, by: [1, 2], makes: [0, 1]),
    Chain(
      "arithmetic that changes nothing", [arithmetic(.multiply, 1), arithmetic(.add, 0), byByte], 255,
      by: [3], makes: [0, 1]),
    Chain("x / 100", [arithmetic(.divide, 100)], 255, by: [1], makes: [0, 2.55]),
    Chain("x / 4", [arithmetic(.divide, 4)], 1, by: [1], makes: [0, 0.25]),
    Chain("adapted to bytes", [normalization(120, 3_600)], 255, by: [1], makes: [-2, 2.25]),
    Chain("adapted to 0…1", [normalization(0.5, 0.0625)], 1, by: [1], makes: [-2, 2]),
    Chain(
      "Rescaling, then adapted", [byByte, normalization(0.5, 0.0625)], 255, by: [1, 2], makes: [-2, 2]),
    Chain(
      "what stands behind a normalisation", [normalization(120, 3_600), arithmetic(.multiply, 100)], 255,
      by: [1], makes: [-2, 2.25]),
    Chain("never adapted", [normalization(0, 1), byByte], 255, by: [2], makes: [0, 1]),
    Chain(
      "moving averages of bytes", [batchNormalization(120, 3_600, gamma: [9, 9, 9])], 255, by: [1],
      makes: [-2, 2.25]),
    Chain("moving averages of 0…1", [batchNormalization(0.5, 0.0625)], 1, by: [1], makes: [-2, 2]),
    Chain("an untrained one behind", [byByte, batchNormalization(0, 1)], 255, by: [1], makes: [0, 1]),
    Chain(
      "a border behind",
      [Rescaling(scale: Constant(1 / 127.5), offset: Constant(-1)), ZeroPadding2D(border)],
      255, by: [1], makes: [-1, 1]),
    Chain(
      "a convolution behind", [byByte, convolution, arithmetic(.multiply, 9)], 255, by: [1], makes: [0, 1]),
    Chain("flattened", [Flatten(), byByte], 255, by: [2], makes: [0, 1]),
    Chain(
      "turned, enlarged and averaged",
      [
        Permute(axes: [1, 0, 2]), UpSampling2D(size: Size2D(square: 2), interpolation: .bilinear),
        Pooling2D(.average, poolSize: Size2D(square: 2)), Reshape(targetShape: [4, 4, 3]), byByte,
      ], 255, by: [5], makes: [0, 1]),
    Chain(
      "a mean picture",
      [
        Rescaling(
          scale: Constant(1), offset: Constant(Shape(4, 4, 3), (0..<48).map { -100 - Double($0) })),
        ZeroPadding2D(border), arithmetic(.divide, 128),
      ], 255, by: [1, 3], makes: [-147.0 / 128, 155.0 / 128]),
    Chain(
      "offsets of channels, flattened, then divided",
      [Rescaling(scale: Constant(1), offset: caffe), Flatten(), arithmetic(.divide, 100)], 255, by: [1, 3],
      makes: [-1.2368, 1.51061]),
    Chain("the identity as a layer", [ActivationLayer(.linear), byByte], 255, by: [2], makes: [0, 1]),
  ]

  @Test("the arithmetic behind the input tells it", arguments: telling)
  func tells(chain: Chain) throws {
    let range = ExpectedRange(of: try SmallNetworks.chain(Shape(4, 4, 3), chain.blocks))
    guard case .arithmetic(let found) = range.reason else {
      Issue.record("\(chain.name): \(range.reason)")
      return
    }
    #expect(range.upper == chain.upper && found.layers == chain.layers)
    #expect(abs(found.lower - chain.image[0]) < 1e-4 && abs(found.upper - chain.image[1]) < 1e-4, "\(found)")
  }

  static let silent: [(name: String, blocks: [any BuildingBlock], cause: RangeAssumption.Cause)] = [
    ("a convolution", [convolution], .nothingFound),
    ("a convolution before Rescaling", [convolution, byByte], .nothingFound),
    ("a function before Rescaling", [ActivationLayer(.relu), byByte], .nothingFound),
    ("LayerNormalization", [LearnedLayerNormalization(gamma: nil, beta: nil)], .nothingFound),
    ("an untrained BatchNormalization", [batchNormalization(0, 1)], .nothingFound),
    ("arithmetic that changes nothing", [arithmetic(.multiply, 1), flip], .nothingFound),
    ("no 0 in either", [arithmetic(.add, 1)], .fitsNeither(layers: [1])),
    (
      "what was inverted",
      [
        LearnedNormalization(
          mean: Tensor(Shape(), [9]), variance: Tensor(Shape(), [4]), axes: [], isInverted: true)
      ],
      .fitsNeither(layers: [1])
    ),
    ("a channel that is lost", [Rescaling(scale: Constant(Shape(3), [1, 0, 1]))], .fitsNeither(layers: [1])),
    (
      "no numbers", [arithmetic(.multiply, 1e38), arithmetic(.multiply, 1e38)], .fitsNeither(layers: [1, 2])
    ),
  ]

  @Test("where nothing tells, 0 to 1 is assumed", arguments: silent.indices)
  func assumes(index: Int) throws {
    let (name, blocks, cause) = Self.silent[index]
    let range = ExpectedRange(of: try SmallNetworks.chain(Shape(4, 4, 3), blocks))
    #expect(range.upper == 1 && range.reason == .assumed(RangeAssumption(cause)), "\(name)")
  }

  @Test("an input of integers holds 0 to 255, whatever stands behind it")
  func integers() throws {
    let layers = [
      TestLayer(name: "input", block: Input(Shape(4, 4, 3), integerType: "uint8"), inputs: []),
      TestLayer(name: "double", block: Rescaling(scale: Constant(2), offset: Constant(-1)), inputs: [0]),
    ]
    let range = ExpectedRange(of: try TrainedNetwork(layers: layers))
    #expect(range.upper == 255 && range.reason == .integers(type: "uint8"))
  }

  /// A network in which two ways part at the input, and meet in a concatenation.
  private func fork(_ one: [any BuildingBlock], _ other: [any BuildingBlock]) throws -> ExpectedRange {
    var layers = [TestLayer(name: "input", block: Input(Shape(4, 4, 3)), inputs: [])]
    var ends: [Int] = []
    for blocks in [one, other] {
      var last = 0
      for block in blocks {
        layers.append(TestLayer(name: "layer\(layers.count)", block: block, inputs: [last]))
        last = layers.count - 1
      }
      ends.append(last)
    }
    layers.append(TestLayer(name: "both", block: Concatenate(), inputs: ends))
    layers.append(TestLayer(name: "flat", block: Flatten(), inputs: [layers.count - 1]))
    layers.append(
      TestLayer(name: "dense", block: SmallNetworks.dense(from: 96, to: 2), inputs: [layers.count - 1]))
    return ExpectedRange(of: try TrainedNetwork(layers: layers))
  }

  @Test("where ways part, those that do arithmetic must agree")
  func ways() throws {
    let padded = SmallNetworks.convolution(
      Size2D(square: 3), from: 3, to: 3, padding: .keepingExtents(Size2D(square: 3)))
    let symmetric = Rescaling(scale: Constant(2), offset: Constant(-1))
    let agreed = try fork([Self.byByte, padded], [Self.arithmetic(.divide, 127.5), padded])
    #expect(agreed.upper == 255)
    let alone = try fork([padded], [Self.flip, Self.byByte, padded])
    #expect(
      alone.upper == 255
        && alone.reason == .arithmetic(RangeArithmetic(layers: [3], lower: 0, upper: image(255))))
    let opposed = try fork([Self.byByte, padded], [symmetric, padded])
    #expect(opposed.upper == 1)
    #expect(opposed.reason == .assumed(RangeAssumption(.disagreement(layers: [1, 3]))))
    let joined = try fork([Self.byByte], [Self.byByte, Self.arithmetic(.subtract, 0.5)])
    #expect(joined.upper == 255)
    let twice = try fork([Self.flip], [])
    #expect(twice.reason == .assumed(RangeAssumption(.nothingFound)))
  }

  /// What `Rescaling(1/255)` makes of a sample, rounded to `Float`.
  private func image(_ sample: Double) -> Double { Double(Float(sample * Double(Float(1.0 / 255)))) }

  @Test("a grey picture that is read three times is followed")
  func colours() throws {
    let network = try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(4, 4, 1)), inputs: []),
      TestLayer(name: "colours", block: Concatenate(), inputs: [0, 0, 0]),
      TestLayer(name: "rescaling", block: Self.byByte, inputs: [1]),
    ])
    #expect(ExpectedRange(of: network).upper == 255)
  }

  @Test(
    "a network that is called like one of keras.applications has its way pointed out, unless its layers tell")
  func applications() throws {
    let silent = try SmallNetworks.chain(Shape(4, 4, 3), [Self.convolution])
    func application(_ name: String, _ network: TrainedNetwork) -> RangeAssumption.Application? {
      guard case .assumed(let assumption) = ExpectedRange(of: network, named: name).reason else { return nil }
      return assumption.application
    }
    #expect(application("vgg16", silent)?.mode == .caffe && application("vgg16", silent)?.name == "vgg16")
    #expect(application("sequential", silent) == nil)
    #expect(application("vgg16", try SmallNetworks.chain(Shape(4, 4, 3), [Self.byByte])) == nil)
    let inner = try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(4, 4, 3)), inputs: []),
      TestLayer(name: "mobilenetv2_1.00_224/Conv1", block: Self.convolution, inputs: [0]),
    ])
    #expect(application("functional", inner)?.mode == .tf)
    #expect(application("functional", inner)?.name == "mobilenetv2_1.00_224")
  }

  @Test(
    "the ways of keras.applications go by the names that Keras gives",
    arguments: [
      ("mobilenet_1.00_224", PreprocessingMode.tf), ("mobilenetv2_1.00_224", .tf), ("MobileNetV3Small", .tf),
      ("xception", .tf), ("inception_v3", .tf), ("inception_resnet_v2", .tf), ("NASNet", .tf),
      ("nasnet_mobile", .tf), ("resnet50v2", .tf), ("ResNet152V2", .tf), ("densenet121", .torch),
      ("densenet201", .torch), ("vgg16", .caffe), ("vgg19", .caffe), ("resnet50", .caffe),
      ("ResNet101", .caffe), ("efficientnetb0", nil), ("convnext_tiny", nil), ("resnet18", nil), ("vgg", nil),
      ("sequential", nil), ("", nil),
    ] as [(String, PreprocessingMode?)])
  func names(name: String, mode: PreprocessingMode?) {
    #expect(PreprocessingMode(ofApplicationNamed: name) == mode)
  }
}
