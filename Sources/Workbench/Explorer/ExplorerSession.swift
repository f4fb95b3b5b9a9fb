import CellScreen
public import Explorer
private import Foundation
private import ImageFormats

/// A model and the pictures that were asked for: what the explorer works on, and the work that it asks for.
public struct ExplorerSession: Sendable {
  /// The model.
  public let opened: OpenedModel
  /// The paths of the pictures; `-` is standard input.
  public let images: [String]
  /// The state at the start: no picture is evaluated, and the first that can be opened is the one to ask for.
  public private(set) var state: ExplorerState

  /// Opens model and pictures for a screen of a size.
  ///
  /// Pictures are opened until one is found that the network can read; the others are only looked for. A pipe, whose
  /// bytes may be long in coming, is taken unread where `waitsForPipes` is false. A folder stands for the pictures in
  /// it. A network that can't run opens with its listing, whatever the pictures are.
  ///
  /// `place` is the name of a layer, map or unit to open at, as `ExplorerModel.destination` reads it.
  ///
  /// - Throws: `CommandError` where the model can't be opened, or none of the pictures, or there is no such place.
  public init(
    images: [String], model: String?, labels: String?, reading options: PictureOptions = PictureOptions(),
    at place: String? = nil, waitsForPipes: Bool = true, rows: Int, columns: Int
  ) throws(CommandError) {
    opened = try OpenedModel(path: model, reading: options)
    self.images = PictureInput.openingFolders(images)
    let slots = self.images.map { PictureSlot(name: DisplayText(PictureInput.name(of: $0))) }
    let explorerModel = try ExplorerModel(opened, labels: labels)
    state = ExplorerState(model: explorerModel, pictures: slots, rows: rows, columns: columns)
    let destination = try destination(named: place)
    if explorerModel.network != nil { try openFirst(waitsForPipes: waitsForPipes) }
    lookForOthers()
    if let destination { _ = update(&state, .go(destination)) }
  }

  /// The place of a name; `nil` where none is asked for.
  private func destination(named name: String?) throws(CommandError) -> Destination? {
    guard let name else { return nil }
    let network = try opened.network()
    do {
      return try state.model.destination(named: name, in: network)
    } catch {
      throw CommandError(error)
    }
  }

  /// Opens pictures until one is found that the network can read.
  private mutating func openFirst(waitsForPipes: Bool) throws(CommandError) {
    var first: CommandError?
    for index in images.indices {
      do {
        if waitsForPipes || !KeptPipe.isPipe(images[index]) {
          _ = try named { () throws(CommandError) in try opened.input(Picture(path: images[index])) }
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
        FilePath.isFolder(images[index]) || !FileManager.default.isReadableFile(atPath: images[index])
      else { continue }
      do {
        _ = try named { () throws(CommandError) in try InputFile.look(at: images[index]) }
      } catch {
        state.pictures[index].status = .failed(error.message)
      }
    }
  }

  /// What some work on a path gives; a folder among the paths is one without pictures.
  private func named<Value>(_ work: () throws(CommandError) -> Value) throws(CommandError) -> Value {
    do {
      return try work()
    } catch .folder(let path) {
      throw .emptyFolder(path: path)
    }
  }

  /// The state as soon as the first picture is evaluated, which is done here.
  public func evaluatedState() -> ExplorerState {
    var state = state
    for case .evaluate(let picture, let generation) in update(&state, .started) {
      guard let answer = evaluate(picture: picture, generation: generation) else { continue }
      _ = update(&state, answer)
    }
    return state
  }

  /// Evaluates a picture and says what became of it, as an action; for any thread.
  ///
  /// - Parameters:
  ///   - picture: The index of the picture.
  ///   - generation: The number of the request.
  ///   - cancellation: Gives the work up, whatever it is at.
  ///   - entering: Told of each layer, by its index, before it is computed.
  /// - Returns: `nil` where the work was given up.
  public func evaluate(
    picture: Int, generation: Int, until cancellation: Cancellation = Cancellation(),
    entering: (Int) -> Void = { _ in }
  ) -> Action? {
    do {
      let evaluation = try named { () throws(CommandError) in
        try opened.evaluation(ofPictureAt: images[picture], until: cancellation) { layer in
          entering(layer)
          return !cancellation.isCancelled
        }
      }
      return evaluation.map { .evaluated(picture: picture, generation: generation, .success($0)) }
    } catch {
      guard !cancellation.isCancelled else { return nil }
      return .evaluated(picture: picture, generation: generation, .failure(PictureFailure(error.message)))
    }
  }
}
