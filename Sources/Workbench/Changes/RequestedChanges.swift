internal import CellScreen
public import Explorer
internal import ModelFormats

/// The changes that a command was asked for, in the order in which they are made.
public struct RequestedChanges: Equatable, Sendable {
  /// The changes.
  public let changes: [Change]

  /// Takes changes; without arguments there are none.
  public init(_ changes: [Change] = []) {
    self.changes = changes
  }

  /// Reads changes, one a text.
  ///
  /// - Throws: `CommandError.change` for the first that is none.
  public init(texts: [String]) throws(CommandError) {
    var changes: [Change] = []
    for text in texts {
      do {
        changes.append(try Change(text))
      } catch {
        throw .change(text, error)
      }
    }
    self.init(changes)
  }

  /// Whether there are none.
  public var isEmpty: Bool { changes.isEmpty }

  /// Each as it is typed, always the same.
  public var texts: [String] { changes.map(\.text) }

  /// The files that they read.
  public var files: [String] { weightsFiles + pictureFiles }

  /// The files whose weights they read.
  var weightsFiles: [String] { changes.compactMap { if case .weights(let file) = $0 { file } else { nil } } }

  /// The files whose pictures they read.
  var pictureFiles: [String] { changes.compactMap { if case .picture(let file) = $0 { file } else { nil } } }

  /// - Throws: `CommandError.changesPicture` for the first that changes a picture, where there is none.
  public func requireNoPicture() throws(CommandError) {
    if let change = changes.first(where: \.verb.isOfPicture) { throw .changesPicture(change.text) }
  }

  /// - Throws: `CommandError.replacesPictures` for the first that puts one picture in place of all.
  public func requireOwnPictures() throws(CommandError) {
    for case .picture(let file) in changes { throw .replacesPictures(Change.picture(file: file).text) }
  }

  /// What is changed, on one line: `2 changes: drop conv2d[:,:,0]; flip`; `nil` where nothing is.
  public var line: String? {
    guard !isEmpty else { return nil }
    let texts = texts.map { DisplayText($0).string }.joined(separator: "; ")
    return "\(countedNoun(changes.count, "change")): \(texts)"
  }

  /// The texts as JSON.
  var json: JSONValue { .array(texts.map { .string($0) }) }
}

extension JSONValue {
  /// An object with the changes behind its own members; other values as they are.
  func with(_ changes: RequestedChanges) -> JSONValue {
    guard case .object(var object) = self else { return self }
    object["changes"] = changes.json
    return .object(object)
  }
}
