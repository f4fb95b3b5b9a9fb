internal import ModelFormats

/// A folder that was given as a model.
enum ModelFolder {
  /// The largest graph of which the class of its layers is looked for.
  private static let largestGraph = 1 << 26

  /// Why a folder is no model file: what it is where that is known by its files, else just a folder.
  static func error(at path: String) -> CommandError {
    let names = Set((try? Folder.names(in: path)) ?? [])
    if names.contains("saved_model.pb") {
      let hasKerasLayers = names.contains("keras_metadata.pb") || hasKerasGraph(path)
      return .model(path: path, .foreignFile(.savedModel(hasKerasLayers: hasKerasLayers)))
    }
    if names.isSuperset(of: ["config.json", "model.weights.h5"]) {
      return .model(path: path, .foreignFile(.unpackedKeras))
    }
    if names.contains("checkpoint") || names.contains(where: { $0.hasSuffix(".index") }) {
      return .model(path: path, .foreignFile(.checkpoint))
    }
    return .folder(path: path)
  }

  /// Whether a graph tells of Keras's layers, as TensorFlow before 2.5 wrote them into it.
  private static func hasKerasGraph(_ path: String) -> Bool {
    let file = FilePath.joined(path, "saved_model.pb")
    guard let bytes = try? InputFile.bytes(of: file, limit: largestGraph) else { return false }
    return holds(Array("_tf_keras_".utf8), bytes)
  }

  /// Whether some bytes stand among others.
  private static func holds(_ part: [UInt8], _ whole: [UInt8]) -> Bool {
    guard part.count <= whole.count else { return false }
    return whole.withUnsafeBytes { whole in
      (0...whole.count - part.count).contains { start in whole[start...].starts(with: part) }
    }
  }
}
