import ConvNet
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("explain and why behind functions that make other numbers of sums")
struct SoftmaxReportTests {
  /// A network of one picture row, whose sums are 0, 1 and 2; `function` is its last layer's, or a layer of its own.
  private func study(_ function: ActivationFunction, ofItsOwn: Bool = false) throws -> PictureStudy {
    let dense = LearnedDense(
      weight: Tensor(Shape(1, 3), [0, 1, 2]), bias: nil, activationFunction: ofItsOwn ? .linear : function)
    var layers = [
      TestLayer(name: "input", block: Input(Shape(1)), inputs: []),
      TestLayer(name: "d", block: dense, inputs: [0]),
    ]
    if ofItsOwn { layers.append(TestLayer(name: "own", block: ActivationLayer(function), inputs: [1])) }
    let pass = try Trace(TrainedNetwork(layers: layers), input: Tensor(Shape(1), [1]))
    return PictureStudy(pass, picture: "a.ppm", model: "a.keras", classes: ["0", "1", "2"])
  }

  private func text(_ study: PictureStudy, _ unit: String) throws -> String {
    try UnitReport(study, study.subject(named: unit)).text
  }

  @Test("the numbers that softmax works on have names of their own, not those of the shares")
  func names() throws {
    let dense = try text(study(.softmax), "d[2]")
    #expect(dense.contains("▸  2  sum[2]"), "\(dense)")
    #expect(!dense.contains("0  d[0]"))
    let own = try text(study(.softmax, ofItsOwn: true), "own[2]")
    #expect(own.contains("▸  2  d[2]") && own.contains("p[w] = e^in[w] ÷ Σ v<3  e^in[v]"), "\(own)")
    #expect(!own.contains("0  own[0]"))
  }

  @Test("why says the sum, what the function makes of it, and the shares of the sum")
  func path() throws {
    let softmax = try study(.softmax)
    let text = try PathReport(softmax, from: softmax.logit(ofClass: nil)).text
    #expect(text.contains("softmax(2.000) = 0.665") && text.contains("100 %"), "\(text)")
    let sigmoid = try study(.sigmoid)
    #expect(
      try PathReport(sigmoid, from: sigmoid.logit(ofClass: "1")).text.contains("sigmoid(1.000) = 0.731"))
    let own = try study(.softmax, ofItsOwn: true)
    #expect(try PathReport(own, from: own.logit(ofClass: nil)).text.contains("softmax(2.000) = 0.665"))
    let linear = try study(.linear)
    #expect(try !PathReport(linear, from: linear.logit(ofClass: nil)).text.contains("(2.000)"))
  }
}
