import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// What the colours of a layer's maps span, in each of the four ways.
struct ColourScaleTests {
  private let network: TrainedNetwork
  private let evaluation: Evaluation

  init() throws {
    network = try Examples.small()
    evaluation = try Examples.evaluation(network)
  }

  private func scale(_ scope: ScaleScope, layer: Int, channel: Int = 0) throws -> ColourScale {
    var state = Examples.state(network, evaluation, line: layer)
    state.display.scope = scope
    return ColourScale(try #require(Subject(state)), layer: layer, channel: channel)
  }

  private func statistics(ofLayer layer: Int) throws -> Statistics {
    Statistics(evaluation.trace.activations[layer].values)
  }

  private func position(_ value: Float, _ scale: ColourScale) -> Int? {
    guard case .value(_, let position) = scale.tone(for: value) else { return nil }
    return Int(position)
  }

  @Test(
    "a scale that spans a layer goes from its smallest number to its largest, whatever their signs",
    arguments: [1, 4])
  func span(layer: Int) throws {
    let (scale, numbers) = (try scale(.span, layer: layer), try statistics(ofLayer: layer))
    #expect(numbers.minimum < numbers.maximum)
    #expect(scale.low == numbers.minimum && scale.top == numbers.maximum && !scale.isSigned)
    #expect(scale.showsNegative == (numbers.minimum < 0))
    #expect(scale.tone(for: 0) == .zero)
    let steps = (0...8).map { numbers.minimum + Float($0) / 8 * (numbers.maximum - numbers.minimum) }
    let positions = steps.filter { $0 != 0 }.compactMap { position($0, scale) }
    #expect(positions == positions.sorted() && Set(positions).count == positions.count)
    #expect(positions.count >= 8 && positions.last == 255)
  }

  @Test("a scale that does not span has two arms where numbers can be negative, else it starts at zero")
  func arms() throws {
    for scope in [ScaleScope.layer, .map, .fixed] {
      #expect(try scale(scope, layer: 4).isSigned)
      let ramp = try scale(scope, layer: 1)
      #expect(!ramp.isSigned && ramp.low == 0)
    }
    #expect(try scale(.fixed, layer: 1).top == 1)
  }

  @Test("a map's own scale ends at its largest number")
  func map() throws {
    let tensor = evaluation.trace.activations[1]
    for channel in 0..<tensor.shape[2] {
      let largest = Statistics(tensor.plane(channel: channel).values).maximum
      #expect(try scale(.map, layer: 1, channel: channel).top == largest)
    }
  }
}
