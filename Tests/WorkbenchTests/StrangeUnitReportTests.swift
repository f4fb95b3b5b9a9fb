import ConvNet
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("explain and why on strange numbers and names")
struct StrangeUnitReportTests {
  /// A study of a picture with a layer of the given logits, whatever the picture is.
  private func study(
    logits: [Float], name: String = "dense", classes: [String] = [], picture: [Float] = [1, 1]
  ) throws -> PictureStudy {
    let dense = LearnedDense(weight: Tensor(Shape(2, logits.count)), bias: logits)
    let network = try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(1, 2, 1)), inputs: []),
      TestLayer(name: "flatten", block: Flatten(), inputs: [0]),
      TestLayer(name: name, block: dense, inputs: [1]),
    ])
    let pass = try Trace(network, input: Tensor(Shape(1, 2, 1), picture))
    let names = classes.isEmpty ? logits.indices.map(String.init) : classes
    return PictureStudy(pass, picture: "a.ppm", model: "a.keras", classes: names)
  }

  private func text(_ study: PictureStudy, _ unit: String) throws -> String {
    try UnitReport(study, study.subject(named: unit)).text
  }

  @Test("of a unit that is held the report says so, and shows no arithmetic that doesn't give its number")
  func held() throws {
    let plain = try study(logits: [1, 2])
    let holds = [Hold(layer: 2, .unit([1]), at: 7), Hold(layer: 0, .map(0), at: 3)]
    let study = PictureStudy(
      try plain.pass.after(holds.map { .hold($0) }), picture: "a.ppm", model: "a.keras", classes: ["0", "1"])
    let report = try UnitReport(study, study.subject(named: "dense[1]"))
    let lines = report.text.split(separator: "\n")
    #expect(lines.first?.contains("= 7.000") == true)
    #expect(lines.dropFirst(2) == ["it is held at this number, whatever the layer computes"])
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(report.json.text.utf8)) as? [String: Any])
    #expect(json["preActivation"] is NSNull)
    #expect(json["held"] as? String == "unit" && (json["terms"] as? [Any])?.isEmpty == true)
    #expect(try text(study, "input[0,1,0]").contains("its whole map is held at this number"))
    #expect(try !text(study, "dense[0]").contains("held"))
    let path = try PathReport(study, from: study.logit(ofClass: "1"))
    #expect(path.text.contains("it is held at this number, whatever the layer computes"))
  }

  @Test("logits whose exponentials are too large to print are shown less the largest")
  func largeLogits() throws {
    let text = try text(study(logits: [100, 99, -100]), "softmax[0]")
    #expect(text.contains("p[w] = e^(logit[w] − max) ÷ Σ v<3  e^(logit[v] − max)"))
    #expect(text.contains("p[0] = e^(100.000 − 100.000) ÷ 1.37 = 1.00 ÷ 1.37 = 73.106 %"))
    #expect(text.contains("e^(x − max)"))
    #expect(try self.text(study(logits: [5, 4]), "softmax[0]").contains("p[w] = e^logit[w] ÷ "))
  }

  @Test(
    "the printed columns of every share add up", arguments: [[1, 2, 3], [0.1, 0.2, 0.3, 0.4], [9, -9]])
  func columns(logits: [Float]) throws {
    let lines = try text(study(logits: logits), "softmax[0]").split(separator: "\n")
    let table = lines.drop { !$0.hasSuffix("share") }.dropFirst().prefix { !$0.hasPrefix("all digits") }
    let shares = table.filter { $0.hasSuffix("%") }.compactMap { line -> Int? in
      let cell = line.split(separator: " ").dropLast().last ?? ""
      let number = Double(cell.replacing("−", with: "-").replacing("+", with: ""))
      return number.map { Int(($0 * 1_000).rounded()) }
    }
    #expect(shares.last == 100_000)
    #expect(shares.dropLast().reduce(0, +) == 100_000, "\(table)")
  }

  @Test("NaN and infinity are printed, and written to JSON as words")
  func nonFinite() throws {
    let study = try study(logits: [.nan, .infinity, 1], picture: [.nan, -.infinity])
    for unit in ["softmax[0]", "dense[0]", "dense[1]", "flatten[0]", "input[0,1,0]"] {
      let report = try UnitReport(study, study.subject(named: unit))
      #expect(!report.text.isEmpty)
      let json = Data(report.json.text.utf8)
      #expect(throws: Never.self, "\(unit)") { try JSONSerialization.jsonObject(with: json) }
    }
    #expect(try text(study, "flatten[0]").contains("= NaN"))
    #expect(try UnitReport(study, study.subject(named: "flatten[1]")).json.text.contains(#""-Infinity""#))
    let path = try PathReport(study, from: study.logit(ofClass: nil))
    #expect(
      path.text == "why? no winner on a.ppm: all three logits are NaN; --class NAME follows a class's logit")
    let named = try PathReport(study, from: study.logit(ofClass: "0"))
    #expect(named.text.contains("NaN") && named.json.text.contains(#""NaN""#))
    #expect(named.text.contains("none is the largest: NaN or ∞") && !named.text.contains("NaN %"))
  }

  @Test("where no class stands out there is no way to follow, but a reason; a class can be named")
  func noWinner() throws {
    for (logits, reason) in [
      ([2, 2], "both logits are equal"), ([.nan, 2], "the logit of 0 is NaN"),
      ([1, .infinity], "the logit of 1 is ∞"),
    ] as [([Float], String)] {
      let study = try study(logits: logits)
      #expect(try study.logit(ofClass: nil) == nil)
      let report = try PathReport(study, from: study.logit(ofClass: nil))
      #expect(report.text.contains("no winner on a.ppm: \(reason)"))
      let json = report.json.text
      #expect(json.contains(#""winner": null"#) && json.contains("\"reason\": \"\(reason)\""), "\(json)")
      #expect(json.contains(#""path": []"#), "\(json)")
      let share = try UnitReport(study, study.subject(named: "softmax[1]"))
      #expect(share.text.contains("No winner: \(reason).") && !share.text.contains("NaN %"), "\(share.text)")
      #expect(share.json.text.contains(#""winner": null"#))
      #expect(try PathReport(study, from: study.logit(ofClass: "1")).text.hasPrefix("why? dense[1]"))
    }
    let won = try study(logits: [1, 2])
    let json = try PathReport(won, from: won.logit(ofClass: nil)).json.text
    #expect(json.contains(#""winner": "1""#) && json.contains(#""reason": null"#), "\(json)")
  }

  @Test("a sum of 0 has no shares in percent")
  func sumOfZero() throws {
    let study = try study(logits: [0, -1])
    let report = try PathReport(study, from: study.logit(ofClass: nil))
    #expect(report.text.contains("none is the largest: all 2 products are 0"), "\(report.text)")
    #expect(!report.text.contains("NaN"), "\(report.text)")
    #expect(report.json.text.contains(#""share": null"#))
  }

  @Test("a sum beyond the range of Float says what it would be, in text and in JSON")
  func beyondFloat() throws {
    let dense = LearnedDense(weight: Tensor(Shape(2, 2), repeating: 3e38), bias: nil)
    let network = try TrainedNetwork(layers: [
      TestLayer(name: "input", block: Input(Shape(2)), inputs: []),
      TestLayer(name: "dense", block: dense, inputs: [0]),
    ])
    let pass = try Trace(network, input: Tensor(Shape(2), [1, 1]))
    let study = PictureStudy(pass, picture: "a.ppm", model: "a.keras", classes: ["cat", "dog"])
    let report = try UnitReport(study, study.subject(named: "dense[dog]"))
    #expect(report.text.contains("beyond the range of Float (3.40e38)"), "\(report.text)")
    #expect(report.text.contains("+6.00e38"), "\(report.text)")
    #expect(report.json.text.contains(#""sumBeyondFloat": 6"#), "\(report.json.text)")
    let path = try PathReport(study, from: study.logit(ofClass: "dog"))
    #expect(path.text.contains("sum beyond Float"), "\(path.text)")
  }

  @Test("names from files are cleaned before they are printed, and whole in JSON")
  func names() throws {
    let name = "a\u{1B}[31m[0]\u{202E}"
    let study = try study(logits: [1, 2], name: name, classes: ["\u{7}bell", "cat"])
    let unit = name + "[0]"
    for text in try [
      text(study, unit), text(study, "softmax[1]"), PathReport(study, from: study.logit(ofClass: "cat")).text,
    ] {
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !["\u{1B}", "\u{202E}", "\u{7}"].contains($0) })
    }
    let json = try UnitReport(study, study.subject(named: unit)).json.text
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(object?["layer"] as? String == name)
  }

  @Test("a whole number in brackets is an index, also where a class is named like one")
  func classesNamedByDigits() throws {
    let study = try study(logits: [1, 2, 3], classes: ["2", "1", "0"])
    #expect(try study.subject(named: "softmax[0]") == .share(0))
    #expect(try study.logit(ofClass: "2")?.position == [0])
  }

  @Test("a layer called softmax comes before the listing's line")
  func layerCalledSoftmax() throws {
    let study = try study(logits: [1, 2, 3], name: "softmax")
    #expect(try study.subject(named: "softmax[1]") == .unit(UnitAddress(layer: 2, position: [1])))
  }
}
