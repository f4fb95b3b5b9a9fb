import Tensors

/// What a legacy `.h5` model holds, as a stream of records.
///
/// Keras before 3 keeps the model in attributes: `model_config` has the config as JSON, `layer_names` of the group
/// `model_weights` its layers, and `weight_names` of each layer's group the paths of its weights. A list too long
/// for one attribute goes on in `layer_names0`, `layer_names1` …. Source: Keras 3,
/// `keras/src/legacy/saving/legacy_h5_format.py`.
///
/// HDF5 can crash here when the file is corrupt: call this only in a process that may die.
public struct LegacyDump {
  private static let weights = "model_weights"

  private let file: HDF5File
  private let largest: Int
  private let write: (UnsafeRawBufferPointer) -> Void

  /// Writes the records of a file.
  public static func write(_ content: FileContent, to write: @escaping (UnsafeRawBufferPointer) -> Void) {
    if let failure = failure(writing: content, to: write) { record(.failure, failure.bytes, to: write) }
    record(.end, [], to: write)
  }

  private static func record(
    _ kind: LegacyRecord, _ bytes: [UInt8], to write: (UnsafeRawBufferPointer) -> Void
  ) {
    (kind.head(length: bytes.count) + bytes).withUnsafeBytes(write)
  }

  private func record(_ kind: LegacyRecord, _ text: String) {
    LegacyDump.record(kind, Array(text.utf8), to: write)
  }

  /// Writes everything that there is of a model; returns why there is none, or not all of it.
  private static func failure(
    writing content: FileContent, to write: @escaping (UnsafeRawBufferPointer) -> Void
  ) -> ModelError? {
    do {
      guard let file = try HDF5File(content) else { return .legacyDamaged }
      return try LegacyDump(file: file, largest: content.count, write: write).writeModel()
    } catch {
      return if case .memory(let bytes) = error { .memory(bytes: bytes) } else { .legacyDamaged }
    }
  }

  /// Writes everything; returns why there is no model.
  private func writeModel() throws(HDF5File.Failure) -> ModelError? {
    guard let configs = try texts("model_config", of: "/") else {
      return hasWeights ? .legacyWithoutModel : .foreignFile(.hdf5Data)
    }
    guard let config = configs.first else { return .legacyWithoutModel }
    record(.config, config)
    if let version = try texts("keras_version", of: "/")?.first { record(.version, version) }
    if let backend = try texts("backend", of: "/")?.first { record(.backend, backend) }
    var total = 0
    for layer in try list("layer_names", of: LegacyDump.weights) {
      record(.layer, layer)
      let group = "\(LegacyDump.weights)/\(layer)"
      for name in try list("weight_names", of: group) { try writeWeight("\(group)/\(name)", total: &total) }
    }
    return nil
  }

  /// Whether a file without a model has the weights of one, in one of Keras's ways.
  private var hasWeights: Bool {
    let groups = ["layers", "_layer_checkpoint_dependencies", "vars"]
    let attributes = ["layer_names", "layer_names0", "keras_version"]
    return groups.contains(where: file.has)
      || attributes.contains { (try? file.texts($0, of: "/")) != nil }
  }

  /// A list of names, which may stand in several attributes.
  private func list(_ attribute: String, of group: String) throws(HDF5File.Failure) -> [String] {
    if let names = try texts(attribute, of: group) { return names }
    var names = try file.texts(attribute + "0", of: group)
    var next = 1
    while let more = try texts("\(attribute)\(next)", of: group) {
      names += more
      next += 1
    }
    return names
  }

  /// The texts of an attribute; `nil` where there is none.
  private func texts(_ attribute: String, of group: String) throws(HDF5File.Failure) -> [String]? {
    do {
      return try file.texts(attribute, of: group)
    } catch  where error == .missing {
      return nil
    }
  }

  /// Writes a weight, or why it can't be read.
  ///
  /// - Throws: `HDF5File.Failure.corrupt` where the weights so far have more numbers than the file has bytes, which
  ///   happens where they overlap.
  private func writeWeight(_ path: String, total: inout Int) throws(HDF5File.Failure) {
    record(.weight, path)
    let extents: [Int]
    let numbers: [Float]
    do throws(HDF5File.Failure) {
      extents = try file.extents(of: path)
      guard let count = Shape(extents).checkedCount else { throw .corrupt }
      numbers = try file.numbers(at: path, count: count)
    } catch {
      LegacyDump.record(.unreadable, error.bytes, to: write)
      return
    }
    total += numbers.count
    guard total <= largest else { throw .corrupt }
    let shape = ([extents.count] + extents).flatMap(LegacyRecord.bytes)
    LegacyRecord.numbers.head(length: shape.count + 4 * numbers.count).withUnsafeBytes(write)
    shape.withUnsafeBytes(write)
    numbers.withUnsafeBytes(write)
  }
}
