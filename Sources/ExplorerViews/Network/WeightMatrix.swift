import CellScreen
import ConvNet
import Explorer
import Tensors

/// The weights of a dense layer below the numbers that it reads: a row a unit, a column an input.
///
///     out[w] = Σ i  in[i] · weight[i,w]  + bias[w]
struct WeightMatrix {
  private let inputs: [Float]
  private let computed: Int
  private let inputColours: ColourScale
  private let weights: Tensor
  private let colours: ColourScale
  private let inputName: String
  private let area: Area
  /// The columns of a weight.
  private let pitch: Int

  /// The weights of the selected layer at the right of an area, aligned with rows of its units; `nil` for other layers,
  /// and where they would take more than `share` of the columns.
  init?(_ subject: Subject, _ area: Area, share: Double) {
    guard let layer = subject.layer, subject.network.layers[layer].operation is Dense,
      let source = subject.model.source(ofLayer: layer), subject.shape(ofLayer: source).rank == 1
    else { return nil }
    let count = subject.shape(ofLayer: source).count
    pitch = min(3, Int(Double(area.width) * share) / max(1, count))
    guard pitch >= 1, count * pitch >= 24 else { return nil }
    weights = subject.evaluation.trace.trained.parameters(ofLayer: layer)[.kernel]
    colours = ColourScale(weights: weights.values)
    inputs = subject.evaluation.tensor(ofLayer: source, beforeActivation: false).values
    computed = Progress(subject).units(ofLayer: source)
    inputColours = ColourScale(subject.afterActivation, layer: source, channel: 0)
    inputName = subject.name(ofLayer: source, columns: 16)
    self.area = area.from(column: area.columns.upperBound - count * pitch - 1)
  }

  /// The columns before it.
  var start: Int { area.column }

  /// Names what is there in the rule above, and draws the numbers that are read.
  func drawInputs(on grid: inout CellGrid, rule: Int, row: Int) {
    let words = "× weights: \(inputs.count) inputs × \(weights.shape.channels) units"
    let legend = grid.legend(colours, scope: "", row: rule, endingAt: area.columns.upperBound - 1)
    let fitting = fitting([" \(words) ", " × weights "], in: legend - area.column - 1)
    grid.write(fitting, row: rule, column: area.column, .heading)
    grid.write(inputName, row: row, endingAt: area.column - 2, .dim)
    for (index, value) in inputs.enumerated() {
      draw(index < computed ? inputColours.pixel(for: value) : .notComputed, at: index, on: &grid, row: row)
    }
  }

  /// Draws the weights of a unit.
  func draw(_ unit: Int, on grid: inout CellGrid, row: Int) {
    let units = weights.shape.channels
    for index in inputs.indices {
      draw(colours.pixel(for: weights.values[index * units + unit]), at: index, on: &grid, row: row)
    }
  }

  private func draw(_ pixel: Pixel, at index: Int, on grid: inout CellGrid, row: Int) {
    let column = area.column + index * pitch
    grid.fillPixels(halfRows: 2 * row..<2 * row + 2, columns: column..<column + pitch, pixel)
  }
}
