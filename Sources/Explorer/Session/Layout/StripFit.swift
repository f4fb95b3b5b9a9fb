import ConvNet
import Tensors

/// Which layers stand on a strip, and at which factor.
struct StripFit {
  /// The factor, the same for all maps.
  let scale: MapScale
  /// The layers.
  let layers: Range<Int>

  /// All layers at the largest factor up to `largest` at which they fit.
  ///
  /// Where they don't, those around the selected one, at the largest factor that leaves a few of them in view.
  init(_ slots: StripSlots, largest: MapScale, selected: Int) {
    let scales = MapScale.descending(from: 1)
    let whole = scales[(scales.firstIndex(of: largest) ?? 0)...].first(where: slots.holdsAll)
    let suitable = scales.first { slots.layers(around: selected, at: $0).count >= slots.leastCount }
    scale = whole ?? suitable ?? .shrunk(256)
    layers = whole == nil ? slots.layers(around: selected, at: scale) : slots.shapes.indices
  }
}

/// What the layers of a network take on a strip of some columns and rows.
struct StripSlots {
  /// The shape of each layer.
  let shapes: [Shape]
  /// The columns of the strip.
  let columns: Int
  /// The rows between its heading and its captions.
  let rows: Int
  /// How many maps a mark beside a map stands for.
  let mapsPerMark: Int
  /// The columns of each layer's caption: its digits, and a cross between extents.
  private let captions: [Int]

  init(_ network: Network, columns: Int, rows: Int, mapsPerMark: Int) {
    shapes = network.shapes
    self.columns = columns
    self.rows = rows
    self.mapsPerMark = mapsPerMark
    captions = shapes.map { shape in
      shape.extents.reduce(max(0, shape.rank - 1)) { $0 + String($1).utf8.count }
    }
  }

  /// How many layers are in view at least where not all fit.
  var leastCount: Int { min(shapes.count, max(4, columns / 24)) }

  /// Whether all layers fit at a factor, with the narrowest gaps.
  func holdsAll(at scale: MapScale) -> Bool {
    // Captions take the same columns at every factor.
    guard captions.reduce(captions.count, +) <= columns, shapes.indices.allSatisfy({ fits($0, at: scale) })
    else { return false }
    return shapes.indices.reduce(0) { $0 + slot(of: $1, at: scale) } <= columns
  }

  /// The selected layer with the one above it and as many others around them as fit; none where those don't.
  func layers(around selected: Int, at scale: MapScale) -> Range<Int> {
    var range = max(0, selected - 1)..<selected + 1
    guard range.allSatisfy({ fits($0, at: scale) }) else { return selected..<selected }
    var taken = range.reduce(0) { $0 + slot(of: $1, at: scale) }
    while let next = next(beside: range, taken: taken, at: scale) {
      range = min(range.lowerBound, next)..<max(range.upperBound, next + 1)
      taken += slot(of: next, at: scale)
    }
    return range
  }

  /// The layer below or else above a range that still fits.
  private func next(beside range: Range<Int>, taken: Int, at scale: MapScale) -> Int? {
    [range.upperBound, range.lowerBound - 1].first { index in
      shapes.indices.contains(index) && fits(index, at: scale)
        && taken + slot(of: index, at: scale) <= columns
    }
  }

  /// Whether a layer's map is low enough.
  private func fits(_ index: Int, at scale: MapScale) -> Bool {
    shapes[index].rank != 3 || (scale.pixels(shapes[index][0]) + 1) / 2 <= rows
  }

  /// The columns that a layer takes: its map with the marks or else its caption, and the gap behind.
  private func slot(of index: Int, at scale: MapScale) -> Int {
    let shape = shapes[index]
    let width = shape.rank == 3 ? scale.pixels(shape[1]) + marks(besideMapOf: index) : 2
    return 1 + max(width, captions[index])
  }

  /// How many marks for more maps stand beside a layer's map.
  func marks(besideMapOf index: Int) -> Int {
    let shape = shapes[index]
    return index == 0 || shape[2] < 2 ? 0 : min(4, max(1, shape[2] / mapsPerMark))
  }
}
