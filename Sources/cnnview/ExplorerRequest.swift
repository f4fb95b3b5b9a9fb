import CellScreen
import Explorer
import Workbench

/// What the explorer is opened on, and how.
struct ExplorerRequest {
  /// The pictures.
  let images: [String]
  /// The model's file; `nil` for the bundled network.
  var model: String?
  /// The file of class names.
  var labels: String?
  /// How pictures are read.
  var reading = PictureOptions()
  /// The names of the places to open at, one after the other.
  var places: [String] = []
  /// The number of the picture that is shown first, counted from 1.
  var picture = 1
  /// How numbers are shown, as the prompt sets it.
  var settings: [String] = []
  /// What the screen looks like.
  let look: LookOptions
  /// What the key P saves the screen as.
  var saveAs = ScreenFormat.svg

  /// Whether the keys of a clicker step through the pass.
  var usesClicker = false
  /// Whether the mouse is listened to from the start.
  var usesMouse = false

  /// The state at the start of a session, whose own is another one where it has worked already.
  func start(of session: ExplorerSession, _ own: ExplorerState? = nil) -> ExplorerState {
    var state = own ?? session.state
    state.display.colourMap = look.colours.value
    for setting in settings { state.set(setting) }
    state.usesClicker = usesClicker
    state.usesMouse = usesMouse
    return state
  }

  /// Opens model and pictures for a screen of a size; a pipe is waited for only where that is asked for.
  ///
  /// - Throws: `CommandError` where model, pictures or place can't be used.
  func session(waitsForPipes: Bool, rows: Int, columns: Int) throws(CommandError) -> ExplorerSession {
    try ExplorerSession(
      images: images, model: model, labels: labels, reading: reading, at: places, picture: picture - 1,
      waitsForPipes: waitsForPipes, rows: rows, columns: columns)
  }

  /// The command that opens the explorer where a state is and shows what it shows; `nil` on the first screen as it was.
  func commandToReturn(to state: ExplorerState, from start: ExplorerState) -> String? {
    let places = state.placePath
    guard !places.isEmpty || state.display != start.display || state.picture != start.picture else {
      return nil
    }
    let saving = saveAs == .svg ? [] : ["--save-as", saveAs.rawValue]
    let keys = (usesClicker ? ["--clicker"] : []) + (usesMouse ? ["--mouse"] : [])
    return ReturnCommand(
      images: images, picture: state.picture, places: places, settings: state.settings, model: model,
      labels: labels, reading: reading, more: look.words(colours: state.display.colourMap) + saving + keys
    ).line
  }
}

extension LookOptions {
  /// The options as they are typed, without those at their default, with the colours that are on the screen.
  fileprivate func words(colours map: ColourMap) -> [String] {
    let name = MapName.allCases.first { $0.value == map } ?? colours
    return (depth == .auto ? [] : ["--color", depth.rawValue])
      + (theme == .dark ? [] : ["--theme", theme.rawValue])
      + (name == .viridis ? [] : ["--colours", name.rawValue])
      + (pixels == .half ? [] : ["--pixels", pixels.rawValue])
  }
}
