internal import CellScreen

/// A file as the commands and the lines of Python that are offered name it: by the path that was given.
struct GivenFile {
  private let path: String

  /// The file of a path; what came from standard input has the name of what is to be put there.
  init(_ path: String) {
    let isPipe = path.isEmpty || path == PictureInput.standardInput
    self.path = isPipe ? "FILE" : path.hasPrefix("-") ? "./" + path : path
  }

  /// The file as a word of the shell.
  var word: String { ShellWord.quoted(path) }

  /// The first of several pictures in the file, as ImageMagick names it.
  var firstPicture: String { ShellWord.quoted(path + "[0]") }

  /// A file beside it of another ending, as a word of the shell; never the file itself.
  func beside(_ ending: String) -> String { ShellWord.quoted(path(beside: ending)) }

  private func path(beside ending: String) -> String {
    let stem = FilePath.withoutExtension(path)
    // A program that gets a stem adds an ending of its own.
    let isTaken = stem + ending == path || ending.isEmpty && stem != path && path.hasSuffix(".png")
    return isTaken ? stem + "-converted" + ending : stem + ending
  }

  /// The path of a file beside it, without the ending that a program adds, as a word of the shell.
  var stem: String { ShellWord.quoted(path(beside: "")) }

  /// The folder that the file is in.
  var folder: GivenFile { GivenFile(FilePath.parent(of: path)) }

  /// The path as a text of Python, whole or without what begins with some endings.
  func text(without endings: String...) -> String {
    let cut = endings.compactMap { path.range(of: $0)?.lowerBound }.min() ?? path.endIndex
    return Self.python(String(path[..<cut]))
  }

  /// A text as Python reads it; what could act on a terminal becomes `�`.
  private static func python(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "'\(DisplayText(escaped))'"
  }
}

extension StringProtocol {
  /// Where a text stands in another one for the last time.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = endIndex
    while start > startIndex {
      start = index(before: start)
      if self[start...].hasPrefix(text) { return start..<endIndex }
    }
    return nil
  }
}
