internal import CellScreen
internal import ConvNet
internal import Tensors

/// A comparison with saved activations, as text.
public struct VerificationReport {
  private let verification: Verification

  /// Reports a comparison.
  public init(_ verification: Verification) {
    self.verification = verification
  }

  /// A line a tensor, then the first that differs and where, or that all agree.
  public var text: String {
    var table = TextTable(["layer", "shape", "worst difference", "verdict"], rightAligned: [2])
    for line in verification.lines {
      table.append([line.name, "\(line.shape)", difference(line.verdict), verdict(line.verdict)])
    }
    return (table.lines + ["", conclusion]).joined(separator: "\n")
  }

  /// The worst difference ÷ the largest magnitude, with one digit behind the point: `3.2e−7`.
  private func difference(_ verdict: Verification.Verdict) -> String {
    switch verdict {
    case .agrees(let difference), .differs(let difference, _, _, _): NumberText.scientific(difference)
    case .shape, .missing: ""
    }
  }

  private func verdict(_ verdict: Verification.Verdict) -> String {
    switch verdict {
    case .agrees: "agrees"
    case .differs: "differs"
    case .shape(let found): "another shape: \(found)"
    case .missing: "no file"
    }
  }

  private var conclusion: String {
    let tolerance = NumberText.allDigits(verification.tolerance)
    let missing = verification.lines.count { $0.verdict == .missing }
    let rest = missing == 0 ? "" : "; \(missing) without a file \(missing == 1 ? "was" : "were") not compared"
    guard let line = verification.firstDifference else {
      let count = verification.lines.count - missing
      let subject = count == 1 ? "1 tensor agrees" : "\(count) tensors agree"
      return "\(subject) to \(tolerance) of the largest number in each\(rest)."
    }
    let name = DisplayText(line.name)
    switch line.verdict {
    case .differs(_, let position, let found, let expected):
      let place = position.map(String.init).joined(separator: ",")
      return "\(name) is the first that differs: \(name)[\(place)] is \(NumberText.allDigits(found)), and "
        + "\(NumberText.allDigits(expected)) is expected; \(tolerance) of the largest number is allowed\(rest)."
    case .agrees, .shape, .missing:
      return "\(name) is the first that differs: its shape is \(line.shape)\(found(line.verdict))\(rest)."
    }
  }

  private func found(_ verdict: Verification.Verdict) -> String {
    if case .shape(let found) = verdict { ", and the file's is \(found)" } else { "" }
  }
}
