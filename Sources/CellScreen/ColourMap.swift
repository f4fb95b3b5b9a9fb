/// A scale of colours for numbers, by position 0…255.
///
/// Sequential maps rise in lightness from 0 to 255. The arms of the diverging ones are equally long to the eye:
/// position 0 is −1, 128 is 0, 255 is +1. Views give exact zeros their own pixel (`Pixel.zero`) and positive numbers the
/// positions from `floor` up, so that a small number is never mistaken for none.
///
/// Zero looks like the page, black on dark ones: there the diverging map is the one that is black in the middle, and on
/// light pages sequential maps are turned round, so that ink means value.
public enum ColourMap: String, Hashable, Sendable, CaseIterable {
  /// Dark violet over green to yellow.
  case viridis
  /// Dark blue over grey to yellow; reads nearly alike with red-green deficiency.
  case cividis
  /// Black over red to pale yellow.
  case inferno
  /// Black to white.
  case grey
  /// Black to white on every page: the light of a picture.
  case luminance
  /// Blue below zero, white at zero (position 128), red above.
  case blueRed
  /// The same for dark pages: black at zero, pale blue and pale orange at the ends.
  case blueRedOnDark

  /// Where positive numbers begin on a sequential map: at 12 % of it.
  public static let floor: UInt8 = 31

  /// Whether the map has two arms, for numbers of both signs.
  public var isDiverging: Bool { self == .blueRed || self == .blueRedOnDark }

  /// The map that a page shows in this one's place.
  func onPage(isLight: Bool) -> ColourMap {
    isDiverging ? (isLight ? .blueRed : .blueRedOnDark) : self
  }

  /// Whether a page shows the map turned round, its lightest colours for the smallest numbers.
  func isTurned(onLightPage isLight: Bool) -> Bool { isLight && !isDiverging && self != .luminance }

  /// The map's place among all.
  var place: Int {
    switch self {
    case .viridis: 0
    case .cividis: 1
    case .inferno: 2
    case .grey: 3
    case .luminance: 4
    case .blueRed: 5
    case .blueRedOnDark: 6
    }
  }

  /// What a position stands for, −1…1 on a diverging map and 0…1 on the others.
  public func share(at position: UInt8) -> Double {
    guard isDiverging else { return Double(position) / 255 }
    return (Double(position) - 128) / (position < 128 ? 128 : 127)
  }

  /// The exact colour at a position, for terminals that show any colour.
  ///
  /// Linear between anchors that stand at equal distances of `share`.
  public func rgb(at position: UInt8) -> RGB {
    let anchors = self.anchors
    if self == .blueRedOnDark { return Self.onDark(self.share(at: position)) }
    let share = isDiverging ? (self.share(at: position) + 1) / 2 : self.share(at: position)
    let place = share * Double(anchors.count - 1)
    let lower = min(Int(place), anchors.count - 2)
    return RGB(hex: anchors[lower]).mixed(with: RGB(hex: anchors[lower + 1]), place - Double(lower))
  }

  /// The position whose colour stands for a position, so that a screen has few colours: one of 33 steps from
  /// `floor`, or of 16 on either side of zero, which only zero itself is.
  ///
  /// The eye tells hardly more apart, and terminals get about half the bytes.
  public func step(at position: UInt8) -> UInt8 {
    let position = Int(position)
    guard isDiverging else {
      let floor = Int(Self.floor)
      return UInt8(position < floor ? position : floor + (position - floor + 3) / 7 * 7)
    }
    let distance = (abs(position - 128) + 7) / 8 * 8
    return UInt8(clamping: position < 128 ? 128 - distance : 128 + distance)
  }

  /// The palette entries of the map for terminals of 256 colours, from its lower to its upper end; of a
  /// sequential map from `floor`.
  ///
  /// The nearest entries of the exact colours collapse to a few, with reversals of lightness; these are chosen
  /// so that lightness rises at each (on a diverging map: on both sides towards the middle). Their number is
  /// what a reader can tell apart. The lowest are at a lightness L* of 15 or more, so that they are told from
  /// black zeros, and not vivid, so that a map of small numbers doesn't look like one of large ones.
  public var ramp256: [UInt8] {
    switch self {
    case .viridis: [53, 24, 30, 36, 42, 78, 148, 220]
    case .cividis: [24, 60, 242, 245, 144, 185, 227]
    case .inferno: [53, 89, 125, 167, 202, 208, 214, 221, 229]
    case .grey: [235, 236, 238, 240, 241, 243, 102, 247, 248, 250, 252, 253, 255, 231]
    case .luminance: ColourMap.grey.ramp256
    case .blueRed: [18, 25, 32, 74, 117, 189, 231, 224, 217, 209, 167, 124, 52]
    case .blueRedOnDark: [153, 111, 68, 25, 16, 94, 166, 209, 222]
    }
  }

