import ArgumentParser
import CellScreen
import Explorer
import ExplorerViews
import Workbench

/// `cnnview lesson`: goes through a lesson in the explorer, or checks it.
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Go through a lesson: a text that leads through places of a network.",
    usage: "cnnview lesson [<name-or-file>] [<image>] [--stop <number>] [--check]",
    discussion: """
      Without a name the lessons that come with the program are listed. PageDown goes on, and shows a question's answer \
      first; PageUp goes back. A lesson is Markdown: each heading '## What is the 32?' is a stop, a fenced block cnnview holds what to do \
      there, a line each, and the rest is the text that is shown, of at most four rows at 80 columns; lines that begin with > \
      are the presenter's notes. The title, '# What the 32 is', stands first; a block before the first stop says what the \
      lesson is about: 'picture FILE', 'model FILE' or 'model bundled', 'labels FILE'.

      What a stop does: 'at 3' (a line of the code), 'at conv2d', 'at conv2d[:,:,5]', 'at conv2d[16,11,0]' go there; 'token 32' \
      selects a part of the code; 'ask shape' asks, as the last of its stop, or ask parameters, maps, window, flatten, \
      seen, sum, dropped, winner, covers; a change is made as --change takes it; 'look original', 'look changed', 'look \
      difference', 'side by side' look at it; 'against truck', 'evidence grey 5', 'of ship', 'dead', and what --set takes, \
      as at the prompt; 'hide' hides what the network says; 'keys s n n' presses keys.

      Numbers of the text are computed: {conv2d[16,11,0]}, {conv2d.kernel[0,2,1,0]}, {shape conv2d} (also rows, columns, \
      maps, numbers, parameters, products), {changed conv2d_1}, {winner}, {runner-up}, {share}, {lead}, {classes}; with \
      {original winner} and the like those without the changes. One that is written as it is fails --check, unless the \
      block before the first stop names the model (whole numbers) or model and picture (all).
      """)

  @Argument(
    help: ArgumentHelp(
      "A lesson that comes with the program, or the file of one.", valueName: "name-or-file"),
    completion: .file(extensions: ["md"]))
  var lesson: String?

  @Argument(
    help: ArgumentHelp("The picture, where the lesson is about none. (default: ship)", valueName: "image"),
    completion: .file())
  var image: String?

  @Option(help: ArgumentHelp("The stop to begin at. (default: 1)", valueName: "number"))
  var stop: Int?

  @Option(
    help: ArgumentHelp(
      "Write the presenter's notes of each stop behind this file, for a second window.", valueName: "file"),
    completion: .file())
  var notes: String?

  @Flag(
    help:
      "Go through all stops at 80x24 and 120x40 without a terminal, and say what is wrong; ends with code 1 where something is."
  )
  var check = false

  @Option(
    help: ArgumentHelp(
      "Write the lesson into a folder: handout.md, and handout.html, one page that needs no other file, with a drawing of each stop and the answers at the end; files of these names there are replaced. Light, unless --theme says contrast.",
      valueName: "folder"), completion: .directory)
  var handout: String?

  @Flag(help: "Put the presenter's notes into the handout.")
  var withNotes = false

  @OptionGroup var options: ExplorerOptions

  func validate() throws {
    let given = [
      (!options.places.isEmpty, "--at"), (!options.changes.texts.isEmpty, "--change"),
      (!options.settings.isEmpty, "--set"), (options.picture != nil, "--picture"),
      (options.hidesAnswer, "--hide"),
    ]
    if let option = given.first(where: \.0)?.1 {
      throw ValidationError("a lesson says where it begins; leave out \(option)")
    }
    if check || handout != nil,
      stop != nil || notes != nil || options.screenshot != nil || options.plain || (check && handout != nil)
    {
      let option = check ? "--check" : "--handout"
      throw ValidationError("\(option) goes through all stops and opens none; leave out the other options")
    }
    if notes != nil, options.plain || options.screenshot != nil {
      throw ValidationError("--notes follows the explorer; leave out --plain and --screenshot")
    }
    if withNotes, handout == nil {
      throw ValidationError("--with-notes is for --handout; name a folder with it")
    }
    guard lesson != nil || !(check || handout != nil) else { throw ValidationError("name the lesson") }
  }

  func run() throws {
    guard let lesson else { return try Console.print(LessonList().text) }
    let opened = try OpenedLesson(named: lesson)
    if check { return try runCheck(opened) }
    if let handout { return try write(opened, to: handout) }
    let (number, count) = (stop ?? 1, opened.lesson.stops.count)
    guard (1...count).contains(number) else {
      throw Workbench.CommandError.noSuchStop(number: number, count: count)
    }
    var options = options
    options.model.path = try opened.model(given: options.model.path)
    options.labels.path = options.labels.path ?? opened.pinnedLabels
    let images = try opened.images(given: image)
    if let notes {
      try InputFiles(
        images: images, model: options.model.path, labels: options.labels.path, others: opened.files
      ).spare(notes)
      try PresenterNotes(path: notes).begin()
    }
    try options.open(images, going: LessonRoute(opened: opened, stop: number - 1, notes: notes, image: image))
  }

  /// Writes the lesson as a handout.
  private func write(_ opened: OpenedLesson, to folder: String) throws {
    let model = try opened.model(given: options.model.path)
    let labels = options.labels.path ?? opened.pinnedLabels
    let images = try opened.images(given: image)
    guard let picture = images.first else { return }
    var look = options.look
    if look.theme == .dark { look.theme = .light }
    let handout = try Handout(
      opened, on: picture, given: image, model: model, labels: labels, reading: options.input.value,
      hasNotes: withNotes,
      start: { options.start(from: $0) }, draw: figure)
    try handout.write(
      to: folder, look.ofScreenshot,
      sparing: InputFiles(images: images, model: model, labels: labels, others: opened.files))
    Console.report("\(FilePath.joined(folder, "handout.html")) is written")
  }

  /// Goes through all stops, on the picture that is given, else on that of the lesson, else on every sample.
  private func runCheck(_ opened: OpenedLesson) throws {
    let model = try opened.model(given: options.model.path)
    let labels = options.labels.path ?? opened.pinnedLabels
    let images =
      opened.pinnedPicture != nil || image != nil
      ? try opened.images(given: image) : try Assets.find().samplePictures().map(\.path)
    let check = LessonCheck(opened) { view($0).grid }
    let report = try check.report(on: images, model: model, labels: labels, reading: options.input.value)
    try Console.print(report.text)
    if !report.isAllRight { Console.end(.differs) }
  }
}

/// A lesson that the explorer goes through, as it was asked for.
struct LessonRoute {
  let opened: OpenedLesson
  /// The stop where it begins, from 0.
  let stop: Int
  /// The file behind which notes are written.
  let notes: String?
  /// The picture that was given.
  let image: String?
}
