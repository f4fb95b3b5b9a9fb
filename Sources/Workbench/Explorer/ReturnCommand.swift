internal import ConvNet
internal import ImageFormats

/// The command that opens the explorer at the place where it was left.
public struct ReturnCommand: Sendable {
  /// The pictures, as they were asked for.
  public var images: [String]
  /// The picture that is shown, as an index of those that were opened.
  public var picture: Int
  /// The places that lead to where one is, as `--at` takes them.
  public var places: [String]
  /// How numbers are shown, as `--set` takes it.
  public var settings: [String]
  /// The model's file, where one was named.
  public var model: String?
  /// The file of class names, where one was named.
  public var labels: String?
  /// How pictures are read.
  public var reading: PictureOptions
  /// Further options, word by word.
  public var more: [String]

  /// Makes a command.
  public init(
    images: [String], picture: Int, places: [String], settings: [String] = [], model: String?,
    labels: String?, reading: PictureOptions, more: [String]
  ) {
    self.images = images
    self.picture = picture
    self.places = places
    self.settings = settings
    self.model = model
    self.labels = labels
    self.reading = reading
    self.more = more
  }

  /// The command on one line.
  public var line: String {
    let options =
      option("--model", model.map(asPath)) + option("--labels", labels.map(asPath)) + readingWords + more
    let which = picture > 0 ? ["--picture", "\(picture + 1)"] : []
    let rest = settings.flatMap { ["--set", $0] } + places.flatMap { ["--at", $0] }
    return (["cnnview"] + images.map(asPath) + which + options + rest)
      .map { ShellWord.quoted($0) }.joined(separator: " ")
  }

  /// A path that is no option and no command.
  private func asPath(_ path: String) -> String {
    let isBare = path != PictureInput.standardInput && !path.contains("/") && !path.contains(".")
    return isBare || (path.hasPrefix("-") && path.count > 1) ? "./" + path : path
  }

  /// The options of how pictures are read that are not the default.
  private var readingWords: [String] {
    let fit: String? =
      switch reading.fit {
      case .crop: nil
      case .pad: "pad"
      case .stretch: "stretch"
      }
    let range = reading.range.map { "\(short($0.lower)):\(short($0.upper))" }
    return option("--fit", fit) + option("--input-range", range) + option("--mean", list(reading.mean))
      + option("--std", list(reading.deviation))
      + option("--channel-order", reading.channelOrder == .rgb ? nil : reading.channelOrder.rawValue)
      + (reading.isInverted ? ["--invert"] : []) + option("--preprocess", reading.mode?.rawValue)
  }

  private func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }

  private func list(_ numbers: [Double]) -> String? {
    numbers.isEmpty ? nil : numbers.map(short).joined(separator: ",")
  }

  /// A number in as few digits as name it.
  private func short(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
