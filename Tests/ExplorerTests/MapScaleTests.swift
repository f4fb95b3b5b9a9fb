import Explorer
import Tensors
import TestSupport
import Testing

/// Integer factors.
struct MapScaleTests {
  @Test("enlarging repeats numbers, shrinking rounds up", arguments: 1...40)
  func pixels(extent: Int) {
    for factor in 1...8 {
      #expect(MapScale.enlarged(factor).pixels(extent) == extent * factor)
      let shrunk = MapScale.shrunk(factor).pixels(extent)
      #expect(shrunk * factor >= extent && (shrunk - 1) * factor < extent, "1/\(factor) of \(extent)")
    }
  }

  @Test("the pixels of a range begin with its first number's and end with its last number's")
  func ranges() {
    for factor in 1...5 {
      for scale in [MapScale.enlarged(factor), .shrunk(factor)] {
        for lower in 0..<9 {
          #expect(scale.pixels(of: lower..<lower).isEmpty)
          for upper in lower + 1...9 {
            let pixels = scale.pixels(of: lower..<upper)
            #expect(pixels.lowerBound == scale.pixel(of: lower), "\(scale) of \(lower)..<\(upper)")
            #expect(pixels.upperBound == scale.pixels(upper), "\(scale) of \(lower)..<\(upper)")
          }
        }
      }
    }
  }

  @Test("factors have names")
  func text() {
    let shrunk = (2...9).map { MapScale.shrunk($0).text }
    #expect(shrunk == ["½", "⅓", "¼", "⅕", "⅙", "1/7", "⅛", "1/9"])
    #expect(MapScale.actual.text == "×1")
    #expect(MapScale.enlarged(12).text == "×12")
    #expect(MapScale.shrunk(3).explanation(.mean) == "⅓, mean of 3×3")
    #expect(MapScale.shrunk(3).explanation(.largest) == "⅓, largest of 3×3")
    #expect(MapScale.enlarged(2).explanation(.largest) == "×2")
  }

  @Test("the largest factor that fits is taken: one more would not fit")
  func fitting() {
    for side in [1, 3, 4, 13, 30, 100, 700] {
      for columns in [1, 5, 16, 60, 200] {
        for rows in [1, 4, 18, 54] {
          let found = MapScale.fitting(height: side, width: side, columns: columns, rows: rows)
          func fits(_ scale: MapScale) -> Bool {
            scale.pixels(side) <= columns && (scale.pixels(side) + 1) / 2 <= rows
          }
          let what = "\(side)×\(side) in \(columns)×\(rows): \(String(describing: found))"
          switch found {
          case .enlarged(let factor):
            #expect(fits(.enlarged(factor)) && (factor == 32 || !fits(.enlarged(factor + 1))), "\(what)")
          case .shrunk(let factor): #expect(fits(.shrunk(factor)) && !fits(.shrunk(factor - 1)), "\(what)")
          case nil: #expect(!fits(.shrunk(256)), "\(what)")
          }
        }
      }
    }
  }

  @Test("nothing fits where there is no room")
  func noRoom() {
    #expect(MapScale.fitting(height: 4, width: 4, columns: 0, rows: 9) == nil)
    #expect(MapScale.fitting(height: 4, width: 4, columns: 9, rows: -1) == nil)
  }

  @Test("a largest factor is not exceeded")
  func largest() {
    #expect(MapScale.fitting(height: 4, width: 4, columns: 100, rows: 100, largest: 3) == .enlarged(3))
  }
}
