/// The class of an entry in `config.json`.
struct KerasClass {
  /// Its name, without that of the package that it was registered in.
  let name: String
  /// Whether it is somebody's own, even if it is called like one of Keras's.
  let isForeign: Bool

  /// Reads the class of an entry from what it is called there.
  ///
  /// Keras writes its own classes with their module, and other ones with a registered name; legacy files have a
  /// registered name in place of the class's: `Custom>Block`.
  init(_ savedName: String, entry: JSONValue) {
    name = String(savedName.split(separator: ">", omittingEmptySubsequences: false).last ?? "")
    isForeign =
      savedName.contains(">")
      || KerasClass.isForeign(module: entry["module"], registeredName: entry["registered_name"])
  }

  /// Whether a module and a registered name are those of a class of somebody's own.
  static func isForeign(module: JSONValue?, registeredName: JSONValue?) -> Bool {
    guard let module = module?.string else { return registeredName != nil }
    return module != "keras" && !module.hasPrefix("keras.") && !module.hasPrefix("tf_keras.")
  }
}
