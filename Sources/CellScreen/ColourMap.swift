/// A scale of colours for numbers, by position 0…255.
public enum ColourMap: String, Hashable, Sendable, CaseIterable {
  /// Dark violet over green to yellow.
  case viridis
  /// Dark blue over grey to yellow; reads nearly alike with red-green deficiency.
  case cividis
  /// Black over red to pale yellow.
  case inferno
  /// Black to white.
  case grey
  /// Blue below zero, white at zero (position 128), red above.
  case blueRed
}
