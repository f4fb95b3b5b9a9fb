internal import CellScreen
internal import ConvNet
public import Explorer
internal import ModelFormats
internal import Tensors

/// A sheet of questions about a network's pass of a picture.
public struct Quiz: Sendable {
  /// A file, by its name and what is in it.
  struct Source: Equatable, Sendable {
    /// The name of the file.
    let name: String
    /// The SHA-256 of its bytes; `nil` of a pipe that can't be read again.
    let digest: String?
  }

  /// The most questions of a sheet.
  public static let mostQuestions = 100

  /// The questions.
  public let sheet: QuestionSheet
  /// How many questions were asked for.
  public let wanted: Int
  let picture: Source
  let model: Source
  /// The code of the network, a line a layer.
  let listing: [String]
  /// The names of the layers.
  let names: [String]

  /// Opens model and picture, runs the pass, and chooses questions by the text of a seed; the bundled network where no
  /// model is named.
  ///
  /// - Throws: `CommandError` where a file can't be read or does not fit, or there is nothing to ask.
  public init(
    image: String, model path: String?, reading options: PictureOptions = PictureOptions(), seed: String,
    count: Int
  ) throws(CommandError) {
    let opened = try OpenedModel(path: path, reading: options)
    let pass = try opened.pass(ofPictureAt: image).pass
    let listing = try opened.listing(of: opened.trained(), classes: [])
    guard let subject = QuestionSubject(listing, trace: pass) else { throw .noQuestions(model: opened.path) }
    sheet = QuestionSheet(seed: seed, count: count, about: subject)
    guard !sheet.questions.isEmpty else { throw .noQuestions(model: opened.path) }
    wanted = count
    picture = Source(
      name: PictureInput.name(of: image),
      digest: SHA256.digits(of: try PictureInput.bytes(of: image, until: Cancellation())))
    model = Source(name: opened.file.fileName, digest: try SHA256.digits(ofFileAt: opened.path))
    self.listing = listing.lines.map(\.code.string)
    names = pass.network.layers.map(\.name)
  }

  /// That there are fewer questions than were asked for; `nil` where there are as many.
  public var shortage: String? {
    let count = sheet.questions.count
    guard count < wanted else { return nil }
    return "there \(count == 1 ? "is" : "are") only \(countedNoun(count, "question")) to ask about "
      + "\(DisplayText(model.name)) on one sheet; all are there"
  }
}
