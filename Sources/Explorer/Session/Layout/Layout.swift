public import CellScreen
import ConvNet
import Tensors

/// What stands where on the screen, for `update`, which pages by it, and for the views, which draw by it.
public struct Layout: Equatable, Sendable {
  /// The smallest screen that is drawn.
  public static let smallest = (rows: 20, columns: 60)

  /// The screen's rows.
  public let rows: Int
  /// The screen's columns.
  public let columns: Int
  /// Whether the screen is too small to be drawn.
  public let isTooSmall: Bool
  /// Whether there is room for the strip beside the listing.
  public let isWide: Bool
  /// Whether there is room for bars, labels and a second pane.
  public let isRoomy: Bool
  /// The listing, at network depth.
  public let listing: Area
  /// The first line of the listing that is shown.
  public let firstLine: Int
  /// The logits, at network depth; empty where there is no room.
  public let logits: Area
  /// The row of the sentence about the selected line.
  public let sentenceRow: Int
  /// The strip, at network depth; `nil` where the network can't run.
  public let strip: StripLayout?
  /// The contact sheet of the selected layer; `nil` where there is none or no room.
  public let sheet: SheetLayout?
  /// The rule above the pictures of the selected layer.
  public let ruleRow: Int
  /// How the maps or units of the selected layer stand, for the arrow keys.
  public let arrangement: Arrangement

  /// How many rows listing and logits share where they stand in a narrow column.
  private static let wideRows = 20
  /// How many lines the listing has at the most where maps can stand below it.
  private static let mostLines = 11
  /// How many columns it takes for original and changed to stand beside each other.
  public static let leastColumnsBeside = 160
  /// How many rows the sentence and the arithmetic take where they stand in a narrow column.
  public static let wideWordRows = 4

  /// The last row, where the hints stand.
  public var hintRow: Int { rows - 1 }

  /// The cells between the rule and the hints.
  public var body: Area {
    Area(row: ruleRow + 1, column: 0, height: hintRow - ruleRow - 1, width: columns)
  }

  /// The rule and the body.
  public var ruled: Area { Area(row: ruleRow, column: 0, height: hintRow - ruleRow, width: columns) }

  /// How many columns are kept for one large map at the right of a sheet, at layer depth.
  static func largeMapWidth(columns: Int, mapWidth: Int) -> Int {
    switch columns {
    case ..<120: 0
    case ..<180: 31
    default: mapWidth <= 6 ? 52 : 63
    }
  }

  /// Lays out the screen of a state.
  public init(_ state: ExplorerState) {
    self = state.display.isLarge ? Layout(large: state) : Layout(framed: state)
  }

  /// Lays out one thing as large as the screen.
  private init(large state: ExplorerState) {
    (rows, columns, isTooSmall) = (state.rows, state.columns, state.isTooSmall)
    (isWide, isRoomy) = (false, columns >= 100)
    let strip = state.depth == .network ? Layout.largeStrip(state) : nil
    self.strip = strip
    let top = strip?.area.row ?? rows
    let lineCount = state.model.lineCount
    // Below a few lines there is room for the sentence about the selected one.
    let room = top / Layout.largeLineHeight
    let lines = max(1, min(lineCount, room >= 5 ? 3 : state.tokenMeaning == nil ? room : 1))
    firstLine = min(max(0, state.line - lines / 2), lineCount - lines)
    listing = Area(row: 0, column: 0, height: lines, width: columns)
    logits = Area(row: 0, column: 0, height: 0, width: 0)
    (sentenceRow, ruleRow, sheet) = (0, 0, nil)
    let page = max(2, rows / Layout.largeLineHeight - 1)
    arrangement = Arrangement(stepRight: state.hasMaps ? 1 : page, stepDown: 1, pageSize: page)
  }

  /// The rows of a line of large letters.
  public static let largeLineHeight = 4

  /// The strip in the lowest rows, as high as its maps are when three lines of code stand above it.
  private static func largeStrip(_ state: ExplorerState) -> StripLayout? {
    guard let network = state.model.network else { return nil }
    func strip(height: Int) -> StripLayout {
      let area = Area(row: state.rows - height, column: 0, height: height, width: state.columns)
      return StripLayout(network: network, area: area, largest: .actual, selected: state.line)
    }
    let most = max(6, state.rows - largeLineHeight * min(state.model.lineCount, 3))
    let tallest = strip(height: most).items.map(\.height).max() ?? 0
    return strip(height: min(most, 2 + (tallest + 1) / 2))
  }

