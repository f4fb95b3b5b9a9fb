internal import CellScreen
public import ConvNet
public import Explorer
public import Tensors

/// A network's pass of one picture, with the names of its classes: what units are looked up and explained in.
public struct PictureStudy: Sendable {
  /// The pass at its end.
  public let pass: Trace
  /// The name of the picture's file.
  public let pictureName: String
  /// The path of the model's file.
  let modelPath: String
  /// The network's listing.
  let lines: [ExplorerModel.Line]
  /// The names of the classes in the order of the network's outputs; empty where it has none.
  let classes: [String]

  /// The samples of the picture in the shape of the network's input, each in 0…1.
  let samples: Tensor
  /// What was done to them before the network read them.
  let preprocessing: Preprocessing
  /// What was changed before the pass.
  let changes: RequestedChanges
  /// The pass without the changes; `nil` where there are none.
  let original: Trace?

  /// Studies a pass whose classes are known; `classes` is empty where the output is no line of logits.
  ///
  /// `samples` are those of which `preprocessing` made the pass's input; `nil` where they are the input. `lines` are
  /// those of the model's file; `nil` where the operations say them. `changes` were made of the pass `original`.
  ///
  /// - Precondition: All of it is computed.
  public init(
    _ pass: Trace, picture: String, model: String, lines: [ExplorerModel.Line]? = nil, classes: [String],
    samples: Tensor? = nil, preprocessing: Preprocessing = Preprocessing(),
    changes: RequestedChanges = RequestedChanges(), original: Trace? = nil
  ) {
    precondition(pass.isComplete, "a study of a trace that is not complete")
    self.pass = pass
    self.samples = samples ?? pass.input
    self.preprocessing = preprocessing
    self.changes = changes
    self.original = changes.isEmpty ? nil : original
    pictureName = picture
    modelPath = model
    self.lines = lines ?? pass.network.lines
    self.classes = classes
  }

  /// Opens model and picture, and runs the pass, without changes and with them; the bundled network where no model is
  /// named.
  ///
  /// - Throws: `CommandError` where a file can't be read or does not fit, a change can't be made, or the network can't run.
  public init(
    image: String, model: String?, labels: String?, reading options: PictureOptions = PictureOptions(),
    changes: RequestedChanges = RequestedChanges()
  ) throws(CommandError) {
    let opened = try OpenedModel(path: model, reading: options)
    let classes = try opened.classNames(labels: labels, least: 2)
    let changed = try opened.changedPass(ofPictureAt: image, changes, classes: classes)
    self.init(
      changed.pass, picture: PictureInput.name(of: image), model: opened.path, lines: opened.file.lines,
      classes: classes, samples: changed.samples, preprocessing: opened.preprocessing, changes: changes,
      original: changed.original)
  }

  /// The network.
  var network: Network { pass.network }

  /// Which numbers the network reads of the picture.
  var reading: PictureReading { PictureReading(network, preprocessing) }

  /// The index of a class by its name, else by its index.
  ///
  /// - Throws: `CommandError.name`, where none or several have it.
  func index(ofClass name: String) throws(CommandError) -> Int {
    if let index = try classes.index(ofClass: name) { return index }
    guard let index = Int(name), classes.indices.contains(index) else {
      throw .name(.noSuchClass(name: name, known: classes))
    }
    return index
  }

  /// Which class the logits speak for; `nil` where there are no classes.
  var verdict: Verdict? { pass.logits.flatMap { Verdict(logits: $0) } }

  /// Why no class stands out, in words; `nil` where one does, and where there are no classes.
  var reasonForNoWinner: String? {
    verdict?.reasons(among: pass.logits?.count ?? 0, name: nameOfClass).first
  }

  /// The unit of a class's logit; where no class is named, of the logit that is larger than all others.
  ///
  /// `nil` where none is named and none is.
  ///
  /// - Throws: `CommandError` where there is no such class, or the network's output is no line of logits.
  public func logit(ofClass name: String?) throws(CommandError) -> UnitAddress? {
    guard let logits = pass.logits else { throw .noLogits(model: modelPath, shape: network.outputShape) }
    let index = if let name { try index(ofClass: name) } else { logits.count > 1 ? verdict?.winner : 0 }
    return index.map { UnitAddress(layer: network.layers.count - 1, position: [$0]) }
  }

