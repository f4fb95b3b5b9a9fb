/// What a file is that is no model file which can be read.
public enum ForeignFile: Hashable, Sendable {
  /// Nothing is in it.
  case empty
  /// A SavedModel of TensorFlow: a folder; whether it has Keras's layers beside the graph.
  case savedModel(hasKerasLayers: Bool)
  /// The graph of a SavedModel, without its folder.
  case savedModelGraph
  /// The members of a `.keras` file, unpacked into a folder, or packed together with the folder.
  case unpackedKeras
  /// A TensorFlow Lite file.
  case tensorFlowLite
  /// A TensorFlow.js model.
  case tensorFlowJS
  /// A part of a TensorFlow checkpoint.
  case checkpoint
  /// A file of PyTorch.
  case pyTorch
  /// Some other object that Python's pickle has written.
  case pickle
  /// Weights in the safetensors format.
  case safetensors
  /// One array of NumPy's, or an archive of several.
  case numPy
  /// An HDF5 file of data: neither a model nor its weights.
  case hdf5Data
  /// The layers of a Keras model as JSON, without weights.
  case kerasJSON
  /// A zip archive with other files in it, one of which may be a model.
  case zip(model: String?)
  /// A file packed by a program.
  case packed(by: Packer)
  /// A web page.
  case webPage
  /// What Git keeps in place of a large file.
  case gitPointer
  /// Some other text.
  case text

  /// A program that packs one file.
  public enum Packer: String, Hashable, Sendable, CaseIterable {
    case gzip, bzip2, xz, zstd, tar
  }
}

extension ForeignFile {
  /// Recognises a file by its first and its last bytes, of which a few thousand each are enough; `nil` where it is
  /// like nothing that is known.
  ///
  /// Sources: the file signatures in each format's specification; TensorFlow, `tensorflow/core/lib/io/format.h`
  /// (checkpoints), `saved_model.proto`; PyTorch, `torch/serialization.py`.
  init?(head: [UInt8], tail: [UInt8]) {
    guard !head.isEmpty else {
      self = .empty
      return
    }
    guard
      let found = ForeignFile.bySignature(head) ?? ForeignFile.byEnd(tail) ?? ForeignFile.byProtobuf(head)
        ?? ForeignFile.bySafetensors(head) ?? ForeignFile.byText(head)
    else { return nil }
    self = found
  }

  /// Bytes at an offset that only files of one kind have.
  private static let signatures: [(offset: Int, bytes: [UInt8], file: ForeignFile)] = [
    (4, Array("TFL3".utf8), .tensorFlowLite),
    (0, [0x93] + Array("NUMPY".utf8), .numPy),
    (0, [0x1F, 0x8B], .packed(by: .gzip)), (0, Array("BZh".utf8), .packed(by: .bzip2)),
    (0, [0xFD] + Array("7zXZ".utf8) + [0], .packed(by: .xz)),
    (0, [0x28, 0xB5, 0x2F, 0xFD], .packed(by: .zstd)), (257, Array("ustar".utf8), .packed(by: .tar)),
    (0, Array("version https://git-lfs".utf8), .gitPointer),
    (0, Array("model_checkpoint_path:".utf8), .checkpoint),
  ]

  private static func bySignature(_ head: [UInt8]) -> ForeignFile? {
    if let found = signatures.first(where: { head.dropFirst($0.offset).starts(with: $0.bytes) }) {
      return found.file
    }
    if head.count > 2, head[0] == 0x80, (2...5).contains(head[1]) {
      return head.dropFirst(2).starts(with: pyTorchNumber) ? .pyTorch : .pickle
    }
    return nil
  }

  /// What PyTorch before 1.6 wrote as the first thing into a pickle: an integer of ten bytes.
  private static let pyTorchNumber: [UInt8] = [
    0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19,
  ]

  /// A checkpoint's index is a table of LevelDB's, with that one's number at the end.
  private static func byEnd(_ tail: [UInt8]) -> ForeignFile? {
    tail.suffix(8).elementsEqual([0x57, 0xFB, 0x80, 0x8B, 0x24, 0x75, 0x47, 0xDB]) ? .checkpoint : nil
  }

  /// SavedModels and ONNX files both begin with the number of a version, and mostly go on with a field 2: of a
  /// SavedModel that is a message whose first field is a message.
  private static func byProtobuf(_ head: [UInt8]) -> ForeignFile? {
    guard head.count > 8, head.starts(with: [0x08, 0x01, 0x12]) else { return nil }
    return head.dropFirst(3).drop { $0 >= 0x80 }.dropFirst().first == 0x0A ? .savedModelGraph : nil
  }

  /// The length of a JSON text in eight bytes, and the text.
  private static func bySafetensors(_ head: [UInt8]) -> ForeignFile? {
    guard head.count > 10, head[6] == 0, head[7] == 0 else { return nil }
    return head[8...9].elementsEqual(Array("{\"".utf8)) ? .safetensors : nil
  }

  private static func byText(_ head: [UInt8]) -> ForeignFile? {
    let isText = head.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    guard isText else { return nil }
    let text = String(decoding: head, as: UTF8.self).drop { $0.isWhitespace }
    if text.first == "<" { return .webPage }
    guard text.first == "{" else { return .text }
    if text.contains("\"modelTopology\"") || text.contains("\"weightsManifest\"") { return .tensorFlowJS }
    return text.contains("\"class_name\"") ? .kerasJSON : .text
  }

  /// What an archive without a model at its top is, by the names of its members.
  init(archiveOf names: [String]) {
    let files = names.filter { !$0.hasSuffix("/") }
    func first(endingIn ends: String...) -> String? { files.first { ends.contains(where: $0.hasSuffix) } }
    if first(endingIn: "/data.pkl", "/constants.pkl", "/byteorder") != nil {
      self = .pyTorch
    } else if !files.isEmpty, files.allSatisfy({ $0.hasSuffix(".npy") }) {
      self = .numPy
    } else if first(endingIn: "/config.json") != nil, first(endingIn: "/model.weights.h5") != nil {
      self = .unpackedKeras
    } else {
      self = .zip(model: first(endingIn: "saved_model.pb") ?? first(endingIn: ".keras", ".h5", ".hdf5"))
    }
  }

  /// The names of an archive's members, as far as its last bytes have them.
  ///
  /// Source: PKWARE, .ZIP File Format Specification 6.3.10, 4.3.12, "Central directory structure".
  static func names(inTail tail: [UInt8]) -> [String] {
    var names: [String] = []
    var at = 0
    while let next = (at..<max(at, tail.count - 46)).first(where: {
      tail[$0...].starts(with: [0x50, 0x4B, 0x01, 0x02])
    }) {
      let length = Int(tail[next + 28]) | Int(tail[next + 29]) << 8
      let name = tail.dropFirst(next + 46).prefix(length)
      names.append(String(decoding: name, as: UTF8.self))
      at = next + 46 + length
    }
    return names
  }
}
