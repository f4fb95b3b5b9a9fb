internal import ConvNet
internal import Explorer

extension UnitNameError {
  /// What the error is about; `nil` where the fault names it.
  var place: String? { DestinationError.unit(self).place }

  /// The error in words, which are those of the explorer's prompt.
  var words: ErrorWords { ErrorWords(DestinationError.unit(self)) }
}

extension ErrorWords {
  /// The words of a name that leads nowhere.
  init(_ error: DestinationError) {
    self.init(fault: error.fault, remedy: error.remedy)
  }
}

extension CommandError {
  /// The error of a name that leads nowhere.
  init(_ error: DestinationError) {
    switch error {
    case .unit(let error): self = .unit(error)
    case .noSuchClass(let name, let known): self = .unknownClass(name: name, known: known)
    case .ambiguousClass(let name, let indices): self = .ambiguousClass(name: name, indices: indices)
    }
  }
}
