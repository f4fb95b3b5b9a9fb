import CellScreen
internal import ConvNet
public import Explorer
import ImageFormats
import KerasNotation
public import ModelFormats
import Tensors

/// A model and the pictures that were asked for: what the explorer works on, and the work that it asks for.
public struct ExplorerSession: Sendable {
  /// The model.
  public let opened: OpenedModel
  /// The paths of the pictures; `-` is standard input.
  public let images: [String]
  /// What changes have read.
  let files = ReadFiles()
  /// The state at the start: no picture is evaluated, and the first that can be opened is the one to ask for.
  public private(set) var state: ExplorerState

  /// Opens model and pictures for a screen of a size.
  ///
  /// Pictures are opened until one is found that the network can read; the others are only looked for. A pipe, whose
  /// bytes may be long in coming, is taken unread where `waitsForPipes` is false. A folder stands for the pictures in
  /// it. A network that can't run opens with its listing, whatever the pictures are.
  ///
  /// `places` are names of layers, maps or units, as `ExplorerModel.destination` reads them: it opens at the last one,
  /// and Esc leads back through the others. A number alone is a line of the listing. `picture` is the one that is shown
  /// first, as an index of the pictures that are opened.
  ///
  /// Changes are made of the first picture's pass as soon as it is there.
  ///
  /// - Throws: `CommandError` where the model can't be opened, or none of the pictures, or there is no such place, or
  ///   a change can't be made.
  public init(
    images: [String], model: String?, labels: String?, reading options: PictureOptions = PictureOptions(),
    at places: [String] = [], changes: RequestedChanges = RequestedChanges(), picture: Int = 0,
    waitsForPipes: Bool = true, rows: Int, columns: Int
  ) throws(CommandError) {
    opened = try OpenedModel(path: model, reading: options)
    let found = PictureInput.found(images)
    self.images = found.map(\.path)
    let slots = found.map { PictureSlot(name: DisplayText($0.name)) }
    let explorerModel = try ExplorerModel(opened, labels: labels)
    state = ExplorerState(model: explorerModel, pictures: slots, rows: rows, columns: columns)
    var destinations: [Destination] = []
    for place in places { destinations.append(try destination(named: place)) }
    guard picture == 0 || self.images.indices.contains(picture) else {
      throw .noSuchPicture(number: picture + 1, count: self.images.count)
    }
    if explorerModel.network != nil { try openFirst(from: picture, waitsForPipes: waitsForPipes) }
    lookForOthers()
    for destination in destinations { _ = update(&state, .move(.place(destination))) }
    if !changes.isEmpty {
      _ = try opened.edited(by: opened.made(changes, in: explorerModel, files))
      state.begin(with: changes.changes)
    }
  }

  /// The place of a name.
  private func destination(named name: String) throws(CommandError) -> Destination {
    let network = try opened.network()
    if let line = Int(name), network.index(ofLayerNamed: name) == nil,
      (0..<state.model.lineCount).contains(line)
    {
      return .line(line)
    }
    do {
      return try state.model.destination(named: name, in: network)
    } catch {
      throw .name(error)
    }
  }

  /// Opens pictures, from one on, until one is found that the network can read.
  private mutating func openFirst(from start: Int, waitsForPipes: Bool) throws(CommandError) {
    var first: CommandError?
    for index in Array(images.indices[start...]) + Array(images.indices[..<start]) {
      do {
        if waitsForPipes || !KeptPipe.isPipe(images[index]) {
          _ = try named { () throws(CommandError) in try opened.input(ofPictureAt: images[index]) }
        }
        state.picture = index
        return
      } catch {
        first = first ?? error
        state.pictures[index].status = .failed(error.message)
      }
    }
    if let first { throw first }
  }

  /// Notes which of the pictures that were not evaluated are not there, or are folders.
  private mutating func lookForOthers() {
    for index in images.indices where index != state.picture || state.model.network == nil {
      guard case .waiting = state.pictures[index].status, images[index] != PictureInput.standardInput,
        FilePath.isFolder(images[index]) || !FilePath.isReadable(images[index])
      else { continue }
      do {
        _ = try named { () throws(CommandError) in try InputFile.look(at: images[index]) }
      } catch {
        state.pictures[index].status = .failed(error.message)
      }
    }
  }

  /// What some work on a path gives; a folder among the paths is one without pictures, or can't be read.
  private func named<Value>(_ work: () throws(CommandError) -> Value) throws(CommandError) -> Value {
    do {
      return try work()
    } catch .folder(let path) {
      throw PictureInput.error(ofFolder: path)
    }
  }

  /// The state as soon as the first picture is evaluated, which is done here.
  public func evaluatedState() -> ExplorerState {
    var state = state
    var interpreter = EffectInterpreter(self)
    interpreter.carryOut(update(&state, .started), in: &state)
    return state
  }

