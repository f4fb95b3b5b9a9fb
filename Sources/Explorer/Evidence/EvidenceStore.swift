import ConvNet

/// Which changes of which number evidence consists of.
struct EvidenceKey: Hashable {
  /// The index of the picture.
  let picture: Int
  /// What is changed.
  let changes: [Change]
  /// The number.
  let quantity: EvidenceQuantity
  /// The side of the square.
  let side: Int
}

/// The evidence that is known, and what is being sought.
struct EvidenceStore {
  /// A sweep that is on its way.
  struct Sweep: Equatable {
    let key: EvidenceKey
    let cover: Cover
  }

  /// What is known, the latest last.
  private(set) var found: [(key: EvidenceKey, findings: CoverFindings)] = []
  /// The number of the latest request.
  var generation = 0
  /// What was looked at last, without its number and its place; `nil` where nothing was.
  var last: Evidence?
  /// The sweep that is on its way; `nil` where none is.
  var sweep: Sweep?
  /// Why there is none, in words.
  private(set) var failure: (key: EvidenceKey, words: String)?

  /// How many places of evidence are kept, so that turning back to it is quick.
  private static let keptPlaces = 1 << 21

  /// What is known; `nil` where nothing is.
  subscript(key: EvidenceKey) -> CoverFindings? { found.last { $0.key == key }?.findings }

  /// Takes what is known now, and lets go of what was known longest where it is too much.
  mutating func take(_ findings: CoverFindings, for key: EvidenceKey) {
    found.removeAll { $0.key == key }
    found.append((key, findings))
    var count = 0
    let kept = found.reversed().prefix { entry in
      count += entry.findings.grid.height * entry.findings.grid.width
      return count <= Self.keptPlaces || entry.key == key
    }
    found = kept.reversed()
  }

  /// Notes why there is none.
  mutating func fail(_ words: String, for key: EvidenceKey) { failure = (key, words) }

  /// Why there is none; `nil` where nothing speaks against it.
  func failure(of key: EvidenceKey) -> String? { failure?.key == key ? failure?.words : nil }
}
