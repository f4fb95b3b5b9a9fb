import ConvNet
public import Explorer

extension ExplorerState {
  /// Makes the changes that effects ask for, as the program does, and takes in what follows; weights of files can't be
  /// read.
  public mutating func carryOutChanges(_ effects: [Effect]) throws {
    for case .change(let generation) in effects {
      guard let evaluation, let network = model.network else { continue }
      let result: Result<Variant, ChangeFailure>
      do {
        var made = MadeChanges(of: network, in: model)
        for change in changes { try made.make(change) }
        guard let variant = try Variant(changes, made, of: evaluation) else { continue }
        result = .success(variant)
      } catch let error as ChangeError {
        result = .failure(
          ChangeFailure(error.message, culprit: changes.last { $0.verb == .weights || $0.verb == .picture }))
      }
      try carryOutChanges(update(&self, .changed(generation: generation, result)))
    }
  }
}
