import CellScreen
public import ConvNet
import Tensors

extension Preprocessing {
  /// The range that samples are brought to: `from −1 to 1`.
  var rangeInWords: String { "from \(NumberText.allDigits(lower)) to \(NumberText.allDigits(upper))" }

  /// What is done behind that: `, less the mean, ÷ std`; empty where nothing is.
  var restInWords: String {
    (mean.isEmpty ? "" : ", less the mean") + (deviation.isEmpty ? "" : ", ÷ std")
  }

  /// What differs from reading the samples as they are, in short: `−1 to 1, mean, std`; `nil` where nothing does.
  public var inShort: String? {
    guard !isIdentity else { return nil }
    let range = "\(NumberText.allDigits(lower)) to \(NumberText.allDigits(upper))"
    return range + (mean.isEmpty ? "" : ", mean") + (deviation.isEmpty ? "" : ", std")
  }

  /// What a network reads of a sample, for all channels: `(sample · 2 − 1 − mean) ÷ std`, with mean and std.
  var formula: String {
    let lists = [("mean", mean), ("std", deviation)].filter { !$0.1.isEmpty }.map { name, numbers in
      "\(name) \(numbers.map(NumberText.allDigits).joined(separator: ", "))"
    }
    let formula = formula(
      "sample", mean: mean.isEmpty ? nil : "mean", deviation: deviation.isEmpty ? nil : "std")
    return ([formula] + lists).joined(separator: "; ")
  }

  /// What a network reads of a sample of a channel: `(0.498 · 2 − 1 − 0.485) ÷ 0.229`.
  func formula(ofChannel channel: Int, _ sample: String) -> String {
    formula(
      sample, mean: mean(ofChannel: channel).map(NumberText.allDigits),
      deviation: deviation(ofChannel: channel).map(NumberText.allDigits))
  }

  private func formula(_ sample: String, mean: String?, deviation: String?) -> String {
    // What is printed is free of the last digits that the subtraction leaves: 0.7, not 0.7000000000000001.
    let exact = upper - lower
    let span = exact < 9_000 ? (exact * 1e12).rounded() / 1e12 : exact
    var text = sample + (span == 1 ? "" : " · " + NumberText.allDigits(span))
    var isSum = false
    if lower != 0 {
      text += (lower < 0 ? " \(NumberText.minus) " : " + ") + NumberText.allDigits(lower.magnitude)
      isSum = true
    }
    if let mean {
      text += mean.hasPrefix(NumberText.minus) ? " + " + mean.dropFirst() : " \(NumberText.minus) " + mean
      isSum = true
    }
    guard let deviation else { return text }
    return (isSum ? "(\(text))" : text) + " ÷ " + deviation
  }
}

extension LayerContext {
  /// How a number of the input came from its sample: `(0.49803922 · 2 − 1 − 0.485) ÷ 0.229 = −2.135171`.
  func numbers(ofInput explanation: Explanation) -> String {
    let value = NumberText.allDigits(explanation.value)
    guard !preprocessing.isIdentity, let samples else { return value }
    let sample = NumberText.allDigits(samples[position: explanation.position])
    return preprocessing.formula(ofChannel: explanation.position[2], sample) + " = " + value
  }
}