  /// Lays out a screen with all that belongs to a place.
  private init(framed state: ExplorerState) {
    rows = state.rows
    columns = state.columns
    isTooSmall = state.isTooSmall
    let isMisread = state.showsMisreading
    isWide = columns >= 180 && rows >= 50 && !isMisread
    isRoomy = columns >= 100
    let lineCount = state.model.lineCount
    // On small screens the shares, which are no layer, give their row to what is said of a misreading.
    let spared = isMisread && rows < 28 && state.model.softmaxLine != nil ? 1 : 0
    let lines = min(lineCount - spared, Layout.listingRoom(state, isWide: isWide))
    firstLine = min(max(0, state.line - lines / 2), lineCount - lines)
    // The columns that the longest line takes, or as many as leave room for the logits.
    let hasLogits =
      columns >= 76 && (isMisread || state.model.network.map { $0.outputShape.rank == 1 } ?? true)
    let needed = max(61, min(state.model.columns.needed, hasLogits ? columns - 38 : columns))
    // What was changed of the logits takes the columns of the parameters.
    let withoutParameters = state.model.columns.needed - state.model.columns.parameters
    let isLookedAt = isMisread || (state.look != nil && state.look != .original)
    let isTight = isLookedAt && hasLogits && columns < 96
    let narrow = min(60, withoutParameters, columns - 27)
    let listingWidth = columns < 76 ? columns : isWide ? 61 : isTight ? narrow : needed
    listing = Area(row: 1, column: 0, height: lines, width: listingWidth)
    let atNetwork = state.depth == .network
    sentenceRow = atNetwork ? 1 + lines : 2
    let logitsTop = isWide ? sentenceRow + Layout.wideWordRows : 1
    let logitsColumn = isWide ? 0 : listingWidth + 1
    let logitRows = isWide ? Layout.wideRows - lines : lines
    logits = Area(
      row: logitsTop, column: logitsColumn, height: logitRows,
      width: !hasLogits ? 0 : isWide ? 61 : columns - logitsColumn)
    let strip = atNetwork ? Layout.strip(state, sentenceRow: sentenceRow, isWide: isWide) : nil
    self.strip = strip
    if atNetwork {
      let end = strip.map { $0.area.rows.upperBound } ?? sentenceRow + 2
      ruleRow = isWide ? logitsTop + logitRows : end + (rows - end > 22 ? 1 : 0)
    } else {
      ruleRow = state.depth == .unit ? 5 : 4
    }
    sheet = Layout.sheet(state, ruleRow: ruleRow)
    arrangement = Arrangement(state, sheet: sheet, rows: rows - ruleRow - 2)
  }

  /// The rows for the listing: beside the strip those that the logits leave of 20, else those above the strip.
  private static func listingRoom(_ state: ExplorerState, isWide: Bool) -> Int {
    guard !isWide else { return wideRows - wideLogitRows(state) }
    let strip = min(stripHeight(state), state.rows < 22 ? 6 : 10)
    let room = max(4, state.rows - 2 - 2 - strip)
    return state.columns >= 100 && state.rows >= 32 ? min(room, mostLines) : room
  }

  /// The rows that the logits need below the listing: a row a class, but no more than half.
  private static func wideLogitRows(_ state: ExplorerState) -> Int {
    guard let shape = state.model.network?.outputShape, shape.rank == 1 else { return 1 }
    return min(wideRows / 2, shape[0])
  }

  /// The rows of a strip at half its size or smaller: its heading, the tallest map, the captions.
  private static func stripHeight(_ state: ExplorerState) -> Int {
    2 + (MapScale.shrunk(2).pixels(tallestMap(of: state)) + 1) / 2
  }

  private static func tallestMap(of state: ExplorerState) -> Int {
    state.model.network?.shapes.filter { $0.rank == 3 }.map { $0[0] }.max() ?? 1
  }

