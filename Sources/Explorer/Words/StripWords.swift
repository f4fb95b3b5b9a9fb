extension StripLayout {
  /// What the marks beside a map of the strip stand for.
  public static var wordsOfMarks: String {
    let four = String(repeating: "▕", count: mostMarks)
    return "One ▕ = up to \(mapsPerMark) maps more like it, \(four) = over \(mapsPerMark * (mostMarks - 1))."
  }
}
