import CellScreen
public import ConvNet
import Synchronization
public import Tensors

/// What questions are asked about: a network, and its pass of a picture where there is one.
public struct QuestionSubject: Sendable {
  /// The listing.
  public let model: ExplorerModel
  /// The network with its parameters.
  public let trained: TrainedNetwork
  /// The pass of a picture; without one nothing is asked about its numbers.
  public let trace: Trace?
  private let known = KnownMisreadings()
  private let covers: Later<CoverTrials?>

  /// Takes a network and its pass, with what the picture was read as, (height, width, channel) in 0…1, without which nothing is
  /// asked about covers of it; `nil` where the network can't run, or the pass is another's or not complete.
  public init?(_ model: ExplorerModel, trace: Trace?, samples: Tensor? = nil) {
    guard let trained = model.trained,
      trace.map({ $0.isComplete && $0.fault == nil && $0.holds.isEmpty && $0.network == trained.network })
        ?? true
    else { return nil }
    (self.model, self.trained, self.trace) = (model, trained, trace)
    covers = Later {
      guard let trace, let samples else { return nil }
      return CoverTrials(model, trained, trace, samples)
    }
  }

  /// The same without the pass, so that nothing is asked about its numbers.
  var withoutPass: QuestionSubject? { QuestionSubject(model, trace: nil) }

  /// The layers and their shapes.
  var network: Network { trained.network }

  /// The code of a line.
  func code(_ line: Int) -> String { model.lines[line].code.string }

  /// A line in a question: `line 1, Conv2D(32, (3, 3), activation='relu'),` without the last comma.
  func named(_ line: Int) -> String { "line \(line), \(code(line))" }

  /// The shape that a line reads first.
  func input(_ line: Int) -> Shape { network.inputShapes(ofLayer: line).first ?? network.inputShape }

  /// The layer that a line reads, where it reads one.
  func source(_ line: Int) -> Int? {
    let inputs = network.layers[line].inputs
    return inputs.count == 1 ? inputs[0] : nil
  }

  /// Whether a line reads the picture, as it is or as something has brought it to other numbers.
  func readsPicture(_ line: Int) -> Bool { network.readsPictureChannels(layer: line) }

  /// How many maps a line reads, in words: `3 channels`, `32 maps`.
  func countedInput(_ line: Int) -> String {
    countedNoun(input(line).channels, readsPicture(line) ? "channel" : "map")
  }

  /// What covers of the picture do to the winner's logit, worked out once; `nil` where that can't be asked.
  var coverTrials: CoverTrials? { covers.value }

  /// A line as it is misread, alone of all lines; `nil` where nobody misreads it so.
  func misread(_ line: Int, _ misreading: Misreading) -> MisreadNetwork.Line? {
    let line = misreadNetwork(line, misreading).lines[line]
    return line.misreadings.isEmpty ? nil : line
  }

  /// The network with one line misread.
  func misreadNetwork(_ line: Int, _ misreading: Misreading) -> MisreadNetwork {
    known.network(network, Reading(misreading, layer: line))
  }

  /// The shape that a misread line gives; `nil` where it gives none.
  func misreadShape(_ line: Int, _ misreading: Misreading) -> Shape? {
    guard case .shape(let shape)? = misread(line, misreading)?.outcome else { return nil }
    return shape
  }

  /// How many numbers a misread line would have learned.
  func misreadCount(_ line: Int, _ misreading: Misreading) -> Int? {
    misread(line, misreading)?.parameterCount
  }

  /// A number of a line with the digits that screens print.
  func number(_ value: Double, ofLine line: Int) -> String {
    NumberText.fixed(value, decimals: network.shapes[line].decimals)
  }

  /// A number of a line with the digits that screens print.
  func number(_ value: Float, ofLine line: Int) -> String { number(Double(value), ofLine: line) }

  /// What is changed to drop the first map that a line reads; `nil` where it reads several layers.
  func droppingSource(_ line: Int) -> Change? {
    guard let source = source(line), network.shapes[source].rank == 3 else { return nil }
    let name = source == 0 ? Network.inputPlace : network.layers[source].name
    return .drop(place: "\(name)[:,:,0]")
  }

  /// A question about a line whose answers are not chosen yet; `nil` where it has nothing to ask.
  func draft(
    _ kind: Question.Kind, line: Int, at position: [Int]?, _ numbers: inout SeededNumbers
  ) -> (any QuestionDraft)? {
    switch kind {
    case .shape: ShapeQuestion(self, line: line)
    case .parameters: ParameterQuestion(self, line: line)
    case .maps: MapsQuestion(self, line: line)
    case .window: WindowQuestion(self, line: line, at: position, &numbers)
    case .flatten: FlattenQuestion(self, line: line, at: position, &numbers)
    case .seen: SeenQuestion(self, line: line)
    case .sum: SumQuestion(self, line: line, at: position, &numbers)
    case .dropped: DroppedQuestion(self, line: line)
    case .winner: WinnerQuestion(self, line: line)
    case .covers: CoversQuestion(self, line: line, &numbers)
    }
  }
}

/// Networks as they are misread, each worked out once: many questions ask of the same.
private final class KnownMisreadings: Sendable {
  private let networks = Mutex<[Reading: MisreadNetwork]>([:])

  /// A network with one reading.
  func network(_ network: Network, _ reading: Reading) -> MisreadNetwork {
    if let misread = networks.withLock({ $0[reading] }) { return misread }
    let misread = MisreadNetwork(network, [reading])
    networks.withLock { $0[reading] = misread }
    return misread
  }
}
