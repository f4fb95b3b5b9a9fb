import Testing

@testable import CellScreen

@Suite struct ColourMapTests {
  static let sequential = ColourMap.allCases.filter { !$0.isDiverging }

  @Test("a sequential map gets lighter from position to position", arguments: sequential)
  func lightnessRises(map: ColourMap) {
    let lightness = (0...255).map { map.rgb(at: UInt8($0)).lightness }
    for position in 8...255 {
      #expect(lightness[position] > lightness[position - 8], "\(map) at \(position)")
    }
  }

  @Test("each map knows its place among all, and in 256 colours of a diverging one only 0 has the middle")
  func places() {
    #expect(ColourMap.allCases.map(\.place) == Array(ColourMap.allCases.indices))
    for map in ColourMap.allCases where map.isDiverging {
      let middle = map.index256(at: 128)
      for position in UInt8.min...UInt8.max where position != 128 {
        #expect(map.index256(at: position) != middle, "\(map) at \(position)")
      }
    }
  }

  @Test("a sequential ramp of 256 colours gets lighter at each entry", arguments: sequential)
  func rampLightnessRises(map: ColourMap) {
    let lightness = map.ramp256.map { Palette256.rgb($0).lightness }
    for (darker, lighter) in zip(lightness, lightness.dropFirst()) { #expect(darker < lighter, "\(map)") }
  }

  @Test("the diverging map gets lighter towards the middle, in both forms")
  func divergingLightness() {
    let map = ColourMap.blueRed
    let exact = (0...255).map { map.rgb(at: UInt8($0)).lightness }
    for position in 8...128 { #expect(exact[position] > exact[position - 8]) }
    for position in 128...247 { #expect(exact[position] > exact[position + 8]) }
    let ramp = map.ramp256.map { Palette256.rgb($0).lightness }
    for step in 1...6 {
      #expect(ramp[step] > ramp[step - 1])
      #expect(ramp[12 - step] > ramp[13 - step])
    }
  }

  @Test("on dark pages the diverging map gets lighter away from the middle, which is black, in both forms")
  func divergingLightnessOnDark() {
    let map = ColourMap.blueRedOnDark
    let exact = (0...255).map { map.rgb(at: UInt8($0)).lightness }
    for position in 8...127 { #expect(exact[position] < exact[position - 8]) }
    for position in 129...247 { #expect(exact[position] < exact[position + 8]) }
    #expect(exact[128] == 0 && exact[127] > 28 && exact[129] > 28)
    let ramp = map.ramp256.map { Palette256.rgb($0).lightness }
    for step in 1...4 {
      #expect(ramp[step] < ramp[step - 1])
      #expect(ramp[8 - step] < ramp[9 - step])
    }
    for position in 0...255 where position != 128 { #expect(map.index256(at: UInt8(position)) != 16) }
    #expect(map.index256(at: 128) == 16)
  }

  @Test(
    "turned round, a sequential map begins with colours that are told from a white page",
    arguments: [ColourMap.viridis, .cividis, .inferno, .grey])
  func turned(map: ColourMap) {
    let light = Presentation(.truecolour, theme: .light)
    let positions = stride(from: Int(ColourMap.floor), through: 255, by: 7).map { UInt8($0) }
    for presentation in [light, Presentation(.colours256, theme: .light)] {
      let lightness = positions.compactMap { presentation.rampColour(map, $0).rgb?.lightness }
      #expect(lightness.count == positions.count)
      for (lighter, darker) in zip(lightness, lightness.dropFirst()) { #expect(lighter >= darker) }
      #expect(lightness[0] < 97 && lightness[0] > 80 && lightness[lightness.count - 1] < 45)
    }
    #expect(light.zeroColour.rgb == RGB(255, 255, 255))
    #expect(Presentation(.truecolour).zeroColour.rgb == RGB(0, 0, 0))
  }

  @Test("the light of a picture is the same on every page")
  func luminance() {
    for theme in [Theme.dark, .light, .contrast] {
      let shown = Presentation(.truecolour, theme: theme).rampColour(.luminance, 255)
      #expect(shown.rgb == RGB(255, 255, 255))
    }
  }

  @Test(
    "the two arms of the diverging map are equally light at equal distances from zero",
    arguments: [ColourMap.blueRed, .blueRedOnDark])
  func symmetricArms(map: ColourMap) {
    for distance in 0...127 {
      let arms = (map.rgb(at: UInt8(128 - distance)), map.rgb(at: UInt8(128 + distance)))
      #expect(abs(arms.0.lightness - arms.1.lightness) < 6)
    }
    for (below, above) in zip(map.ramp256, map.ramp256.reversed()) {
      #expect(abs(Palette256.rgb(below).lightness - Palette256.rgb(above).lightness) < 5)
    }
    #expect(abs(map.rgb(at: 0).lightness - map.rgb(at: 255).lightness) < 3)
  }

  @Test("a diverging map is −1 at 0, 0 at 128 and +1 at 255; the others go from 0 up to one")
  func shares() {
    #expect(ColourMap.blueRed.share(at: 0) == -1)
    #expect(ColourMap.blueRed.share(at: 128) == 0)
    #expect(ColourMap.blueRed.share(at: 255) == 1)
    #expect(ColourMap.grey.share(at: 0) == 0)
    #expect(ColourMap.grey.share(at: 255) == 1)
    #expect(ColourMap.blueRed.index256(at: 128) == 231)
  }

  @Test("maps begin and end in the colours they are known by")
  func ends() {
    #expect(ColourMap.viridis.rgb(at: 0) == RGB(0x44, 0x01, 0x54))
    #expect(ColourMap.viridis.rgb(at: 255) == RGB(0xFD, 0xE7, 0x25))
    #expect(ColourMap.blueRed.rgb(at: 0) == RGB(0x05, 0x30, 0x61))
    #expect(ColourMap.blueRed.rgb(at: 128) == RGB(0xF7, 0xF7, 0xF7))
    #expect(ColourMap.blueRed.rgb(at: 255) == RGB(0x67, 0x00, 0x1F))
    #expect(ColourMap.grey.rgb(at: 77) == RGB(77, 77, 77))
  }

  @Test(
    "at 12 % of a map, where positive numbers begin, the colour is told from black", arguments: sequential)
  func floorIsNotBlack(map: ColourMap) {
    #expect(map.rgb(at: 31).lightness > 8)
    #expect(Palette256.rgb(map.index256(at: 31)).lightness >= 14.5)
  }

  @Test(
    "the steps of a map are near their positions and in order, and only zero is zero",
    arguments: ColourMap.allCases)
  func steps(map: ColourMap) {
    let steps = (0...255).map { Int(map.step(at: UInt8($0))) }
    for position in 0...255 { #expect(abs(steps[position] - position) < 8) }
    for position in 1...255 { #expect(steps[position] >= steps[position - 1]) }
    #expect(Set(steps.dropFirst(31)).count <= 33)
    #expect(map.step(at: 0) == 0 && map.step(at: 255) == 255)
    if map.isDiverging { #expect(steps.filter { $0 == 128 }.count == 1) }
  }

  @Test(
    "a ramp uses each of its entries, in order; a sequential one from its floor",
    arguments: ColourMap.allCases)
  func rampIsUsedUp(map: ColourMap) {
    #expect(map.ramp256.count >= 7 && Set(map.ramp256).count == map.ramp256.count)
    var used: [UInt8] = []
    for position in Int(map.isDiverging ? 0 : ColourMap.floor)...255
    where map.index256(at: UInt8(position)) != used.last {
      used.append(map.index256(at: UInt8(position)))
    }
    #expect(used == map.ramp256)
  }
}

@Suite struct Palette256Tests {
  @Test("a colour of the palette is its own nearest", arguments: UInt8(16)...255)
  func fixedPoints(index: UInt8) {
    #expect(Palette256.rgb(Palette256.nearest(to: Palette256.rgb(index))) == Palette256.rgb(index))
  }

  @Test("the cube and the greys have xterm's values")
  func values() {
    #expect(Palette256.rgb(16) == RGB(0, 0, 0))
    #expect(Palette256.rgb(24) == RGB(0, 95, 135))
    #expect(Palette256.rgb(231) == RGB(255, 255, 255))
    #expect(Palette256.rgb(232) == RGB(8, 8, 8))
    #expect(Palette256.rgb(255) == RGB(238, 238, 238))
  }

  @Test("lightness is CIELAB's: 32.3 for blue and 53.6 for middle grey, between black and white")
  func lightness() {
    #expect(abs(RGB(0, 0, 0).lightness) < 1e-9)
    #expect(abs(RGB(255, 255, 255).lightness - 100) < 1e-4)
    #expect(abs(RGB(128, 128, 128).lightness - 53.585) < 1e-2)
    #expect(abs(RGB(0, 0, 255).lightness - 32.297) < 1e-2)
  }

  @Test("the entry found among ten is hardly farther than the nearest of all")
  func nearestOfAll() {
    let palette = (16...255).map { Lab(Palette256.rgb(UInt8($0))) }
    for red in stride(from: 0, through: 255, by: 17) {
      for green in stride(from: 0, through: 255, by: 17) {
        for blue in stride(from: 0, through: 255, by: 17) {
          let colour = RGB(UInt8(red), UInt8(green), UInt8(blue))
          let wanted = Lab(colour)
          let found = palette[Int(Palette256.nearest(to: colour)) - 16].squaredDistance(to: wanted)
          let best = palette.map { $0.squaredDistance(to: wanted) }.min() ?? 0
          #expect(found.squareRoot() <= best.squareRoot() + 10, "\(colour)")
        }
      }
    }
  }

  @Test("an entry of the palette is found by its exact colour, but for black and the five blues behind it")
  func exactEntries() {
    for index in UInt8(16)...255 {
      let found = Palette256.index(of: Palette256.rgb(index))
      #expect(found.map(Palette256.rgb) ?? Palette256.rgb(index) == Palette256.rgb(index))
      #expect((found == nil) == (index < 22), "\(index)")
    }
    for colour in [RGB(1, 2, 3), RGB(9, 9, 9), RGB(95, 95, 96), RGB(248, 248, 248)] {
      #expect(Palette256.index(of: colour) == nil)
    }
  }
}
