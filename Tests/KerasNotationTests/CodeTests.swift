import ConvNet
import Tensors
import Testing

@testable import KerasNotation

/// The code of operations that no file says.
struct CodeTests {
  private func expect(
    _ operation: any NotatedOperation, _ code: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(operation.code == code, sourceLocation: sourceLocation)
    #expect((operation as any ConvNet.Operation).kerasCode().text == code, sourceLocation: sourceLocation)
  }

  @Test("sums have only the arguments that differ from Keras's defaults")
  func sums() {
    let three = Size2D(square: 3)
    expect(Conv2D(filters: 32, kernelSize: three), "Conv2D(32, (3, 3))")
    #expect(
      Conv2D(
        filters: 32, kernelSize: three, strides: Size2D(height: 2, width: 1), activationFunction: .tanh,
        usesBias: false
      ).code(.same).text
        == "Conv2D(32, (3, 3), strides=(2, 1), padding='same', activation='tanh', use_bias=False)")
    expect(Conv2D(filters: 12, kernelSize: three, groups: 2), "Conv2D(12, (3, 3), groups=2)")
    expect(
      Conv2D(filters: 12, kernelSize: three, dilation: Size2D(height: 2, width: 1)),
      "Conv2D(12, (3, 3), dilation_rate=(2, 1))")
    expect(DepthwiseConv2D(kernelSize: three), "DepthwiseConv2D((3, 3))")
    #expect(
      DepthwiseConv2D(
        kernelSize: three, multiplier: 2, strides: Size2D(square: 2), dilation: Size2D(square: 2),
        activationFunction: .relu, usesBias: false
      ).code(.same).text
        == "DepthwiseConv2D((3, 3), strides=(2, 2), padding='same', depth_multiplier=2, dilation_rate=(2, 2), "
        + "activation='relu', use_bias=False)")
    expect(Dense(units: 64), "Dense(64)")
    expect(
      Dense(units: 64, activationFunction: .softmax, usesBias: false),
      "Dense(64, activation='softmax', use_bias=False)")
  }

  @Test("a function with arguments stands in another layer's code as the layer that makes it")
  func insideOfALayer() {
    expect(
      Dense(units: 3, activationFunction: .leakyReLU(negativeSlope: 0.1), usesBias: false),
      "Dense(3, activation=LeakyReLU(negative_slope=0.1), use_bias=False)")
    expect(Dense(units: 3, activationFunction: .elu(alpha: 1)), "Dense(3, activation='elu')")
  }

  @Test("poolings have strides where these are not the window's, and axes where they are kept")
  func poolings() {
    let (two, wide) = (Size2D(square: 2), Size2D(height: 2, width: 3))
    expect(Pooling2D(.maximum, poolSize: two), "MaxPooling2D((2, 2))")
    let border = Border(top: 0, bottom: 1, left: 1, right: 1)
    expect(
      Pooling2D(.maximum, poolSize: wide, strides: Size2D(square: 1), padding: border),
      "MaxPooling2D((2, 3), strides=(1, 1), padding='same')")
    expect(
      Pooling2D(.average, poolSize: wide, padding: border),
      "AveragePooling2D((2, 3), padding=((0, 1), (1, 1)))")
    let strided = Pooling2D(.maximum, poolSize: wide, padding: Border(top: 0, bottom: 1, left: 0, right: 1))
    #expect(
      strided.listing(reading: [Shape(5, 5, 1)]).text == "MaxPooling2D((2, 3), padding='same')")
    #expect(Pooling2D(.maximum, poolSize: wide).code(.valid).text == "MaxPooling2D((2, 3))")
    expect(GlobalPooling2D(.average), "GlobalAveragePooling2D()")
    expect(GlobalPooling2D(.maximum, keepsAxes: true), "GlobalMaxPooling2D(keepdims=True)")
    expect(UpSampling2D(size: two), "UpSampling2D((2, 2))")
    expect(
      UpSampling2D(size: Size2D(height: 1, width: 2), interpolation: .bilinear),
      "UpSampling2D((1, 2), interpolation='bilinear')")
  }

  @Test("shapes and borders are written as Python writes tuples, as short as Keras takes them")
  func shapes() {
    expect(Input(Shape(32, 32, 3)), "Input((32, 32, 3))")
    expect(Input(Shape(8), integerType: "uint8"), "Input((8,), dtype='uint8')")
    expect(Input(Shape(32, 16, 3), isChannelsFirst: true), "Input((3, 32, 16))")
    expect(Flatten(), "Flatten()")
    expect(Reshape(targetShape: [4, -1]), "Reshape((4, -1))")
    expect(Reshape(targetShape: [7]), "Reshape((7,))")
    expect(Permute(axes: [1, 0, 2]), "Permute((2, 1, 3))")
    expect(Permute(axes: [0]), "Permute((1,))")
    expect(Stack(axis: 0), "ops.stack(xs, axis=1)")
    expect(Stack(), "ops.stack(xs, axis=-1)")
    let rows = Slice.Axis(first: 1, count: 3)
    expect(
      Slice([rows, Slice.Axis(first: 0, step: 2, count: 2), Slice.Axis(picking: 2)]), "x[1:4, :4:2, 2]")
    let part = Slice([rows, Slice.Axis(first: 2, step: -1, count: 3)])
    #expect(part.listing(reading: [Shape(4, 3)]).text == "x[1:, ::-1]")
    #expect(part.listing(reading: [Shape(5, 4)]).text == "x[1:4, 2::-1]")
    expect(ZeroPadding2D(Border(top: 1, bottom: 1, left: 1, right: 1)), "ZeroPadding2D(1)")
    expect(ZeroPadding2D(Border(top: 0, bottom: 0, left: 2, right: 2)), "ZeroPadding2D((0, 2))")
    expect(ZeroPadding2D(Border(top: 0, bottom: 1, left: 2, right: 2)), "ZeroPadding2D(((0, 1), (2, 2)))")
    expect(Cropping2D(Border(top: 1, bottom: 1, left: 2, right: 2)), "Cropping2D((1, 2))")
  }

  @Test("merges have their class, and an axis where it is not the last")
  func merges() {
    let codes = ["Add()", "Subtract()", "Multiply()", "Average()", "Maximum()", "Minimum()"]
    #expect(Merge.Operation.allCases.map { MergeLayer($0).code } == codes)
    expect(Concatenate(), "Concatenate()")
    expect(Concatenate(axis: 0), "Concatenate(axis=1)")
    #expect(Concatenate().code(axis: -2).text == "Concatenate(axis=-2)")
  }

  @Test("axes are those of Keras, which counts that of the batch")
  func normalizations() {
    expect(BatchNormalization(), "BatchNormalization()")
    expect(
      BatchNormalization(epsilon: 1e-5, axis: 0, usesGamma: false, usesBeta: false),
      "BatchNormalization(axis=1, epsilon=1e-05, center=False, scale=False)")
    expect(LayerNormalization(), "LayerNormalization()")
    expect(LayerNormalization(axes: [0]), "LayerNormalization(axis=1)")
    expect(
      LayerNormalization(epsilon: 1e-6, axes: [0, 1], usesGamma: false),
      "LayerNormalization(axis=[1, 2], epsilon=1e-06, scale=False)")
    expect(Normalization(.adapted), "Normalization()")
    expect(Normalization(.adapted, axes: []), "Normalization(axis=None)")
    let given = Normalization.Source.given(mean: Constant(0.5), variance: Constant(0.25))
    expect(
      Normalization(given, axes: [0, 2], isInverted: true),
      "Normalization(axis=[1, 3], mean=0.5, variance=0.25, invert=True)")
    let table = [Shape(2, 3)]
    #expect(BatchNormalization(axis: 1).listing(reading: table).text == "BatchNormalization()")
    #expect(BatchNormalization(axis: 0).listing(reading: table).text == "BatchNormalization(axis=1)")
    #expect(LayerNormalization(axes: [1]).listing(reading: table).text == "LayerNormalization()")
    #expect(Concatenate(axis: 1).listing(reading: table + table).text == "Concatenate()")
    expect(PReLU(), "PReLU()")
    expect(PReLU(sharedAxes: [0, 1]), "PReLU(shared_axes=[1, 2])")
  }

  @Test("a function is written by its name, or as the layer that is made for it")
  func functions() {
    expect(ActivationLayer(.hardSilu), "Activation('hard_silu')")
    expect(ActivationLayer(.leakyReLU(negativeSlope: 0.2)), "Activation('leaky_relu')")
    expect(ActivationLayer(.leakyReLU(negativeSlope: 0.1)), "LeakyReLU(negative_slope=0.1)")
    func own(_ function: ActivationFunction) -> String? { ActivationLayer(function).codeOfItsClass?.text }
    #expect(own(.relu) == "ReLU()" && own(.relu6) == "ReLU(max_value=6.0)" && own(.tanh) == nil)
    let bent = BentReLU(maximum: 2, negativeSlope: 0.25, threshold: 0.5)
    #expect(own(.bentReLU(bent)) == "ReLU(max_value=2.0, negative_slope=0.25, threshold=0.5)")
    #expect(own(.leakyReLU(negativeSlope: 0.3)) == "LeakyReLU()")
    #expect(own(.elu(alpha: 1)) == "ELU()" && own(.elu(alpha: 0.5)) == "ELU(alpha=0.5)")
    #expect(
      ActivationLayer(.leakyReLU(negativeSlope: 0.1)).codeOfName.text
        == "Activation(LeakyReLU(negative_slope=0.1))")
    #expect(ActivationLayer.code(softmaxOver: -1).text == "Softmax()")
    #expect(ActivationLayer.code(softmaxOver: 3).text == "Softmax(axis=3)")
    #expect(ActivationLayer(.relu).kerasClass(inFile: "ReLU") == "ReLU")
    #expect(ActivationLayer(.relu).kerasClass(inFile: "Relu") == "Activation")
    #expect(Flatten().kerasClass(inFile: "ReLU") == "Flatten")
  }

  @Test("every function that Keras knows by name has that name")
  func names() throws {
    for (name, _) in ActivationFunction.named {
      let function = try #require(ActivationFunction(kerasName: name))
      #expect(ActivationFunction(kerasName: function.kerasName) == function)
    }
  }

  @Test("what works in training only has its class, and what the file says")
  func training() {
    expect(Identity(), "Identity()")
    expect(Identity(.gaussianNoise), "GaussianNoise()")
    #expect(Identity(.dropout).code(arguments: ["0.5"]).text == "Dropout(0.5)")
    #expect(
      Identity(.randomZoom).code(arguments: ["(-0.2, 0.2)", "0.1"]).text == "RandomZoom((-0.2, 0.2), 0.1)")
    #expect(Set(Identity.Purpose.allCases.map(\.className)).count == Identity.Purpose.allCases.count)
  }

  @Test("numbers are written as Python writes them, an inverse as a division")
  func constants() {
    expect(Rescaling(scale: Constant(1.0 / 255)), "Rescaling(1/255)")
    expect(
      Rescaling(scale: Constant(1 / 127.5), offset: Constant(-1)), "Rescaling(1/127.5, offset=-1.0)")
    expect(Rescaling(scale: Constant(0.123456789)), "Rescaling(0.123456789)")
    expect(Rescaling(scale: Constant(0)), "Rescaling(0.0)")
    expect(Rescaling(scale: Constant(.pi)), "Rescaling(3.141592653589793)")
    expect(Rescaling(scale: Constant(Shape(2, 1), [0.5, 2])), "Rescaling([[0.5], [2.0]])")
  }

  @Test("arithmetic with a constant is what one writes in Python")
  func arithmetic() throws {
    func code(_ operation: Elementwise.Operation, _ number: Double, isFirst: Bool = false) -> String? {
      ConstantArithmetic(operation, number, isConstantFirst: isFirst)?.code
    }
    #expect(code(.divide, 127.5) == "x / 127.5")
    #expect(code(.multiply, 1.0 / 6) == "x * (1/6)")
    #expect(code(.subtract, 1, isFirst: true) == "1.0 - x")
    #expect(code(.add, -0.5, isFirst: true) == "-0.5 + x")
    #expect(code(.add, -0.5) == "x + (-0.5)")
  }
}
