import ConvNet
import Tensors
import TestSupport
import Testing

/// What a pre-activation is, computed again from the form of its explanation.
func preActivation(of form: Explanation.Form, inputs: [Tensor]) -> Double {
  switch form {
  case .given, .padding: 0
  case .weightedSum(let sum): sum.sumOfProducts + Double(sum.bias ?? 0)
  case .windowMaximum(let window): Double(window.places[window.winner].value)
  case .windowAverage(let window): window.sum / Double(window.count)
  case .moved(let origin): Double(inputs[origin.input][position: origin.position])
  case .elementwise(let elementwise): elementwise.value
  case .merged(let merge): merge.value
  case .held(let hold): Double(hold.value)
  }
}

/// Expects that a layer has the shape that it infers, and that the form of each of its units has as many terms as
/// the layer says and gives the unit's number.
func expectExplained(
  _ block: any BuildingBlock, _ input: Tensor, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let block = block.block
  let output = block.preActivation(of: [input])
  let shape = try block.outputShape(of: [input.shape])
  try #require(output.shape == shape, "\(block.code)", sourceLocation: sourceLocation)
  let count = block.termCount(inputs: [input.shape])
  var explained = output
  var hasAllTerms = true
  for offset in output.values.indices {
    let form = block.form(ofUnitAt: shape.indices(ofOffset: offset), inputs: [input])
    explained.values[offset] = Float(preActivation(of: form, inputs: [input]))
    hasAllTerms = hasAllTerms && form.termCount == count
  }
  #expect(hasAllTerms, "\(block.code) on \(input.shape): not \(count) terms", sourceLocation: sourceLocation)
  #expect(explained == output, "\(block.code) on \(input.shape)", sourceLocation: sourceLocation)
}
