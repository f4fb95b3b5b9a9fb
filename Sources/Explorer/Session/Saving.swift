import CellScreen

/// What a saved screen is called, without extension and not made safe for a file system: picture and place.
///
/// While what the picture shows is voted on, its number stands for it: `picture1-network`.
///
/// `ship-network`, `ship-conv2d`, `ship-conv2d-map9`, `ship-conv2d-18-27-9`.
func savedName(_ state: ExplorerState) -> String {
  guard !state.hidesAnswer else {
    return (["picture\(state.picture + 1)"] + placeNames(state)).joined(separator: "-")
  }
  let picture = state.slot?.name.string ?? "no picture"
  let stem = picture.lastIndex(of: ".").flatMap { $0 == picture.startIndex ? nil : picture[..<$0] }
  return ([stem.map(String.init) ?? picture] + placeNames(state)).joined(separator: "-")
}

/// Where one is, from the layer to the number.
private func placeNames(_ state: ExplorerState) -> [String] {
  if state.helpScroll != nil { return ["help"] }
  guard state.depth > .network, state.model.lines.indices.contains(state.line) || state.isOnSoftmax else {
    return ["network"]
  }
  let layer = state.isOnSoftmax ? "softmax" : state.model.lines[state.line].name.string
  switch state.depth {
  case .network, .layer: return [layer]
  case .map: return [layer, "map\(state.cursor.channel)"]
  case .unit: return [layer] + state.position.map(String.init)
  }
}

/// Says what became of a screen that was to be saved.
func receiveSaved(_ result: Result<String, Refusal>, in state: inout ExplorerState) {
  clearWords(&state)
  switch result {
  case .success(let name): state.report = "saved as \(name)"
  case .failure(let failure): (state.notice, state.isNoticeOfFailure) = (failure.words, true)
  }
}
