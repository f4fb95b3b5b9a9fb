import ModelFormats
import TestSupport
import Testing
import Workbench

/// What is said of ONNX files that can't be read or run.
struct ONNXErrorTests {
  private static let node = ONNXOperator(node: "/conv/Conv", name: "Conv")
  private static let anew = "; copy or export it again"
  private static let one = "save all in one: onnx.save(onnx.load('my.onnx'), 'one.onnx')"
  private static let floats = "; export the network in float32: model.float()"
  private static let other = "; export the network without this part; the README lists what can be run"

  private static let sentences: [(ONNXError, String)] = [
    (.damaged, "an ONNX file that is damaged, or cut short" + anew),
    (.tooLarge(limit: 1_000_000), "an ONNX file of more than 1,000,000 parts" + other),
    (.noGraph, "an ONNX file without a graph" + other),
    (
      .version(found: 6, known: 7...23),
      "an ONNX file of operator set 6, and 7 to 23 are read; export it with opset_version=18, or convert it: "
        + "onnx.version_converter.convert_version(model, 18)"
    ),
    (
      .operators([
        ONNXOperator(node: "a", name: "LSTM"), ONNXOperator(node: "b", name: "LSTM"),
        ONNXOperator(node: "c", name: "Relu", domain: "com.x"),
      ]), "has operators that can't be run: LSTM (a), com.x.Relu (c)" + other
    ),
    (
      .attribute(node, attribute: "pads", value: "[-1]"),
      "node /conv/Conv (Conv) has pads=[-1], which can't be run" + other
    ),
    (
      .input(node, input: "W", .computed),
      "node /conv/Conv (Conv) reads W, which has to be given by the file, but is computed" + other
    ),
    (
      .input(node, input: "x", .given),
      "node /conv/Conv (Conv) reads x, which the file gives, in a way that can't be run" + other
    ),
    (
      .input(node, input: "x", .shape("[1, 2]")),
      "node /conv/Conv (Conv) reads x of shape [1, 2], which can't be run" + other
    ),
    (.input(node, input: "1", .missing), "node /conv/Conv (Conv) lacks its input 1" + other),
    (
      .input(node, input: "axes", .value("[0]")),
      "node /conv/Conv (Conv) reads [0] as axes, which can't be run" + other
    ),
    (
      .secondOutput(node, output: "i"),
      "node /conv/Conv (Conv) gives i as well, and only the first of its values is computed" + other
    ),
    (.missing(node, value: "z"), "node /conv/Conv (Conv) reads z, which nothing gives" + other),
    (.givenTwice(value: "z"), "z is given twice in its graph" + other),
    (.circle(node), "node /conv/Conv (Conv) reads what it gives itself, by way of others" + other),
    (.noOutput("y"), "its output y is given by no node" + other),
    (
      .inputType(input: "x", type: "float16"),
      "reads x as float16, and only floats of 32 bits are computed with" + floats
    ),
    (
      .inputShape(input: "x", shape: "[2, 3]"),
      "reads x of shape [2, 3], and only one picture at a time is computed; export it with one picture: "
        + "torch.onnx.export(model, torch.rand(1, 3, 224, 224), 'my.onnx')"
    ),
    (
      .tensorType(tensor: "w", type: "int4"),
      "tensor w has numbers of type int4, which is not read; export the network without quantisation"
    ),
    (.tensorLength(tensor: "w"), "tensor w has not as many numbers as its shape says" + anew),
    (.precision(tensor: "w"), "tensor w has numbers of 64 bits that 32 bits can't hold" + floats),
    (
      .external(tensor: "w", file: "w.bin"),
      "tensor w has its numbers in w.bin, which is missing or too short; put the file beside the model, or "
        + one
    ),
    (
      .outside(tensor: "w", file: "../\u{1B}w"),
      "tensor w has its numbers in '../\u{FFFD}w', which is not in the model's folder; save all in one file: "
        + "onnx.save(onnx.load('my.onnx'), 'one.onnx')"
    ),
    (.constantTooLarge(node: "n", limit: 16), "node n makes more than 16 constants" + other),
    (.sparse, "an ONNX file with sparse tensors, which are not read" + other),
  ]

  @Test("each fault of an ONNX file is named, with what to do next")
  func words() {
    for (fault, words) in Self.sentences {
      let error = CommandError.model(path: "my.onnx", .onnx(fault))
      #expect(error.message == "my.onnx: " + words)
      #expect(error.status == .badData)
    }
  }
}
