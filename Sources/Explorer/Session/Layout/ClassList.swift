import CellScreen
import ConvNet

/// The classes as a screen lists them: in class order where all have a row, else the strongest first.
public struct ClassList: Equatable, Sendable {
  /// The classes in the order of the list.
  public let order: [Int]
  /// Whether they are ordered by their logits, the largest first.
  public let isRanked: Bool
  /// How many of them have a row at a time.
  public let rows: Int

  /// Lists classes over some rows; of more classes than rows one row is kept to say so.
  ///
  /// While not all logits are computed there is no strongest, so the order is that of the classes.
  init(_ evaluation: Evaluation, rows: Int, isRanked: Bool) {
    let count = evaluation.logits.count
    let isLong = count > rows
    self.rows = max(1, isLong ? rows - 1 : count)
    self.isRanked = isLong && isRanked && evaluation.hasRanking
    order = self.isRanked ? evaluation.ranking : Array(0..<count)
  }

  /// Whether there are more classes than rows.
  public var isLong: Bool { order.count > rows }

  /// The place of a class in the list.
  public func place(of index: Int) -> Int { order.firstIndex(of: index) ?? 0 }

  /// The places that have a row while a class is selected: those around it, from the first as long as that has one.
  public func places(around index: Int) -> Range<Int> {
    let first = min(max(0, place(of: index) - rows / 2), max(0, order.count - rows))
    return (place(of: index) < rows ? 0 : first)..<(place(of: index) < rows ? rows : first + rows)
  }
}

extension Viewpoint {
  /// Whether the selected line has a number for each class: the last layer of several logits, or softmax.
  public var isOnClasses: Bool {
    guard let network = model.network, let shown else { return false }
    return shown.logits.count > 1 && (isOnSoftmax || line == network.layers.count - 1)
  }

  /// The classes on the screen of a layer whose body has some rows; `nil` where it has none.
  public func classList(bodyRows: Int) -> ClassList? {
    guard depth == .layer, isOnClasses, let shown else { return nil }
    // Below the list stand its sum and a free row.
    let rows = bodyRows - 1
    return ClassList(
      shown, rows: shown.logits.count > rows ? rows - 2 : rows,
      isRanked: hasLogits && display.order == .bySize)
  }

  /// The classes in a column of some rows beside the listing.
  public func classList(rows: Int) -> ClassList? {
    shown.map { ClassList($0, rows: rows, isRanked: hasLogits) }
  }
}

extension ExplorerState {
  /// The classes on the screen of a layer; `nil` where it has none.
  public var classList: ClassList? { classList(bodyRows: Layout(self).body.height) }
}

/// Moves the cursor through a list of classes: by rows, or to its ends.
func moveInClasses(_ state: inout ExplorerState, _ list: ClassList, by step: Int) {
  let place = min(max(0, list.place(of: state.cursor.channel) + step), list.order.count - 1)
  state.cursor.channel = list.order[place]
  state.cursor.term = nil
}
