import CellScreen
import Explorer
import ExplorerViews
import Workbench

/// The explorer without a terminal: keys in, the last screen out.
struct Screenshot {
  /// The state, changed as a terminal's keys would change it.
  private(set) var state: ExplorerState
  private let perform: (Effect) -> Action?

  /// Starts on a state; `perform` does what the state asks for, at once.
  init(_ state: ExplorerState, perform: @escaping (Effect) -> Action?) {
    self.state = state
    self.perform = perform
    send(.started)
  }

  /// Presses a key.
  mutating func press(_ key: KeyPress) {
    send(keyMap.action(for: key, in: state))
  }

  private mutating func send(_ action: Action) {
    for effect in update(&state, action) {
      if let answer = perform(effect) { send(answer) }
    }
  }

  /// The screen in the form that a file name asks for: `.svg`, `.ansi`, else text.
  func file(named name: String, depth: ColourDepth) -> String {
    let grid = view(state).grid
    if name.hasSuffix(".svg") { return SVGWriter().string(grid) }
    if name.hasSuffix(".ansi") { return ANSIWriter(Presentation(depth)).string(grid) }
    return grid.text()
  }
}
