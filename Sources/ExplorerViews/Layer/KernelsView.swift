import CellScreen
import ConvNet
import Explorer
import Tensors

/// A filter that spans few channels, as numbers: one kernel a channel, their results added into one map.
func drawKernelNumbers(
  on grid: inout CellGrid, _ subject: Subject, _ filters: Filters, _ area: Area, readsChannels: Bool
) {
  let (filter, convolution) = (subject.cursor.channel, filters.convolution)
  let kernels = filters.depth
  let headings =
    kernels == 1
    ? ["one kernel"]
    : [
      "\(kernels) kernels, one a channel; their results are added into map \(filter)",
      "\(kernels) kernels, added into map \(filter)", "\(kernels) kernels",
    ]
  grid.weightsRule(filters, area, headings.map { "filter \(filter): \($0)" }, filter: filter)
  let lineHeight = max(1, min(2, (area.height - 5) / max(1, convolution.kernelSize.height)))
  let height = convolution.kernelSize.height * lineHeight
  let input = Shape(0, 0, kernels * convolution.groups)
  let channels = convolution.channels(readBy: filter, of: input)
  let preprocessing = subject.model.preprocessing
  let names = channels.map { readsChannels ? channelName($0, of: input, preprocessing) : "map \($0)" }
  let width = convolution.kernelSize.width * 7
  var column = area.column + 2
  for (index, channel) in channels.enumerated() {
    guard column + width <= area.columns.upperBound else { return }
    let heading = fitting(["\(names[index]) kernel", names[index], "\(channel)"], in: width + 4)
    let style = channelStyle(channel, of: input.channels, readsChannels ? preprocessing : nil)
    grid.write(heading, row: area.row + 1, column: column, style)
    drawKernel(
      on: &grid, filters.kernel(inputChannel: index, filter: filter), row: area.row + 2,
      lineHeight: lineHeight, column: column, scale: ColourScale(weights: filters.weights(of: filter)))
    column += width
    if index + 1 < kernels {
      column = grid.write("  +  ", row: area.row + 2 + (height - 1) / 2, column: column, .dim)
    }
  }
  let bias = filters.bias(of: filter).map { " + bias \(NumberText.fixed($0, decimals: 3))" } ?? ""
  let sum = "\(names.joined(separator: " + "))\(bias)  →  map \(filter)"
  let each = kernels == 1 ? "" : "What all kernels give is added:  "
  let row = area.row + 2 + height
  if row < area.rows.upperBound,
    let words = [each + sum, sum].first(where: { DisplayText($0).width + 2 <= area.width })
  {
    grid.write(words, row: row, column: area.column + 2, .role(.accent))
  }
  drawFilterCount(on: &grid, filters, area, row: row + 1)
}

/// How many numbers a filter has, and all of them: `27 weights + 1 bias = 28;  32 · 28 = 896`.
private func drawFilterCount(on grid: inout CellGrid, _ filters: Filters, _ area: Area, row: Int) {
  guard row < area.rows.upperBound else { return }
  let (count, weights) = (filters.convolution.filters, filters.weights(of: 0).count)
  let hasBias = filters.convolution.usesBias
  let one = hasBias ? "\(weights) weights + 1 bias = \(weights + 1)" : "\(weights) weights"
  let each = hasBias ? weights + 1 : weights
  let total = NumberText.grouped(count * each)
  let words = [
    "Each filter is \(one);  \(count) · \(each) = \(total).", "Each filter is \(one).",
  ]
  grid.write(fitting(words, in: area.width - 2), row: row, column: area.column + 2, .dim)
}

/// The filters of a convolution, with their numbers.
struct Filters {
  /// The operation.
  let convolution: Conv2D
  /// Its weights and biases.
  let parameters: LayerParameters

  /// How many channels each filter spans.
  var depth: Int { parameters[.kernel].shape[2] }

