import ArgumentParser
import CellScreen
import Explorer
import ExplorerViews
import Workbench

/// What a screen is written as.
enum ScreenFormat: String, CaseIterable, ExpressibleByArgument {
  /// A picture.
  case svg
  /// Text with the colours of a terminal that shows any.
  case ansi
  /// Text.
  case txt
}

/// How screens are written to files.
struct ScreenFile {
  /// As what.
  let format: ScreenFormat
  /// With which colours and glyphs.
  let presentation: Presentation

  /// A screen as the contents of a file.
  func text(of grid: CellGrid) -> String {
    switch format {
    case .svg: SVGWriter(presentation).string(grid)
    case .ansi: ANSIWriter(presentation).string(grid)
    case .txt: grid.text(Presentation(.none, pixels: presentation.pixels))
    }
  }
}

/// Saves the screen of a state under about a name in the folder that the program runs in; no file is replaced.
///
/// Returns what became of it, for the state.
func save(_ state: ExplorerState, name: String, as file: ScreenFile) -> Event {
  do {
    let contents = file.text(of: view(state).grid)
    let saved = try OutputFile.createNew(
      SafeFileNames.encoded("cnnview-" + name), suffix: file.format.rawValue, inFolder: ".",
      holding: Array(contents.utf8))
    return .saved(.success(saved))
  } catch {
    return .saved(.failure(SavingFailure(error.message)))
  }
}
