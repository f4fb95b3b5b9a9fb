import CellScreen
import ConvNet
import Explorer
import Tensors

/// What is right, as the engine says it by other ways than questions go.
struct QuestionTruth {
  let trace: Trace
  /// The names of the classes; none where they have none.
  let names: [String]
  /// The answers whose words were looked at already.
  var checked: Set<String> = []
  /// The logits of the picture under covers.
  private var covered: [OcclusionSquare: [Float]] = [:]
  /// What is known already of questions about whole lines.
  private var known: [Question.Kind: [Int: String]] = [:]
  private var network: Network { trace.network }

  init(_ trace: Trace, names: [String]) {
    (self.trace, self.names) = (trace, names)
  }

  /// The right answer as it is printed.
  mutating func answer(_ question: Question) -> String? {
    if question.kind == .covers { return worstCover(question) }
    guard question.place.position == nil else { return worked(question) }
    if let answer = known[question.kind]?[question.place.layer] { return answer }
    let answer = worked(question)
    known[question.kind, default: [:]][question.place.layer] = answer
    return answer
  }

  private func worked(_ question: Question) -> String? {
    let line = question.place.layer
    let shape = trace.activations[line].shape
    switch question.kind {
    case .shape: return shape.description
    case .maps: return "\(shape[2])"
    case .parameters:
      let tensors = trace.trained.parameters(ofLayer: line).tensors.values
      return NumberText.grouped(tensors.reduce(0) { $0 + $1.values.count })
    case .window:
      return question.place.position.flatMap {
        printed(pooled(line, at: $0), beside: trace.activations[line][position: $0])
      }
    case .sum:
      return question.place.position.flatMap {
        printed(added(line, at: $0), beside: trace.preActivations[line][position: $0])
      }
    case .flatten: return question.place.position.flatMap { origin(ofNumber: $0[0], line) }
    case .seen: return seen(line)
    case .dropped: return "\(changedMaps(line))"
    case .winner:
      let logits = trace.logits ?? []
      return logits.max().flatMap { logits.firstIndex(of: $0) }.map {
        names.isEmpty ? "class \($0)" : names[$0]
      }
    case .covers: return nil
    }
  }

  /// The answer under whose cover a whole pass of the covered picture gives the winner the smallest logit.
  private mutating func worstCover(_ question: Question) -> String? {
    guard let logits = trace.logits, let winner = logits.firstIndex(of: logits.max() ?? 0) else { return nil }
    var worst: (text: String, logit: Float)?
    for answer in question.answers {
      guard let square = answer.square else { return nil }
      if covered[square] == nil {
        let input = square.covering(trace.input, with: .grey)
        covered[square] = (try? Trace(trace.trained, input: input))?.logits
      }
      guard let logit = covered[square]?[winner] else { return nil }
      if logit < worst?.logit ?? .infinity { worst = (answer.text, logit) }
    }
    return worst?.text
  }

  /// A number as it is printed where the engine's is the same but for rounding; else what is wrong.
  private func printed(_ number: Double?, beside value: Float) -> String? {
    guard let number else { return nil }
    let isSame = abs(number - Double(value)) <= 1e-5 * max(1, abs(number))
    return isSame ? NumberText.fixed(value, decimals: 4) : "\(number) is not \(value)"
  }

  /// The input of a line.
  private func input(_ line: Int) -> Tensor { trace.activations[network.layers[line].inputs[0]] }

  /// What a pooling makes of a window: of the numbers at u·s + i − before, as far as there are such.
  private func pooled(_ line: Int, at position: [Int]) -> Double? {
    guard let pooling = network.layers[line].operation as? Pooling2D else { return nil }
    let input = input(line)
    var numbers: [Double] = []
    for i in 0..<pooling.poolSize.height {
      for j in 0..<pooling.poolSize.width {
        let row = position[0] * pooling.strides.height + i - pooling.padding.top
        let column = position[1] * pooling.strides.width + j - pooling.padding.left
        guard (0..<input.shape[0]).contains(row), (0..<input.shape[1]).contains(column) else { continue }
        numbers.append(Double(input[position: [row, column, position[2]]]))
      }
    }
    return pooling.rule == .maximum ? numbers.max() : numbers.reduce(0, +) / Double(numbers.count)
  }