  /// Evaluates a picture and says what became of it; for any thread.
  ///
  /// - Parameters:
  ///   - picture: The index of the picture.
  ///   - generation: The number of the request.
  ///   - cancellation: Gives the work up, whatever it is at.
  ///   - report: Told before each layer of what is computed.
  /// - Returns: `nil` where the work was given up.
  public func evaluate(
    picture: Int, generation: Int, until cancellation: Cancellation = Cancellation(),
    report: (Evaluation) -> Void = { _ in }
  ) -> Event? {
    do {
      let evaluation = try named { () throws(CommandError) in
        try opened.evaluation(ofPictureAt: images[picture], until: cancellation) { soFar in
          report(soFar)
          return !cancellation.isCancelled
        }
      }
      return evaluation.map { .evaluated(picture: picture, generation: generation, .success($0)) }
    } catch {
      guard !cancellation.isCancelled else { return nil }
      return .evaluated(picture: picture, generation: generation, .failure(Refusal(error.message)))
    }
  }
}

extension ExplorerModel {
  /// What the explorer shows of a model file: its network, or its listing and why the network can't run.
  ///
  /// - Throws: `CommandError` where the file of class names does not fit the network.
  public init(_ opened: OpenedModel, labels: String?) throws(CommandError) {
    let own = opened.file.ownClasses
    let layers = own.isEmpty ? [] : ["layers of \(own.joined(separator: ", "))"]
    let notes = layers + (opened.file.outputNote.map { [$0] } ?? [])
    let note = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    let title = DisplayText(opened.file.fileName + note)
    switch opened.file.trained {
    case .success(let network):
      let names = try opened.classNames(labels: labels, least: 2)
      self.init(
        title: title, trained: network, lines: opened.file.lines, classes: names.map { DisplayText($0) },
        preprocessing: opened.preprocessing)
      channelNames = try opened.channelNames(labels: labels).map { DisplayText($0) }
    case .failure(let error):
      self.init(
        title: title, lines: opened.file.lines,
        fault: CommandError.model(path: opened.path, error).explanation)
    }
  }
}

extension ModelFile {
  /// Which output is followed, where the file has several: `output b of 2`.
  var outputNote: String? {
    outputs.count > 1 ? "output \(output) of \(outputs.count)" : nil
  }

  /// The lines of the listing.
  public var lines: [ExplorerModel.Line] {
    let operations = isOfKeras ? (try? network.get())?.layers.map(\.operation) : nil
    return layers.enumerated().map { index, listed in
      ExplorerModel.Line(
        name: DisplayText(listed.name),
        kerasClass: operations?[index].kerasClass(inFile: listed.className) ?? listed.className,
        tokens: listed.code, shape: listed.outputShape, parameterCount: listed.parameterCount,
        inputs: listed.inputs)
    }
  }
}

extension OpenedModel {
  /// Brings a picture file to the network's input and runs the pass to its end.
  ///
  /// Before each layer it is asked, by what is computed, whether to go on; `nil` where not, or where the work was
  /// given up before. Samples are sample/maxval in 0…1, fitted and resized to the network's input shape, then
  /// preprocessed.
  ///
  /// - Throws: `CommandError` where the file can't be read or holds no picture, or the network can't run or
  ///   reads no pictures.
  public func evaluation(
    ofPictureAt path: String, until cancellation: Cancellation = Cancellation(),
    goesOn: (Evaluation) -> Bool = { _ in true }
  ) throws(CommandError) -> Evaluation? {
    let picture = try PictureFile(path: path, until: cancellation)
    let samples = try samples(of: picture, at: path, until: cancellation)
    var evaluation: Evaluation?
    let shown = shown(picture, samples)
    func take(_ pass: Trace) {
      if evaluation == nil {
        evaluation = Evaluation(trace: pass, picture: shown)
      } else {
        evaluation?.take(pass)
      }
    }
    let pass = try pass(on: samples, until: cancellation) { soFar in
      take(soFar)
      return evaluation.map(goesOn) ?? true
    }
    guard let pass else { return nil }
    take(pass)
    return evaluation
  }

  /// A picture with what was done to bring it to the network's input.
  private func shown(_ picture: PictureFile, _ samples: Tensor) -> ShownPicture {
    ShownPicture(
      size: Size2D(height: picture.height, width: picture.width),
      fitting: isFitted(picture, to: samples.shape) ? fit.fitting : nil, samples: samples)
  }

  /// Whether a picture has another aspect than an input, more than rounding to whole pixels makes up for.
  private func isFitted(_ picture: PictureFile, to input: Shape) -> Bool {
    let region = picture.region(height: input[0], width: input[1])
    return region.rows.count < picture.height || region.columns.count < picture.width
  }
}

extension PictureFit {
  /// What the way does to a picture of another aspect.
  fileprivate var fitting: ShownPicture.Fitting {
    switch self {
    case .crop: .cropped
    case .pad: .padded
    case .stretch: .stretched
    }
  }
}
