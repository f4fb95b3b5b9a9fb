import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing
import Workbench

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Names of layers, classes and files on every way out.
@Suite("names that could act on a terminal or break a file")
struct HostileTextTests {
  private static let sizes = [(20, 60), (24, 80), (40, 120), (60, 200), (5, 17)]

  @Test("reach no screen, nor its picture, coloured text or text", arguments: 0..<HostileNetwork.count)
  func screens(index: Int) throws {
    let files = try HostileNetwork(index)
    let session = try ExplorerSession(
      images: [files.picture, files.folder["none\u{1B}[2J.ppm"]], model: files.model, labels: files.labels,
      rows: 24, columns: 80)
    let start = session.evaluatedState()
    expectHarmless(session.state.failures.joined(separator: "\n"), "failures")
    let (rows, columns) = Self.sizes[index % Self.sizes.count]
    for keys in HostileNetwork.walks {
      let state = files.state(start, rows: rows, columns: columns, keys: keys)
      let grid = view(state).grid
      let place = "\(columns)×\(rows) after '\(keys)'"
      let text = grid.text()
      expectHarmless(text, place)
      let widths = text.split(separator: "\n").map { DisplayText($0).width }
      #expect(widths.allSatisfy { $0 <= columns }, "\(place)")
      let ansi = ANSIWriter(Presentation(.truecolour)).string(grid)
      expectHarmless(HostileNames.withoutColours(ansi), "ANSI, \(place)")
      let svg = SVGWriter().string(grid)
      expectHarmless(svg, "SVG, \(place)")
      #expect(XMLParser(data: Data(svg.utf8)).parse(), "\(place)")
    }
  }

  @Test("reach no text and no JSON of the commands", arguments: 0..<HostileNetwork.count)
  func reports(index: Int) throws {
    let files = try HostileNetwork(index)
    let summary = try Summary(OpenedModel(path: files.model))
    expectHarmless(summary.text, "summary")
    try expectJSON(summary.json, "summary")
    let study = try PictureStudy(image: files.picture, model: files.model, labels: files.labels)
    let path = PathReport(study, from: try study.logit(ofClass: nil))
    expectHarmless(path.text, "why")
    try expectJSON(path.json, "why")
    for layer in study.pass.network.layers.indices {
      let shape = study.pass.network.shapes[layer]
      let unit = UnitAddress(layer: layer, position: shape.extents.map { $0 / 2 })
      let report = UnitReport(study, .unit(unit))
      expectHarmless(report.text, "explain layer \(layer)")
      try expectJSON(report.json, "explain layer \(layer)")
    }
    let share = UnitReport(study, .share(3))
    expectHarmless(share.text, "softmax")
    try expectJSON(share.json, "softmax")
  }

  @Test("reach no error")
  func errors() throws {
    let files = try HostileNetwork(0)
    let study = try PictureStudy(image: files.picture, model: files.model, labels: files.labels)
    for name in HostileNames.all {
      expectError(name) { _ = try study.subject(named: name + "x[0,0,0]") }
      expectError(name) { _ = try study.subject(named: "softmax[\(name)!]") }
      expectError(name) { _ = try study.logit(ofClass: name + "!") }
      expectError(name) { _ = try OpenedModel(path: files.folder["no"] + name + "x") }
      expectError(name) { try OutputFile.create("/dev/null/" + name, holding: []) }
      let damaged = StoredZip.archive([StoredZip.Member(name, [1])])
      let model = try files.folder.write(damaged, to: "damaged.keras")
      expectError(name) { _ = try OpenedModel(path: model).network() }
    }
  }

  @Test(
    "become file names that every file system takes, and files of the right form", arguments: ["json", "svg"])
  func export(format: String) throws {
    for index in 0..<HostileNetwork.count {
      let files = try HostileNetwork(index)
      let study = try PictureStudy(image: files.picture, model: files.model, labels: files.labels)
      let export = ActivationExport(study.pass)
      let folder = files.folder["out"]
      if format == "json" {
        try export.write(as: .json, to: folder)
      } else {
        let opened = try OpenedModel(path: files.model)
        try export.write(
          as: .svg, to: folder, source: opened.sheetSource(picture: files.picture),
          classes: opened.classNames(labels: files.labels))
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names.count == export.entries.count)
      for name in names {
        #expect(name.wholeMatch(of: #/[A-Za-z0-9_%-][A-Za-z0-9._%-]*/#) != nil && name.utf8.count < 230)
        let bytes = try InputFile.bytes(of: folder + "/" + name)
        let text = String(decoding: bytes, as: UTF8.self)
        if format == "json" {
          // JSON keeps names whole: marks on a letter, however many, are part of one.
          #expect(HostileNames.actingScalars(in: text) == [], "\(name)")
          #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) }
        } else {
          expectHarmless(text, name)
          #expect(XMLParser(data: Data(bytes)).parse(), "\(name)")
        }
      }
    }
  }

  @Test("of a screen that is saved keep to one file in one folder")
  func saved() throws {
    for name in HostileNames.all {
      let folder = try TemporaryFolder()
      let saved = try OutputFile.createNew(
        SafeFileNames.encoded("cnnview-" + DisplayText(name).string), suffix: "svg", inFolder: folder.path,
        holding: [])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [saved])
      expectHarmless(saved, "saved")
    }
  }

  // MARK: What is looked for

  private func expectHarmless(
    _ text: String, _ place: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let faults = HostileNames.faults(in: text)
    #expect(faults == [], "\(place)", sourceLocation: sourceLocation)
  }

  private func expectJSON(_ value: JSONValue, _ place: String) throws {
    #expect(HostileNames.actingScalars(in: value.text) == [], "\(place) as JSON")
    _ = try JSONSerialization.jsonObject(with: Data(value.text.utf8), options: .fragmentsAllowed)
  }

  private func expectError(_ name: String, _ body: () throws -> Void) {
    do {
      try body()
      Issue.record("no error")
    } catch let error as CommandError {
      expectHarmless(error.line, "error")
      #expect(!error.line.contains("\n"))
    } catch {
      Issue.record("another error: \(error)")
    }
  }
}
