internal import CellScreen

/// Files that take their places in a folder together.
struct FolderFiles {
  /// A file that is to be written.
  struct File {
    /// Its name.
    let name: String
    /// Writes it to a path.
    let write: (String) throws(CommandError) -> Void
  }

  /// The files.
  let files: [File]

  /// Writes the files into a folder, which is made where it is missing; none replaces one of the inputs.
  ///
  /// Files of the same names are replaced. All of them, or none where one fails or the program is interrupted. Pipes and
  /// devices that stand there are written to as they are, behind the files, which stay where that fails.
  ///
  /// - Throws: `CommandError.outputIsInput`, before anything is written; `CommandError.cannotCreate`; what a file's
  ///   writing throws.
  func place(in folder: String, sparing inputs: InputFiles) throws(CommandError) {
    for file in files { try inputs.spare(FilePath.joined(folder, file.name)) }
    let streams = files.filter { FilePath.isStream(FilePath.joined(folder, $0.name)) }
    let whole = files.filter { file in !streams.contains { $0.name == file.name } }
    try Interruption.waits { () throws(CommandError) in
      let staged = try StagedFolder(folder, names: whole.map(\.name))
      for file in whole {
        let place = FilePath.joined(folder, file.name)
        try Interruption.check(before: place)
        do throws(CommandError) {
          try file.write(staged.path(of: file.name))
        } catch .cannotCreate(_, let code) {
          throw .cannotCreate(path: place, code: code)
        }
      }
      try staged.place()
    }
    for file in streams { try file.write(FilePath.joined(folder, file.name)) }
  }
}

extension SheetDrawing {
  /// Writes the drawing as a PNG or SVG file of its scale.
  ///
  /// - Throws: `CommandError.cannotCreate`; `CommandError.sheetPixels` of more pixels than are written;
  ///   `CommandError.memory` where there is none for them.
  func create(_ path: String, asSVG: Bool, title: DisplayText) throws(CommandError) {
    if asSVG { return try OutputFile.create(path, holding: Array(svg(title: title).utf8)) }
    guard let bytes = png() else {
      let (height, width) = (height * scale, width * scale)
      guard width <= Canvas.pixelLimit / max(1, height) else {
        throw .sheetPixels(path: path, limit: Canvas.pixelLimit)
      }
      throw .memory(path: path, bytes: 2 * 3 * height * width)
    }
    try OutputFile.create(path, holding: bytes)
  }
}
