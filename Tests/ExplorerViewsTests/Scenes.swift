import CellScreen
import ConvNet
import Explorer
import ExplorerViews
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing
import Workbench

/// States to draw: the bundled network on the bundled ship, and what can go wrong with it.
enum Scene: String, Sendable, CaseIterable {
  /// The ship was evaluated.
  case ship
  /// The first picture is being read.
  case loading
  /// The pass on the first picture has come to the fifth layer.
  case computing
  /// The pass on the first picture was given up.
  case stopped
  /// The first picture can't be shown.
  case failed
  /// The network has a layer that can't be run.
  case broken
  /// A wide picture was cropped, brought to −1…1, and each channel to its own mean and deviation.
  case preprocessed
  /// The ship was brought to 0…255.
  case bytes
  /// The ship was read as Caffe does: blue first, from 0 to 255, less means.
  case caffe
  /// A network with random weights tells 1,000 classes apart.
  case thousand
  /// A small U-Net with random weights tells 4 classes apart at each place, or 21.
  case segmented, segmentedFinely
  /// Networks of the fixtures on random pictures: a shortcut round two layers, branches side by side, a merge that spreads
  /// one number over a map, halves of a convolution, averages, resizing, groups.
  case residual, inception, separable, resizing
  case squeezeExcitation = "squeeze_excitation"
  case averagesSame = "averages_same"
  case dilationGroups = "dilation_groups"

  /// The state before any key.
  func state(rows: Int, columns: Int) throws -> ExplorerState {
    if self == .thousand { return try ManyClasses.state(rows: rows, columns: columns) }
    if self == .segmented || self == .segmentedFinely {
      return try Segmentation.state(classes: self == .segmented ? 4 : 21, rows: rows, columns: columns)
    }
    if isFixture { return try fixtureState(rows: rows, columns: columns) }
    if let options { return try Self.state(reading: options, rows: rows, columns: columns) }
    let model = self == .broken ? try BundledShip.brokenModel : try BundledShip.session().model
    let names = self == .failed ? ["ship.ppm", "cat.ppm"] : ["ship.ppm"]
    let slots = names.map { PictureSlot(name: DisplayText($0)) }
    var state = ExplorerState(model: model, pictures: slots, rows: rows, columns: columns)
    switch self {
    case .ship: state.receiveFirst(try BundledShip.session().evaluation, picture: 0)
    case .loading: state.pictures[0].status = .working(generation: 1)
    case .computing:
      _ = update(&state, .started)
      let evaluation = try BundledShip.session().evaluation
      _ = update(&state, .computed(evaluation.first(5), generation: 1))
    case .stopped:
      _ = update(&state, .started)
      _ = update(&state, .move(.back))
    case .failed:
      state.pictures[0].status = .failed("ship.ppm: no such file; check the path")
    default: break
    }
    return state
  }

  /// Whether the network is one of the fixtures.
  private var isFixture: Bool { Repository.networkNames().contains(rawValue) }

  /// A network of the fixtures on a random picture.
  private func fixtureState(rows: Int, columns: Int) throws -> ExplorerState {
    guard let subject = Subject.fixtures.first(where: { $0.name == rawValue }) else {
      throw UnknownNetwork(name: rawValue)
    }
    return try subject.make(rows, columns)
  }

  /// How the picture is read, where that is not the default.
  private var options: PictureOptions? {
    switch self {
    case .preprocessed:
      PictureOptions(
        range: -1...1, mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225])
    case .caffe: PictureOptions(mode: .caffe)
    case .bytes: PictureOptions(range: 0...255)
    default: nil
    }
  }

  /// The bundled network on a wide picture that is read with options.
  private static func state(
    reading options: PictureOptions, rows: Int, columns: Int
  ) throws -> ExplorerState {
    let picture = Repository.fixtures.appending(path: "pictures/baseline_444_sampled.jpg").path
    return try ExplorerSession(
      images: [picture], model: Repository.referenceFile.path, labels: nil, reading: options, rows: rows,
      columns: columns
    ).evaluatedState()
  }

  /// The state after some keys, named as `KeyPress` names them.
  func state(rows: Int, columns: Int, keys: String, stop: Int? = nil) throws -> ExplorerState {
    var state = try state(rows: rows, columns: columns)
    if let stop {
      let path = Repository.assets.appending(path: "lessons/code-to-picture.md")
      state.begin(try Lesson(parsing: Array(try Data(contentsOf: path))), atStop: stop - 1)
      try state.carryOutChanges(update(&state, .resized(rows: rows, columns: columns)))
    }
    for name in keys.split(separator: " ") {
      guard let key = KeyPress(named: String(name)) else { throw UnknownKey(name: String(name)) }
      try state.carryOutChanges(update(&state, keyMap.intent(for: key, in: state)))
    }
    return state
  }
}

/// A name that no network of the fixtures has.
struct UnknownNetwork: Error {
  let name: String
}

/// A name that no key has.
struct UnknownKey: Error {
  let name: String
}

/// The bundled network's pass on the bundled ship, run once for all tests.
enum BundledShip {
  /// The model and the pass.
  static func session() throws -> (model: ExplorerModel, evaluation: Evaluation) { try shared.get() }

  private static let shared = Result { () throws -> (ExplorerModel, Evaluation) in
    let opened = try OpenedModel(path: Repository.referenceFile.path)
    let ship = Repository.assets.appending(path: "images/ship.ppm").path
    let found = try opened.evaluation(ofPictureAt: ship)
    let evaluation = try #require(found)
    return (try ExplorerModel(opened, labels: nil), evaluation)
  }

  /// The listing of a network of which one layer can't be run.
  static var brokenModel: ExplorerModel {
    get throws {
      let file = Repository.fixtures.appending(path: "bad/unsupported_layer.keras")
      return try ExplorerModel(OpenedModel(path: file.path), labels: nil)
    }
  }
}
