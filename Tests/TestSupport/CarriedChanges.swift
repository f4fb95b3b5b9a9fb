import ConvNet
public import Explorer

extension EvidenceRequest {
  /// What is found, of the first places only where that is asked for.
  public func answer(first count: Int = .max) -> Event {
    var (findings, work) = (findings, items[...])
    do {
      let sweep = try sweep()
      while let item = work.popFirst(), items.count - work.count <= count {
        findings.take(sweep.change(atPlace: item.place, item.fill), atPlace: item.place, item.fill)
      }
      return .covered(generation: generation, .success(findings))
    } catch {
      return .covered(generation: generation, .failure(Refusal(error.message)))
    }
  }
}

extension ExplorerState {
  /// Makes the changes that effects ask for, as the program does, and takes in what follows; weights of files can't be
  /// read.
  public mutating func carryOutChanges(_ effects: [Effect]) throws {
    for case .change(let generation) in effects {
      guard let evaluation, let network = model.network else { continue }
      let result: Result<Consequence, ChangeFailure>
      do {
        var made = MadeChanges(of: network, in: model)
        for change in changes { try made.make(change) }
        guard let consequence = try Consequence(changes, made, of: evaluation) else { continue }
        result = .success(consequence)
      } catch let error as ChangeError {
        result = .failure(
          ChangeFailure(error.message, culprit: changes.last { $0.verb == .weights || $0.verb == .picture }))
      }
      try carryOutChanges(update(&self, .changed(generation: generation, result)))
    }
    for case .evidence in effects {
      guard let request = EvidenceRequest(self) else { continue }
      try carryOutChanges(update(&self, request.answer()))
    }
  }
}
