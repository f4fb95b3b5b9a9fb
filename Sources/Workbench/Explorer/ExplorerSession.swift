import CellScreen
public import Explorer
private import Foundation

/// A model and the pictures that were asked for: what the explorer works on, and the work that it asks for.
public struct ExplorerSession: Sendable {
  /// The model.
  public let opened: OpenedModel
  /// The paths of the pictures; `-` is standard input.
  public let images: [String]
  /// The state at the start: the first picture that can be shown is there.
  public private(set) var state: ExplorerState

  /// Opens model and pictures for a screen of a size.
  ///
  /// The first picture that can be shown is evaluated; the others are only looked for, and evaluated when
  /// they are turned to. A folder stands for the pictures in it. A network that can't run opens with its
  /// listing, whatever the pictures are.
  ///
  /// `place` is the name of a layer, map or unit to open at, as `ExplorerModel.destination` reads it.
  ///
  /// - Throws: `CommandError` where the model can't be opened, or none of the pictures, or there is no such place.
  public init(
    images: [String], model: String?, labels: String?, reading options: PictureOptions = PictureOptions(),
    at place: String? = nil, rows: Int, columns: Int
  ) throws(CommandError) {
    opened = try OpenedModel(path: model, reading: options)
    self.images = PictureInput.openingFolders(images)
    let slots = self.images.map { PictureSlot(name: DisplayText(PictureInput.name(of: $0))) }
    let explorerModel = try ExplorerModel(opened, labels: labels)
    state = ExplorerState(model: explorerModel, pictures: slots, rows: rows, columns: columns)
    let destination = try destination(named: place)
    if explorerModel.network != nil { try evaluateFirst() }
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

  /// Evaluates pictures until one can be shown.
  private mutating func evaluateFirst() throws(CommandError) {
    var first: CommandError?
    for index in images.indices {
      do {
        let evaluation = try evaluation(of: index)
        state.receiveFirst(evaluation, picture: index)
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
    for index in images.indices {
      guard case .waiting = state.pictures[index].status, images[index] != PictureInput.standardInput,
        FilePath.isFolder(images[index]) || !FileManager.default.isReadableFile(atPath: images[index])
      else { continue }
      do {
        _ = try InputFile.bytes(of: images[index])
      } catch {
        state.pictures[index].status = .failed(named(error).message)
      }
    }
  }

  /// Evaluates a picture; a folder among the paths is one without pictures.
  private func evaluation(of picture: Int) throws(CommandError) -> Evaluation {
    do {
      return try opened.evaluation(ofPictureAt: images[picture])
    } catch {
      throw named(error)
    }
  }

  /// The error of a path that may have been a folder without pictures.
  private func named(_ error: CommandError) -> CommandError {
    if case .folder(let path) = error { .emptyFolder(path: path) } else { error }
  }

  /// Evaluates a picture and says what became of it, as an action; for any thread.
  public func evaluate(picture: Int, generation: Int) -> Action {
    do {
      let evaluation = try evaluation(of: picture)
      return .evaluated(picture: picture, generation: generation, .success(evaluation))
    } catch {
      return .evaluated(picture: picture, generation: generation, .failure(PictureFailure(error.message)))
    }
  }
}
