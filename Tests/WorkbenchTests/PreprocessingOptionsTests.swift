import ConvNet
import Explorer
import Foundation
import ImageFormats
import Tensors
import TestSupport
import Testing
import Workbench

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
    let options = PictureOptions(range: .init(lower: -1, upper: 1), mean: [0.1, 0.2, 0.3], deviation: [2])
    let opened = try OpenedModel(path: nil, reading: options)
    let evaluation = try evaluated(opened, Self.ship)
    #expect(evaluation.picture.samples == plain.pass.input && plain.picture.samples == plain.pass.input)
    #expect(
      opened.preprocessing
        == Preprocessing(lower: -1, upper: 1, mean: [0.1, 0.2, 0.3], deviation: [2]))
    #expect(evaluation.pass.input == opened.preprocessing.input(plain.pass.input))
    #expect(try opened.input(ofPictureAt: Self.ship) == evaluation.pass.input)
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
    let options = PictureOptions(range: .init(lower: -1, upper: 1), mean: [0.5], deviation: [0.25])
    let study = try PictureStudy(image: Self.ship, model: nil, labels: nil, reading: options)
    let lines = UnitReport(study, try study.subject(named: "input[3,4,1]")).text.split(separator: "\n")
    let sample = "0.6745098"
    #expect(lines[3] == "(sample · 2 − 1 − 0.5) ÷ 0.25, sample from 0 to 1")
    #expect(lines[4].hasPrefix("(\(sample) · 2 − 1 − 0.5) ÷ 0.25 = ") || lines[4].hasPrefix("("))
  }
}
