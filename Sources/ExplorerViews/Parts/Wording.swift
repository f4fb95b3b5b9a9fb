import CellScreen
import ConvNet
import Explorer
import Tensors

/// The most decimals, up to a limit, with which all of some numbers fit into a width.
func fittingDecimals<Number: BinaryFloatingPoint>(of numbers: [Number], atMost limit: Int, width: Int) -> Int
{
  let finite = numbers.map { Double($0) }.filter(\.isFinite)
  let fitting = (0...limit).last { decimals in
    finite.allSatisfy { DisplayText.width(of: NumberText.fixed($0, decimals: decimals)) <= width }
  }
  return fitting ?? 0
}

extension Subject {
  /// The network that the numbers are of.
  var network: Network { evaluation.trace.network }

  /// The shape of a layer's activation.
  func shape(ofLayer layer: Int) -> Shape { network.shapes[layer] }

  /// The name of a layer in at most so many columns.
  func name(ofLayer layer: Int, columns: Int = 20) -> String {
    model.lines[layer].name.truncated(to: columns).string
  }

  /// What a map of a layer is called: `map 9`, or a colour of the picture.
  func nameOfMap(_ channel: Int, ofLayer layer: Int) -> String {
    network.nameOfMap(channel, ofLayer: layer, model.preprocessing)
  }

  /// Whether the numbers that are shown of a layer can be of both signs.
  func showsSigned(layer: Int) -> Bool { isBeforeActivation || model.hasSignedNumbers[layer] }

  /// The factor at which maps of a layer are shown, with what stands for several numbers where they are shrunk.
  func explanation(of scale: MapScale, ofLayer layer: Int) -> String {
    scale.explanation(shrinking(ofLayer: layer), isSigned: showsSigned(layer: layer))
  }

  /// What stands behind the words of a heading: ` · after ReLU`; empty for layers without an activation function.
  var stageInHeading: String {
    let stage = stageWords(self)
    let words =
      shownDifference == nil
      ? stage : [stage, "changed − original"].filter { !$0.isEmpty }.joined(separator: ", ")
    return words.isEmpty ? "" : Repertoire.separator + words
  }
}

/// The scale in force as words.
func scopeWords(_ state: some Viewpoint) -> String {
  if let subject = state as? Subject, subject.shownDifference != nil {
    return subject.display.scope == .map ? "change of \(mapName(state))" : "change"
  }
  guard state.line != 0 else {
    return state.model.preprocessing.isByChannel ? "scale \(mapName(state))" : "scale"
  }
  switch state.display.scope {
  case .layer: return state.isComputed(line: state.line) ? "scale this layer" : "scale so far"
  case .map:
    return state.isComputed(line: state.line) ? "scale of \(mapName(state))" : "scale map so far"
  case .fixed: return "scale fixed"
  case .span: return state.isComputed(line: state.line) ? "scale spans layer" : "scale spans so far"
  }
}

/// The stage that is shown, `after ReLU` or `before ReLU`; empty for layers without an activation function.
func stageWords(_ state: some Viewpoint) -> String {
  let function = state.activationFunction
  guard function != .linear else { return "" }
  return (state.isBeforeActivation ? "before " : "after ") + function.title
}
