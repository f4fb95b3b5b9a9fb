import CellScreen
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What an XML reader finds in an SVG file.
final class SVGContents: NSObject, XMLParserDelegate {
  /// Whether the file is well-formed XML.
  private(set) var isWellFormed = false
  /// How many elements there are of each name.
  private(set) var counts: [String: Int] = [:]
  /// The words of each text element.
  private(set) var texts: [String] = []
  /// Left and upper edge, width, height and colour of each rectangle.
  private(set) var rectangles: [(x: Double, y: Double, width: Double, height: Double, fill: RGB)] = []
  /// The words of the title.
  private(set) var title = ""
  private var element = ""

  /// Reads a file.
  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    counts[name, default: 0] += 1
    element = name
    if name == "text" { texts.append("") }
    if name == "rect", let rectangle = Self.rectangle(attributes) { rectangles.append(rectangle) }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    element = ""
  }

  private static func rectangle(
    _ attributes: [String: String]
  ) -> (x: Double, y: Double, width: Double, height: Double, fill: RGB)? {
    let numbers = ["x", "y", "width", "height"].map { attributes[$0].flatMap(Double.init) ?? .nan }
    guard let hex = attributes["fill"]?.dropFirst(), let colour = UInt32(hex, radix: 16) else { return nil }
    let fill = RGB(UInt8(colour >> 16), UInt8(colour >> 8 & 255), UInt8(colour & 255))
    return (numbers[0], numbers[1], numbers[2], numbers[3], fill)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if element == "text" { texts[texts.count - 1] += string }
    if element == "title" { title += string }
  }
}
