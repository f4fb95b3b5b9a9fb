import CellScreen

extension FilterChange {
  /// What has changed, and what it was and is; several wordings, the longest first:
  /// `conv2d.kernel[0,2,1,0]: +1.6126 → −1.0000`.
  public var wordings: [String] {
    let parts = [wordsOfWeights, changedBias.map { [words(of: $0, bias)] }].compactMap(\.self)
    let longest = parts.compactMap(\.first).joined(separator: Repertoire.separator)
    return parts.count == 1 ? parts[0] : [longest] + parts[0]
  }

  private var wordsOfWeights: [String]? {
    guard let most = weights.max(by: { $0.size < $1.size }) else { return nil }
    let change = words(of: most, kernel)
    guard weights.count > 1 else { return [change, passage(of: most)] }
    let count = "\(weights.count) of \(weightCount) weights are others"
    return ["\(count), most \(change)", "\(count), most \(passage(of: most))", count]
  }

  private func words(of number: Number, _ parameter: String) -> String {
    let place = number.position.map(String.init).joined(separator: ",")
    return "\(DisplayText(parameter))[\(place)]: \(passage(of: number))"
  }

  private func passage(of number: Number) -> String {
    [number.before, number.now].map { NumberText.signed($0, decimals: 4) }.joined(separator: " → ")
  }
}
