/// The values of a JSON object by key, and the order of its keys; objects with the same values are equal in any order.
public struct JSONObject: Sendable {
  /// The keys in their order.
  private(set) var keys: [String] = []
  /// The values by key.
  private(set) var members: [String: JSONValue] = [:]

  /// An object without members.
  init() {}

  /// The members in their order; of a key that stands twice the last value counts.
  init(_ members: some Sequence<(String, JSONValue)>) {
    for (key, value) in members { self[key] = value }
  }

  /// The value of a key, which a new one follows the others with; `nil` where there is none.
  package subscript(key: String) -> JSONValue? {
    get { members[key] }
    set {
      if members[key] == nil, newValue != nil { keys.append(key) }
      if members[key] != nil, newValue == nil { keys.removeAll { $0 == key } }
      members[key] = newValue
    }
  }
}

extension JSONObject: Equatable {
  /// Whether both have the same keys with the same values.
  public static func == (one: JSONObject, other: JSONObject) -> Bool { one.members == other.members }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// The members in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements)
  }
}
