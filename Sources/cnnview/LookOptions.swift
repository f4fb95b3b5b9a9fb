public import ArgumentParser
public import CellScreen
public import CursesTerminal
import Explorer

/// What the explorer looks like, in the terminal and on a screenshot: `--color`, `--theme`, `--colours`, `--pixels`.
struct LookOptions: ParsableArguments {
  /// The themes by their names.
  enum ThemeName: String, CaseIterable, ExpressibleByArgument {
    case dark
    case light
    case contrast

    /// The theme.
    var value: Theme {
      switch self {
      case .dark: .dark
      case .light: .light
      case .contrast: .contrast
      }
    }
  }

  @Option(
    name: .customLong("color"),
    help: ArgumentHelp(
      "Colours to use; auto asks NO_COLOR, COLORTERM, the terminal and its database.", valueName: "depth"))
  var depth = ColourChoice.auto

  @Option(help: ArgumentHelp("Colours of words and page.", valueName: "theme"))
  var theme = ThemeName.dark

  @Option(
    help: ArgumentHelp("Colours of numbers without a sign, as key c changes them.", valueName: "map"))
  var colours = ColourMap.viridis

  @Option(
    help: ArgumentHelp(
      "What pixels are drawn with: upper or lower half blocks, shades, or ASCII throughout.",
      valueName: "glyphs"))
  var pixels = Presentation.PixelGlyphs.half

  /// The options that are not at their default, each with its value as they are typed, where the screen has the
  /// colours of a map.
  func given(colours map: ColourMap) -> [[String]] {
    let options = [
      ("--color", depth.rawValue, ColourChoice.auto.rawValue),
      ("--theme", theme.rawValue, ThemeName.dark.rawValue),
      ("--colours", map.rawValue, ColourMap.viridis.rawValue),
      ("--pixels", pixels.rawValue, Presentation.PixelGlyphs.half.rawValue),
    ]
    return options.filter { $0.1 != $0.2 }.map { [$0.0, $0.1] }
  }

  /// How a screen is written to a file; `auto` is any colour there, whatever terminal this is.
  var ofScreenshot: Presentation {
    let depth: ColourDepth =
      switch depth {
      case .auto, .truecolour: .truecolour
      case .colours256: .colours256
      case .colours8: .colours8
      case .none: .none
      }
    return Presentation(depth, theme: theme.value, pixels: pixels)
  }
}

extension ColourChoice: ExpressibleByArgument {}

extension Presentation.PixelGlyphs: ExpressibleByArgument {}

extension ColourMap: ExpressibleByArgument {
  /// Makes a map of numbers without a sign.
  public init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    self.init(rawValue: argument)
  }

  /// The names of the maps of numbers without a sign.
  public static var allValueStrings: [String] { offered.map(\.rawValue) }
}
