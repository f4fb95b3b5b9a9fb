import CellScreen
import Explorer
import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// What the screen says of the numbers that a network reads of a picture.
struct PreprocessingWordsTests {
  private static let imageNet = Preprocessing(
    lower: -1, upper: 1, mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225])

  /// A network that reads 32×32 pixels, and the picture whose samples are all 0.5.
  private func state(_ preprocessing: Preprocessing, line: Int = 0, depth: Depth = .network) throws
    -> ExplorerState
  {
    let network = try Examples.network([
      Input(Shape(32, 32, 3)), Examples.convolution(3, from: 3, to: 2), Flatten(),
      Examples.dense(from: 1_800, to: 2),
    ])
    let samples = Tensor(Shape(32, 32, 3), repeating: 0.5)
    let pass = try Trace(network, input: preprocessing.input(samples))
    let model = ExplorerModel(
      title: DisplayText("a.keras"), trained: network, classes: [], preprocessing: preprocessing)
    var state = ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("a.ppm"))], rows: 24, columns: 80)
    let picture = ShownPicture(size: Size2D(square: 32), samples: samples)
    state.receiveFirst(Evaluation(trace: pass, picture: picture), picture: 0)
    (state.line, state.depth) = (line, depth)
    return state
  }

  @Test("the line of the input says which numbers the network reads")
  func sentences() throws {
    func sentence(_ preprocessing: Preprocessing, _ columns: Int = 100) throws -> String {
      LineWords(try state(preprocessing)).sentence(fitting: columns)
    }
    let size = "A picture is 32 rows × 32 columns × 3 colours = 3,072 numbers"
    #expect(try sentence(Preprocessing()) == size + " from 0 to 1.")
    #expect(try sentence(Preprocessing(lower: -1, upper: 1)) == size + " from −1 to 1.")
    #expect(try sentence(Preprocessing(upper: 255)) == size + " from 0 to 255.")
    #expect(try sentence(Preprocessing(mean: [0.5])) == size + " from 0 to 1, less the mean.")
    #expect(try sentence(Preprocessing(deviation: [0.5])) == size + " from 0 to 1, ÷ std.")
    #expect(
      try sentence(Preprocessing(upper: 255, channelOrder: .bgr, isInverted: true, isWhole: true), 120)
        == size + " from 0 to 255, inverted, blue first, rounded.")
    #expect(try sentence(Self.imageNet) == size + " from −1 to 1, less the mean, ÷ std.")
    #expect(
      try sentence(Self.imageNet, 85)
        == "32 rows × 32 columns × 3 colours = 3,072 numbers from −1 to 1, less the mean, ÷ std.")
    #expect(try sentence(Self.imageNet, 80) == "3,072 numbers from −1 to 1, less the mean, ÷ std.")
  }

  @Test("its arithmetic is what is done to a sample, with all means and deviations")
  func arithmetic() throws {
    func formula(_ preprocessing: Preprocessing) throws -> String {
      LineWords(try state(preprocessing)).shapeArithmetic
    }
    #expect(try formula(Preprocessing()) == "")
    #expect(try formula(Preprocessing(lower: -1, upper: 1)) == "sample · 2 − 1")
    #expect(try formula(Preprocessing(upper: 255, mean: [103.939])) == "sample · 255 − mean; mean 103.939")
    #expect(try formula(Preprocessing(deviation: [2])) == "sample ÷ std; std 2")
    #expect(
      try formula(Preprocessing(lower: 0.2, upper: 0.9, mean: [-1])) == "sample · 0.7 + 0.2 − mean; mean −1")
    #expect(
      try formula(Self.imageNet)
        == "(sample · 2 − 1 − mean) ÷ std; mean 0.485, 0.456, 0.406; std 0.229, 0.224, 0.225")
    #expect(try formula(Preprocessing(isInverted: true)) == "1 − sample")
    #expect(try formula(Preprocessing(upper: 255, isInverted: true)) == "255 − sample · 255")
    #expect(try formula(Preprocessing(deviation: [2], isInverted: true)) == "(1 − sample) ÷ std; std 2")
    #expect(try formula(Preprocessing(upper: 255, isWhole: true)) == "round(sample · 255)")
    #expect(try formula(Preprocessing(channelOrder: .bgr)) == "sample; blue, green, red")
    #expect(
      try formula(PreprocessingMode.caffe.preprocessing())
        == "0 to 255, by --preprocess caffe; sample · 255 − mean; mean 103.939, 116.779, 123.68; blue, green, red"
    )
  }

  @Test("the line of the input says why the range is what it is, unless somebody asked for it")
  func reasons() throws {
    func words(_ upper: Double, _ reason: RangeReason) throws -> String {
      LineWords(try state(Preprocessing(upper: upper, reason: reason))).shapeArithmetic
    }
    func assumed(_ cause: RangeAssumption.Cause, _ name: String = "") throws -> String {
      let application = RangeAssumption.Application(named: [name])
      return try words(1, .assumed(RangeAssumption(cause, application: application)))
    }
    #expect(try words(1, .given) == "")
    #expect(
      try words(255, .integers(type: "uint8")) == "0 to 255: the input holds uint8; sample · 255")
    #expect(
      try words(255, .arithmetic(RangeArithmetic(layers: [1], lower: -1, upper: 1.004)))
        == "0 to 255: conv2d makes −1 to 1 of it; sample · 255")
    #expect(
      try words(1, .arithmetic(RangeArithmetic(layers: [1, 2], lower: 0, upper: 2.64)))
        == "0 to 1: conv2d and flatten make 0 to 2.64 of it")
    #expect(
      try words(1, .arithmetic(RangeArithmetic(layers: [1, 2, 3], lower: 0, upper: 1)))
        == "0 to 1: conv2d, flatten and 1 more make 0 to 1 of it")
    #expect(try assumed(.nothingFound) == "0 to 1, assumed: no layer tells")
    #expect(
      try assumed(.fitsNeither(layers: [1])) == "0 to 1, assumed: conv2d fits neither this nor 0 to 255")
    #expect(
      try assumed(.disagreement(layers: [1, 2]))
        == "0 to 1, assumed: conv2d and flatten expect different ranges")
    #expect(
      try assumed(.nothingFound, "vgg16")
        == "0 to 1, assumed: no layer tells; Keras feeds vgg16 as --preprocess caffe does")
  }

  @Test("a pixel's number is its sample put into the formula")
  func unit() throws {
    var state = try state(Self.imageNet, depth: .unit)
    state.cursor = LayerCursor(channel: 1, row: 3, column: 4)
    let words = try #require(UnitWords(state))
    #expect(words.formula == "(sample · 2 − 1 − 0.456) ÷ 0.224, sample from 0 to 1")
    let value = NumberText.allDigits(Float((0.5 * 2 - 1 - 0.456) / 0.224))
    #expect(words.numbers == "(0.5 · 2 − 1 − 0.456) ÷ 0.224 = \(value)")
    let negative = try UnitWords(self.state(Preprocessing(mean: [-0.25]), depth: .unit))
    #expect(negative?.numbers == "0.5 + 0.25 = 0.75")
    let plain = try UnitWords(self.state(Preprocessing(), depth: .unit))
    #expect(plain?.formula == "sample ÷ largest sample: 0 to 1" && plain?.numbers == "0.5")
  }

  @Test("a colour's numbers have the ends of its own channel")
  func channels() throws {
    var state = try state(Self.imageNet, depth: .map)
    state.cursor = LayerCursor(channel: 2, row: 3, column: 4)
    #expect(
      LineWords(state).sentences.first
        == "The blue numbers of the picture, −6.25 to 2.64. This cell is row 3, column 4.")
  }

  @Test("what is not the default has a short name")
  func short() {
    #expect(Preprocessing().inShort == nil)
    #expect(Preprocessing(upper: 255).inShort == "0 to 255")
    #expect(Preprocessing(lower: -1, upper: 1, mean: [0.5]).inShort == "−1 to 1, mean")
    #expect(Self.imageNet.inShort == "−1 to 1, mean, std")
    #expect(PreprocessingMode.caffe.preprocessing().inShort == "0 to 255, BGR, mean")
    #expect(Preprocessing(isInverted: true).inShort == "0 to 1, inverted")
    #expect(Preprocessing(reason: .assumed(RangeAssumption(.nothingFound))).inShort == nil)
    let application = RangeAssumption.Application(named: ["resnet50"])
    let assumed = RangeReason.assumed(RangeAssumption(.nothingFound, application: application))
    #expect(Preprocessing(reason: assumed).inShort == "0 to 1, assumed")
  }
}
