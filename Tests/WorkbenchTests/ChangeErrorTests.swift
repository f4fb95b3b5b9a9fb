import ConvNet
import Explorer
import Tensors
import Testing
import Workbench

/// What is said of changes that a command was asked for.
struct ChangeErrorTests {
  private func expect(
    _ error: CommandError, _ message: String, _ status: ExitReason,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(error.message == message, sourceLocation: sourceLocation)
    #expect(error.status == status, sourceLocation: sourceLocation)
  }

  @Test("changes that are none, or can't be made")
  func changes() {
    expect(
      .change("erase", .unknownVerb("erase")),
      "erase: no change begins with 'erase'; choose one of paint, shift, flip, swap, picture, drop, hold, set, untrained, weights, read",
      .usage)
    expect(
      .change("", .nothing), "--change: no change is named; write one like 'drop conv2d[:,:,5]'", .usage)
    expect(
      .change("weights b", .otherNetwork(file: "b", layer: nil)),
      "weights b: 'b' is another network: it has another count of layers; give a file of the same network",
      .badData)
    expect(
      .changesPicture("flip"),
      "flip: changes a picture, and none is read here; leave it out, or ask for 'explain' or 'why'", .usage)
    expect(
      .replacesPictures("picture a.png"),
      "picture a.png: puts one picture in place of all; leave it out; --versus compares with another network",
      .usage)
    let remedy = "; choose a layer of maps, like conv2d, or of units, like dense"
    expect(
      .notSwept(name: "reshape", shape: Shape(15, 8)),
      "reshape: (15, 8) has neither maps nor a line of units" + remedy, .usage)
    expect(.notSwept(name: "softmax", shape: nil), "softmax: no layer of the network" + remedy, .usage)
  }

  @Test("changes that don't go together say what the network lacks")
  func edits() throws {
    let network = try Network(layers: [
      Layer(name: "input", operation: Input(Shape(2, 2, 1)), inputs: []),
      Layer(name: "flat", operation: Flatten(), inputs: [0]),
    ])
    expect(
      .edit(.noLayer(9), network),
      "--change: there is no line 9 that could do something else; lines 1 to 1 can", .usage)
  }
}
