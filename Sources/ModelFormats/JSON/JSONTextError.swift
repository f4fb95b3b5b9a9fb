/// Why a text is no JSON that is read.
public enum JSONTextError: Error, Equatable, Sendable {
  /// It is no JSON: the byte at an offset can't stand there.
  case notJSON(offset: Int)
  /// Values are nested more deeply than is read.
  case tooDeep(limit: Int)
}

extension JSONValue {
  /// Reads a text in UTF-8; of a key that stands twice in an object the last value counts.
  ///
  /// - Throws: `JSONTextError` where it is no JSON.
  public init(parsing text: [UInt8]) throws(JSONTextError) {
    do {
      self = try JSONParser.value(of: text)
    } catch {
      throw error.isTooDeep ? .tooDeep(limit: JSONParser.maximalDepth) : .notJSON(offset: error.offset)
    }
  }
}
