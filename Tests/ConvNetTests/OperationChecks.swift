import Tensors
import TestSupport
import Testing

@testable import ConvNet

/// What holds for every operation, checked on inputs.
struct OperationChecks {
  let block: Block
  let inputs: [Tensor]
  let what: String

  init(_ block: any BuildingBlock, _ inputs: [Tensor]) {
    self.block = block.block
    self.inputs = inputs
    what = "\(block.block.code) on \(inputs.map(\.shape))"
  }

  /// Checks shapes, explanations and fields.
  func expectAll(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try expectShape(sourceLocation)
    expectExplanations(sourceLocation)
    expectExactRegions(sourceLocation)
  }

  private func expectShape(_ location: SourceLocation) throws {
    let output = block.preActivation(of: inputs)
    let inferred = try block.outputShape(of: inputs.map(\.shape))
    #expect(inferred == output.shape, "\(what)", sourceLocation: location)
  }

  /// The explanation of every unit gives its number, to the last bit, and has as many terms as the operation says.
  private func expectExplanations(_ location: SourceLocation) {
    let output = block.preActivation(of: inputs)
    let count = block.termCount(inputs: inputs.map(\.shape))
    for offset in output.values.indices {
      let form = block.form(ofUnitAt: output.shape.indices(ofOffset: offset), inputs: inputs)
      let found = form.result(inputs)
      let value = output.values[offset]
      #expect(
        found == value || found.isNaN && value.isNaN, "\(what), unit \(offset)", sourceLocation: location)
      #expect(form.termCount == count, "\(what)", sourceLocation: location)
    }
  }

  /// A unit reads the numbers whose NaN reaches it, and no others.
  private func expectExactRegions(_ location: SourceLocation) {
    let shapes = inputs.map(\.shape)
    let output = block.preActivation(of: inputs)
    var reached = [[Set<Int>]](
      repeating: inputs.map { _ in [] }, count: output.values.count)
    for (input, tensor) in inputs.enumerated() {
      for place in tensor.values.indices {
        var spoiled = inputs
        spoiled[input].values[place] = .nan
        for (offset, value) in block.preActivation(of: spoiled).values.enumerated() where value.isNaN {
          reached[offset][input].insert(place)
        }
      }
    }
    for (offset, expected) in reached.enumerated() {
      let unit = Region.unit(at: output.shape.indices(ofOffset: offset))
      let regions = block.regions(readBy: unit, inputs: shapes, output: output.shape)
      let found = zip(regions, shapes).map { Set($0.offsets(in: $1).indices) }
      #expect(found == expected, "\(what), unit \(offset)", sourceLocation: location)
    }
    let all = block.regions(readBy: .all(of: output.shape), inputs: shapes, output: output.shape)
    let union = reached.reduce(inputs.map { _ in Set<Int>() }) { zip($0, $1).map { $0.union($1) } }
    #expect(
      zip(all, shapes).map { Set($0.offsets(in: $1).indices) } == union, "\(what)", sourceLocation: location)
  }
}

extension Explanation.Form {
  /// The pre-activation, worked out again.
  func result(_ inputs: [Tensor]) -> Float {
    switch self {
    case .given: .nan
    case .weightedSum(let sum): Float(sum.sumOfProducts + Double(sum.bias ?? 0))
    case .windowMaximum(let window): window.places[window.winner].value
    case .windowAverage(let window): Float(window.sum / Double(window.count))
    case .moved(let origin): inputs[origin.input][position: origin.position]
    case .padding: 0
    case .elementwise(let way): Float(way.value)
    case .merged(let merge): Float(merge.value)
    case .held(let hold): hold.value
    }
  }
}

/// Expects that an operation refuses shapes.
func expect(
  _ fault: LayerFault, _ operation: any Operation, _ inputs: [Shape],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(throws: fault, sourceLocation: sourceLocation) { try operation.outputShape(of: inputs) }
  if operation is any FixedOperation { return }
  #expect(throws: fault, sourceLocation: sourceLocation) { try operation.parameterSlots(for: inputs) }
}

/// Expects that an operation refuses shapes, whatever its numbers are.
func expect(
  _ fault: LayerFault, _ layer: some LearnedOperation, _ inputs: [Shape],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expect(fault, layer.operation, inputs, sourceLocation: sourceLocation)
}
