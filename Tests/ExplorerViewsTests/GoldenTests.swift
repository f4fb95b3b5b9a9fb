import CellScreen
import Explorer
import ExplorerViews
import Foundation
import TestSupport
import Testing

/// A screen of which a golden is kept.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  var scene = Scene.ship
  let name: String
  let keys: String
  let columns: Int
  let rows: Int
  var repertoire = Repertoire.unicode
  /// The stop of the bundled lesson where it is drawn, from 1; `nil` for none.
  var stop: Int?

  /// The golden's name: `layer/conv2d-80x24`.
  var file: String { "\(name)-\(columns)x\(rows)" }
  var testDescription: String { file }

  /// The screens of a view at some sizes, given as columns × rows.
  static func sizes(
    _ name: String, _ keys: String, _ sizes: [(columns: Int, rows: Int)], _ scene: Scene = .ship
  ) -> [GoldenCase] {
    sizes.map { GoldenCase(scene: scene, name: name, keys: keys, columns: $0.columns, rows: $0.rows) }
  }

  private static let small = (columns: 80, rows: 24)
  private static let middle = (columns: 120, rows: 40)
  private static let large = (columns: 200, rows: 60)

  /// The layers by the line of the listing.
  private static let layers = [
    "input", "conv2d", "max_pooling2d", "conv2d_1", "max_pooling2d_1", "conv2d_2", "flatten", "dense",
    "dense_1", "softmax",
  ]

  static let network =
    sizes(
      "network/conv2d", "", [(60, 20), small, (76, 22), (100, 30), middle, (180, 50), large])
    + sizes("network/input", "0", [small]) + sizes("network/softmax", "9", [small, middle])
    + sizes("network/dense", "7", [middle])

  static let layer = layers.enumerated().flatMap { line, name in
    sizes("layer/\(name)", "\(line) Enter", [small, middle, large])
  }

  static let map =
    layers.prefix(6).enumerated().flatMap { line, name in
      sizes("map/\(name)", "\(line) Enter Enter", [small, middle, large])
    } + sizes("map/conv2d_1-zero", "3 Enter Enter Home Right Right Right", [middle])

  static let unit =
    layers.enumerated().flatMap { line, name in
      sizes(
        "unit/\(name)", "\(line) Enter" + (line < 6 ? " Enter Enter" : " Enter"),
        [small, (100, 30), middle, large])
    }
    + sizes("unit/all-digits", "1 Enter Enter Enter v", [small])
    + sizes("unit/by-index", "3 Enter Enter Enter o Down Down", [small])
    + sizes("unit/why", "y", [small, middle]) + sizes("unit/why-down-to-a-pixel", "y" + follow(8), [middle])

  /// Presses Enter some times.
  private static func follow(_ count: Int) -> String { String(repeating: " Enter", count: count) }

  static let token =
    (1...3).flatMap { token in
      sizes(
        "token/conv2d-\(["", "filters", "window", "function"][token])",
        String(repeating: "Right ", count: token), [small])
    } + sizes("token/max_pooling2d-window", "2 Right", [small, large])

  static let stepping =
    sizes("stepping/network", "1 s n n", [small, middle])
    + sizes("stepping/layer", "1 Enter s n n n", [small, middle])
    + sizes("stepping/map", "1 Enter Enter s t n n n n n", [small, middle])
    + sizes("stepping/unit", "1 Enter Enter Enter s n n n n n", [small, middle])
    + sizes("stepping/playing", "3 Enter Enter Space", [small])

  static let display =
    sizes("display/layer-before-relu", "1 Enter a", [small])
    + sizes("display/map-before-relu", "3 Enter Enter a", [small, middle])
    + sizes("display/scale-of-each-map", "3 Enter x", [small])
    + sizes("display/scale-fixed", "3 Enter x x", [small])
    + sizes("display/second-page", "3 Enter PageDown", [small])
    + sizes("display/numbers", "5 Enter Enter v", [small])
    + sizes("display/numbers-in-small-cells", "3 Enter Enter v", [middle])
    + sizes("display/no-room-for-numbers", "1 Enter Enter v", [small, middle])
    + sizes("display/other-colours", "5 Enter c", [small])

  static let preprocessing =
    sizes("preprocessed/network", "0", [small, middle, large], .preprocessed)
    + sizes("preprocessed/layer", "0 Enter", [small, middle, large], .preprocessed)
    + sizes("preprocessed/map", "0 Enter Enter", [small, middle], .preprocessed)
    + sizes("preprocessed/unit", "0 Enter Enter Enter", [small, middle], .preprocessed)
    + sizes("preprocessed/conv2d-map", "1 Enter Enter", [small, large], .preprocessed)
    + sizes("preprocessed/conv2d-unit", "1 Enter Enter Enter", [small, middle], .preprocessed)
    + sizes("preprocessed/bytes-map", "1 Enter Enter", [small], .bytes)
    + sizes("preprocessed/bytes-unit", "1 Enter Enter Enter", [small, middle], .bytes)
    + sizes("preprocessed/caffe-network", "0", [small, middle], .caffe)
    + sizes("preprocessed/caffe-layer", "0 Enter", [small], .caffe)
    + sizes("preprocessed/caffe-map", "1 Enter Enter", [small], .caffe)
    + sizes("preprocessed/caffe-unit", "1 Enter Enter Enter", [small, middle], .caffe)

  static let classes =
    sizes("classes/network", "", [small, (100, 30), middle, large], .thousand)
    + sizes("classes/network-selected", "4 , ,", [small, middle], .thousand)
    + sizes("classes/logits", "3 Enter", [(60, 20), small, middle], .thousand)
    + sizes("classes/softmax", "4 Enter", [(60, 20), small, middle, large], .thousand)
    + sizes("classes/next-places", "4 Enter PageDown Down", [small], .thousand)
    + sizes("classes/class-order", "4 Enter o", [small], .thousand)
    + sizes("classes/stepping", "3 s T T T n n n", [small], .thousand)

  static let segmentations =
    sizes("segmentation/network", "6", [small, (100, 30), middle, large], .segmented)
    + sizes("segmentation/layer", "6 Enter", [(60, 20), small, (100, 30), middle, large], .segmented)
    + sizes("segmentation/stepping", "6 Enter s", [small, middle], .segmented)
    + sizes("segmentation/many", "6 Enter", [small, middle, large], .segmentedFinely)

  /// The keys that type a text.
  static func typed(_ text: String) -> String {
    text.map { $0 == " " ? "Space" : String($0) }.joined(separator: " ")
  }

  static let prompt =
    sizes("prompt/command", ":", [(60, 20), small, large])
    + sizes("prompt/completion", typed(":co") + " Tab Tab", [small])
    + sizes("prompt/values", typed(":scale "), [small])
    + sizes("prompt/indices", "Enter " + typed(":conv2d_1[4,"), [small])
    + sizes("prompt/failure", typed(":conv2d[30,1,2]") + " Enter", [small])
    + sizes("prompt/search", "/", [(60, 20), small])
    + sizes("prompt/found", typed("/con") + " Down", [small, middle])
    + sizes("prompt/found-class", "3 Enter Enter " + typed("/ship"), [small])
    + sizes("prompt/not-found", typed("/xyz"), [small])
    + sizes("prompt/thousand", typed("/class 99"), [small], .thousand)

  static let other =
    sizes("help/top", "?", [(60, 20), small, middle]) + sizes("help/end", "? End", [small])
    + sizes("notice/unbound-key", "Tab", [small])
    + sizes("notice/pixel", "0 Enter Enter Enter Enter", [small])
    + sizes("picture/loading", "", [small], .loading)
    + sizes("picture/loading-layer", "Enter", [small], .loading)
    + sizes("picture/computing", "", [(60, 20), small, middle, large], .computing)
    + sizes("picture/computing-layer", "Enter", [small], .computing)
    + sizes("picture/computing-unit", "8 Enter Enter", [small], .computing)
    + sizes("picture/stopped", "", [small, middle], .stopped)
    + sizes("picture/failed", "", [small, middle], .failed)
    + sizes("picture/failed-layer", "Enter", [small], .failed)
    + sizes("broken/network", "", [small, middle, large], .broken)
    + sizes("broken/closer", "Enter", [small], .broken)
    + sizes(
      "small/network", "", [(59, 20), (60, 19), (20, 3), (1, 1), (0, 0), (200, 1), (3, 60)])
    + sizes("small/layer", "3 Enter", [(60, 20)]) + sizes("small/map", "1 Enter Enter", [(60, 20)])
    + [
      ("network", "", [small, middle, large]), ("layer", "1 Enter", [middle]),
      ("map", "3 Enter Enter", [small]), ("patch", "1 Enter Enter Enter", [small, middle]),
      ("channels", "3 Enter Enter Enter", [small, middle]), ("logits", "8 Enter", [small, middle]),
      ("flatten", "6 Enter Enter", [middle]), ("pooling", "2 Enter Enter Enter", [middle]),
      ("stepping", "1 Enter Enter Enter s n n n n", [middle]),
    ].flatMap { sizes("large/\($0.0)", typed(":large") + " Enter " + $0.1, $0.2) }
    + sizes("small/line", "7 Enter", [(60, 20)]) + sizes("small/softmax", "9 Enter", [(60, 20)])

  static let graphs =
    sizes("graphs/residual-network", "4", [(60, 20), small, middle, large], .residual)
    + sizes("graphs/residual-add", "4 Enter Enter Enter", [(60, 20), small, middle, large], .residual)
    + sizes("graphs/residual-add-map", "4 Enter Enter", [small, middle], .residual)
    + sizes("graphs/residual-add-stepping", "4 Enter Enter Enter s n", [small], .residual)
    + sizes("graphs/residual-normalized", "3 Enter Enter Enter", [small, middle], .residual)
    + sizes("graphs/residual-normalized-layer", "3 Enter", [small, middle], .residual)
    + sizes("graphs/residual-normalized-map", "3 Enter Enter", [middle], .residual)
    + sizes("graphs/inception-network", "7", [small, middle], .inception)
    + sizes("graphs/inception-concatenated", "7 Enter Enter Enter", [small, middle], .inception)
    + sizes("graphs/inception-token", "3 2 Right", [small], .inception)

  static let kinds =
    sizes("kinds/squeeze-multiply", "6 Enter Enter Enter", [small, middle], .squeezeExcitation)
    + sizes("kinds/squeeze-network", "6", [middle], .squeezeExcitation)
    + sizes("kinds/separable-depthwise", "1 Enter Enter Enter", [small, middle], .separable)
    + sizes("kinds/separable-depthwise-map", "1 Enter Enter", [middle], .separable)
    + sizes("kinds/separable-pointwise", "2 Enter Enter Enter", [small], .separable)
    + sizes("kinds/average", "2 Enter Enter Enter", [small, middle], .averagesSame)
    + sizes("kinds/average-map", "2 Enter Enter", [small, middle], .averagesSame)
    + sizes("kinds/global-maximum", "5 Enter Enter", [small, middle], .averagesSame)
    + sizes("kinds/groups", "2 Enter Enter Enter", [small, middle], .dilationGroups)
    + sizes("kinds/groups-map", "2 Enter Enter", [middle], .dilationGroups)
    + sizes("kinds/border", "1 Enter Enter Enter", [small], .resizing)
    + sizes("kinds/bilinear", "4 Enter Enter Enter", [small, middle], .resizing)

  /// The screens of a terminal that knows no characters but those of ASCII.
  static let ascii =
    [
      ("network", "", Scene.ship), ("layer", "3 Enter", .ship), ("map", "3 Enter Enter", .ship),
      ("unit", "3 Enter Enter Enter", .ship), ("pooling-unit", "2 Enter Enter Enter", .ship),
      ("flatten", "6 Enter", .ship), ("flatten-unit", "6 Enter Enter", .ship), ("dense", "7 Enter", .ship),
      ("logits", "8 Enter", .ship), ("softmax", "9 Enter", .ship), ("help", "?", .ship),
      ("palette", ":", .ship), ("large", typed(":large") + " Enter 1 Enter Enter Enter", .ship),
      ("graph", "4", .residual), ("bilinear", "4 Enter Enter Enter", .resizing),
    ].flatMap { name, keys, scene in
      sizes("ascii/\(name)", keys, [small, middle], scene).map { golden in
        var golden = golden
        golden.repertoire = .ascii
        return golden
      }
    }

  static let all =
    network + layer + map + unit + token + stepping + display + preprocessing + classes + segmentations
    + graphs + kinds + prompt + other + ascii + change + evidence + asking + hiding + voting + lessons
}

struct GoldenTests {
  private static let folder = Repository.root.appending(path: "Tests/ExplorerViewsTests/Goldens")

  @Test("the screen is as it was recorded", arguments: GoldenCase.all)
  func screen(golden: GoldenCase) throws {
    var state = try golden.scene.state(
      rows: golden.rows, columns: golden.columns, keys: golden.keys, stop: golden.stop)
    state.repertoire = golden.repertoire
    let look = Presentation(.none, pixels: golden.repertoire == .ascii ? .ascii : .half)
    let problem = try Golden(golden.file, in: Self.folder).problem(with: view(state).grid, as: look)
    if let problem { Issue.record(Comment(rawValue: problem)) }
  }

  @Test("every golden belongs to a screen that is drawn, and no two screens share one")
  func files() {
    let names = GoldenCase.all.map(\.file)
    #expect(Set(names).count == names.count)
    #expect(Set(Golden.names(in: Self.folder)).subtracting(names) == [])
  }
}
