import CellScreen
public import ConvNet
import Tensors

extension Preprocessing {
  /// The range that samples are brought to: `from −1 to 1`.
  public var rangeInWords: String { "from \(NumberText.allDigits(lower)) to \(NumberText.allDigits(upper))" }

  /// What is done beside that: `, inverted, blue first, less the mean, ÷ std`; empty where nothing is.
  var restInWords: String {
    let parts = [
      (isInverted, "inverted"), (channelOrder == .bgr, "blue first"), (!mean.isEmpty, "less the mean"),
      (!deviation.isEmpty, "÷ std"), (isWhole, "rounded"),
    ]
    return parts.filter(\.0).map { ", " + $0.1 }.joined()
  }

  /// What differs from reading the samples as they are, in short: `−1 to 1, BGR, mean, std`; `nil` where nothing does
  /// and no other way is known to be right.
  public var inShort: String? {
    guard !isIdentity || application != nil || overruled != nil else { return nil }
    let range = "\(NumberText.allDigits(lower)) to \(NumberText.allDigits(upper))"
    let parts = [
      (isInverted, "inverted"), (channelOrder == .bgr, "BGR"), (!mean.isEmpty, "mean"),
      (!deviation.isEmpty, "std"), (application != nil, "assumed"),
      (overruled != nil, "not \(overruled?.rangeInWords ?? "")"),
    ]
    return ([range] + parts.filter(\.0).map(\.1)).joined(separator: ", ")
  }

  /// What a network reads of a sample, for all channels: `(sample · 2 − 1 − mean) ÷ std`, with mean and std.
  public var formula: String {
    let lists = [("mean", mean), ("std", deviation)].filter { !$0.1.isEmpty }.map { name, numbers in
      "\(name) \(numbers.map(NumberText.allDigits).joined(separator: ", "))"
    }
    let formula = formula(
      "sample", mean: mean.isEmpty ? nil : "mean", deviation: deviation.isEmpty ? nil : "std")
    let order = channelOrder == .bgr ? ["blue, green, red"] : []
    return ([formula] + lists + order).joined(separator: "; ")
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
    var isSum = isInverted
    var text = span == 1 ? sample : sample + " · " + NumberText.allDigits(span)
    if isInverted {
      text = "\(NumberText.allDigits(upper)) \(NumberText.minus) \(text)"
    } else if lower != 0 {
      text += (lower < 0 ? " \(NumberText.minus) " : " + ") + NumberText.allDigits(lower.magnitude)
      isSum = true
    }
    if let mean {
      text += mean.hasPrefix(NumberText.minus) ? " + " + mean.dropFirst() : " \(NumberText.minus) " + mean
      isSum = true
    }
    if let deviation { text = (isSum ? "(\(text))" : text) + " ÷ " + deviation }
    return isWhole ? "round(\(text))" : text
  }
}

extension LayerContext {
  /// How a number of the input came from its sample: `(0.49803922 · 2 − 1 − 0.485) ÷ 0.229 = −2.135171`.
  func numbers(ofInput explanation: Explanation) -> String {
    let value = NumberText.allDigits(explanation.value)
    guard !preprocessing.isIdentity, let samples else { return value }
    let channel = explanation.position[2]
    let place = Array(explanation.position.dropLast()) + [preprocessing.pictureChannel(of: channel)]
    let sample = NumberText.allDigits(samples[position: place])
    return preprocessing.formula(ofChannel: channel, sample) + " = " + value
  }
}
