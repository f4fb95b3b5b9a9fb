import ConvNet
import Explorer
import TestSupport
import Testing

/// Which places are covered, and what is known of them.
struct CoverFindingsTests {
  @Test(
    "every place is covered once, those in the middle of large blocks first",
    arguments: [(32, 32), (9, 8), (1, 1), (2, 40)])
  func order(height: Int, width: Int) {
    let grid = CoverGrid(height: height, width: width)
    let places = grid.places
    #expect(places.count == grid.count && grid.count == height * width)
    #expect(Set(places) == Set(0..<height * width))
  }

  @Test("of blocks only the middles are covered, and stand for them")
  func blocks() {
    let grid = CoverGrid(height: 10, width: 7, block: 3)
    #expect(grid.count == 4 * 3)
    #expect(grid.places.sorted() == [8, 11, 13, 29, 32, 34, 50, 53, 55, 64, 67, 69].sorted())
    var map = CoverMap(on: grid)
    map.take(-2, atPlace: 8)
    #expect(map.nearest(row: 0, column: 0) == -2 && map.nearest(row: 2, column: 2) == -2)
    #expect(map.nearest(row: 3, column: 0) == nil && map[0] == nil)
  }

  @Test("the first coarse blocks stand for all of their places until finer ones are known")
  func coarse() {
    let grid = CoverGrid(height: 32, width: 32)
    var map = CoverMap(on: grid)
    for place in grid.places.prefix(16) { map.take(Float(place), atPlace: place) }
    #expect(map.nearest(row: 0, column: 0) == Float(4 * 32 + 4))
    #expect(map.nearest(row: 8, column: 31) == Float(4 * 32 + 31))
    map.take(-1, atPlace: 0)
    #expect(map.nearest(row: 0, column: 0) == -1 && map.lowest == 0)
  }

  @Test("the extremes are the first of equals, below and above 0 only, whatever the order they come in")
  func extremes() {
    var map = CoverMap(on: CoverGrid(height: 2, width: 3))
    map.take(0, atPlace: 1)
    #expect(map.lowest == nil && map.highest == nil)
    map.take(-1, atPlace: 4)
    map.take(-1, atPlace: 2)
    map.take(.nan, atPlace: 0)
    map.take(3, atPlace: 5)
    #expect(map.lowest == 2 && map.highest == 5 && map.knownCount == 5 && !map.isComplete)
  }

  @Test("all covers together have the least that each does, and nothing where they disagree about the sign")
  func agreement() {
    var findings = CoverFindings(on: CoverGrid(height: 1, width: 3))
    for (fill, changes) in zip(
      OcclusionFill.allCases, [[-3, -1, 0], [-2, 1, 2], [-5, -1, 1], [-4, -2, 3]] as [[Float]])
    {
      #expect(findings.change(under: .all, row: 0, column: 0) == nil)
      for (place, change) in changes.enumerated() { findings.take(change, atPlace: place, fill) }
    }
    #expect((0..<3).map { findings.change(under: .all, row: 0, column: $0) } == [-2, 0, 0])
    #expect((0..<3).map { findings.disagrees(row: 0, column: $0) } == [false, true, false])
    #expect(findings.shareOfDisagreement == 1 / 3.0 && findings.isComplete(.all))
    #expect(findings.extreme(under: .all, isLowest: true) == 0)
    #expect(findings.extreme(under: .all, isLowest: false) == nil)
  }

  @Test("however the edge cuts the blocks, so many places are covered as there are smallest blocks")
  func places() {
    for block in [1, 3, 9] {
      for (height, width) in [(224, 224), (30, 30), (10, 7), (32, 32), (28, 28), (96, 64), (1, 5)] {
        let grid = CoverGrid(height: height, width: width, block: block)
        #expect(grid.places.count == grid.count, "\(height)×\(width) by \(block)")
        #expect(Set(grid.places).count == grid.count)
      }
    }
  }

  @Test("an infinite change makes no scale of what all covers do")
  func infinite() {
    var findings = CoverFindings(on: CoverGrid(height: 1, width: 2))
    for fill in OcclusionFill.allCases {
      findings.take(.infinity, atPlace: 0, fill)
      findings.take(-2, atPlace: 1, fill)
    }
    #expect(findings.magnitude(under: .all) == 2 && findings.shareOfDisagreement == 0)
  }
}
