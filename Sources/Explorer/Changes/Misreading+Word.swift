public import ConvNet

extension Misreading {
  /// The word that it is called by: `per-channel`.
  public var word: String {
    switch self {
    case .perChannel: "per-channel"
    case .eachWithEach: "each-with-each"
    case .size: "size"
    case .oneFilter: "one-filter"
    case .flatFilter: "flat-filter"
    case .ownWeights: "own-weights"
    case .averaged: "averaged"
    case .keepsSize: "same"
    case .quadrants: "quadrants"
    case .overlap: "overlap"
    case .poolMerges: "pool-merges"
    case .meanPool: "mean-pool"
    case .keepPartial: "keep-partial"
    case .noReLU: "no-relu"
    case .softmaxInside: "softmax-inside"
    case .flipped: "flipped"
    }
  }

  /// The misreading of a word; `nil` where there is none.
  init?(word: String) {
    guard let misreading = Misreading.allCases.first(where: { $0.word == word }) else { return nil }
    self = misreading
  }
}
