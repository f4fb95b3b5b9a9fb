/// The rows that make one number, from what goes in to what comes out.
///
/// Made once, of an explanation; whatever prints a number's arithmetic prints these rows.
public struct Ledger: Equatable, Sendable {
  /// One row.
  public struct Row: Equatable, Sendable {
    /// What a row is.
    public enum Kind: Equatable, Sendable {
      /// The number that the arithmetic begins with.
      case start
      /// A term of the explanation: a product, a number of the window, a step, a number that meets others.
      case term(Int)
      /// The products of one input channel together.
      case channel(Int)
      /// Terms or channels that have no row of their own together, and how many they are.
      case rest(Int)
      /// Products of a 0 that have no row of their own, and how many they are.
      case zeros(Int)
      /// The bias.
      case bias
    }

    /// What the row is.
    public let kind: Kind
    /// What it adds, or the number of its step; `nil` for the number that the arithmetic begins with.
    public let amount: Double?
    /// What comes out up to and with it; `nil` where nothing does before the last row.
    public let total: Double?
  }

  /// Which parts of a sum have a row of their own.
  public enum Showing: Equatable, Sendable {
    /// All of its products.
    case all
    /// Some products, in an order.
    case products([Int])
    /// Some channels, in an order.
    case channels([Int])
  }

  /// How the number came about.
  public let explanation: Explanation
  /// The rows, in the order in which they are printed; a bias is the last.
  public let rows: [Row]
  /// What the amounts add up to, before anything is rounded to `Float`; `nil` where they are not added.
  public let sum: Double?
  /// What the sum is divided by; 1 where it isn't.
  public let divisor: Int

  /// The ledger of a unit, in which parts of a sum have a row of their own.
  ///
  /// - Precondition: There are such parts; other forms show all.
  public init(_ explanation: Explanation, showing: Showing = .all) {
    self.explanation = explanation
    rows =
      switch explanation.form {
      case .weightedSum(let weighted): Self.rows(of: weighted, showing)
      case .merged(let merge): Self.rows(of: merge)
      case .windowAverage(let window): Self.rows(of: window.places)
      case .windowMaximum(let window): Self.rows(of: window.places)
      case .elementwise(let elementwise): Self.rows(of: elementwise)
      case .moved, .given, .held, .padding:
        [Row(kind: .start, amount: nil, total: Double(explanation.preActivation))]
      }
    sum =
      switch explanation.form {
      case .weightedSum: Double(explanation.preActivation)
      case .merged(let merge) where merge.isAdded: merge.partialValue(ofOperands: merge.operands.count)
      case .windowAverage(let window): window.sum
      case .merged, .windowMaximum, .elementwise, .moved, .given, .held, .padding: nil
      }
    divisor =
      switch explanation.form {
      case .windowAverage(let window): window.count
      case .merged(let merge) where merge.operation == .average: merge.operands.count
      case .given, .weightedSum, .windowMaximum, .moved, .padding, .elementwise, .merged, .held: 1
      }
  }

  private static func rows(of sum: WeightedSum, _ showing: Showing) -> [Row] {
    let rows =
      switch showing {
      case .all: productRows(of: sum, Array(sum.terms.indices))
      case .products(let shown): productRows(of: sum, shown)
      case .channels(let shown):
        self.rows(of: (0..<sum.channels).map(sum.subtotal(ofChannel:)), shown, Row.Kind.channel) { _ in false
        }
      }
    return rows + (sum.bias.map { [Row(kind: .bias, amount: Double($0), total: nil)] } ?? [])
  }

  private static func productRows(of sum: WeightedSum, _ shown: [Int]) -> [Row] {
    rows(of: sum.terms.map(\.product), shown, Row.Kind.term) { sum.terms[$0].addsNothing }
  }

  /// A row for each of some amounts, and at the end what the others make together, but for those of a 0.
  private static func rows(
    of amounts: [Double], _ shown: [Int], _ kind: (Int) -> Row.Kind, isZero: (Int) -> Bool
  ) -> [Row] {
    var total = 0.0
    var rows = shown.map { index in
      total += amounts[index]
      return Row(kind: kind(index), amount: amounts[index], total: total)
    }
    guard shown.count < amounts.count else { return rows }
    let visible = Set(shown)
    let hidden = amounts.indices.lazy.filter { !visible.contains($0) }
    let zeros = hidden.count(where: isZero)
    let others = hidden.count - zeros
    if others > 0 {
      rows.append(Row(kind: .rest(others), amount: hidden.reduce(0) { $0 + amounts[$1] }, total: nil))
    }
    if zeros > 0 { rows.append(Row(kind: .zeros(zeros), amount: 0, total: nil)) }
    return rows
  }

  private static func rows(of places: [WindowPlace]) -> [Row] {
    places.enumerated().filter { !$1.isOutside }
      .map { Row(kind: .term($0), amount: Double($1.value), total: nil) }
  }

  private static func rows(of merge: Merge) -> [Row] {
    merge.operands.enumerated().map { index, operand in
      let isTaken = merge.operation == .subtract && index > 0
      return Row(
        kind: .term(index), amount: isTaken ? -Double(operand.value) : Double(operand.value),
        total: index == 0 || merge.kept != nil ? nil : merge.partialValue(ofOperands: index + 1))
    }
  }

  private static func rows(of elementwise: Elementwise) -> [Row] {
    [Row(kind: .start, amount: nil, total: Double(elementwise.input))]
      + elementwise.steps.enumerated().map { index, step in
        Row(
          kind: .term(index), amount: step.operand, total: elementwise.value(afterSteps: index + 1))
      }
  }
}

extension Term {
  /// Whether the input is a 0, so that the product is one whatever the weight.
  public var addsNothing: Bool { product == 0 && (isOutside || input == 0) }
}

extension Merge {
  /// Whether the numbers are added, the later ones perhaps with the other sign.
  public var isAdded: Bool {
    switch operation {
    case .add, .subtract, .average: true
    case .multiply, .maximum, .minimum: false
    }
  }
}
