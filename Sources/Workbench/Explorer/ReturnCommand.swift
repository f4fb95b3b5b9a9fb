internal import ConvNet
internal import ImageFormats
internal import ModelFormats

/// Puts together the command that opens the explorer at the place where it was left.
///
/// - Parameters:
///   - images: The pictures, as they were asked for.
///   - picture: The picture that is shown, as an index of those that were opened.
///   - places: The places that lead to where one is, as `--at` takes them.
///   - settings: How numbers are shown, as `--set` takes it.
///   - changes: What is changed, as `--change` takes it.
///   - model: The model's file, where one was named.
///   - labels: The file of class names, where one was named.
///   - reading: How pictures are read.
///   - more: Further options, word by word.
/// - Returns: The command on one line.
public func returnCommand(
  images: [String], picture: Int = 0, places: [String], settings: [String] = [], changes: [String] = [],
  model: String? = nil,
  labels: String? = nil, reading: PictureOptions = PictureOptions(), more: [String] = []
) -> String {
  let files = option("--model", model.map(asPath)) + option("--labels", labels.map(asPath))
  let which = picture > 0 ? ["--picture", "\(picture + 1)"] : []
  let rest =
    changes.flatMap { ["--change", $0] } + settings.flatMap { ["--set", $0] }
    + places.flatMap { ["--at", $0] }
  return (["cnnview"] + images.map(asPath) + which + files + reading.words + more + rest)
    .map { ShellWord.quoted($0) }.joined(separator: " ")
}

/// Puts together the command that goes on with a lesson at a stop, counted from 0.
public func returnCommand(
  lesson: String, stop: Int, image: String?, model: String?, labels: String?,
  reading: PictureOptions = PictureOptions(), more: [String] = []
) -> String {
  let name = lesson.hasPrefix("-") ? "./" + lesson : lesson
  let files =
    (image.map { [asPath($0)] } ?? []) + option("--model", model.map(asPath))
    + option("--labels", labels.map(asPath))
  return (["cnnview", "lesson", name] + files + reading.words + more + ["--stop", "\(stop + 1)"])
    .map { ShellWord.quoted($0) }.joined(separator: " ")
}

/// Whether a command names files in the folder `CNNVIEW_TEMPORARY`, which whoever started the program takes away when it has
/// ended: there is no way back to these.
public func namesTemporaryFiles(_ command: String, environment: [String: String]) -> Bool {
  guard let folder = environment["CNNVIEW_TEMPORARY"], !folder.isEmpty else { return false }
  return command.contains(ShellWord.withinQuotes(folder))
}

/// A path that is no option and no command.
private func asPath(_ path: String) -> String {
  let isBare = path != PictureInput.standardInput && !path.contains("/") && !path.contains(".")
  return isBare || (path.hasPrefix("-") && path.count > 1) ? "./" + path : path
}

private func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }

extension PictureOptions {
  /// The options that are not the default, as they are typed.
  fileprivate var words: [String] {
    option("--fit", fit == .crop ? nil : fit.rawValue)
      + option("--input-range", range.map { "\(short($0.lowerBound)):\(short($0.upperBound))" })
      + option("--mean", list(mean)) + option("--std", list(deviation))
      + option("--channel-order", channelOrder == .rgb ? nil : channelOrder.rawValue)
      + (isInverted ? ["--invert"] : []) + option("--preprocess", mode?.rawValue)
      + option("--output", choices.output)
      + option("--input-size", choices.inputSize.map { "\($0.height)x\($0.width)" })
  }

  private func list(_ numbers: [Double]) -> String? {
    numbers.isEmpty ? nil : numbers.map(short).joined(separator: ",")
  }

  /// A number in as few digits as name it.
  private func short(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
