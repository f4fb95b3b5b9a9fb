import CellScreen

/// How many columns the parts of a listing's lines take.
public struct ListingColumns: Equatable, Sendable {
  /// The column where the code starts: behind the mark of the selection, the line's number, and the lanes.
  public let codeStart: Int
  /// The columns of the longest code.
  public let code: Int
  /// The columns of the longest shape.
  public let shape: Int
  /// The columns of the largest count of parameters, with a blank before it.
  public let parameters: Int

  /// The columns in which no line is shortened.
  public var needed: Int { codeStart + code + 1 + shape + parameters }

  /// Measures a listing of so many lines, of which some are layers.
  init(_ layers: [ExplorerModel.Line], rails: GraphRails, lineCount: Int) {
    codeStart = 2 + String(lineCount - 1).count + (rails.width > 0 ? rails.width + 1 : 0)
    code = layers.map(\.code.width).max() ?? 0
    shape = layers.map { $0.shape.map { "\($0)".count } ?? 1 }.max() ?? 0
    let counts = layers.compactMap { $0.parameterCount.map { NumberText.grouped($0).count } }
    parameters = max(8, 1 + (counts.max() ?? 0))
  }
}
