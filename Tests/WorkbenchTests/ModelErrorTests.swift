import ConvNet
import Foundation
import ModelFormats
import Tensors
import Testing
import Workbench

/// Every sentence that an error of a model file can become.
@Suite("errors of model files in words")
struct ModelErrorTests {
  private let damaged = "; the file is damaged: copy or save it again"
  private let saveAgain = "; save the whole model again with model.save('my.keras')"
  private let readme = "; the README lists what can be run"
  private let correct = "; correct the model in Keras and save it again"

  @Test("files of another kind")
  func otherKinds() {
    expect(.notAModelFile, "no model file of Keras or ONNX; give a file that model.save('my.keras') wrote")
    expect(
      .unsupportedModelClass("Mine"),
      "a Mine model, a class of its own whose layers are not in the file; build it from the same layers as "
        + "keras.Sequential([…]) or keras.Model(inputs, outputs), and save that")
    expect(
      .kerasTooOld(version: "1.2.2"),
      "a model of Keras 1.2.2, whose arguments had other names and meanings; load it in Keras 2 (pip install "
        + "keras==2.2.4), save it with model.save('my.h5'), and give that file")
    expect(
      .kerasTooOld(version: nil),
      "a model of Keras 1, whose arguments had other names and meanings; load it in Keras 2 (pip install "
        + "keras==2.2.4), save it with model.save('my.h5'), and give that file")
    expect(
      .configTooLarge(size: 20_000_000, limit: 16_777_216),
      "its model config takes 20,000,000 bytes, and 16,777,216 are read; keep large arrays in layers' weights "
        + "instead of constants")
  }

  @Test("axes in an order that can't be run")
  func axisOrders() {
    expect(
      .mixedDataFormats(channelsFirst: "a\u{1B}", channelsLast: "b"),
      "layer a\u{FFFD} has data_format='channels_first' and b 'channels_last', and only one of both can be run"
        + readme)
    expect(
      .needsChannelsLast(UnsupportedLayer(name: "dense", className: "Dense")),
      "dense (Dense) can't be run on maps in a model with data_format='channels_first'" + readme)
  }

  @Test("functions of keras.ops with numbers in place of layers")
  func constants() {
    expect(
      .constantOperand(layer: "add\u{1B}"),
      "add\u{FFFD} takes a constant otherwise than as a layer + - * or / one number, which can't be run"
        + readme)
  }

  @Test("calls of layers that can't be run as they stand")
  func calls() {
    expect(
      .unsupportedCall(layer: "a\u{1B}", argument: "training\u{1B}", value: "True"),
      "layer a\u{FFFD} is called with training\u{FFFD}=True, which can't be run; "
        + "build the model without it, and save it again")
    expect(
      .unsupportedArgument(layer: "a", argument: "dtype", value: "mixed_float16"),
      "layer a has dtype=mixed_float16, which can't be run; "
        + "build the model anew with keras.config.set_dtype_policy('float32'), set its weights, and save that"
    )
    expect(
      .missingOperand(layer: "add", operand: "x2"),
      "layer add is called without x2, which it needs" + saveAgain)
    expect(
      .legacyConstant(layer: "add"),
      "add merges a layer with a number, which Keras can't read back from an .h5 file; "
        + "build the model and save it with model.save('my.keras')")
  }

  @Test("arithmetic with integers")
  func integers() {
    expect(
      .integerArithmetic(layer: "multiply\u{1B}", type: "uint8"),
      "multiply\u{FFFD} computes with uint8, in which numbers wrap around, and this can't be run; "
        + "put Rescaling(1.0) before it, which makes floats, and save the model again")
  }

  @Test("legacy .h5 files")
  func legacy() {
    expect(.legacyDamaged, "an HDF5 file whose list of contents is damaged" + damaged)
    expect(
      .legacyWithoutModel,
      "an HDF5 file of weights, without the model that they belong to; "
        + "build the model in Keras, model.load_weights('m.keras'), then save the whole model with model.save('my.keras')"
    )
    expect(.legacyReaderDied, "an HDF5 file that can't be read to its end" + damaged)
    let reader = "an HDF5 file, and the process that reads such files can't be started"
    let load = "; load it in Keras and save it with model.save('my.keras')"
    expect(.legacyProcess(code: nil), reader + load)
    expect(.legacyProcess(code: 2), reader + ": No such file or directory" + load)
  }

  @Test("files that change, can't be read, or find no memory")
  func circumstances() {
    expect(
      .changed, "changed while it was read; open it again when it is written to its end", .missingInput)
    expect(
      .unreadable(code: EIO), "can't be read: Input/output error; check its disk and permissions",
      .missingInput)
    expect(
      .unreadable(code: ENFILE),
      "can't be read: Too many open files in system; check its disk and permissions", .noResources)
    expect(
      .memory(bytes: 1_000_000),
      "needs 1,000,000 bytes of memory, which the system does not give; "
        + "close other programs, or allow more memory (ulimit -v)", .noResources)
    expect(
      .memory(bytes: 0),
      "needs more memory than the system gives; close other programs, or allow more memory (ulimit -v)",
      .noResources)
    expect(
      .legacyProcess(code: EMFILE),
      "an HDF5 file, and the process that reads such files can't be started: Too many open files; "
        + "load it in Keras and save it with model.save('my.keras')", .noResources)
  }

