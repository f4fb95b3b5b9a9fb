import ConvNet
public import KerasNotation
import Tensors

extension Viewpoint {
  /// The tokens of the selected line that govern something, in the order of the code.
  public var governingTokens: [ListingToken] {
    guard model.lines.indices.contains(line) else { return [] }
    return model.lines[line].tokens.filter { $0.meaning != nil }
  }

  /// The meaning of the selected token; `nil` while the whole line is selected.
  public var tokenMeaning: ListingToken.Meaning? {
    guard depth == .network, let token, governingTokens.indices.contains(token) else { return nil }
    return governingTokens[token].meaning
  }

  /// What governs the thing under the cursor: the token that is lit outside the listing.
  ///
  /// All maps or units of a layer are governed by their number, a cell and its sum by the window, the numbers
  /// before the activation function by its name.
  public var governingMeaning: ListingToken.Meaning? {
    if let tokenMeaning { return tokenMeaning }
    guard depth > .network, let layer, let network = model.network else { return nil }
    if isBeforeActivation { return .activationFunction }
    let tokens = governingTokens.compactMap(\.meaning)
    let wanted: [ListingToken.Meaning] =
      depth == .layer ? [.filters, .units, .window, .inputShape] : [.window, .units, .inputShape]
    guard network.layers.indices.contains(layer) else { return nil }
    return wanted.first { tokens.contains($0) }
  }
}
