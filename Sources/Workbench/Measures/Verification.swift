internal import CellScreen
public import ConvNet
internal import ModelFormats
public import Tensors

/// A pass compared with the activations that another program has saved, layer by layer.
public struct Verification: Sendable {
  /// What came of a layer.
  public enum Verdict: Equatable, Sendable {
    /// All numbers agree to the tolerance.
    case agrees(difference: Float)
    /// Some don't: the worst one, by its position.
    case differs(difference: Float, position: [Int], found: Float, expected: Float)
    /// The file's tensor has another shape.
    case shape(found: Shape)
    /// There is no file for it.
    case missing
  }

  /// A tensor of the pass and its verdict.
  public struct Line: Equatable, Sendable {
    /// The name of its file, without the extension.
    public let name: String
    /// Its shape.
    public let shape: Shape
    /// What came of the comparison.
    public let verdict: Verdict

    /// Whether it is known to be different.
    public var isDifferent: Bool {
      switch verdict {
      case .differs, .shape: true
      case .agrees, .missing: false
      }
    }
  }

  /// The tensors in the order of the pass; of the input and the pre-activations those that have a file.
  public let lines: [Line]
  /// Differences are measured in the largest magnitude of the expected tensor, and must not exceed this.
  public let tolerance: Float

  /// The first tensor that differs.
  public var firstDifference: Line? { lines.first(where: \.isDifferent) }

  /// Compares the tensors of a pass with `<name>.npy` in a folder, named as `ActivationExport` names them, or as Keras
  /// names the layers.
  ///
  /// A leading axis of extent 1, the batch of Keras, is taken off.
  ///
  /// - Precondition: All of the trace is computed; the tolerance is positive.
  /// - Throws: `CommandError` where there is no folder, a file in it can't be read or is no tensor, or no layer
  ///   has a file.
  public init(_ pass: Trace, expected folder: String, tolerance: Float) throws(CommandError) {
    try FilePath.requireFolder(folder)
    var lines: [Line] = []
    for entry in ActivationExport(pass).entries {
      let expected = try Self.tensor(of: entry, layer: pass.network.layers[entry.layer].name, in: folder)
      if expected == nil, entry.stage != .activation { continue }
      let verdict = expected.map { Self.compare(entry.tensor, with: $0, tolerance) } ?? .missing
      lines.append(Line(name: entry.name, shape: entry.tensor.shape, verdict: verdict))
    }
    guard lines.contains(where: { $0.verdict != .missing }) else { throw .nothingExpected(path: folder) }
    self.lines = lines
    self.tolerance = tolerance
  }

  /// The tensor that a folder has for an entry; `nil` where it has none.
  private static func tensor(
    of entry: ActivationExport.Entry, layer: String, in folder: String
  ) throws(CommandError) -> Tensor? {
    if let tensor = try tensor(FilePath.joined(folder, entry.name + ".npy")) { return tensor }
    guard entry.stage == .activation, !layer.contains("/"), !layer.contains("\0") else { return nil }
    return try tensor(FilePath.joined(folder, layer + ".npy"))
  }

  /// The tensor of a file; `nil` where there is none.
  private static func tensor(_ path: String) throws(CommandError) -> Tensor? {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(of: path)
    } catch .missing {
      return nil
    }
    guard SystemMemory.gives(bytes.count) else { throw .memory(path: path, bytes: bytes.count) }
    do {
      return try NumPyFile.decode(bytes)
    } catch {
      throw .numPy(path: path, error)
    }
  }

  private static func compare(_ tensor: Tensor, with expected: Tensor, _ tolerance: Float) -> Verdict {
    let shapes = [tensor.shape.extents, [1] + tensor.shape.extents]
    guard shapes.contains(expected.shape.extents) else { return .shape(found: expected.shape) }
    let expected = expected.reshaped(to: tensor.shape)
    let agreement = Agreement(tensor, expected: expected)
    let isAllZero = agreement.expectedMagnitude == 0
    let difference =
      isAllZero ? agreement.worstDifference : agreement.worstDifference / agreement.expectedMagnitude
    guard !agreement.holds(to: tolerance) else { return .agrees(difference: difference) }
    let position = agreement.nonFiniteMismatch ?? agreement.worstPosition ?? []
    return .differs(
      difference: agreement.nonFiniteMismatch == nil ? difference : .infinity, position: position,
      found: tensor[position: position], expected: expected[position: position])
  }
}

extension Verification {
  /// A line a tensor, then the first that differs and where, or that all agree.
  public var report: String {
    let rows = lines.map { [$0.name, "\($0.shape)", difference($0.verdict), words($0.verdict)] }
    let table = textTable(["layer", "shape", "worst difference", "verdict"], rows, rightAligned: [2])
    return (table + ["", conclusion]).joined(separator: "\n")
  }

  /// The worst difference ÷ the largest magnitude, with one digit behind the point: `3.2e−7`.
  private func difference(_ verdict: Verdict) -> String {
    switch verdict {
    case .agrees(let difference), .differs(let difference, _, _, _): NumberText.scientific(difference)
    case .shape, .missing: ""
    }
  }

  private func words(_ verdict: Verdict) -> String {
    switch verdict {
    case .agrees: "agrees"
    case .differs: "differs"
    case .shape(let found): "another shape: \(found)"
    case .missing: "no file"
    }
  }

  private var conclusion: String {
    let tolerance = NumberText.allDigits(self.tolerance)
    let missing = lines.count { $0.verdict == .missing }
    let rest = missing == 0 ? "" : "; \(missing) without a file \(missing == 1 ? "was" : "were") not compared"
    guard let line = firstDifference else {
      let count = lines.count - missing
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

  private func found(_ verdict: Verdict) -> String {
    if case .shape(let found) = verdict { ", and the file's is \(found)" } else { "" }
  }
}
