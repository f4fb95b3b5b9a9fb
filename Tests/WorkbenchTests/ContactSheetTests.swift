import CellScreen
import ConvNet
import Explorer
import Foundation
import ImageFormats
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("contact sheets")
struct ContactSheetTests {
  @Test("a sheet says what it shows, before or after which function, at which factor, of which files")
  func words() throws {
    let sheet = try sheet(of: "conv", maps: 3, extent: 5)
    let words = words(on: sheet)
    #expect(
      words.prefix(3) == [
        "conv", "Conv2D(3, (1, 1), activation='relu', use_bias=False) → (5, 5, 3)", facts(5, "after"),
      ])
    let before = try self.sheet(of: "conv.pre", maps: 3, extent: 5)
    #expect(self.words(on: before)[2] == facts(5, "before"))
    #expect(sheet.title.string == "conv: 3 maps of 5×5 · shown ×44")
  }

  @Test("of shrunk maps a sheet says which number stands for several: of both signs the farthest from zero")
  func shrunk() throws {
    let after = try sheet(of: "conv", maps: 3, extent: 520)
    #expect(after.title.string == "conv: 3 maps of 520×520 · shown ½, largest of 2×2")
    let before = try sheet(of: "conv.pre", maps: 3, extent: 520)
    #expect(before.title.string.hasSuffix("3 maps of 520×520 · shown ½, farthest from 0 of 2×2"))
  }

  @Test("every number of every map is a square of its own colour, below its map's index")
  func maps() throws {
    let tensor = try entry("conv", maps: 3, extent: 5).tensor
    let sheet = try sheet(of: "conv", maps: 3, extent: 5)
    let scale = ColourScale(
      top: LayerNumbers(tensor).top, maximum: 0, isSigned: false, map: .viridis)
    let rasters = rasters(on: sheet).filter { $0.raster.height == 5 }
    #expect(rasters.count == 3)
    for (channel, found) in rasters.enumerated() {
      let expected = tensor.plane(channel: channel).values.map { value -> RGB in
        guard case .value(let map, let position) = scale.tone(for: value) else { return RGB(0, 0, 0) }
        return map.rgb(at: position)
      }
      #expect(found.raster.pixels == expected)
      #expect(found.factor == 44)
      #expect(label(above: found, on: sheet) == "\(channel)")
    }
  }

  @Test(
    "maps stand 8 in a line, from 65 on 16, and none covers another or leaves the page",
    arguments: [(1, 1), (8, 8), (9, 8), (64, 8), (65, 16), (200, 16)])
  func arrangement(count: Int, perLine: Int) throws {
    for extent in count == 1 ? [1, 3, 520] : [1, 3] {
      let sheet = try sheet(of: "conv", maps: count, extent: extent)
      let areas = rasters(on: sheet).dropFirst().map(\.area)
      #expect(areas.count == count)
      #expect(areas.filter { $0.row == areas.first?.row }.count == min(count, perLine))
      let page = Area(row: 0, column: 0, height: sheet.drawing.height, width: sheet.drawing.width)
      for (index, area) in areas.enumerated() {
        #expect(page.intersection(area) == area && max(area.height, area.width) <= 512)
        for other in areas[..<index] { #expect(area.intersection(other).isEmpty) }
      }
    }
  }

  @Test("the legend names both ends of the scale, and what is not finite where there is any")
  func legend() throws {
    #expect(try words(on: sheet(of: "conv", maps: 2, extent: 2)).contains("0"))
    let signed = try words(on: sheet(of: "conv.pre", maps: 2, extent: 2))
    #expect(signed.contains { $0.hasPrefix(NumberText.minus) })
    #expect(!signed.contains("NaN or ±∞"))
    let broken = try words(on: sheet(of: "conv", maps: 2, extent: 2, first: .nan))
    #expect(broken.contains("NaN or ±∞"))
  }

  @Test("a sheet of the input is black where the picture is, whatever the network reads of it")
  func input() throws {
    let export = try export(maps: 1, extent: 4)
    let entry = try #require(export.entries.first)
    let read = Preprocessing(lower: -0.5, upper: 0.5)
    let sheet = ContactSheet(entry, of: export.network, read, source: "ship.ppm")
    #expect(words(on: sheet).contains("\(NumberText.minus)0.50"))
    let greys = rasters(on: sheet).filter { $0.raster.height == 4 }.flatMap(\.raster.pixels)
    for (value, grey) in zip(entry.tensor.values, greys) {
      #expect((grey == RGB(0, 0, 0)) == (value == -0.5))
      #expect((grey == ColourMap.grey.rgb(at: 255)) == (value >= 0.5))
    }
    #expect(greys.count == 16 && greys.contains(RGB(0, 0, 0)))
  }

  @Test("a sheet of three channels has the picture in its own colours, whatever the network reads of it")
  func colours() throws {
    let samples = Tensor(Shape(1, 2, 3), [1, 0.2, 0, 0, 0.6, 0.4])
    for preprocessing in [
      Preprocessing(), Preprocessing(upper: 255), Preprocessing(channelOrder: .bgr, isInverted: true),
      PreprocessingMode.caffe.preprocessing(), PreprocessingMode.torch.preprocessing(),
    ] {
      let layers = [
        TestLayer(name: "input", block: Input(samples.shape), inputs: []),
        TestLayer(name: "flat", block: Flatten(), inputs: [0]),
      ]
      let pass = try Trace(TrainedNetwork(layers: layers), input: preprocessing.input(samples))
      let export = ActivationExport(pass, preprocessing)
      let sheet = ContactSheet(
        try #require(export.entries.first), of: export.network, preprocessing, source: "")
      let picture = try #require(rasters(on: sheet).first { label(above: $0, on: sheet) == "picture" })
      #expect(picture.raster.pixels == [RGB(255, 51, 0), RGB(0, 153, 102)], "\(preprocessing)")
      let names = rasters(on: sheet).compactMap { label(above: $0, on: sheet) }.filter { $0 != "picture" }
      let colours = ["red", "green", "blue"]
      #expect(
        names.filter(colours.contains) == (preprocessing.channelOrder == .bgr ? colours.reversed() : colours))
    }
  }

  @Test("flattened maps have a line a place and a column a map")
  func flattened() throws {
    let sheet = try sheet(of: "flat", maps: 9, extent: 2)
    let lines = rasters(on: sheet).filter { $0.raster.height == 1 }
    #expect(lines.map(\.raster.width) == [9, 9, 9, 9])
    #expect(words(on: sheet).contains("[1, 0]"))
    #expect(words(on: sheet).contains("27"))
  }

  @Test("the units of the last layer have the names of the classes, and bars on both sides of zero")
  func units() throws {
    let sheet = try sheet(of: "out", maps: 2, extent: 2)
    let words = words(on: sheet)
    #expect(words.contains("cat") && words.contains("dog") && words.contains("2 units · ship.ppm"))
    let bars = boxes(on: sheet).filter { $0.height == 14 && $0.row > 100 }
    #expect(bars.count == 2)
    #expect(bars.last?.columns.upperBound == bars.first.map { $0.column + 1 })
  }

  @Test(
    "the figure of one map says which it is of how many, its size and the scale of all, and shows it large")
  func figure() throws {
    let figure = try figure(of: 1, stage: "conv", maps: 3, extent: 5)
    #expect(figure.title.string == "conv, map 1 of 3: (5, 5)")
    let words = words(on: figure)
    #expect(
      words.prefix(4) == [
        "conv, map 1 of 3: (5, 5)", "Conv2D(3, (1, 1), activation='relu', use_bias=False)",
        "after ReLU · shown ×108", "scale of all 3 maps ",
      ])
    #expect(words.last == "ship.ppm")
    let before = try self.figure(of: 2, stage: "conv.pre", maps: 3, extent: 5)
    #expect(self.words(on: before).contains("before ReLU · shown ×108"))
    let whole = try sheet(of: "conv.pre", maps: 3, extent: 5)
    let map = try #require(rasters(on: before).last)
    #expect(map.factor == 108 && map.raster == rasters(on: whole).last?.raster)
    let page = Area(row: 0, column: 0, height: before.drawing.height, width: before.drawing.width)
    let ramp = try #require(rasters(on: before).first)
    #expect(ramp.area.columns.upperBound <= map.area.columns.upperBound)
    #expect(page.intersection(map.area) == map.area && page.width == 540 + 2 + 2 * 24)
  }

  @Test("the figure of a channel of the picture names its colour, that of a large map says how it is shrunk")
  func figuresOfAll() throws {
    let grey = try figure(of: 0, stage: "input", maps: 1, extent: 4)
    #expect(grey.title.string == "photo, channel 0 of 1 (grey): (4, 4)")
    let large = try figure(of: 0, stage: "conv.pre", maps: 1, extent: 600)
    #expect(words(on: large).contains("before ReLU · shown ½, farthest from 0 of 2×2"))
    #expect(words(on: large).contains("scale "))
  }

  @Test(
    "a drawing is as many times as large as its scale says, with its type and its maps, as PNG and as SVG")
  func scale() throws {
    let sheet = try sheet(of: "conv", maps: 3, extent: 5)
    var drawing = sheet.drawing
    drawing.scale = 3
    let (small, large) = try (
      DecodedPixels(#require(sheet.drawing.png())), DecodedPixels(#require(drawing.png()))
    )
    #expect(large.height == 3 * small.height && large.width == 3 * small.width)
    for row in 0..<small.height {
      for column in stride(from: row % 3, to: small.width, by: 3) {
        let square = Area(row: 3 * row, column: 3 * column, height: 3, width: 3)
        // Notches in slanting strokes are filled where type is large.
        let isPaper = small[row, column] == RGB(255, 255, 255)
        guard !isPaper, large.colours(square) != [small[row, column]] else { continue }
        Issue.record("\(row), \(column)")
        return
      }
    }
    let svg = drawing.svg(title: sheet.title)
    let (height, width) = (sheet.drawing.height, sheet.drawing.width)
    #expect(
      svg.contains("width=\"\(3 * width)\" height=\"\(3 * height)\" viewBox=\"0 0 \(width) \(height)\""))
    drawing.scale = 1
    #expect(drawing.svg(title: sheet.title) == sheet.drawing.svg(title: sheet.title))
  }

  @Test("a PNG file has the pixels of the drawing, and the words in the font's")
  func png() throws {
    var drawing = SheetDrawing()
    drawing.add(.box(Area(row: 1, column: 2, height: 2, width: 3), RGB(255, 0, 51)))
    drawing.add(
      .raster(
        .init(height: 1, width: 2) { _, column in RGB(0, UInt8(column * 255), 0) }, row: 20, column: 0,
        factor: 2))
    drawing.write("I", row: 0, column: 10)
    let picture = try Picture(decoding: #require(drawing.png()))
    #expect(picture.samples.shape == Shape(22, 19, 3))
    func pixel(_ row: Int, _ column: Int) -> [Float] { (0..<3).map { picture.samples[row, column, $0] } }
    #expect(pixel(0, 0) == [1, 1, 1])
    #expect(pixel(1, 2) == [1, 0, 0.2] && pixel(2, 4) == [1, 0, 0.2] && pixel(3, 2) == [1, 1, 1])
    #expect(pixel(20, 1) == [0, 0, 0] && pixel(21, 2) == [0, 1, 0])
    let ink = (0..<18).flatMap { row in (10..<19).filter { pixel(row, $0) != [1, 1, 1] } }
    #expect(ink.count > 10 && Set(ink).count >= 3)
  }

  @Test("a drawing without pixels, or with more than are written, is no PNG file")
  func impossible() {
    #expect(SheetDrawing().png() == nil)
    var drawing = SheetDrawing()
    drawing.extend(height: 1 << 14, width: 1 << 14)
    #expect(drawing.png() == nil)
  }

  @Test("the font has all printable characters of Latin 1, and those of the program's own words")
  func font() {
    let codes = Array(UInt32(0x21)...0x7E) + Array(UInt32(0xA1)...0xFF).filter { $0 != 0xAD }
    let own = ["…", "→", "−", "×", "·", "½", "⅓", "∞", "±"]
    let missing = pixels(of: "\u{250}")
    let blank = pixels(of: " ")
    for text in codes.compactMap({ Unicode.Scalar($0).map(String.init) }) + own {
      let found = pixels(of: text)
      #expect(found != missing && found != blank, "\(text)")
    }
  }

  @Test("an SVG file is XML with a picture a map, and the words as text")
  func svg() throws {
    let sheet = try sheet(of: "conv", maps: 3, extent: 5)
    let text = sheet.drawing.svg(title: DisplayText("a < b & \"c\""))
    let document = SVGContents(text)
    #expect(document.isWellFormed)
    #expect(document.counts["image"] == 4 && document.title == "a < b & \"c\"")
    #expect(document.texts == words(on: sheet))
  }

  // MARK: What is looked at

  private func facts(_ extent: Int, _ stage: String) -> String {
    "3 maps of \(extent)×\(extent) · shown ×44 · \(stage) ReLU · ship.ppm"
  }

  private func words(on sheet: ContactSheet) -> [String] {
    sheet.drawing.items.compactMap { if case .words(let words, _, _, _) = $0 { words.string } else { nil } }
  }

  private func boxes(on sheet: ContactSheet) -> [Area] {
    sheet.drawing.items.compactMap { if case .box(let area, SheetColours.frame) = $0 { area } else { nil } }
  }

  private struct PlacedRaster {
    let raster: SheetDrawing.Raster
    let factor: Int
    let area: Area
  }

  private func rasters(on sheet: ContactSheet) -> [PlacedRaster] {
    sheet.drawing.items.compactMap { item in
      guard case .raster(let raster, let row, let column, let factor) = item else { return nil }
      let area = Area(row: row, column: column, height: raster.height * factor, width: raster.width * factor)
      return PlacedRaster(raster: raster, factor: factor, area: area)
    }
  }

  private func label(above raster: PlacedRaster, on sheet: ContactSheet) -> String? {
    for case .words(let words, let row, let column, _) in sheet.drawing.items
    where column == raster.area.column - 1 && (1...24).contains(raster.area.row - row) {
      return words.string
    }
    return nil
  }

  private func pixels(of text: String) -> [UInt8]? {
    var drawing = SheetDrawing()
    drawing.write(text, row: 0, column: 0)
    drawing.extend(width: 18)
    return drawing.png()
  }

  // MARK: Networks

  private func sheet(of name: String, maps: Int, extent: Int, first: Float = 1) throws -> ContactSheet {
    let export = try export(maps: maps, extent: extent, first: first)
    let entry = try #require(export.entries.first { $0.name == name })
    return ContactSheet(entry, of: export.network, source: "ship.ppm", classes: ["cat", "dog"])
  }

  private func figure(of map: Int, stage: String, maps: Int, extent: Int) throws -> ContactSheet {
    let export = try export(maps: maps, extent: extent)
    let entry = try #require(export.entries.first { $0.name == stage })
    let side: ExportPart.Side? = stage.hasSuffix(".pre") ? .before : nil
    let part = try ExportPart(
      layer: export.network.layers[entry.layer].name, map: map, side: side, of: export.network,
      lines: export.network.lines)
    let entries = export.limited(to: part).entries
    #expect(entries.count == 1)
    return ContactSheet(try #require(entries.first), of: export.network, source: "ship.ppm")
  }

  private func entry(_ name: String, maps: Int, extent: Int) throws -> ActivationExport.Entry {
    try #require(export(maps: maps, extent: extent).entries.first { $0.name == name })
  }

  /// The pass of a square through a 1×1 convolution with ReLU, Flatten, and two units of opposite signs.
  private func export(maps: Int, extent: Int, first: Float = 1) throws -> ActivationExport {
    let weight = (0..<maps).map { Float($0 % 7) - 2.5 }
    let count = extent * extent * maps
    let signs = (0..<2 * count).map { $0.isMultiple(of: 2) ? Float(1) : -1 }
    let layers: [(String, any BuildingBlock)] = [
      ("photo", Input(Shape(extent, extent, 1))),
      (
        "conv",
        LearnedConv2D(weight: Tensor(Shape(1, 1, 1, maps), weight), bias: nil, activationFunction: .relu)
      ),
      ("flat", Flatten()),
      ("out", LearnedDense(weight: Tensor(Shape(count, 2), signs), bias: nil)),
    ]
    let network = try TrainedNetwork(
      layers: layers.enumerated().map { index, layer in
        TestLayer(name: layer.0, block: layer.1, inputs: index == 0 ? [] : [index - 1])
      })
    var values = (0..<extent * extent).map { Float(($0 * 7) % 11) / 10 - 0.5 }
    values[0] = first
    let pass = try Trace(network, input: Tensor(Shape(extent, extent, 1), values))
    return ActivationExport(pass)
  }
}

/// The colours of a sheet that tests name.
private enum SheetColours {
  static let frame = RGB(72, 72, 80)
}
