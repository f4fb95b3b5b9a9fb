import CellScreen
import CursesTerminal
import Explorer
import ExplorerViews
import Workbench

/// Shows the bundled pictures as a list in the terminal, and opens the one that is chosen.
///
/// - Throws: `CommandError` where there are no pictures or no terminal, and what opening one throws.
@MainActor
func chooseSample(of assets: Assets, _ options: ExplorerOptions) throws(CommandError) {
  let pictures = try assets.samplePictures()
  let terminal = try options.look.terminal()
  let entries = pictures.map {
    PictureChoice.Entry(name: $0.name, isPuzzle: $0.path.hasPrefix(assets.puzzleFolder + "/"))
  }
  var choice = PictureChoice(entries, rows: terminal.size.rows, columns: terminal.size.columns)
  choice.repertoire = terminal.repertoire
  while true {
    let screen = view(choice)
    terminal.draw(screen.grid, cursor: screen.cursor)
    switch terminal.nextEvent() {
    case .key(let key):
      switch choice.press(key) {
      case .stays: break
      case .redraws: terminal.redrawCompletely()
      case .suspends: terminal.suspend()
      case .leaves: return terminal.leave()
      case .opens(let index):
        do {
          return try runExplorer([pictures[index].path], options, going: nil, in: terminal)
        } catch {
          terminal.leave()
          throw error
        }
      }
    case .resized(let rows, let columns): (choice.rows, choice.columns) = (rows, columns)
    case .ended(let signal):
      terminal.leave()
      signal.raiseAgain()
    case .pasted, .mouse, .woken, .timedOut: break
    }
  }
}