  @Test("archives that are damaged or foreign")
  func archives() {
    expect(.archiveDamaged, "a zip archive whose list of contents is missing or damaged" + damaged)
    expect(.memberMissing("config.json"), "has no 'config.json' in it" + saveAgain)
    expect(.memberCorrupt("config.json"), "'config.json' in it is damaged" + damaged)
    expect(.memberEncrypted("config.json"), "'config.json' in it needs a password" + saveAgain)
    expect(
      .memberCompression("config.json"), "'config.json' in it is compressed in an unknown way" + saveAgain)
    expect(
      .memberTooLarge("a\u{1B}", size: 5_000, limit: 4_000),
      "'a\u{FFFD}' in it claims 5,000 bytes, and at most 4,000 are possible" + damaged)
  }

  @Test("a config that can't be read")
  func config() {
    expect(
      .configTooDeep(limit: 100),
      "its model config is nested more than 100 deep, which is not read; "
        + "build it with fewer models inside of models, and save it again")
    expect(.configNotJSON(offset: 1_200), "its model config is no JSON from byte 1,200 on" + damaged)
    expect(
      .openInputShape("(None, None, None, 3)"),
      "reads (None, None, None, 3), which leaves open how large its pictures are; "
        + "say how large with --input-size 224x224")
    expect(
      .fixedInputShape(Shape(32, 32, 3)),
      "reads (32, 32, 3), which leaves no size open; leave --input-size out")
    expect(
      .unknownOutput("x\u{1B}", outputs: ["a", "b"]),
      "has no output x\u{FFFD}, but 2 outputs (a, b); give one of its outputs, or leave --output out for the first"
    )
    expect(
      .noInputShape,
      "does not say what shape its input has; begin the model with Input(shape), and save it again")
    let wanted: [(ExpectedValue, String)] = [
      (.positiveInteger(upTo: 1_000), "an integer from 1 to 1,000"),
      (.size(upTo: 9), "one or two integers from 1 to 9"),
      (.batchShape(upTo: 9), "None and integers from 1 to 9"), (.integers(upTo: 9), "integers from −9 to 9"),
      (.number, "a number"), (.numbers, "a number or a list of numbers"), (.boolean, "True or False"),
      (.text, "a text"),
      (.list, "a list"), (.object, "an object"),
    ]
    for (value, words) in wanted {
      expect(
        .badConfig(key: "config.layers", expected: value, found: "3"),
        "its model config has 3 at config.layers, where \(words) belongs" + damaged)
      expect(
        .badArgument(layer: "conv2d", argument: "filters", expected: value, found: "None"),
        "layer conv2d has filters=None, where \(words) belongs" + damaged)
    }
  }

  @Test("a graph that makes no sense")
  func graph() {
    expect(.unknownInput(layer: "a", input: "b"), "a reads b, which its model does not have" + damaged)
    expect(.tooManyLayers(limit: 10_000), "has more than 10,000 layers and connections" + readme)
  }

  @Test("layers that can't be run")
  func layers() {
    let layers = [
      UnsupportedLayer(name: "a", className: "LSTM"), UnsupportedLayer(name: "b", className: "GRU"),
    ]
    expect(.unsupportedLayers(layers), "has layers that can't be run: a (LSTM), b (GRU)" + readme)
    let many = (1...12).map { UnsupportedLayer(name: "\($0)", className: "GRU") }
    expect(
      .unsupportedLayers(many),
      "has layers that can't be run: 1 (GRU), 2 (GRU), 3 (GRU), 4 (GRU) and 8 more" + readme)
    expect(
      .unsupportedLayers(Array(many.prefix(5))),
      "has layers that can't be run: 1 (GRU), 2 (GRU), 3 (GRU), 4 (GRU), 5 (GRU)" + readme)
    let behind = UnsupportedLayer(name: "t", className: "TFOpLambda", origin: .tensorFlow, source: "in\u{1B}")
    expect(
      .unsupportedLayers([behind]),
      "has layers that can't be run: t (TFOpLambda); build the model anew in Keras 3, with keras.ops or Rescaling in "
        + "place of TensorFlow's functions, and save it with model.save('my.keras'); to see the part before it: "
        + "keras.Model(model.inputs, model.get_layer('in\u{FFFD}').output).save('part.keras')")
    let own = UnsupportedLayer(name: "o", className: "Mine", origin: .own)
    expect(
      .unsupportedLayers([own]),
      "has layers that can't be run: o (Mine); the code of such a class is not in the file: build it from Keras's "
        + "layers")
    expect(
      .oldHardSigmoid(layer: "a"),
      "layer a applies hard_sigmoid, which is x ÷ 5 + ½ in Keras 2, by which the file was written, and x ÷ 6 + ½ in "
        + "Keras 3; build the model in Keras 3 with the function that is meant, and save it again")
    expect(
      .unsupportedArgument(layer: "conv2d", argument: "dilation_rate", value: "(2, 2)"),
      "layer conv2d has dilation_rate=(2, 2), which can't be run" + readme)
  }

