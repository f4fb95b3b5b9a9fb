import CellScreen

/// What the prompt sets: `scale map`.
enum Setting: String, CaseIterable {
  case scale, colours, stage, numbers, order

  /// The values by their names.
  var values: [String] {
    switch self {
    case .scale: ["layer", "map", "fixed"]
    case .colours: ["viridis", "cividis", "inferno", "grey"]
    case .stage: ["before", "after"]
    case .numbers: ["on", "off"]
    case .order: ["size", "index"]
    }
  }

  /// Sets a value of `values`.
  func set(_ value: String, in display: inout DisplayOptions) {
    switch self {
    case .scale: display.scope = value == "layer" ? .layer : value == "map" ? .map : .fixed
    case .colours: display.colourMap = ColourMap(rawValue: value) ?? display.colourMap
    case .stage: display.showsPreActivation = value == "before"
    case .numbers: display.showsNumbers = value == "on"
    case .order: display.order = value == "size" ? .bySize : .byIndex
    }
  }
}
