import ConvNet
import Explorer
import Foundation
import ImageFormats
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import Workbench

@Suite("options of how a picture is read")
struct PreprocessingOptionsTests {
  private static let ship = Repository.assets.appending(path: "images/ship.ppm").path
  private static let grey = Repository.networkFile("grey_sigmoid").path

  /// The pass of a picture at its end.
  private func evaluated(_ opened: OpenedModel, _ path: String) throws -> Evaluation {
    let evaluation = try opened.evaluation(ofPictureAt: path)
    return try #require(evaluation)
  }

  @Test("the network reads the preprocessed numbers, and the screens have the picture as it is")
  func evaluation() throws {
    let plain = try evaluated(OpenedModel(path: nil), Self.ship)
    let options = PictureOptions(range: -1...1, mean: [0.1, 0.2, 0.3], deviation: [2])
    let opened = try OpenedModel(path: nil, reading: options)
    let evaluation = try evaluated(opened, Self.ship)
    #expect(evaluation.picture.samples == plain.trace.input && plain.picture.samples == plain.trace.input)
    #expect(
      opened.preprocessing
        == Preprocessing(lower: -1, upper: 1, mean: [0.1, 0.2, 0.3], deviation: [2]))
    #expect(evaluation.trace.input == opened.preprocessing.input(plain.trace.input))
    #expect(try opened.input(ofPictureAt: Self.ship) == evaluation.trace.input)
    #expect(try ExplorerModel(opened, labels: nil).preprocessing == opened.preprocessing)
  }

  @Test("one number counts for all channels, else there must be one for each")
  func counts() throws {
    #expect(throws: CommandError.channelNumbers(option: "--mean", found: 2, channels: 3)) {
      try OpenedModel(path: nil, reading: PictureOptions(mean: [1, 2]))
    }
    #expect(throws: CommandError.channelNumbers(option: "--std", found: 3, channels: 1)) {
      try OpenedModel(path: Self.grey, reading: PictureOptions(mean: [1], deviation: [1, 2, 3]))
    }
  }

  @Test("three colours are asked for only of networks that read three")
  func colours() throws {
    #expect(throws: CommandError.threeChannels(option: "--channel-order bgr", found: 1)) {
      try OpenedModel(path: Self.grey, reading: PictureOptions(channelOrder: .bgr))
    }
    for mode in [PreprocessingMode.torch, .caffe] {
      #expect(throws: CommandError.threeChannels(option: "--preprocess \(mode.rawValue)", found: 1)) {
        try OpenedModel(path: Self.grey, reading: PictureOptions(mode: mode))
      }
    }
    let opened = try OpenedModel(path: Self.grey, reading: PictureOptions(isInverted: true, mode: .tf))
    #expect(opened.preprocessing == PreprocessingMode.tf.preprocessing())
  }

  @Test("a pass reads the picture's blue first, and the screens have it as it is")
  func order() throws {
    let plain = try evaluated(OpenedModel(path: nil), Self.ship)
    let opened = try OpenedModel(path: nil, reading: PictureOptions(channelOrder: .bgr, isInverted: true))
    let evaluation = try evaluated(opened, Self.ship)
    #expect(evaluation.picture.samples == plain.trace.input)
    let place = [7, 9]
    for channel in 0..<3 {
      let sample = plain.trace.input[position: place + [2 - channel]]
      #expect(evaluation.trace.input[position: place + [channel]] == Float(1 - Double(sample)))
    }
  }

  @Test(
    "networks that Keras saved tell their range",
    arguments: [
      ("range_flip", 255, ["rescaling"]), ("range_noise_padding", 255, ["rescaling"]),
      ("range_augmentation", 255, ["true_divide", "subtract"]), ("range_symmetric", 1, ["rescaling"]),
      ("range_uint8", 255, []), ("range_offsets", 255, ["rescaling"]),
      ("range_adapted_bytes", 255, ["normalization"]), ("range_adapted_unit", 1, ["normalization"]),
      ("range_nested", 255, ["preparation/rescaling"]),
      ("range_batch_normalization", 255, ["batch_normalization"]), ("tutorial", 1, []),
    ] as [(String, Double, [String])])
  func ranges(name: String, upper: Double, layers: [String]) throws {
    let opened = try OpenedModel(path: Repository.networkFile(name).path)
    let network = try opened.network()
    #expect(opened.preprocessing.lower == 0 && opened.preprocessing.upper == upper)
    switch opened.preprocessing.reason {
    case .arithmetic(let found): #expect(found.layers.map { network.layers[$0].name } == layers)
    case .integers(let type): #expect(type == "uint8" && name == "range_uint8")
    case .assumed: #expect(name == "tutorial")
    case .given, .mode: Issue.record("nobody asked for anything")
    }
    #expect(opened.preprocessing.isWhole == (name == "range_uint8"))
  }

  @Test("numbers that the integers of an input don't hold are refused")
  func outsideType() throws {
    let path = Repository.networkFile("range_uint8").path
    let below = -1.0...1
    #expect(throws: CommandError.outsideType(type: "uint8", number: -1, options: ["--input-range"])) {
      try OpenedModel(path: path, reading: PictureOptions(range: below))
    }
    #expect(throws: CommandError.outsideType(type: "uint8", number: -104, options: ["--preprocess"])) {
      try OpenedModel(path: path, reading: PictureOptions(mode: .caffe))
    }
    let inside = 0.0...100
    #expect(try OpenedModel(path: path, reading: PictureOptions(range: inside)).preprocessing.upper == 100)
  }

  @Test("a type of integers holds what so many bits do, with a sign or without")
  func integerTypes() throws {
    #expect(IntegerType(named: "uint8")?.range == 0...255)
    #expect(IntegerType(named: "int8")?.range == -128...127)
    #expect(IntegerType(named: "uint16")?.range == 0...65_535)
    #expect(IntegerType(named: "int16")?.range == -32_768...32_767)
    #expect(IntegerType(named: "int32")?.range == -2_147_483_648...2_147_483_647)
    let others = ["float32", "uint", "int7", "int-8", "bool", ""]
    #expect(others.allSatisfy { IntegerType(named: $0) == nil })
  }

  /// A preprocessing without what the network tells by itself.
  private func alone(_ preprocessing: Preprocessing) -> Preprocessing {
    var alone = preprocessing
    alone.overruled = nil
    return alone
  }

  @Test("what somebody asks for is taken in place of what a network tells")
  func asked() throws {
    let path = Repository.networkFile("range_flip").path
    let range = 0.0...1
    let opened = try OpenedModel(path: path, reading: PictureOptions(range: range))
    #expect(opened.preprocessing.overruled?.upper == 255)
    #expect(alone(opened.preprocessing) == Preprocessing())
    let mode = try OpenedModel(path: path, reading: PictureOptions(mode: .torch))
    #expect(alone(mode.preprocessing) == PreprocessingMode.torch.preprocessing())
    let mean = try OpenedModel(path: path, reading: PictureOptions(mean: [1]))
    #expect(mean.preprocessing.upper == 255)
  }

  @Test("what a network reads is said in words, and in JSON with the layers that tell")
  func reading() throws {
    func reading(_ name: String, _ options: PictureOptions = PictureOptions()) throws -> PictureReading {
      let opened = try OpenedModel(path: Repository.networkFile(name).path, reading: options)
      return try #require(PictureReading(opened))
    }
    #expect(
      try reading("range_augmentation").lines == [
        "Pictures enter as numbers from 0 to 255: true_divide and subtract make −1 to 1 of it.",
        "A number is sample · 255.",
      ])
    #expect(
      try reading("tutorial").lines == [
        "Pictures enter as numbers from 0 to 1, assumed: no layer tells."
      ])
    #expect(
      try reading("range_uint8").lines == [
        "Pictures enter as numbers from 0 to 255: the input holds uint8.", "A number is round(sample · 255).",
      ])
    let caffe = try reading("tutorial", PictureOptions(mode: .caffe))
    #expect(
      caffe.lines == [
        "Pictures enter as numbers from 0 to 255, by --preprocess caffe.",
        "A number is sample · 255 − mean; mean 103.939, 116.779, 123.68; blue, green, red.",
      ])
    #expect(
      caffe.json == [
        "range": .array([.number(0), .number(255)]), "reason": .string("mode"), "layers": .array([]),
        "ownRange": .null, "channelOrder": .string("bgr"), "inverted": .bool(false),
        "mean": .array([.number(103.939), .number(116.779), .number(123.68)]), "std": .array([]),
        "whole": .bool(false),
      ])
    #expect(try reading("range_nested").json.text.contains("\"layers\": [\"preparation/rescaling\"]"))
  }

  @Test(
    "where other numbers are asked for than a network tells by itself, that is said, in words and in JSON")
  func overruled() throws {
    func reading(_ options: PictureOptions) throws -> PictureReading {
      let opened = try OpenedModel(path: Repository.networkFile("range_augmentation").path, reading: options)
      return try #require(PictureReading(opened))
    }
    let own = "by itself the network expects plain 0 to 255"
    let told = "true_divide and subtract make −1 to 1 of it."
    let range = try reading(PictureOptions(range: 0...1))
    #expect(range.lines == ["Pictures enter as numbers from 0 to 1, by --input-range; \(own): \(told)"])
    #expect(range.json.text.contains("\"ownRange\": [0.0, 255.0]"))
    let mode = try reading(PictureOptions(mode: .tf))
    #expect(
      mode.lines.first == "Pictures enter as numbers from −1 to 1, by --preprocess tf; \(own): \(told)")
    let mean = try reading(PictureOptions(mean: [1]))
    #expect(mean.lines.first == "Pictures enter as numbers from 0 to 255: \(told.dropLast()); \(own).")
    let same = try reading(PictureOptions(range: 0...255))
    #expect(same.lines.first == "Pictures enter as numbers from 0 to 255, by --input-range.")
    #expect(same.json.text.contains("\"ownRange\": null"))
  }

  @Test("a picture of another aspect is said to be cropped, padded or stretched, with its own size")
  func fitting() throws {
    let folder = try TemporaryFolder()
    let wide = try folder.write(Array("P5 4 2 255\n".utf8) + [UInt8](repeating: 9, count: 8), to: "wide.pgm")
    let square = try folder.write(Array("P5 2 2 255\n".utf8) + [1, 2, 3, 4], to: "square.pgm")
    for (fit, words) in [
      (PictureFit.crop, ShownPicture.Fitting.cropped), (.pad, .padded), (.stretch, .stretched),
    ] {
      let opened = try OpenedModel(path: nil, reading: PictureOptions(fit: fit))
      let picture = try evaluated(opened, wide).picture
      #expect(picture.fitting == words && picture.size == Size2D(height: 2, width: 4))
      #expect(try evaluated(opened, square).picture.fitting == nil)
    }
  }

  @Test("explain says a pixel's number as the formula with its sample")
  func explain() throws {
    let options = PictureOptions(range: -1...1, mean: [0.5], deviation: [0.25])
    let study = try PictureStudy(image: Self.ship, model: nil, labels: nil, reading: options)
    let lines = UnitReport(study, try study.subject(named: "input[3,4,1]")).text.split(separator: "\n")
    let sample = "0.6745098"
    #expect(lines[3] == "(sample · 2 − 1 − 0.5) ÷ 0.25, sample from 0 to 1")
    #expect(lines[4].hasPrefix("(\(sample) · 2 − 1 − 0.5) ÷ 0.25 = ") || lines[4].hasPrefix("("))
  }
}
