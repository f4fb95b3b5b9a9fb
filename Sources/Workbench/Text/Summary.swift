internal import CellScreen
internal import ConvNet
internal import Explorer
internal import KerasNotation
public import ModelFormats
internal import Tensors

/// The listing of a model with shapes and parameter counts, as text and as JSON.
///
/// Of a model that can't run there is the listing, with shapes and parameters up to the first layer that can't.
public struct Summary {
  private let file: ModelFile
  private let network: Network?
  private let reading: PictureReading?
  private let changes: RequestedChanges
  /// The network after the changes; `nil` where there are none, or it can't run.
  private let edited: EditedNetwork?
  /// The network as the changes misread it; `nil` where they don't.
  private let misread: MisreadNetwork?

  /// Summarises a model file that was opened.
  public init(_ opened: OpenedModel) {
    self.init(opened, RequestedChanges(), edited: nil, misread: nil)
  }

  /// Summarises a model file that was opened, and says what changes make of it.
  ///
  /// - Throws: `CommandError` where a change can't be made.
  public init(_ opened: OpenedModel, _ changes: RequestedChanges) throws(CommandError) {
    try changes.requireNoPicture()
    let made = changes.isEmpty ? nil : try opened.made(changes, classes: opened.classNames(labels: nil))
    self.init(opened, changes, edited: try made.map(opened.edited), misread: made?.misread)
  }

  /// Summarises a model file beside what its network has become.
  init(
    _ opened: OpenedModel, _ changes: RequestedChanges, edited: EditedNetwork?, misread: MisreadNetwork? = nil
  ) {
    file = opened.file
    network = try? file.network.get()
    reading = PictureReading(opened)
    (self.changes, self.edited, self.misread) = (changes, edited, misread)
  }

  /// The summary as lines of text: a table, the totals, which numbers pictures enter as, and what the network never
  /// reads.
  public var text: String {
    var lines = [
      [DisplayText(file.fileName), DisplayText(file.modelName)].map(\.string).joined(separator: " · ")
    ]
    lines += table
    if let network {
      lines.append(
        "\(NumberText.grouped(network.parameterCount)) parameters · "
          + "\(NumberText.grouped(network.multiplyAddCount)) multiply-adds a pass")
      if (network.layers[0].operation as? Input)?.isChannelsFirst == true {
        lines.append(
          "The file has maps as (channel, height, width); the shapes here are (height, width, channel).")
      }
      lines += reading?.lines ?? []
      lines += network.linesAboutWhatIsNeverRead
    }
    lines += file.ownClasses.map {
      "\(DisplayText($0)) is a class of its own: this is what its layers do; what its own call() adds is not in the file."
    }
    lines += lineAboutOutputs
    lines += linesOfChanges
    return lines.joined(separator: "\n")
  }

  /// Which output is followed, where the file has several.
  private var lineAboutOutputs: [String] {
    guard file.outputs.count > 1 else { return [] }
    let others = file.outputs.filter { $0 != file.output }.map { DisplayText($0).string }
    return [
      "The file has \(file.outputs.count) outputs, and this is what leads to \(DisplayText(file.output)); --output follows "
        + "\(others.joined(separator: ", "))."
    ]
  }

  /// The changes, and which shapes and counts are others by them.
  private var linesOfChanges: [String] {
    guard let line = changes.line, let network, let edited else { return [] }
    if let misread { return [line, ""] + linesOfMisreading(misread, network) }
    let changed = edited.trained.network
    let reached = changed.layers.count
    var lines = (0..<reached).compactMap { index -> String? in
      let old = (network.shapes[index], network.parameterCount(ofLayer: index))
      let new = (changed.shapes[index], changed.parameterCount(ofLayer: index))
      guard old != new else { return nil }
      return "\(DisplayText(changed.layers[index].name)): \(old.0) → \(new.0), "
        + "\(NumberText.grouped(old.1)) → \(NumberText.grouped(new.1)) parameters"
    }
    if let fault = edited.fault { lines.append("Then \(fault.words.fault).") }
    return [line] + (lines.isEmpty ? ["Shapes and counts of parameters stay as they are."] : lines)
  }

  /// The listing with the shapes and counts that it has in Keras and as it is misread, and where it would stop.
  private func linesOfMisreading(_ misread: MisreadNetwork, _ network: Network) -> [String] {
    let rows = file.layers.indices.map { index in
      let line = misread.lines[index]
      let words = MisreadLineWords(misread, line: index, in: network)
      let count = line.parameterCount.map { NumberText.grouped($0) } ?? ""
      let isInput = file.layers[index].inputs.isEmpty
      return [
        String(index), file.layers[index].code.text, line.trueShape.description, words.shape,
        isInput ? "" : NumberText.grouped(line.trueParameterCount), isInput ? "" : count,
        words.notes.last ?? "",
      ]
    }
    let headings = ["", "layer", "Keras", "as misread", "parameters", "as misread", ""]
    let table = textTable(headings, rows, rightAligned: [0, 2, 3, 4, 5])
    return table + (MisreadingWords.stop(misread, network).map { [$0] } ?? [])
  }

  /// The summary as JSON: `model`, `layers` (`name`, `kind`, `code`, `inputs`, `inputShapes`, `outputShape`,
  /// `parameters`, `weightsOf`: the layer whose weights it shares, or null), `parameters`, `multiplyAdds`,
  /// `reading` (as `PictureReading` describes), `changes` (as they are typed); what is not known is null.
  ///
  /// Where there are changes, each layer also has `outputShapeAfter` and `parametersAfter`.
  public var json: JSONValue {
    let json: JSONValue = [
      "model": .string(file.fileName),
      "layers": .array(file.layers.indices.map(json(ofLayer:))),
      "parameters": network.map { .integer($0.parameterCount) } ?? .null,
      "multiplyAdds": network.map { .integer($0.multiplyAddCount) } ?? .null,
      "reading": reading?.json ?? .null,
    ]
    return json.with(changes)
  }

