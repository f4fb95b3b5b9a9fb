import ArgumentParser
import CellScreen
import CursesTerminal

/// What the explorer looks like, in the terminal and on a screenshot: `--color`, `--theme`, `--colours`, `--pixels`.
struct LookOptions: ParsableArguments {
  /// The depths of colour by their names.
  enum Depth: String, CaseIterable, ExpressibleByArgument {
    case auto
    case truecolor
    case colours256 = "256"
    case colours8 = "8"
    case none
  }

  /// The themes by their names.
  enum ThemeName: String, CaseIterable, ExpressibleByArgument {
    case dark
    case light
    case contrast
  }

  /// The colour maps of numbers without a sign by their names.
  enum MapName: String, CaseIterable, ExpressibleByArgument {
    case viridis
    case cividis
    case inferno
    case grey
  }

  /// What pixels are drawn with, by name.
  enum Glyphs: String, CaseIterable, ExpressibleByArgument {
    case half
    case lower
    case shade
    case ascii
  }

  @Option(
    name: .customLong("color"),
    help: ArgumentHelp(
      "Colours to use; auto asks NO_COLOR, COLORTERM and the terminal database.", valueName: "depth"))
  var depth = Depth.auto

  @Option(help: ArgumentHelp("Colours of words and page.", valueName: "theme"))
  var theme = ThemeName.dark

  @Option(
    help: ArgumentHelp("Colours of numbers without a sign, as key c changes them.", valueName: "map"))
  var colours = MapName.viridis

  @Option(
    help: ArgumentHelp(
      "What pixels are drawn with: upper or lower half blocks, shades, or ASCII throughout.",
      valueName: "glyphs"))
  var pixels = Glyphs.half
}

extension LookOptions {
  /// The options that are not at their default, by name.
  var given: [String] {
    [
      ("--color", depth == .auto), ("--theme", theme == .dark), ("--colours", colours == .viridis),
      ("--pixels", pixels == .half),
    ].filter { !$0.1 }.map(\.0)
  }
}

extension LookOptions.Depth {
  /// The choice as terminals know it.
  var value: ColourChoice {
    switch self {
    case .auto: .auto
    case .truecolor: .truecolour
    case .colours256: .colours256
    case .colours8: .colours8
    case .none: .none
    }
  }
}

extension LookOptions.ThemeName {
  /// The theme.
  var value: Theme {
    switch self {
    case .dark: .dark
    case .light: .light
    case .contrast: .contrast
    }
  }
}

extension LookOptions.MapName {
  /// The colour map.
  var value: ColourMap {
    switch self {
    case .viridis: .viridis
    case .cividis: .cividis
    case .inferno: .inferno
    case .grey: .grey
    }
  }
}

extension LookOptions.Glyphs {
  /// The glyphs as presentations know them.
  var value: Presentation.PixelGlyphs {
    switch self {
    case .half: .half
    case .lower: .lower
    case .shade: .shade
    case .ascii: .ascii
    }
  }
}

extension LookOptions {
  /// How a screen is written to a file; `auto` is any colour there, whatever terminal this is.
  var ofScreenshot: Presentation {
    let depth: ColourDepth =
      switch depth {
      case .auto, .truecolor: .truecolour
      case .colours256: .colours256
      case .colours8: .colours8
      case .none: .none
      }
    return Presentation(depth, theme: theme.value, pixels: pixels.value)
  }
}
