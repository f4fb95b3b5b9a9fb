import ArgumentParser
import CellScreen
import Explorer
import Workbench

/// How the explorer is opened: the same options wherever a command opens it.
struct ExplorerOptions: ParsableArguments {
  @OptionGroup var model: ModelOption

  @OptionGroup var labels: LabelsOption

  @Option(
    name: .customLong("at"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Open at a layer, map or unit: conv2d, 'conv2d[:,:,5]', 'conv2d[10,12,5]', 'dense_1[ship]'. Given several times, Esc leads back through the places.",
      valueName: "unit"))
  var places: [String] = []

  @Option(
    help: ArgumentHelp(
      "The picture that is shown first, by its number among those that are opened. (default: 1)",
      valueName: "number"))
  var picture: Int?

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set an option as the prompt does: 'scale map', 'stage before', 'numbers on', 'order index', 'large on', 'evidence grey 5'; or select a term of a unit: 'term 7'. Several times for several.",
      valueName: "option"))
  var settings: [String] = []

  @OptionGroup var changes: ChangeOptions

  @OptionGroup var input: InputOptions

  @OptionGroup var look: LookOptions

  @Flag(
    name: .customLong("hide"),
    help: "Hide what the network says of the picture, and its name, for a vote; the command :hide shows them."
  )
  var hidesAnswer = false

  @Flag(
    name: .customLong("mouse"), help: "Listen to the mouse from the start; the command :mouse changes that.")
  var usesMouse = false

  @Flag(
    name: .customLong("clicker"),
    help: ArgumentHelp(
      "For a presenter's clicker: PageDown and PageUp step on and back through the pass, . empties the screen, "
        + "F5 or Esc twice goes to the start."))
  var usesClicker = false

  @Option(
    help: ArgumentHelp(
      "Write the screen to a file instead of opening the terminal: .svg, .png, .ansi for a coloured terminal, or .txt.",
      valueName: "file"), completion: .file())
  var screenshot: String?

  @Option(
    help: "What the key P saves the screen as: a drawing, a picture, coloured text for a terminal, or text.")
  var saveAs = ScreenFormat.svg

  @Flag(
    name: .customLong("figure"),
    help: "Leave out the first and the last row, of place and hints, of what --screenshot and P write.")
  var isFigure = false

  @Option(
    help: ArgumentHelp(
      "The screenshot's columns and rows. (default: 120x40)", valueName: "columns×rows"))
  var size: ScreenSize?

  @Option(
    help: ArgumentHelp(
      "Keys to press before the screenshot, with blanks between: Down Enter PageDown a C-l.",
      valueName: "keys"), transform: Self.keys)
  var keys: [KeyPress]?

  @Flag(help: "Lines of text and a prompt in place of the screen, for screen readers: type help there.")
  var plain = false

  func validate() throws {
    let unknown = settings.first { !ExplorerState.isSetting($0) }
    let known = ExplorerState.knownSettings.joined(separator: ", ")
    let looks = look.given(colours: look.colours).first?[0]
    let faults: [(isThere: Bool, words: String)] = [
      (unknown != nil, "--set takes no '\(DisplayText(unknown ?? ""))'; choose one of \(known)"),
      (picture.map { $0 < 1 } ?? false, "--picture counts from 1; give 1 for the first picture"),
      (screenshot == "", "--screenshot has an empty name; name a file"),
      (plain && screenshot != nil, "--plain has no screen to write; leave out --screenshot"),
      (plain && saveAs != .svg, "--plain has no screen to save; leave out --save-as"),
      (plain && isFigure, "--plain has no screen to save; leave out --figure"),
      (plain && looks != nil, "--plain has no colours and no pixels; leave out \(looks ?? "")"),
      (plain && usesMouse, "--plain has no screen to point at; leave out --mouse"),
      (plain && usesClicker, "--plain reads lines, and no keys of a clicker; leave out --clicker"),
      (
        screenshot == nil && (size != nil || keys != nil),
        "--size and --keys are for --screenshot; name a file with it"
      ),
    ]
    if let fault = faults.first(where: \.isThere) { throw ValidationError(fault.words) }
  }

  /// Opens the explorer on pictures: in the terminal, in lines of text, or on a screenshot; there it may go through a lesson.
  ///
  /// `opening` is what is said first.
  func open(_ images: [String], going route: LessonRoute? = nil, saying opening: String? = nil) throws {
    if let screenshot {
      try takeScreenshot(of: images, to: screenshot, going: route)
    } else if plain {
      try runPlain(images, self, going: route, saying: opening)
    } else {
      try MainActor.assumeIsolated { try runExplorer(images, self, going: route, saying: opening) }
    }
  }

  /// Writes stops into lessons' files: into the one that is open, where one is.
  func note(_ route: LessonRoute?, images: [String]) -> (ExplorerState, String?, String) -> Event? {
    let writer = LessonWriter(
      route?.opened, images: images, model: model.path, labels: labels.path,
      reading: input.value)
    return { state, file, stop in writer.note(stop, inFile: file, picture: state.picture) }
  }

  /// Opens model and pictures for a screen of a size; a pipe is waited for only where that is asked for.
  ///
  /// - Throws: `CommandError` where model, pictures or place can't be used.
  func session(
    on images: [String], waitsForPipes: Bool, rows: Int, columns: Int
  ) throws(CommandError) -> ExplorerSession {
    try ExplorerSession(
      images: images, model: model.path, labels: labels.path, reading: input.value, at: places,
      changes: changes.requested(), picture: (picture ?? 1) - 1, waitsForPipes: waitsForPipes, rows: rows,
      columns: columns)
  }

  /// A session's state as the options want it at the start.
  func start(from state: ExplorerState, going route: LessonRoute? = nil) -> ExplorerState {
    var state = state
    state.display.colourMap = look.colours
    state.repertoire = look.pixels.repertoire
    for setting in settings { state.set(setting) }
    state.usesClicker = usesClicker
    state.usesMouse = usesMouse
    if hidesAnswer { state.hideAnswer() }
    if let route { state.begin(route.opened.lesson, atStop: route.stop) }
    return state
  }

  /// The command that opens the explorer where a state is and shows what it shows; `nil` on the first screen as it was.
  func commandToReturn(
    to state: ExplorerState, from start: ExplorerState, on images: [String], going route: LessonRoute?
  ) -> String? {
    if let route { return commandToReturn(to: route, state) }
    let places = state.placePath
    guard
      !places.isEmpty || state.display != start.display || state.picture != start.picture
        || !state.changes.isEmpty || state.hidesAnswer
    else {
      return nil
    }
    return returnCommand(
      images: images, picture: state.picture, places: places, settings: state.settings,
      changes: state.changes.map(\.text), model: model.path, labels: labels.path, reading: input.value,
      more: wordsOfSession(state))
  }

  /// The options that hold wherever one is.
  private func wordsOfSession(_ state: ExplorerState) -> [String] {
    let saving = (saveAs == .svg ? [] : ["--save-as", saveAs.rawValue]) + (isFigure ? ["--figure"] : [])
    let keys =
      (state.hidesAnswer && state.lesson == nil ? ["--hide"] : []) + (usesClicker ? ["--clicker"] : [])
      + (usesMouse ? ["--mouse"] : [])
    return look.given(colours: state.display.colourMap).joined() + saving + keys
  }

  /// The command that goes on with a lesson at the stop where a state is.
  private func commandToReturn(to route: LessonRoute, _ state: ExplorerState) -> String {
    let lesson = route.opened
    return returnCommand(
      lesson: lesson.name, stop: state.lesson?.stop ?? 0, image: route.image,
      model: lesson.pinnedModel == nil ? model.path : nil,
      labels: lesson.pinnedLabels == labels.path ? nil : labels.path, reading: input.value,
      more: wordsOfSession(state) + (route.notes.map { ["--notes", $0] } ?? []))
  }
}