  /// One kernel of a filter; the channel is counted among those that the filter spans.
  func kernel(inputChannel: Int, filter: Int) -> Plane {
    convolution.kernel(inputChannel: inputChannel, filter: filter, parameters)
  }

  /// The weights of one filter.
  func weights(of filter: Int) -> [Float] {
    let weights = parameters[.kernel].values
    return stride(from: filter, to: weights.count, by: convolution.filters).map { weights[$0] }
  }

  /// The bias of one filter; `nil` where there is none.
  func bias(of filter: Int) -> Float? {
    convolution.usesBias ? parameters[.bias].values[filter] : nil
  }
}

/// A kernel's numbers on the colours of their signs, seven columns each.
private func drawKernel(
  on grid: inout CellGrid, _ kernel: Plane, row: Int, lineHeight: Int, column: Int, scale: ColourScale
) {
  let decimals = fittingDecimals(of: kernel.values.map(\.magnitude), atMost: 3, width: 5)
  for (place, value) in kernel.values.enumerated() {
    let text = NumberText.signed(value, decimals: decimals, width: 6)
    let field = Area(
      row: row + place / kernel.width * lineHeight, column: column + place % kernel.width * 7,
      height: lineHeight, width: 7)
    let style = Style(.contrast, on: scale.ground(for: value))
    grid.fill(field, with: Cell(" ", style))
    grid.write(DisplayText(" " + text).truncated(to: 7), row: field.row, column: field.column, style)
  }
}

/// The style of a channel's name: its own colour where it is a colour of the picture, which has gone through a
/// preprocessing.
func channelStyle(_ channel: Int, of channels: Int, _ ofPicture: Preprocessing?) -> Style {
  guard let ofPicture, channels == 3 else { return .dim }
  return .role([Role.red, .green, .blue][ofPicture.pictureChannel(of: channel)], .bold)
}

extension CellGrid {
  /// The rule above a filter's kernels, with the legend of their colours where both fit.
  fileprivate mutating func weightsRule(_ filters: Filters, _ area: Area, _ headings: [String], filter: Int) {
    let scale = ColourScale(weights: filters.weights(of: filter))
    let end = area.columns.upperBound - 2
    var drawn = self
    drawn.rule(row: area.row, columns: area.columns, "")
    let room =
      drawn.legend(scale, scope: "weights", row: area.row, endingAt: end, isShort: true) - area.column - 6
    if let heading = headings.first(where: { DisplayText($0).width <= room }) {
      self = drawn
      write(" \(heading) ", row: area.row, column: area.column + 2)
    } else {
      rule(row: area.row, columns: area.columns, fitting(headings, in: area.width - 6))
    }
  }
}

/// A filter that spans many channels: its kernels as pictures, and what the strongest add to the selected number.
func drawKernelPictures(on grid: inout CellGrid, _ subject: Subject, _ filters: Filters, _ area: Area) {
  let filter = subject.cursor.channel
  let size = filters.convolution.kernelSize
  let weights = NumberText.grouped(size.height * size.width * filters.depth)
  let noun = filters.depth == 1 ? "kernel" : "kernels"
  let kernels = "filter \(filter) = \(filters.depth) \(noun) of \(size.words)"
  let headings = ["\(kernels), one for each map it reads (\(weights) weights)", kernels]
  grid.weightsRule(filters, area, headings, filter: filter)
  let hasList = area.width >= 5 + 8 * (size.width + 1) + 38
  let sheet = KernelSheet(filters, hasList ? area.body.wide(area.width - 38) : area.body)
  sheet.draw(on: &grid, filters, filter: filter)
  guard hasList else { return }
  drawLargestParts(on: &grid, subject, area.body.from(column: area.column + sheet.width + 2).wide(32))
}

/// Where the kernels of a filter stand: 16 or 8 a line, each as large as lets all of them fit.
private struct KernelSheet {
  private let area: Area
  private let factor: Int
  private let perLine: Int
  private let pitch: Int