  @Test("weights that are missing or wrong")
  func weights() {
    expect(.weightsNotHDF5, "its model.weights.h5 is no HDF5 file" + damaged)
    expect(
      .missingWeight(layer: "d", path: "layers/dense"), "layer d has no weights at layers/dense" + damaged)
    expect(
      .weightShape(layer: "d", path: "p", expected: Shape(48, 4), found: Shape(47, 4)),
      "layer d: the weights at p are (47, 4), and (48, 4) is needed" + damaged)
    expect(
      .weightType(layer: "d", path: "p"),
      "layer d: the weights at p are not floats of 16, 32 or 64 bits; save the model with float32 weights")
    expect(
      .weightStorage(layer: "d", path: "p"),
      "layer d: the weights at p are compressed, in chunks, or outside the file" + saveAgain)
    expect(
      .theanoKernel(layer: "c"),
      "layer c has a kernel of Theano, whose convolutions turn it around; load it in Keras 2 on TensorFlow (pip "
        + "install keras==2.2.4), which turns it back, save it with model.save('my.h5'), and give that file")
    expect(
      .quantized(layer: "d", mode: "int8"),
      "layer d is quantised to int8, and only layers in floats are run; save the model before model.quantize(…)"
    )
    expect(
      .sharedAcrossModels(layer: "inner/d", twin: "d"),
      "inner/d and d are one layer in two models, whose weights a .keras file has in one of them only, so that Keras "
        + "can't load it either; save it with model.save('my.h5'), which has them in both")
    expect(
      .loraWeights(layer: "d"),
      "layer d has weights of LoRA, which an .h5 file keeps apart from the kernel; save it with "
        + "model.save('my.keras'), which adds them up")
    expect(.weightCorrupt(layer: "d", path: "p"), "layer d: the weights at p are damaged" + damaged)
  }

  @Test("graphs that are no network")
  func graphs() {
    let one = "; save a model with one input and one output"
    expect(.network(.noLayers), "has no layer behind its input" + correct)
    expect(.network(.duplicateName("a")), "has two layers called a" + correct)
    expect(.network(.order("a")), "layer a reads one that does not come before it" + correct)
    expect(.network(.inputs(["a", "b"])), "has 2 inputs (a, b), and exactly 1 can be run" + one)
    expect(.network(.inputs([])), "has 0 inputs, and exactly 1 can be run" + one)
    expect(.network(.outputs(["a", "b", "c"])), "has 3 outputs (a, b, c), and exactly 1 can be run" + one)
    expect(
      .network(.tooMuchMemory(layer: "a", shape: Shape(9, 9, 9), limit: 1_000)),
      "the activations up to layer a, (9, 9, 9), take more than 1,000 bytes; "
        + "use a smaller input or a machine with more memory", .noResources)
  }

  @Test("layers that don't fit")
  func faults() {
    expect(.inputCount(expected: 1, found: 2), "it reads 2 inputs, and 1 is needed")
    expect(.inputCount(expected: 2, found: 1), "it reads 1 input, and 2 are needed")
    expect(
      .inputShapes([Shape(4, 4, 2), Shape(3, 2)]), "it reads (4, 4, 2) and (3, 2), which don't go together")
    expect(.rank(expected: 3, found: Shape(784)), "it reads (784,), and 3 axes are needed")
    expect(.rank(expected: 1, found: Shape(7, 8)), "it reads (7, 8), and 1 axis is needed")
    expect(
      .windowTooLarge(window: Size2D(height: 5, width: 4), input: Shape(3, 3, 32)),
      "its window (5, 4) is larger than its input (3, 3, 32)")
    expect(.argument("strides", found: "(0, 1)"), "its strides can't be (0, 1)")
  }

  private func expect(
    _ error: ModelError, _ words: String, _ status: ExitReason = .badData,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = CommandError.model(path: "m.keras", error)
    #expect(error.message == "m.keras: " + words, sourceLocation: sourceLocation)
    #expect(error.explanation == words, sourceLocation: sourceLocation)
    #expect(error.status == status, sourceLocation: sourceLocation)
  }

  private func expect(
    _ fault: LayerFault, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect(
      .layer(name: "conv2d", className: "Conv2D", fault: fault),
      "layer conv2d (Conv2D) can't run: " + words + correct, sourceLocation: sourceLocation)
  }
}
