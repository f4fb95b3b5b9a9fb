import ModelFormats
import TestSupport
import Testing

/// Files of other kinds, recognised by what is in them.
struct ForeignFileTests {
  private func found(_ bytes: [UInt8]) -> ModelError? {
    #expect(throws: ModelError.self) { try read(bytes) }
  }

  /// First bytes, with control characters written as they are.
  private static let heads: [(String, ForeignFile)] = [
    ("", .empty), ("\u{1C}\0\0\0TFL3", .tensorFlowLite), ("BZh91AY", .packed(by: .bzip2)),
    (String(repeating: "\0", count: 257) + "ustar", .packed(by: .tar)),
  ]

  /// First bytes that are no text.
  private static let bytes: [([UInt8], ForeignFile)] = [
    ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0], .numPy), ([0x80, 0x04, 0x95, 0x0A], .pickle),
    ([0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E], .pyTorch),
    ([0x1F, 0x8B, 8, 0], .packed(by: .gzip)), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0], .packed(by: .xz)),
    ([0x28, 0xB5, 0x2F, 0xFD, 4], .packed(by: .zstd)),
  ]

  @Test("a file is recognised by its first bytes")
  func signatures() {
    for (head, file) in Self.heads { #expect(found(Array(head.utf8)) == .foreignFile(file)) }
    for (head, file) in Self.bytes { #expect(found(head) == .foreignFile(file)) }
  }

  @Test("a checkpoint is recognised by the end of its index, and by its list")
  func checkpoints() {
    let end: [UInt8] = [0x57, 0xFB, 0x80, 0x8B, 0x24, 0x75, 0x47, 0xDB]
    #expect(found([0, 0, 8, 0x10] + [UInt8](repeating: 7, count: 9_000) + end) == .foreignFile(.checkpoint))
    #expect(throws: ModelError.foreignFile(.checkpoint)) {
      try ModelFile.read([0, 1, 2, 0x80], name: "ck.data-00000-of-00001", memoryLimit: 1 << 26)
    }
    #expect(found(Array("model_checkpoint_path: \"ck\"\n".utf8)) == .foreignFile(.checkpoint))
  }

  @Test("SavedModels and ONNX files, which begin alike, are told apart")
  func protobuf() {
    let saved: [UInt8] = [0x08, 0x01, 0x12, 0xA9, 0xF9, 0x02, 0x0A, 0x96, 0x11, 0x12]
    #expect(found(saved) == .foreignFile(.savedModelGraph))
    #expect(found([0x08, 0x08, 0x12, 0x07] + Array("pytorch".utf8) + [0x1A]) == .onnx(.damaged))
    #expect(found([0x08, 0x01, 0x12, 0x0A] + Array("keras2onnx".utf8)) == .onnx(.noGraph))
    #expect(found([0x08, 0x07, 0x3A, 0xB0, 0x01, 0x0A, 0x20, 0x0A, 0x01]) == .onnx(.damaged))
  }

  @Test("weights in safetensors are recognised by the length of their list")
  func safetensors() {
    let list = #"{"conv.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    #expect(
      found([UInt8(list.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(list.utf8) + [0, 0, 0, 0])
        == .foreignFile(.safetensors))
  }

  @Test(
    "texts are told apart by what they say",
    arguments: [
      ("These are not weights.\n", ForeignFile.text), ("<!DOCTYPE html><html>", .webPage),
      ("version https://git-lfs.github.com/spec/v1\noid sha256:4d", .gitPointer),
      (#" {"class_name": "Sequential", "config": {"layers": []}}"#, .kerasJSON),
      (#"{"format": "layers-model", "modelTopology": {"class_name": "Model"}}"#, .tensorFlowJS),
      (#"{"labels": ["cat", "dog"]}"#, .text),
    ])
  func texts(text: String, file: ForeignFile) {
    #expect(found(Array(text.utf8)) == .foreignFile(file))
  }

  @Test("bytes that are like nothing are no model file")
  func unknown() {
    #expect(found([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) == .notAModelFile)
    #expect(found([0x08]) == .notAModelFile)
  }

  @Test(
    "an archive without a model is told apart by the names in it",
    arguments: [
      (["net/data.pkl", "net/data/0"], ForeignFile.pyTorch), (["arr_0.npy", "arr_1.npy"], .numPy),
      (["net/", "net/config.json", "net/metadata.json", "net/model.weights.h5"], .unpackedKeras),
      (["readme.txt", "my.keras"], .zip(model: "my.keras")), (["a/b.h5"], .zip(model: "a/b.h5")),
      (["export/saved_model.pb"], .zip(model: "export/saved_model.pb")), (["readme.txt"], .zip(model: nil)),
    ])
  func archives(names: [String], file: ForeignFile) {
    let archive = StoredZip.archive(names.map { StoredZip.Member($0, Array($0.utf8)) })
    #expect(found(archive) == .foreignFile(file))
  }

  @Test("an archive with weights but no config is a model that lost it")
  func lostConfig() {
    let archive = StoredZip.archive([StoredZip.Member("model.weights.h5", [1])])
    #expect(found(archive) == .memberMissing("config.json"))
  }
}
