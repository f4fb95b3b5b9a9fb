import CellScreen
import ConvNet
import Explorer
import Foundation
import TestSupport
import Workbench

@testable import ModelFormats

/// A network, its classes and its picture in files with names of `HostileNames`.
struct HostileNetwork {
  /// The folder of the files.
  let folder: TemporaryFolder
  /// The path of the model file.
  let model: String
  /// The path of the file of class names.
  let labels: String
  /// The path of the picture.
  let picture: String
  /// The names of the layers.
  let names: [String]

  /// How many networks there are, so that every name is a layer's.
  static let count = (HostileNames.all.count + 8) / 9

  /// Makes the files of one network: a fixture of nine layers, whose config is given other names.
  init(_ index: Int) throws {
    folder = try TemporaryFolder()
    let all = HostileNames.all
    let names = (0..<9).map { all[(9 * index + $0) % all.count] }
    self.names = names
    let file = try Repository.bytes(Repository.networkFile("tutorial"))
    let config = try HostileNetwork.renamed(HostileNetwork.member("config.json", of: file), names)
    let weights = try HostileNetwork.member("model.weights.h5", of: file)
    let bytes = StoredZip.archive([
      StoredZip.Member("config.json", config), StoredZip.Member("model.weights.h5", weights),
    ])
    let files = all.filter { (1...200).contains($0.utf8.count) && !$0.contains("/") && !$0.contains("\u{0}") }
    model = try folder.write(bytes, to: files[(2 * index) % files.count] + "-model.keras")
    let ship = try Repository.bytes(Repository.assets.appending(path: "images/ship.ppm"))
    picture = try folder.write(ship, to: files[(2 * index + 1) % files.count] + "-picture.ppm")
    let classes = (0..<10).map {
      all[(10 * index + $0) % all.count].replacing("\n", with: "\u{B}").replacing("\u{0}", with: "\u{1}")
    }
    labels = try folder.write(Array(classes.joined(separator: "\n").utf8), to: "labels")
  }

  private static func member(_ name: String, of bytes: [UInt8]) throws -> [UInt8] {
    try ZipArchive(FileContent(bytes)).member(name, limit: .max)
  }

  /// A config with other names for the model and its layers.
  private static func renamed(_ config: [UInt8], _ names: [String]) throws -> [UInt8] {
    var root = try JSONSerialization.jsonObject(with: Data(config)) as? [String: Any] ?? [:]
    var model = root["config"] as? [String: Any] ?? [:]
    var layers = model["layers"] as? [[String: Any]] ?? []
    for (index, name) in zip(layers.indices, names) {
      var layer = layers[index]["config"] as? [String: Any] ?? [:]
      layer["name"] = name
      layers[index]["config"] = layer
    }
    model["name"] = names[1]
    model["layers"] = layers
    root["config"] = model
    return Array(try JSONSerialization.data(withJSONObject: root))
  }

  /// Keys that lead to screens of every kind.
  static let walks = [
    "", "Enter", "Enter Enter", "Enter Enter Enter", "y", "y Enter Enter", "0 Enter", "2 Enter Enter Enter",
    "6 Enter Enter", "7 Enter Enter", "8 Enter", "9 Enter Enter", "1 s n n", "? End", "1 Enter a v c x",
  ]

  /// The explorer after some keys, on a screen of a size.
  func state(_ start: ExplorerState, rows: Int, columns: Int, keys: String) -> ExplorerState {
    var state = start
    _ = update(&state, .resized(rows: rows, columns: columns))
    for name in keys.split(separator: " ") {
      guard let key = KeyPress(named: String(name)) else { continue }
      _ = update(&state, keyMap.intent(for: key, in: state))
    }
    return state
  }
}