  private func json(ofLayer index: Int) -> JSONValue {
    let layer = file.layers[index]
    let inputs = layer.inputs.map { JSONValue.string(file.layers[$0].name) }
    let inputShapes = network?.inputShapes(ofLayer: index)
    var object: JSONObject = [
      "name": .string(layer.name),
      "kind": .string(layer.className),
      "code": .string(layer.code.text),
      "inputs": .array(inputs),
      "inputShapes": inputShapes.map { .array($0.map { .extents($0.extents) }) } ?? .null,
      "outputShape": layer.outputShape.map { .extents($0.extents) } ?? .null,
      "parameters": parameters(ofLayer: index).map { .integer($0) } ?? .null,
      "weightsOf": sharedLayer(of: index).map { .string($0) } ?? .null,
    ]
    if let changed = edited?.trained.network {
      let isThere = changed.layers.indices.contains(index)
      object["outputShapeAfter"] = isThere ? .extents(changed.shapes[index].extents) : .null
      object["parametersAfter"] = isThere ? .integer(changed.parameterCount(ofLayer: index)) : .null
      guard let line = misread?.lines[index] else { return .object(object) }
      // What can only be told is not in the edited network.
      if case .shape(let shape) = line.outcome {
        object["outputShapeAfter"] = .extents(shape.extents)
      } else {
        object["outputShapeAfter"] = .null
      }
      object["parametersAfter"] = line.parameterCount.map { .integer($0) } ?? .null
    }
    return .object(object)
  }

  /// The name of the layer whose weights a layer shares.
  private func sharedLayer(of index: Int) -> String? {
    network.flatMap { network in network.layers[index].weightsOf.map { network.layers[$0].name } }
  }

  private func parametersInWords(ofLayer index: Int) -> String {
    if sharedLayer(of: index) != nil { return "shared" }
    return parameters(ofLayer: index).map { NumberText.grouped($0) } ?? ""
  }

  /// How many numbers a layer has learned; `nil` where that is not known.
  private func parameters(ofLayer index: Int) -> Int? {
    network?.parameterCount(ofLayer: index) ?? file.layers[index].parameterCount
  }

  /// The table: a line of headings, then a line a layer; of a graph with its lanes, and what each layer reads.
  private var table: [String] {
    let rails = GraphRails(inputs: file.layers.map(\.inputs))
    let isGraph = rails.width > 0
    let headings = ["", "layer", "output shape", "parameters", "name"]
    let rows = file.layers.enumerated().map { index, layer in
      let isInput = layer.inputs.isEmpty
      let cells = [
        layer.code.text, layer.outputShape?.description ?? "?",
        isInput ? "" : parametersInWords(ofLayer: index),
        layer.name,
      ]
      let reads = layer.inputs.map(String.init).joined(separator: ", ")
      return [String(index)] + (isGraph ? [rails.rows[index]] + cells + [reads] : cells)
    }
    return textTable(
      isGraph ? ["", ""] + headings.dropFirst() + ["reads"] : headings, rows,
      rightAligned: isGraph ? [0, 3, 4] : [0, 2, 3])
  }
}

extension Network {
  /// Sentences about rows and columns that a rounded-down division leaves out.
  fileprivate var linesAboutWhatIsNeverRead: [String] {
    let unread = layers.indices.compactMap { index -> String? in
      guard let input = layers[index].inputs.first,
        let grid = layers[index].operation.grid(over: shapes[input]),
        let places = places(grid.rows.placesNeverRead, grid.columns.placesNeverRead)
      else { return nil }
      return "\(DisplayText(layers[index].name)) never reads \(places) of \(name(ofLayer: input))."
    }
    let (rows, columns) = rowsAndColumnsThatNeverMatter(ofLayer: 0)
    guard let lost = places(rows, columns) else { return unread }
    return unread + ["No output depends on \(lost) of the picture."]
  }

  /// The name of a layer in a sentence.
  private func name(ofLayer index: Int) -> String {
    layers[index].inputs.isEmpty ? "the picture" : DisplayText(layers[index].name).string
  }

  /// Rows and columns as words: `row 12 and column 12`; `nil` where there are none.
  private func places(_ rows: [Int], _ columns: [Int]) -> String? {
    let parts = [("row", rows), ("column", columns)].filter { !$0.1.isEmpty }.map { numbered($0.0, $0.1) }
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }

  /// Numbers behind a noun: `row 12`, `rows 30 and 31`, `rows 3, 7 and 15–19`.
  private func numbered(_ noun: String, _ places: [Int]) -> String {
    let runs = runs(places).flatMap {
      $0.count == 2 ? [$0.lowerBound...$0.lowerBound, $0.upperBound...$0.upperBound] : [$0]
    }
    let words = runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    let list = words.dropLast().joined(separator: ", ")
    return noun + (places.count == 1 ? " " : "s ") + (list.isEmpty ? "" : list + " and ") + (words.last ?? "")
  }

  /// Ascending numbers as runs without gaps.
  private func runs(_ places: [Int]) -> [ClosedRange<Int>] {
    places.reduce(into: []) { runs, place in
      if let last = runs.last, last.upperBound + 1 == place {
        runs[runs.count - 1] = last.lowerBound...place
      } else {
        runs.append(place...place)
      }
    }
  }
}