  init(_ filters: Filters, _ area: Area) {
    let size = filters.convolution.kernelSize
    let count = filters.depth
    let choices = (1...4).reversed().flatMap { factor in [16, 8, 4].map { (factor: factor, perLine: $0) } }
    func pitch(_ factor: Int) -> Int { (size.height * factor + 2) / 2 * 2 }
    let fitting = choices.first { choice in
      let lines = (count + choice.perLine - 1) / choice.perLine
      return 5 + min(count, choice.perLine) * (size.width * choice.factor + 1) <= area.width
        && lines * pitch(choice.factor) <= 2 * area.height
    }
    self.area = area
    factor = fitting?.factor ?? 1
    perLine = fitting?.perLine ?? (area.width >= 5 + 8 * (size.width + 1) ? 8 : 4)
    self.pitch = pitch(factor)
    width = 5 + min(count, perLine) * (size.width * factor + 1)
  }

  /// The columns that the kernels take, their indices at the left among them.
  let width: Int

  /// Draws the kernels of a filter; those that don't fit are left out at the end.
  func draw(on grid: inout CellGrid, _ filters: Filters, filter: Int) {
    let colours = ColourScale(weights: filters.weights(of: filter))
    let shown = 2 * area.height / pitch * perLine
    for channel in 0..<min(filters.depth, shown) {
      let top = 2 * area.row + channel / perLine * pitch
      let left = area.column + 5 + channel % perLine * (filters.convolution.kernelSize.width * factor + 1)
      if channel.isMultiple(of: perLine) {
        grid.write("\(channel)", row: top / 2, endingAt: area.column + 4, .dim)
      }
      let kernel = filters.kernel(inputChannel: channel, filter: filter)
      let map = PixelMap(kernel, at: .enlarged(factor), .largest, colours: colours, neverRead: ([], []))
      grid.draw(map, halfRow: top, column: left)
    }
  }
}

/// Of which number the parts are: those of a sum that its activation function changes make what stood before it.
///
/// Beside a difference it is the number as it is now.
private func largestPartsHeading(
  _ explanation: Explanation, at cursor: LayerCursor, isNow: Bool, width: Int
) -> String {
  let words = largestPartsHeading(explanation, at: cursor, width: width - (isNow ? 4 : 0))
  return isNow ? words + " now" : words
}

private func largestPartsHeading(_ explanation: Explanation, at cursor: LayerCursor, width: Int) -> String {
  let place = "[\(cursor.row), \(cursor.column)]"
  let before = NumberText.fixed(explanation.preActivation, decimals: 3)
  guard explanation.value != explanation.preActivation else { return "largest parts of \(place) = \(before)" }
  let stage = "before \(explanation.activationFunction.title)"
  let wordings = ["\(place) \(stage) = \(before)", "\(before) \(stage)", before]
  return fitting(wordings.map { "largest parts of \($0)" }, in: width)
}

/// What the channels that count most add to the number under the cursor.
func drawLargestParts(on grid: inout CellGrid, _ subject: Subject, _ area: Area) {
  guard area.height >= 3, subject.isSelectionComputed, let explanation = subject.explanation,
    case .weightedSum(let sum) = explanation.form
  else { return }
  let heading = largestPartsHeading(
    explanation, at: subject.cursor, isNow: subject.shownDifference != nil, width: area.width)
  grid.write(heading, row: area.row, column: area.column, .dim)
  let shown = min(area.height - 2, 8, sum.channels)
  grid.writeParts(sum.subtotals, in: area.body.high(shown), barFrom: 16) { "map \(sum.map(ofChannel: $0))" }
  let rest = sum.channels - shown
  guard rest > 0 else { return }
  let words = ["… and \(rest) more: all \(sum.channels) are added", "… and \(rest) more"]
  grid.write(fitting(words, in: area.width), row: area.row + 1 + shown, column: area.column, .dim)
}