  /// The palette entry at a position, for terminals of 256 colours: the nearest step of the ramp.
  public func index256(at position: UInt8) -> UInt8 {
    let ramp = ramp256
    let floor = Double(Self.floor)
    let share =
      isDiverging ? (self.share(at: position) + 1) / 2 : max(0, (Double(position) - floor) / (255 - floor))
    let place = Int((share * Double(ramp.count - 1)).rounded())
    // In the middle only 0 is.
    guard isDiverging, place == ramp.count / 2, position != 128 else { return ramp[place] }
    return ramp[position < 128 ? place - 1 : place + 1]
  }

  /// The palette entry at a position of the map turned round: the smallest numbers have the lightest entry that is told
  /// from a white page.
  func turnedIndex256(at position: UInt8) -> UInt8 {
    let ramp = Self.turnedRamps[self] ?? ramp256
    let floor = Double(Self.floor)
    let share = max(0, (Double(position) - floor) / (255 - floor))
    return ramp[ramp.count - 1 - Int((share * Double(ramp.count - 1)).rounded())]
  }

  /// The ramps of maps that are turned round, without what a white page hides.
  private static let turnedRamps: [ColourMap: [UInt8]] = Dictionary(
    uniqueKeysWithValues: allCases.map { map in
      (map, map.ramp256.filter { Palette256.rgb($0).lightness < 97 })
    })

  /// Colours at equal distances, as 0xRRGGBB.
  ///
  /// Viridis, cividis, inferno: every 17th of matplotlib's 256 colours. Blue-red: ColorBrewer's RdBu reversed, and for dark
  /// pages one of our own whose arms are equally light.
  private var anchors: [UInt32] {
    switch self {
    case .viridis: Self.viridisAnchors
    case .cividis: Self.cividisAnchors
    case .inferno: Self.infernoAnchors
    case .grey, .luminance: Self.greyAnchors
    case .blueRed: Self.blueRedAnchors
    case .blueRedOnDark: Self.blueOnDark
    }
  }

  private static let viridisAnchors: [UInt32] = [
    0x440154, 0x481A6C, 0x472F7D, 0x414487, 0x39568C, 0x31688E, 0x2A788E, 0x23888E,
    0x1F988B, 0x22A884, 0x35B779, 0x54C568, 0x7AD151, 0xA5DB36, 0xD2E21B, 0xFDE725,
  ]
  private static let cividisAnchors: [UInt32] = [
    0x00224E, 0x002E6C, 0x1E3A6F, 0x35456C, 0x47516C, 0x575D6D, 0x666970, 0x757575,
    0x848279, 0x948E77, 0xA59C74, 0xB7A96E, 0xC8B866, 0xDBC75A, 0xEED649, 0xFEE838,
  ]
  private static let infernoAnchors: [UInt32] = [
    0x000004, 0x0C0826, 0x240C4F, 0x420A68, 0x5D126E, 0x781C6D, 0x932667, 0xAE305C,
    0xC73E4C, 0xDD513A, 0xED6925, 0xF8850F, 0xFCA50A, 0xFAC62D, 0xF2E661, 0xFCFFA4,
  ]
  private static let greyAnchors: [UInt32] = [0x000000, 0xFFFFFF]
  private static let blueRedAnchors: [UInt32] = [
    0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7,
    0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B, 0x67001F,
  ]
  /// The arms of the map for dark pages, from the number nearest 0 outwards.
  private static let blueOnDark: [UInt32] = [0x234E78, 0x2A5F93, 0x3D7FBE, 0x5B9FDF, 0x86C2F2, 0xB5E0FF]
  private static let redOnDark: [UInt32] = [0x7A3520, 0x934223, 0xBC5A2E, 0xE07C48, 0xF7A877, 0xFFD6B5]

  /// The colour of a share, −1…1: black is 0 alone, the smallest of other numbers is told from it and from the page.
  private static func onDark(_ share: Double) -> RGB {
    guard share != 0 else { return RGB(0, 0, 0) }
    let arm = share < 0 ? blueOnDark : redOnDark
    let place = share.magnitude * Double(arm.count - 1)
    let lower = min(Int(place), arm.count - 2)
    return RGB(hex: arm[lower]).mixed(with: RGB(hex: arm[lower + 1]), place - Double(lower))
  }
}

extension RGB {
  /// The colour of 0xRRGGBB.
  init(hex: UInt32) {
    self.init(UInt8(hex >> 16 & 0xFF), UInt8(hex >> 8 & 0xFF), UInt8(hex & 0xFF))
  }

  /// The colour a share of the way, 0 to 1, to another; linear in sRGB.
  public func mixed(with other: RGB, _ share: Double) -> RGB {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }
}
