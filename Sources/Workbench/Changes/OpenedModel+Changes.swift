internal import CellScreen
public import ConvNet
public import Explorer
internal import ImageFormats
internal import ModelFormats
public import Tensors

/// A picture's pass after changes, beside the one before.
public struct ChangedPass: Sendable {
  /// The pass without the changes.
  public let original: Trace
  /// The pass with them.
  public let pass: Trace
  /// The samples of the picture, changed, before anything is done to them that the network needs.
  public let samples: Tensor
}

extension MadeChanges {
  /// - Throws: `CommandError.change` for a misreading that has no numbers, or with which the network would stop.
  func requireNumbers() throws(CommandError) {
    if let told = firstMisreading(with: { $0.told != nil }) {
      throw .change(told.text, .onlyTold(told.text))
    }
    guard let misread, let end = misread.end, let fault = misread.fault,
      let change = firstMisreading(with: { $0.end != nil })
    else { return }
    throw .change(change.text, .stops(line: end, fault, in: network))
  }
}

extension OpenedModel {
  /// Changes as they are made of the model's network; `classes` are the names of its outputs.
  ///
  /// - Throws: `CommandError` where a change can't be made of it, a file that one reads can't be read, or the network
  ///   can't run.
  public func made(_ requested: RequestedChanges, classes: [String]) throws(CommandError) -> MadeChanges {
    try made(requested, in: listing(of: trained(), classes: classes))
  }

  /// Changes as they are made of the model's network; places are looked up in a listing of it.
  ///
  /// - Throws: `CommandError` where a change can't be made of it, a file that one reads can't be read, or the network
  ///   can't run.
  func made(
    _ requested: RequestedChanges, in listing: ExplorerModel, _ files: ReadFiles = ReadFiles()
  ) throws(CommandError) -> MadeChanges {
    var weights: [String: TrainedNetwork] = [:]
    for file in requested.weightsFiles {
      weights[file] = try files.weights(of: file) { () throws(CommandError) in
        try OpenedModel(path: file, reading: PictureOptions(choices: choices)).trained()
      }
    }
    var pictures: [String: Tensor] = [:]
    for file in requested.pictureFiles {
      pictures[file] = try files.picture(of: file) { () throws(CommandError) in
        try samples(of: PictureFile(path: file), at: file, hasPass: true)
      }
    }
    var made = MadeChanges(of: try network(), in: listing, weights: weights, pictures: pictures)
    for change in requested.changes {
      do {
        try made.make(change)
      } catch {
        throw .change(change.text, error)
      }
    }
    return made
  }

  /// What places of the network are looked up in.
  func listing(of trained: TrainedNetwork, classes: [String]) -> ExplorerModel {
    ExplorerModel(
      title: DisplayText(path), trained: trained, lines: file.lines, classes: classes.map { DisplayText($0) },
      preprocessing: preprocessing)
  }

  /// The network after changes that were made of it.
  ///
  /// - Throws: `CommandError` where they don't go together.
  func edited(by made: MadeChanges) throws(CommandError) -> EditedNetwork {
    let trained = try trained()
    do {
      return try trained.after(made.edits, memoryLimit: Machine.memoryForActivations)
    } catch {
      throw .edit(error, trained.network)
    }
  }

  /// Brings a picture file to the network's input and runs the pass, without changes and with them; `classes` are the
  /// names of its outputs.
  ///
  /// - Throws: `CommandError` where a file can't be read, a change can't be made, or the network can't run.
  public func changedPass(
    ofPictureAt path: String, _ requested: RequestedChanges, classes: [String]
  ) throws(CommandError) -> ChangedPass {
    let made = try made(requested, classes: classes)
    try made.requireNumbers()
    let (original, samples) = try pass(ofPictureAt: path)
    guard !requested.isEmpty else {
      return ChangedPass(original: original, pass: original, samples: samples)
    }
    let bytes = original.network.passBytes
    guard SystemMemory.gives(bytes) else { throw .memory(path: self.path, bytes: bytes) }
    do {
      let pass = try original.after(
        made.edits(ofTraceOf: samples), memoryLimit: Machine.memoryForActivations)
      return ChangedPass(original: original, pass: pass, samples: made.picture.applied(to: samples))
    } catch {
      throw .edit(error, original.network)
    }
  }
}