  /// The strip: below the arithmetic, or at the right of the listing.
  private static func strip(_ state: ExplorerState, sentenceRow: Int, isWide: Bool) -> StripLayout? {
    guard let network = state.model.network else { return nil }
    if isWide {
      // Below it stand its two notes, above the rule.
      let height = min(2 + (tallestMap(of: state) + 1) / 2, wideRows + wideWordRows - 5)
      let area = Area(row: 1, column: 62, height: height, width: state.columns - 62)
      return StripLayout(network: network, area: area, largest: .actual, selected: state.line)
    }
    let top = sentenceRow + 2
    let height = min(stripHeight(state), state.rows - 1 - top, 14)
    func strip(height: Int) -> StripLayout {
      let area = Area(row: top, column: 0, height: height, width: state.columns)
      return StripLayout(network: network, area: area, largest: .shrunk(2), selected: state.line)
    }
    let whole = strip(height: height)
    // What no map needs is the sheet's; where only some layers are shown, the height must not change with them.
    guard whole.items.count == network.layers.count else { return whole }
    return strip(height: min(height, 2 + whole.neededMapRows))
  }

  /// The contact sheet: at layer depth always, at network depth where there is room for it.
  private static func sheet(_ state: ExplorerState, ruleRow: Int) -> SheetLayout? {
    let (atNetwork, columns) = (state.depth == .network, state.columns)
    guard let shape = state.mapShape, state.depth < .map,
      !atNetwork || (columns >= 100 && state.rows - ruleRow >= 7)
    else { return nil }
    let hasClassMap = state.showsClassMap
    let kept =
      atNetwork
      ? (columns >= 180 ? 63 : hasClassMap ? 33 : 0) : largeMapWidth(columns: columns, mapWidth: shape[1])
    let height = state.rows - 1 - (ruleRow + 1)
    // A map of classes stands beside the sheet, or has half of the rows.
    let area = Area(
      row: ruleRow + 1, column: 0, height: hasClassMap && kept == 0 ? height / 2 : height,
      width: columns - kept)
    let perLine = columns < 70 ? [4] : atNetwork && columns < 180 ? [12, 16] : [16, 8]
    return SheetLayout(
      count: shape[2], height: shape[0], width: shape[1], area: area, selected: state.cursor.channel,
      labels: !atNetwork && columns >= 100, perLine: perLine,
      largest: shape[2] >= 32 ? 2 : 8)
  }
}

/// How the maps or units of a layer stand, as far as the arrow keys need to know.
public struct Arrangement: Equatable, Sendable {
  /// How far the right arrow goes.
  public let stepRight: Int
  /// How far the down arrow goes.
  public let stepDown: Int
  /// How many a page has.
  public let pageSize: Int
}

extension Arrangement {
  /// Arranges the selected layer: maps by the sheet; units in columns; a flattened layer a channel a column.
  init(_ state: ExplorerState, sheet: SheetLayout?, rows: Int) {
    if let sheet {
      self.init(stepRight: 1, stepDown: sheet.perLine, pageSize: sheet.pageSize)
    } else if let run = flattenedRun(state) {
      self.init(stepRight: 1, stepDown: run, pageSize: max(run, state.channelCount))
    } else {
      let height = state.unitsPerColumn(rows: rows)
      self.init(stepRight: height, stepDown: 1, pageSize: height * max(1, state.columns / 20))
    }
  }

}

extension Viewpoint {
  /// How many units of the layer stand in a column: all of them where there is room and nothing is said of how each is
  /// made, else up to 16.
  public func unitsPerColumn(rows: Int) -> Int {
    guard let layer, let network = model.network, network.parameterCount(readByLayer: layer) == 0,
      (17...max(17, rows - 2)).contains(network.shapes[layer].count)
    else { return max(1, min(16, rows)) }
    return network.shapes[layer].count
  }
}

/// How many numbers of a flattened layer belong to one place: the channels of the layer that it reads; `nil` where
/// they come map by map.
public func flattenedRun(_ state: some Viewpoint) -> Int? {
  guard let network = state.model.network, let layer = state.layer,
    (network.layers[layer].operation as? Flatten)?.order == .channelsLast,
    let source = network.layers[layer].inputs.first, network.shapes[source].rank == 3
  else { return nil }
  return network.shapes[source][2]
}

extension ExplorerState {
  /// Whether the screen is too small to be drawn.
  var isTooSmall: Bool { rows < Layout.smallest.rows || columns < Layout.smallest.columns }
}