  /// What a name stands for: a unit of a layer, or a class of the listing's line `softmax`; as
  /// `ExplorerModel.destination` reads it.
  ///
  /// - Throws: `CommandError` where it is no name, or there is no such unit or class.
  public func subject(named name: String) throws(CommandError) -> UnitReport.Subject {
    let model = ExplorerModel(
      title: DisplayText(modelPath), trained: pass.trained, lines: lines,
      classes: classes.map { DisplayText($0) })
    let place: Destination
    do {
      place = try model.destination(named: name, in: network)
    } catch .noSuchClass(let name, _) {
      throw .name(.noSuchClass(name: name, known: classes))
    } catch {
      throw .name(error)
    }
    switch place {
    case .unit(let unit): return .unit(unit)
    case .share(let index): return .share(index)
    case .line, .map: throw .name(.unit(.notAUnitName(name)))
    }
  }
}

extension PictureStudy {
  /// With how many decimals the numbers of a layer are printed: four on feature maps, three on lines.
  func decimals(ofLayer index: Int) -> Int { network.shapes[index].rank == 3 ? 4 : 3 }

  /// A number of a layer as it is printed everywhere.
  func number(_ value: Float, ofLayer index: Int) -> String {
    NumberText.fixed(value, decimals: decimals(ofLayer: index))
  }

  /// What a unit was without the changes; `nil` where there are none, or there was no such unit.
  func valueBefore(of unit: UnitAddress) -> Float? {
    guard let original, original.network.contains(unit) else { return nil }
    return original.activations[unit.layer][position: unit.position]
  }

  /// A unit's value as it is printed; of one that is another by changes the old one, the new one and the difference:
  /// `7.4235 → 5.3744 (−2.0491)`.
  func value(of explanation: Explanation) -> String {
    let value = number(explanation.value, ofLayer: explanation.layer)
    guard let before = valueBefore(of: explanation.unit),
      before.bitPattern != explanation.value.bitPattern
    else { return value }
    let difference = NumberText.signed(
      Double(explanation.value) - Double(before), decimals: decimals(ofLayer: explanation.layer))
    return "\(number(before, ofLayer: explanation.layer)) → \(value) (\(difference))"
  }

  /// The changes on a line, none where there are none; of a number that they leave as it is they say so.
  func lines(ofChangesOf value: Float, from before: Float?) -> [String] {
    let isSame = before?.bitPattern == value.bitPattern
    return changes.line.map { [$0 + (isSame ? "; the number stays as it is" : "")] } ?? []
  }

  /// The name of a unit, cleaned for a terminal.
  func name(of unit: UnitAddress) -> String { DisplayText(network.name(of: unit)).string }

  /// The name of a layer, cleaned for a terminal.
  func name(ofLayer index: Int) -> String { DisplayText(network.layers[index].name).string }

  /// The name of a class, cleaned for a terminal.
  func nameOfClass(_ index: Int) -> String {
    DisplayText(classes.indices.contains(index) ? classes[index] : String(index)).string
  }

  /// What a unit is besides its name: a class that has a name, a colour of the picture; `nil` for the others.
  func role(of unit: UnitAddress) -> String? {
    let shape = network.shapes[unit.layer]
    if unit.layer == network.layers.count - 1, shape.rank == 1, !classes.isEmpty {
      let index = unit.position[0]
      return classes[index] == String(index) ? nil : nameOfClass(index)
    }
    guard network.hasPictureChannels(ofLayer: unit.layer), [1, 3].contains(shape.channels) else { return nil }
    return channelName(unit.position[2], of: shape, preprocessing)
  }

  /// What a channel that a layer reads is called: `red` of a picture, `map 9` of a layer.
  func nameOfChannel(_ channel: Int, readBy layer: Int) -> String {
    network.nameOfMap(channel, ofLayer: network.layers[layer].inputs.first ?? 0, preprocessing)
  }

  /// The rows and columns of the picture that a unit sees: `rows 16–23, columns 22–29`; `nil` for other inputs.
  func field(of unit: UnitAddress) -> String? {
    let region = network.receptiveField(of: unit)
    guard network.inputShape.rank == 3 else { return nil }
    guard !region.isEmpty else { return "nothing" }
    return counted("row", region.rows) + ", " + counted("column", region.columns)
  }

  /// The factors of a product, each with the digits that it has everywhere: `0.8471 × +0.1972`.
  func factors(_ term: Term, ofLayer index: Int) -> String {
    number(term.input, ofLayer: network.layers[index].inputs.first ?? 0) + " × "
      + NumberText.signed(term.weight, decimals: decimals(ofLayer: index))
  }

  /// A product with its factors: `0.8471 × +0.1972 = +0.1670`.
  func product(_ term: Term, ofLayer index: Int) -> String {
    factors(term, ofLayer: index) + " = "
      + NumberText.signed(term.product, decimals: decimals(ofLayer: index))
  }
}
