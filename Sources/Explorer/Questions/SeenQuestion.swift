import ConvNet
import Tensors

/// How wide a square of the picture a number of a line sees.
struct SeenQuestion: QuestionDraft {
  let subject: QuestionSubject
  let line: Int
  /// The layers from the picture to the line, each of which has a window or none.
  let path: [Int]
  let seen: Int

  init?(_ subject: QuestionSubject, line: Int) {
    let network = subject.network
    guard network.shapes[line].rank == 3, network.inputShape.rank == 3,
      let path = network.chain(to: line), subject.grid(line) != nil
    else { return nil }
    (self.subject, self.line, self.path) = (subject, line, path)
    let shape = network.shapes[line]
    let middle = UnitAddress(layer: line, position: [shape[0] / 2, shape[1] / 2, 0])
    guard let box = network.receptiveField(of: middle).box, box.rows.count == box.columns.count,
      // At the edge a square is cut, and of a window with gaps it has holes.
      box.rows.count == subject.extent(seenThrough: path, SeenStep.asItIs),
      network.receptiveField(of: middle).rows.count == box.rows.count
    else { return nil }
    seen = box.rows.count
  }

  var place: Question.Place { Question.Place(layer: line) }
  var right: String { "\(seen)" }

  var claims: [Claim] {
    let picture = min(subject.network.inputShape[0], subject.network.inputShape[1])
    let extents: [(Belief, Int)] = [
      (.ownWindow, subject.extent(seenThrough: [line], SeenStep.asItIs)),
      (.withoutPooling, subject.extent(seenThrough: path.filter { !isPooling($0) }, SeenStep.single)),
      (.sidesAdded, subject.extent(seenThrough: path.filter { !isPooling($0) }, SeenStep.added)),
      (.wholePicture, picture), (.ownPlace, 1),
    ]
    let wrong = extents.filter { $0.1 != seen && $0.1 > 0 }
    // Nobody looks for the pixel alone who has better ideas.
    let likely = wrong.filter { $0.0 != .ownPlace }
    return (Set(likely.map(\.1)).count > 1 ? likely : wrong).map { Claim(belief: $0.0, text: "\($0.1)") }
  }

  private func isPooling(_ line: Int) -> Bool { subject.network.layers[line].operation is Pooling2D }
}

/// How windows one behind the other make what is seen larger.
enum SeenStep {
  /// As it is: each by its reach less one, times how far apart neighbours lie.
  case asItIs
  /// Each by its reach less one.
  case single
  /// Each by its reach.
  case added
}

extension QuestionSubject {
  /// The window of a line.
  func grid(_ line: Int) -> WindowGrid? { network.layers[line].operation.grid(over: input(line)) }

  /// How many pixels one number behind some lines sees along the rows.
  func extent(seenThrough lines: [Int], _ step: SeenStep) -> Int {
    var (extent, distance) = (step == .added ? 0 : 1, 1)
    for axis in lines.compactMap({ grid($0)?.rows }) {
      switch step {
      case .asItIs:
        extent += (axis.reach - 1) * distance
        distance *= axis.stride
      case .single: extent += axis.reach - 1
      case .added: extent += axis.reach
      }
    }
    return extent
  }

  /// How many pixels of the picture lie between what two neighbours of a line see.
  func distance(ofNeighbours lines: [Int]) -> Int {
    lines.compactMap { grid($0)?.rows.stride }.reduce(1, *)
  }
}

extension Network {
  /// The layers from the first behind the picture to one, each the only one that the next reads; `nil` where branches
  /// meet, or where something else than a window moves numbers.
  fileprivate func chain(to line: Int) -> [Int]? {
    var path = [line]
    while let first = path.first, first > 0 {
      guard layers[first].inputs.count == 1, shapes[first].rank == 3 else { return nil }
      switch layers[first].operation {
      case is Conv2D, is DepthwiseConv2D, is Pooling2D, is any PlacewiseOperation: break
      default: return nil
      }
      path.insert(layers[first].inputs[0], at: 0)
    }
    return Array(path.dropFirst())
  }
}
