public import CellScreen
public import ConvNet
public import KerasNotation
public import Tensors

/// The network as the explorer shows it: its listing, and the network itself where it can run.
public struct ExplorerModel: Sendable {
  /// One line of the listing.
  public struct Line: Sendable {
    /// The layer's name in Keras.
    public let name: DisplayText
    /// The class that makes the layer in Keras.
    public let kerasClass: String
    /// The code that makes the layer.
    public let tokens: [ListingToken]
    /// The shape of the activation; `nil` where it is not known.
    public let shape: Shape?
    /// How many numbers were learned; `nil` where it is not known, or they are counted elsewhere.
    public let parameterCount: Int?
    /// The lines of the layers that it reads.
    public let inputs: [Int]
    /// The code as text.
    public let code: DisplayText

    /// Makes a line.
    public init(
      name: DisplayText, kerasClass: String, tokens: [ListingToken], shape: Shape?, parameterCount: Int?,
      inputs: [Int]
    ) {
      self.name = name
      self.kerasClass = kerasClass
      self.tokens = tokens
      self.shape = shape
      self.parameterCount = parameterCount
      self.inputs = inputs
      code = DisplayText(tokens.map(\.text).joined())
    }
  }

  /// The model file's name.
  public let title: DisplayText
  /// The listing, a line a layer.
  public let lines: [Line]
  /// The lanes beside the listing, where the network is no plain chain.
  public let rails: GraphRails
  /// The columns of the listing.
  public let columns: ListingColumns
  /// The line, behind the last layer, on which softmax turns the logits into shares: not a layer of the network.
  ///
  /// `nil` where the network ends in softmax itself, or in something else than a line of logits.
  public let softmaxLine: Int?
  /// The network with its parameters; `nil` where it can't run.
  public let trained: TrainedNetwork?
  /// Why the network can't run, in words.
  public let fault: String?
  /// The names of the classes in the order of the logits; empty where they have none.
  public let classes: [DisplayText]
  /// The names of the classes that the maps of the output stand for; empty where they have none.
  public var channelNames: [DisplayText] = []
  /// What is done to the samples of a picture before the network reads them.
  public let preprocessing: Preprocessing
  /// All weights and biases of the network; 0 where it can't run.
  public let parameterCount: Int
  /// The products that a pass has added before each layer; its last number is that of the whole pass.
  public let multiplyAddsBefore: [Int]
  /// Whether each layer's numbers can be negative; empty where the network can't run.
  public let hasSignedNumbers: [Bool]

  /// Makes the model of a network that can run; its code is that of its operations unless lines are given.
  ///
  /// - Precondition: Lines that are given are those of the layers.
  public init(
    title: DisplayText, trained: TrainedNetwork, lines: [Line]? = nil, classes: [DisplayText],
    preprocessing: Preprocessing = Preprocessing()
  ) {
    let lines = lines ?? trained.network.lines
    precondition(lines.count == trained.network.layers.count, "lines of another network")
    self.init(
      title: title, lines: lines, trained: trained, fault: nil, classes: classes, preprocessing: preprocessing
    )
  }

  /// Makes a model of which only the listing can be shown.
  public init(title: DisplayText, lines: [Line], fault: String) {
    self.init(
      title: title, lines: lines, trained: nil, fault: fault, classes: [], preprocessing: Preprocessing())
  }

  private init(
    title: DisplayText, lines: [Line], trained: TrainedNetwork?, fault: String?, classes: [DisplayText],
    preprocessing: Preprocessing
  ) {
    let network = trained?.network
    (self.title, self.lines, self.trained, self.fault) = (title, lines, trained, fault)
    (self.classes, self.preprocessing) = (classes, preprocessing)
    rails = GraphRails(inputs: lines.map(\.inputs))
    softmaxLine = network?.endsInLogits == true ? lines.count : nil
    columns = ListingColumns(lines, rails: rails, lineCount: lines.count + (softmaxLine == nil ? 0 : 1))
    parameterCount = network?.parameterCount ?? 0
    multiplyAddsBefore =
      network.map { network in
        network.layers.indices.reduce(into: [0]) { sums, index in
          sums.append(sums[index] + network.multiplyAddCount(ofLayer: index))
        }
      } ?? []
    hasSignedNumbers = network.map { layersWithSignedNumbers(of: $0, preprocessing) } ?? []
  }

  /// The layers and their shapes; `nil` where the network can't run.
  public var network: Network? { trained?.network }

  /// The line that is selected at first: the one behind the input.
  public var firstLine: Int { min(1, max(0, lines.count - 1)) }

  /// How many lines the listing has, softmax among them.
  public var lineCount: Int { lines.count + (softmaxLine == nil ? 0 : 1) }

  /// The name of a class; its index where it has none.
  public func nameOfClass(_ index: Int) -> DisplayText {
    index < classes.count ? classes[index] : DisplayText(String(index))
  }

  /// The share of its products that a pass has added, in 0…1; 0 where a network has none.
  public func share(of pass: Evaluation) -> Double {
    let (layer, sum) = (pass.trace.computedLayers, multiplyAddsBefore.last ?? 0)
    return multiplyAddsBefore.indices.contains(layer) && sum > 0
      ? Double(multiplyAddsBefore[layer]) / Double(sum) : 0
  }

  /// The index of the layer that a layer reads, for layers that read one.
  public func source(ofLayer index: Int) -> Int? {
    network?.layers[index].inputs.first
  }
}

extension Network {
  /// The lines of the listing, with the code of the operations.
  public var lines: [ExplorerModel.Line] {
    layers.enumerated().map { index, layer in
      let isCounted = !layer.inputs.isEmpty && layer.weightsOf == nil
      return ExplorerModel.Line(
        name: DisplayText(layer.name), kerasClass: layer.operation.kerasClass,
        tokens: layer.operation.kerasCode(reading: inputShapes(ofLayer: index)), shape: shapes[index],
        parameterCount: isCounted ? parameterCount(ofLayer: index) : nil, inputs: layer.inputs)
    }
  }
}