  /// What a filter makes at a place: Σ A[u·s + i·d − before, v·s + j·d − before, g·c + k] · B[i, j, k, w] + bias[w].
  private func added(_ line: Int, at position: [Int]) -> Double? {
    let tensors = trace.trained.parameters(ofLayer: line).tensors
    guard let convolution = network.layers[line].operation as? Conv2D, let kernel = tensors[.kernel] else {
      return nil
    }
    let (input, filter, depth) = (input(line), position[2], kernel.shape[2])
    let group = filter / (convolution.filters / convolution.groups)
    var sum = Double(tensors[.bias]?.values[filter] ?? 0)
    for i in 0..<kernel.shape[0] {
      let row =
        position[0] * convolution.strides.height + i * convolution.dilation.height
        - convolution.padding.top
      for j in 0..<kernel.shape[1] {
        let column =
          position[1] * convolution.strides.width + j * convolution.dilation.width
          - convolution.padding.left
        guard (0..<input.shape[0]).contains(row), (0..<input.shape[1]).contains(column) else { continue }
        for k in 0..<depth {
          sum +=
            Double(input[position: [row, column, group * depth + k]])
            * Double(kernel[position: [i, j, k, filter]])
        }
      }
    }
    return sum
  }

  /// The place whose number moves along: found by a pass of the layer on numbers that are their own places.
  private func origin(ofNumber index: Int, _ line: Int) -> String? {
    let input = network.inputShapes(ofLayer: line)[0]
    let places = Tensor(input, (0..<input.count).map { Float($0) })
    let moved = network.layers[line].operation.preActivation(of: [places], .none)
    let place = input.indices(ofOffset: Int(moved.values[index]))
    return "row \(place[0]), column \(place[1]), map \(place[2])"
  }

  /// How many rows of the picture lie between the first and the last that make a number in the middle NaN when they are.
  private func seen(_ line: Int) -> String {
    let shape = network.shapes[line]
    let rows = (0..<network.inputShape[0]).filter { row in
      output(ofLine: line, withoutRow: row)[position: [shape[0] / 2, shape[1] / 2, shape[2] - 1]].isNaN
    }
    return "\((rows.last ?? -1) - (rows.first ?? 0) + 1)"
  }

  /// What leaves a line, without its function, where a row of the picture is NaN and the rest 1.
  private func output(ofLine line: Int, withoutRow row: Int) -> Tensor {
    var path: [Int] = []
    var next = line
    while next > 0 {
      path.append(next)
      next = network.layers[next].inputs[0]
    }
    let shape = network.inputShape
    let values = (0..<shape.count).map { $0 / (shape[1] * shape[2]) == row ? Float.nan : 1 }
    return path.reversed().reduce(Tensor(shape, values)) { input, line in
      network.layers[line].operation.preActivation(of: [input], trace.trained.parameters(ofLayer: line))
    }
  }

  /// How many maps of a layer are others when all of its input's first map is NaN.
  private func changedMaps(_ line: Int) -> Int {
    var input = trace.activations[network.layers[line].inputs[0]]
    let channels = input.shape.channels
    let values = input.values.enumerated().map { $0.offset.isMultiple(of: channels) ? Float.nan : 1 }
    input = Tensor(input.shape, values)
    let output = network.layers[line].operation.preActivation(
      of: [input], trace.trained.parameters(ofLayer: line))
    let maps = output.shape.channels
    return (0..<maps).count { map in
      stride(from: map, to: output.values.count, by: maps).contains { output.values[$0].isNaN }
    }
  }
}
