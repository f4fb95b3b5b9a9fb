public import CellScreen

#if canImport(FoundationEssentials)
  private import FoundationEssentials
#else
  private import Foundation
#endif

extension SheetDrawing {
  /// The drawing on white paper as an SVG file: words as text, rasters as pictures of their own within it.
  ///
  /// Words are set in whatever monospaced font the viewer
  /// has, and stretched to the widths that they have in the drawing.
  public func svg(title: DisplayText) -> String {
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="15">
      <title>\(SVGWriter.escaped(title.string))</title>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      """
    return ([head] + items.compactMap(element) + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private func element(_ item: Item) -> String? {
    switch item {
    case .box(let area, let colour):
      """
      <rect x="\(area.column)" y="\(area.row)" width="\(area.width)" height="\(area.height)" \
      fill="\(colour.hex)"/>
      """
    case .raster(let raster, let row, let column, let factor):
      // Enlarged here, since not all viewers keep the pixels of a small picture squares.
      raster.png(factor: factor).map { file in
        """
        <image x="\(column)" y="\(row)" width="\(raster.width * factor)" height="\(raster.height * factor)" \
        image-rendering="optimizeSpeed" style="image-rendering:pixelated" \
        xlink:href="data:image/png;base64,\(Data(file).base64EncodedString())"/>
        """
      }
    case .words(let words, let row, let column, let style):
      """
      <text x="\(column)" y="\(row + BitmapFont.ascent)" textLength="\(words.width * BitmapFont.width)" \
      lengthAdjust="spacingAndGlyphs" xml:space="preserve" \
      fill="\(style.ink.hex)"\(style.isBold ? " font-weight=\"bold\"" : "")\
      >\(SVGWriter.escaped(words.string))</text>
      """
    }
  }
}
