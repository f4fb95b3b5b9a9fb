import CellScreen
import ConvNet
import Tensors

/// How many maps of a line can change when one map that it reads is dropped.
struct DroppedQuestion: QuestionDraft {
  let subject: QuestionSubject
  let line: Int
  let source: Int
  /// How many of the line's maps read the first map of the source.
  let changing: Int

  init?(_ subject: QuestionSubject, line: Int) {
    let network = subject.network
    guard let source = subject.source(line), network.shapes[source].rank == 3, network.shapes[line].rank == 3,
      network.shapes[source].channels > 1
    else { return nil }
    // Softmax divides by the sum over all maps, so that each reaches every one.
    guard network.layers[line].operation.activationFunction != .softmax else { return nil }
    switch network.layers[line].operation {
    case is Conv2D, is DepthwiseConv2D, is Pooling2D: break
    default: return nil
    }
    (self.subject, self.line, self.source) = (subject, line, source)
    changing = network.maps(ofLayer: line, reading: 0)
  }

  var place: Question.Place { Question.Place(layer: line) }
  var right: String { "\(changing)" }

  var claims: [Claim] {
    let (maps, read) = (subject.network.shapes[line].channels, subject.network.shapes[source].channels)
    let shared = maps.isMultiple(of: read) ? maps / read : 0
    let counts: [(Belief, Int)] = [
      (.oneToOne, 1), (.mixesAll, maps), (.tooLittle, 0), (.sharedOut, shared),
    ]
    // Nothing is shared out where every map has its own.
    return counts.filter { $0.0 != .sharedOut || $0.1 > 1 }.map { Claim(belief: $0.0, text: "\($0.1)") }
  }

  var experiment: Change? { subject.droppingSource(line) }
}

extension Network {
  /// How many maps of a layer are made of a map of the only layer that it reads.
  func maps(ofLayer index: Int, reading channel: Int) -> Int {
    let (shape, layer) = (shapes[index], layers[index])
    let inputs = inputShapes(ofLayer: index)
    return (0..<shape.channels).count { map in
      let unit = Region.unit(at: [shape[0] / 2, shape[1] / 2, map])
      return layer.operation.regions(readBy: unit, inputs: inputs, output: shape)[0]
        .indices(alongAxis: 2).contains(channel)
    }
  }
}
