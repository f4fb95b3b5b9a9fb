import CellScreen
public import ConvNet

extension WindowMaximum {
  /// What becomes of the number at a position: `kept, largest of its 4`; `nil` where a NaN takes its place.
  public func fate(ofPlaceAt position: [Int]) -> String? {
    let isKept = places[winner].position == position
    let value = places[winner].value
    guard !value.isNaN else { return isKept ? "it makes that NaN" : nil }
    let count = NumberText.grouped(places.count { !$0.isOutside })
    if isKept { return kept > 1 ? "kept, \(rank)" : "kept, largest of its \(count)" }
    let isEqual = places.contains { $0.position == position && $0.value == value }
    return isEqual
      ? "dropped: as large as what is kept, but behind it" : "dropped, not the largest of its \(count)"
  }

  /// How the number that is kept stands to the others: `the largest of 4`; of several that are equal the first.
  public var rank: String {
    let inside = places.count { !$0.isOutside }
    let count = NumberText.grouped(inside)
    if places[winner].value.isNaN { return "the first NaN of \(count)" }
    guard kept > 1 else { return "the largest of \(count)" }
    return kept == inside
      ? "the first of \(count), all equal"
      : "the first of \(NumberText.grouped(kept)) equal ones, the largest of \(count)"
  }
}

extension WeightedSum {
  /// Why no product can be called the largest; `nil` where there is none inside of the padding.
  public var reasonForNoLargest: String? {
    if terms.allSatisfy(\.isOutside) { return nil }
    guard terms.allSatisfy({ $0.product == 0 }) else { return "NaN or ∞ is among them" }
    return terms.count == 1
      ? "the only product is 0" : "all \(NumberText.grouped(terms.count)) products are 0"
  }
}
