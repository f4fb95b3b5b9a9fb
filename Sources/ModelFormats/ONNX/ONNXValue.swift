import ConvNet
import Tensors

/// A value of the graph that is computed: which of the network's layers has its numbers, and in which order of axes.
///
/// Of a file's (1, channel, height, width) the network has (height, width, channel): axes that the file moves, adds or
/// takes away need no layer, as long as nobody counts on their order.
struct ONNXValue: Hashable {
  /// The layer that has the numbers.
  let layer: Int
  /// The extents in the file, the batch's 1 among them.
  let extents: [Int]
  /// Which axis of the file each axis of the layer's activation is; `nil` for one of extent 1 that the file doesn't have.
  ///
  /// The axes of the file that are not among these have extent 1.
  let axes: [Int?]

  /// The axes of the file in the order of the layer's, but for those of extent 1.
  var order: [Int] { axes.compactMap(\.self).filter { extents[$0] != 1 } }

  /// The shape that axes in some order have.
  func shape(_ axes: [Int?]) -> Shape { Shape(axes.map { $0.map { extents[$0] } ?? 1 }) }

  /// The order in which the network has the axes of a file's value: maps are (height, width, channel).
  static func usualAxes(_ extents: [Int]) -> [Int] {
    if extents.count == 4, extents[0] == 1 { return [2, 3, 1] }
    return extents.first == 1 && extents.count > 1 ? Array(1..<extents.count) : Array(extents.indices)
  }

  /// The value with extents of 1 in front, so that it has a number of axes.
  func padded(toRank rank: Int) -> ONNXValue {
    let missing = rank - extents.count
    guard missing > 0 else { return self }
    return ONNXValue(
      layer: layer, extents: [Int](repeating: 1, count: missing) + extents,
      axes: axes.map { $0.map { $0 + missing } })
  }

  /// The value with the file's axes in another order.
  func transposed(_ order: [Int]) -> ONNXValue {
    ONNXValue(
      layer: layer, extents: order.map { extents[$0] },
      axes: axes.map { axis in axis.flatMap { order.firstIndex(of: $0) } })
  }
}

/// How one list of extents becomes another: runs of axes whose numbers stay together.
enum ONNXRegrouping {
  /// A run of axes before, and that after, extents of 1 left out.
  struct Group: Equatable {
    var before: [Int] = []
    var after: [Int] = []
  }

  /// The runs, from the slowest on; `nil` where the extents count different numbers of numbers.
  static func groups(_ before: [Int], _ after: [Int]) -> [Group]? {
    var (i, j) = (0, 0)
    var groups: [Group] = []
    let (first, second) = (before.indices.filter { before[$0] != 1 }, after.indices.filter { after[$0] != 1 })
    while i < first.count, j < second.count {
      var group = Group(before: [first[i]], after: [second[j]])
      var (own, other) = (before[first[i]], after[second[j]])
      (i, j) = (i + 1, j + 1)
      while own != other {
        if own < other {
          guard i < first.count else { return nil }
          group.before.append(first[i])
          own *= before[first[i]]
          i += 1
        } else {
          guard j < second.count else { return nil }
          group.after.append(second[j])
          other *= after[second[j]]
          j += 1
        }
      }
      groups.append(group)
    }
    return i == first.count && j == second.count ? groups : nil
  }
}
