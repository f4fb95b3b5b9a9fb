extension [String] {
  /// The index of the class of a name among the names of all; `nil` where none has it.
  ///
  /// - Throws: `CommandError.ambiguousClass` where several have it.
  func index(ofClass name: String) throws(CommandError) -> Int? {
    let named = indices.filter { self[$0] == name }
    guard named.count < 2 else { throw .ambiguousClass(name: name, indices: named) }
    return named.first
  }
}
