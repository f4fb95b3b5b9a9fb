import ConvNet
import Explorer
import Foundation
import ModelFormats
import TestSupport
import Testing
import Workbench

@Suite("explain")
struct UnitReportTests {
  private static let ship = Repository.assets.appending(path: "images/ship.ppm").path

  private func report(_ unit: String, network: String? = nil) throws -> UnitReport {
    let model = network.map { Repository.networkFile($0).path }
    let study = try PictureStudy(image: Self.ship, model: model, labels: nil)
    return try UnitReport(study, study.subject(named: unit))
  }

  private func object(_ report: UnitReport) throws -> [String: Any] {
    let text = report.json.text
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(
    "the text of a unit of each kind is as it was recorded",
    arguments: [
      ("conv2d[8,13,24]", "explain-conv2d.txt"), ("conv2d_1[3,5,32]", "explain-conv2d_1.txt"),
      ("conv2d_2[0,1,37]", "explain-conv2d_2.txt"), ("max_pooling2d[4,6,24]", "explain-max_pooling2d.txt"),
      ("flatten[101]", "explain-flatten.txt"), ("dense[55]", "explain-dense.txt"),
      ("dense_1[8]", "explain-dense_1.txt"), ("softmax[ship]", "explain-softmax.txt"),
      ("input[9,14,1]", "explain-input.txt"),
    ])
  func goldens(unit: String, file: String) throws {
    let problem = try ReportGolden.problem(with: report(unit).text, file)
    #expect(problem == nil)
  }

  @Test(
    "the text of units with padding, without bias, and behind softmax and sigmoid is as it was recorded",
    arguments: [
      ("strides_same", "conv2d[0,0,1]", "explain-padding.txt"),
      ("pooling_same", "max_pooling2d[0,0,1]", "explain-pooling-padding.txt"),
      ("softmax_channels", "conv2d[0,0,1]", "explain-softmax-maps.txt"),
      ("softmax_channels", "dense_1[6,5,2]", "explain-dense-maps.txt"),
      ("softmax_channels", "dense_2[1]", "explain-sigmoid.txt"),
    ])
  func otherGoldens(network: String, unit: String, file: String) throws {
    let problem = try ReportGolden.problem(with: report(unit, network: network).text, file)
    #expect(problem == nil)
  }

  @Test(
    "the text of units of other kinds of layers is as it was recorded", arguments: Self.kinds)
  func otherKinds(network: String, unit: String, file: String) throws {
    let problem = try ReportGolden.problem(with: report(unit, network: network).text, file)
    #expect(problem == nil)
  }

  private static let kinds = [
    ("averages_same", "average_pooling2d_1[2,3,1]", "explain-average.txt"),
    ("averages_same", "average_pooling2d[0,0,1]", "explain-average-padding.txt"),
    ("global_average", "global_average_pooling2d[0,0,2]", "explain-global-average.txt"),
    ("averages_same", "global_max_pooling2d[2]", "explain-global-maximum.txt"),
    ("depthwise", "depthwise_conv2d_1[0,6,4]", "explain-depthwise.txt"),
    ("separable", "separable_conv2d_1/depthwise[3,2,0]", "explain-separable-depthwise.txt"),
    ("separable", "separable_conv2d_1[3,2,4]", "explain-separable.txt"),
    ("resizing", "zero_padding2d[0,3,1]", "explain-border.txt"),
    ("resizing", "cropping2d[0,3,1]", "explain-cropping.txt"),
    ("resizing", "up_sampling2d_1[4,5,1]", "explain-bilinear.txt"),
    ("residual", "add[3,2,1]", "explain-add.txt"),
    ("residual", "batch_normalization[3,2,1]", "explain-batch-normalization.txt"),
    ("merges", "multiply_cross[1,2,0]", "explain-multiply.txt"),
    ("merges", "maximum_all[1,2,0]", "explain-maximum.txt"),
    ("merges", "average[1,2,0]", "explain-average-merge.txt"),
    ("inception", "concatenate[2,3,5]", "explain-concatenate.txt"),
    ("functions", "gelu[1,2,0]", "explain-gelu.txt"),
    ("functions", "softmax[1,2,0]", "explain-softmax-layer.txt"),
    ("training_only", "dropout[3]", "explain-dropout.txt"),
    ("layer_normalizations", "layer_normalization_1[2,3,1]", "explain-layer-normalization.txt"),
    ("rescalings", "rescaling_1[1,2,0]", "explain-rescaling.txt"),
    ("training_only", "reshape[3,2]", "explain-reshape.txt"),
  ]

  @Test("the JSON of an average has the numbers of the window, of which none is kept")
  func average() throws {
    let json = try object(report("average_pooling2d[0,0,1]", network: "averages_same"))
    let terms = try #require(json["terms"] as? [[String: Any]])
    let inside = terms.filter { $0["outside"] == nil }
    #expect(terms.count == 6 && inside.count == 4)
    #expect(terms.allSatisfy { $0["kept"] == nil && $0["weight"] is NSNull })
    let numbers = try inside.map { try #require($0["input"] as? Double) }
    let value = try #require(json["value"] as? Double)
    #expect(abs(numbers.reduce(0, +) / 4 - value) < 1e-6)
  }

  @Test("the JSON of a merge has a term a layer, with its name, and marks what is kept")
  func merge() throws {
    let json = try object(report("maximum_all[1,2,0]", network: "merges"))
    let terms = try #require(json["terms"] as? [[String: Any]])
    #expect(terms.map { $0["source"] as? String } == ["a", "row", "column", "line"])
    #expect(terms.map { $0["position"] as? [Int] } == [[1, 2, 0], [0, 2, 0], [1, 0, 0], [0]])
    let kept = terms.filter { $0["kept"] as? Bool == true }
    #expect(kept.count == 1 && kept[0]["input"] as? Double == json["value"] as? Double)
  }

  @Test("the JSON of a normalised number has a term a step, the last with the result")
  func steps() throws {
    let json = try object(report("batch_normalization[3,2,1]", network: "residual"))
    let terms = try #require(json["terms"] as? [[String: Any]])
    #expect(terms.map { $0["operation"] as? String } == ["subtract", "divide", "multiply", "add"])
    #expect(terms.map { $0["role"] as? String } == ["mean", "deviation", "gamma", "beta"])
    let result = try #require(terms.last?["result"] as? Double)
    let value = try #require(json["value"] as? Double)
    #expect(abs(result - value) < 1e-5)
  }

  @Test("the JSON of a concatenated number names the layer that it comes from")
  func source() throws {
    let json = try object(report("concatenate[2,3,5]", network: "inception"))
    let terms = try #require(json["terms"] as? [[String: Any]])
    #expect(terms.count == 1 && terms[0]["source"] as? String == "conv2d_3")
  }

  @Test("the JSON of a convolution has every term, and adds up")
  func convolution() throws {
    let json = try object(report("conv2d_1[3,5,32]"))
    #expect(json["name"] as? String == "conv2d_1[3,5,32]" && json["layer"] as? String == "conv2d_1")
    #expect(json["kind"] as? String == "Conv2D" && json["activationFunction"] as? String == "relu")
    #expect(json["unit"] as? [Int] == [3, 5, 32])
    let terms = try #require(json["terms"] as? [[String: Any]])
    #expect(terms.count == 288)
    #expect(Set(terms[0].keys) == ["position", "input", "weight", "product"])
    #expect(terms[0]["position"] as? [Int] == [3, 5, 0] && terms[287]["position"] as? [Int] == [5, 7, 31])
    let products = try terms.map { try #require($0["product"] as? Double) }
    let before = try #require(json["preActivation"] as? Double)
    let bias = try #require(json["bias"] as? Double)
    #expect(abs(products.reduce(bias, +) - before) < 1e-5)
    #expect(json["value"] as? Double == max(0, before))
    for term in terms {
      let input = try #require(term["input"] as? Double)
      let weight = try #require(term["weight"] as? Double)
      #expect(abs(input * weight - (term["product"] as? Double ?? .nan)) < 1e-5)
    }
  }

  @Test("the JSON of a window marks the number that is kept")
  func window() throws {
    let json = try object(report("max_pooling2d[4,6,24]"))
    let terms = try #require(json["terms"] as? [[String: Any]])
    #expect(terms.count == 4 && json["bias"] is NSNull)
    let kept = terms.filter { $0["kept"] as? Bool == true }
    #expect(kept.count == 1 && kept[0]["input"] as? Double == json["value"] as? Double)
    #expect(terms.allSatisfy { $0["weight"] is NSNull && $0["product"] is NSNull })
  }

  @Test("the JSON of terms in the padding says that they are outside")
  func padding() throws {
    let terms = try #require(
      object(report("conv2d[0,0,1]", network: "strides_same"))["terms"] as? [[String: Any]])
    #expect(terms.contains { $0["outside"] as? Bool == true && $0["product"] as? Double == 0 })
    let places = try #require(
      object(report("max_pooling2d[0,0,1]", network: "pooling_same"))["terms"] as? [[String: Any]])
    #expect(places.contains { $0["outside"] as? Bool == true && $0["input"] as? String == "-Infinity" })
  }

  @Test("the JSON of flatten and of the picture has one term and none")
  func moved() throws {
    let flatten = try object(report("flatten[101]"))
    let terms = try #require(flatten["terms"] as? [[String: Any]])
    #expect(terms.count == 1 && terms[0]["position"] as? [Int] == [0, 1, 37])
    #expect(terms[0]["input"] as? Double == flatten["value"] as? Double)
    let input = try object(report("input[9,14,1]"))
    #expect((input["terms"] as? [Any])?.isEmpty == true)
  }

  @Test("the JSON of a share has exponents, sum and shares of all classes")
  func softmax() throws {
    let json = try object(report("softmax[8]"))
    let softmax = try #require(json["softmax"] as? [String: Any])
    let shares = try #require(softmax["shares"] as? [Double])
    #expect(json["layer"] as? String == "softmax" && json["unit"] as? [Int] == [8])
    #expect(shares.count == 10 && abs(shares.reduce(0, +) - 1) < 1e-9)
    #expect((softmax["exponents"] as? [Double])?.max() == 1)
    #expect((json["classes"] as? [String])?[8] == "ship")
    let value = try #require(json["value"] as? Double)
    #expect(abs(value - shares[8]) < 1e-6)
  }

  @Test(
    "a class behind the line softmax is found by name or index, with blanks",
    arguments: [
      "softmax[8]", "softmax[ship]", " softmax [ ship ] ",
    ])
  func classNames(name: String) throws {
    let study = try PictureStudy(image: Self.ship, model: nil, labels: nil)
    #expect(try study.subject(named: name) == .share(8))
  }

  @Test("a unit or class that is not there is refused with the names of those that are")
  func unknown() throws {
    let study = try PictureStudy(image: Self.ship, model: nil, labels: nil)
    let layers = study.pass.network.layers.map(\.name)
    #expect(throws: CommandError.name(.unit(.noSuchLayer(name: "conv", known: layers)))) {
      try study.subject(named: "conv[1]")
    }
    #expect(throws: CommandError.name(.unit(.notAUnitName("conv2d")))) { try study.subject(named: "conv2d") }
    let classes = [
      "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
    for name in ["zebra", "10", "-1", ""] {
      #expect(throws: CommandError.name(.noSuchClass(name: name, known: classes))) {
        try study.subject(named: "softmax[\(name)]")
      }
    }
  }

  @Test("a network that ends in softmax has no line of softmax behind it")
  func noSoftmaxLine() throws {
    let model = Repository.networkFile("softmax_channels").path
    let study = try PictureStudy(image: Self.ship, model: model, labels: nil)
    let layers = study.pass.network.layers.map(\.name)
    #expect(throws: CommandError.name(.unit(.noSuchLayer(name: "softmax", known: layers)))) {
      try study.subject(named: "softmax[1]")
    }
  }
}
