import Tensors
import Testing
import Workbench

@Suite("requests for parts of a pass in words")
struct ExportRequestWordsTests {
  @Test("parts of a pass that there are not")
  func exports() {
    expect(
      .export(.noSuchLayer(name: "Conv2d-1", known: ["conv2d", "conv2d_1", "dense"])),
      "--layer: no layer is called 'Conv2d-1'; conv2d_1 is the closest; choose one of conv2d, conv2d_1, dense",
      .usage)
    expect(
      .export(.noSuchLayer(name: "xyz", known: ["conv2d", "dense"])),
      "--layer: no layer is called 'xyz'; choose one of conv2d, dense", .usage)
    expect(
      .export(.softmax(logits: "dense_1")),
      "--layer: softmax is no layer of this network: its shares are made of the logits of dense_1; "
        + "write --layer dense_1, or ask for a share with 'cnnview explain'", .usage)
    expect(
      .export(.noMaps(layer: "dense", shape: Shape(64))),
      "--map: dense has units, not maps; leave out --map", .usage)
    expect(
      .export(.noMaps(layer: "steps", shape: Shape(4, 8))),
      "--map: steps has the shape (4, 8), not maps; leave out --map", .usage)
    expect(
      .export(.noSuchMap(layer: "conv2d", map: 32, count: 32)),
      "--map: conv2d has no map 32; choose one from 0 to 31", .usage)
    expect(
      .export(.noSuchMap(layer: "grey", map: -1, count: 1)),
      "--map: grey has no map −1; it has one, map 0", .usage)
    expect(
      .export(.nothingBefore(layer: "flatten")),
      "--stage: flatten has no activation function that something would be before; leave out --stage", .usage)
  }

  private func expect(
    _ error: CommandError, _ message: String, _ status: ExitReason,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(error.message == message, sourceLocation: sourceLocation)
    #expect(error.status == status, sourceLocation: sourceLocation)
  }
}
