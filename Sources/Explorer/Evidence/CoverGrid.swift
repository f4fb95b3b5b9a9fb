import ConvNet

/// The places of a picture around which squares are put, one after the other: those in the middle of large blocks first,
/// so that the whole picture is seen early.
///
/// The next blocks are a third as wide, down to every place; or, where all of them would take too long, down to blocks
/// whose middles stand for them.
public struct CoverGrid: Hashable, Sendable {
  /// The rows of the picture.
  public let height: Int
  /// Its columns.
  public let width: Int
  /// The side of the smallest blocks: 1, 3, 9 and so on; with 1 every place is covered.
  public let block: Int

  /// The passes of a sweep may have so many products together; larger ones leave out places.
  private static let mostProducts = 1 << 40

  /// Makes the places of a picture with rows and columns.
  ///
  /// - Precondition: The block is 1 or a power of 3.
  public init(height: Int, width: Int, block: Int = 1) {
    (self.height, self.width, self.block) = (height, width, block)
  }

  /// Makes the places of a sweep with squares of a side; where all of them take too many products, blocks are as large as
  /// needed, but never larger than the square.
  init(height: Int, width: Int, side: Int, productsOfPass: Int) {
    let passes = height * width * OcclusionFill.allCases.count
    var block = 1
    while block * 3 <= side, productsOfPass > Self.mostProducts / max(1, passes) * block * block {
      block *= 3
    }
    self.init(height: height, width: width, block: block)
  }

  /// How many places are covered.
  public var count: Int { blocks(height) * blocks(width) }

  private func blocks(_ extent: Int) -> Int { (extent + block - 1) / block }

  /// The place, row · width + column, in the middle of the block of a side that a place is in; at the edge its last place
  /// where the middle lies outside.
  ///
  /// - Precondition: There is such a place.
  func middle(row: Int, column: Int, ofBlock side: Int) -> Int {
    func middle(_ index: Int, _ extent: Int) -> Int {
      let clipped = min(index / side * side + side / 2, extent - 1)
      // Of a block that the edge cuts, the middle is one of the smallest blocks' too.
      return min(clipped / block * block + block / 2, extent - 1)
    }
    return middle(row, height) * width + middle(column, width)
  }

  /// The side of the largest blocks.
  var largestBlock: Int {
    var side = block
    while side * 9 <= min(height, width) { side *= 3 }
    return side
  }

  /// The sides of the blocks, the smallest first.
  private var sides: [Int] {
    var sides = [block]
    while let last = sides.last, last < largestBlock { sides.append(last * 3) }
    return sides
  }

  /// The places that are covered, row · width + column, in their order.
  public var places: [Int] {
    var isTaken = [Bool](repeating: false, count: height * width)
    var places: [Int] = []
    for side in sides.reversed() {
      for row in stride(from: 0, to: height, by: side) {
        for column in stride(from: 0, to: width, by: side) {
          let place = middle(row: row, column: column, ofBlock: side)
          if !isTaken[place] { places.append(place) }
          isTaken[place] = true
        }
      }
    }
    return places
  }
}
