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
  let change = subject.changeOfFilter(filter, ofLayer: filters.layer)
  var column = area.column + 2
  for (index, channel) in channels.enumerated() {
    guard column + width <= area.columns.upperBound else { return }
    let heading = fitting(["\(names[index]) kernel", names[index], "\(channel)"], in: width + 4)
    let style = channelStyle(channel, of: input.channels, readsChannels ? preprocessing : nil)
    grid.write(heading, row: area.row + 1, column: column, style)
    drawKernel(
      on: &grid, filters.kernel(inputChannel: index, filter: filter), row: area.row + 2,
      lineHeight: lineHeight, column: column, scale: ColourScale(weights: filters.weights(of: filter)),
      isChanged: { change?.hasChanged(row: $0, column: $1, channel: index) ?? false })
    column += width
    if index + 1 < kernels {
      column = grid.write("  +  ", row: area.row + 2 + (height - 1) / 2, column: column, .dim)
    }
  }
  let bias = filters.bias(of: filter).map { " + bias \(NumberText.fixed($0, decimals: 3))" } ?? ""
  let sum = "\(names.joined(separator: " + "))\(bias)  →  map \(filter)"
  let each = kernels == 1 ? "" : "What all kernels give is added:  "
  var row = area.row + 2 + height
  row += drawChange(on: &grid, change, area, row: row)
  if row < area.rows.upperBound,
    let words = [each + sum, sum].first(where: { DisplayText.width(of: $0) + 2 <= area.width })
  {
    grid.write(words, row: row, column: area.column + 2, .role(.accent))
  }
  drawFilterCount(on: &grid, filters, area, row: row + 1)
}

/// What changes have made of a filter's numbers; returns how many rows that takes.
private func drawChange(on grid: inout CellGrid, _ change: FilterChange?, _ area: Area, row: Int) -> Int {
  guard let change, row < area.rows.upperBound else { return 0 }
  let words = DisplayText(fitting(change.wordings, in: area.width - 2)).truncated(to: area.width - 2)
  grid.write(words, row: row, column: area.column + 2, .heading)
  return 1
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
  /// The layer.
  let layer: Int
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

/// A kernel's numbers on the colours of their signs, seven columns each; in brackets those that were changed.
private func drawKernel(
  on grid: inout CellGrid, _ kernel: Plane, row: Int, lineHeight: Int, column: Int, scale: ColourScale,
  isChanged: (_ row: Int, _ column: Int) -> Bool
) {
  let decimals = fittingDecimals(of: kernel.values.map(\.magnitude), atMost: 3, width: 5)
  for (place, value) in kernel.values.enumerated() {
    let text = NumberText.signed(value, decimals: decimals, width: 6)
    let field = Area(
      row: row + place / kernel.width * lineHeight, column: column + place % kernel.width * 7,
      height: lineHeight, width: 7)
    let style = Style(.contrast, on: scale.ground(for: value))
    grid.fill(field, with: Cell(" ", style))
    let isMarked = isChanged(place / kernel.width, place % kernel.width)
    let marked = isMarked ? "[\(NumberText.signed(value, decimals: decimals, width: 5))]" : " " + text
    grid.write(
      DisplayText(marked).truncated(to: 7), row: field.row, column: field.column,
      isMarked ? style.with([.bold, .underline]) : style)
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
    if let heading = headings.first(where: { DisplayText.width(of: $0) <= room }) {
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
  let change = subject.changeOfFilter(filter, ofLayer: filters.layer)
  if let change { sheet.mark(change, on: &grid, filters) }
  guard hasList else { return }
  let list = area.body.from(column: area.column + sheet.width + 2).wide(32)
  let rows = drawChange(on: &grid, change, list, row: list.row)
  drawLargestParts(on: &grid, subject, list.from(row: list.row + 2 * rows))
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

  /// How many kernels have room.
  private var room: Int { 2 * area.height / pitch * perLine }

  /// The half row and the column of a kernel's corner.
  private func corner(_ channel: Int, _ filters: Filters) -> (halfRow: Int, column: Int) {
    (
      2 * area.row + channel / perLine * pitch,
      area.column + 5 + channel % perLine * (filters.convolution.kernelSize.width * factor + 1)
    )
  }

  /// Draws the kernels of a filter; those that don't fit are left out at the end.
  func draw(on grid: inout CellGrid, _ filters: Filters, filter: Int) {
    let colours = ColourScale(weights: filters.weights(of: filter))
    for channel in 0..<min(filters.depth, room) {
      let (top, left) = corner(channel, filters)
      if channel.isMultiple(of: perLine) {
        grid.write("\(channel)", row: top / 2, endingAt: area.column + 4, .dim)
      }
      let kernel = filters.kernel(inputChannel: channel, filter: filter)
      let map = PixelMap(kernel, at: .enlarged(factor), .largest, colours: colours, neverRead: ([], []))
      grid.draw(map, halfRow: top, column: left)
    }
  }

  /// Frames the kernels of which weights were changed, unless all were.
  func mark(_ change: FilterChange, on grid: inout CellGrid, _ filters: Filters) {
    let size = filters.convolution.kernelSize
    guard change.channels.count < filters.depth else { return }
    for channel in change.channels where channel < room {
      let (top, left) = corner(channel, filters)
      let (bottom, right) = (top + size.height * factor, left + size.width * factor)
      // Above the first line stands its heading.
      for halfRow in max(2 * area.row, top - 1)...bottom {
        let isEdge = halfRow < top || halfRow == bottom
        for column in left - 1...right where isEdge || column < left || column == right {
          grid.setPixel(halfRow: halfRow, column: column, .mark)
        }
      }
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
