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
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    element = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if element == "text" { texts[texts.count - 1] += string }
    if element == "title" { title += string }
  }
}
