internal import ConvNet
import Explorer
import ModelFormats

/// What is to follow from which changes of which pass.
struct ChangeRequest: Sendable {
  /// The number of the request.
  let generation: Int
  /// The changes.
  let changes: [Change]
  /// The pass without them.
  let before: Evaluation
}

extension ExplorerSession {
  /// Makes changes and says what follows from them, for any thread; `nil` where the work was given up.
  func change(
    _ request: ChangeRequest, in model: ExplorerModel, until cancellation: Cancellation = Cancellation()
  ) -> Event? {
    do {
      let consequence = try opened.consequence(of: request, in: model, files) { !cancellation.isCancelled }
      return consequence.map { .changed(generation: request.generation, .success($0)) }
    } catch {
      let failure = ChangeFailure(error.message, culprit: culprit(among: request.changes, in: model))
      return .changed(generation: request.generation, .failure(failure))
    }
  }

  /// The first change that can't be made; `nil` where each can.
  private func culprit(among changes: [Change], in model: ExplorerModel) -> Change? {
    changes.indices.first { index in
      let first = RequestedChanges(Array(changes[...index]))
      return (try? opened.made(first, in: model, files)) == nil
    }.map { changes[$0] }
  }
}

extension OpenedModel {
  /// What follows from changes of a pass; before each layer it is asked whether to go on, `nil` where not.
  ///
  /// - Throws: `CommandError` where a change can't be made, a file that one reads can't be read, or there is no memory.
  fileprivate func consequence(
    of request: ChangeRequest, in model: ExplorerModel, _ files: ReadFiles, goesOn: () -> Bool
  ) throws(CommandError) -> Consequence? {
    let made = try made(RequestedChanges(request.changes), in: model, files)
    let network = request.before.trace.network
    // The pass after the changes, and the difference.
    let bytes = 2 * network.passBytes
    guard SystemMemory.gives(bytes) else { throw .memory(path: path, bytes: bytes) }
    do {
      return try Consequence(
        request.changes, made, of: request.before, memoryLimit: Machine.memoryForActivations, goesOn: goesOn)
    } catch {
      throw .edit(error, network)
    }
  }
}

extension ExplorerModel {
  /// The most multiply-adds of a pass that is computed within a moment.
  private static let quickMultiplyAdds = 1 << 24

  /// Whether a pass is computed within a moment.
  var isQuick: Bool { multiplyAddsBefore.last.map { $0 <= Self.quickMultiplyAdds } ?? true }
}
