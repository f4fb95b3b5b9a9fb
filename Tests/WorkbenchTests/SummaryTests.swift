import ConvNet
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing

@testable import Workbench

@Suite("summary")
struct SummaryTests {
  @Test("the bundled network as text")
  func bundled() throws {
    #expect(
      try summary(Repository.assets.appending(path: "models/cifar10.keras")).text == """
        cifar10.keras · sequential
           layer                                  output shape  parameters  name
        0  Input((32, 32, 3))                      (32, 32, 3)              input
        1  Conv2D(32, (3, 3), activation='relu')  (30, 30, 32)         896  conv2d
        2  MaxPooling2D((2, 2))                   (15, 15, 32)           0  max_pooling2d
        3  Conv2D(64, (3, 3), activation='relu')  (13, 13, 64)      18,496  conv2d_1
        4  MaxPooling2D((2, 2))                     (6, 6, 64)           0  max_pooling2d_1
        5  Conv2D(64, (3, 3), activation='relu')    (4, 4, 64)      36,928  conv2d_2
        6  Flatten()                                   (1024,)           0  flatten
        7  Dense(64, activation='relu')                  (64,)      65,600  dense
        8  Dense(10)                                     (10,)         650  dense_1
        122,570 parameters · 4,548,608 multiply-adds a pass
        Pictures enter as numbers from 0 to 1, assumed: no layer tells.
        max_pooling2d_1 never reads row 12 and column 12 of conv2d_1.
        No output depends on rows 30 and 31 and columns 30 and 31 of the picture.
        """)
  }

  @Test("the bundled network as JSON")
  func json() throws {
    let file = Repository.assets.appending(path: "models/cifar10.keras")
    let text = try summary(file).json.text
    let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let layers = try #require(object["layers"] as? [[String: Any]])
    #expect(object["model"] as? String == "cifar10.keras")
    #expect(object["parameters"] as? Int == 122_570)
    #expect(object["multiplyAdds"] as? Int == 4_548_608)
    #expect(layers.count == 9)
    let reading = try #require(object["reading"] as? [String: Any])
    #expect(reading["range"] as? [Double] == [0, 1] && reading["reason"] as? String == "assumed")
    #expect(layers[0]["inputShapes"] as? [[Int]] == [])
    #expect(layers[3]["name"] as? String == "conv2d_1")
    #expect(layers[3]["kind"] as? String == "Conv2D")
    #expect(layers[3]["code"] as? String == "Conv2D(64, (3, 3), activation='relu')")
    #expect(layers[3]["inputs"] as? [String] == ["max_pooling2d"])
    #expect(layers[3]["inputShapes"] as? [[Int]] == [[15, 15, 32]])
    #expect(layers[3]["outputShape"] as? [Int] == [13, 13, 64])
    #expect(layers[3]["parameters"] as? Int == 18_496)
  }

  @Test("a network that can't run has its listing, with shapes and parameters up to where it can't")
  func notRunnable() throws {
    let file = Repository.fixtures.appending(path: "bad/unsupported_layer.keras")
    #expect(
      try summary(file).text == """
        unsupported_layer.keras · sequential
           layer                                 output shape  parameters  name
        0  Input((6, 6, 2))                         (6, 6, 2)              input_layer
        1  Conv2D(2, (3, 3), activation='relu')     (4, 4, 2)          38  conv2d
        2  Conv2DUnwritten(2, (2, 2))                       ?              conv2d_unwritten
        3  Flatten()                                        ?              flatten
        4  Dense(2)                                         ?              dense
        """)
    let text = try summary(file).json.text
    let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let layers = try #require(object["layers"] as? [[String: Any]])
    #expect(object["parameters"] is NSNull && object["multiplyAdds"] is NSNull)
    #expect(layers[1]["parameters"] as? Int == 38 && layers[1]["outputShape"] as? [Int] == [4, 4, 2])
    #expect(object["reading"] is NSNull)
    #expect(layers[2]["kind"] as? String == "Conv2DUnwritten" && layers[2]["outputShape"] is NSNull)
  }

  @Test("of a class of somebody's own it says what is shown")
  func ownClass() throws {
    let file = Repository.fixtures.appending(path: "older/tutorial.own.keras")
    #expect(
      try summary(file).text.split(separator: "\n").last
        == "Own is a class of its own: this is what its layers do; what its own call() adds is not in the file."
    )
  }

  @Test("several rows and columns that are never read are listed")
  func neverRead() throws {
    let file = Repository.fixtures.appending(path: "networks/strides_valid/network.keras")
    let lines = try summary(file).text.split(separator: "\n").suffix(3)
    #expect(
      Array(lines) == [
        "conv2d_2 never reads rows 7 and 8 of conv2d_1.",
        "conv2d_3 never reads row 1 and columns 1 and 3 of conv2d_2.",
        "No output depends on rows 9–19 and columns 7 and 15–19 of the picture.",
      ])
  }

  @Test("changes are listed, with the shapes and counts that are others by them")
  func changes() throws {
    let opened = try OpenedModel(path: Repository.referenceFile.path)
    let plain = Summary(opened)
    let drop = try RequestedChanges(texts: ["drop conv2d[,,5]", "untrained dense"])
    #expect(
      try Summary(opened, drop).text
        == plain.text
          + """

          2 changes: drop conv2d[,,5]; untrained dense seed 1
          Shapes and counts of parameters stay as they are.
          """)
    #expect(try Summary(opened, RequestedChanges()).text == plain.text)
    let large = Pooling2D(.average, poolSize: Size2D(height: 3, width: 13))
    let edited = try opened.trained().after([.operation(layer: 4, large)])
    let summary = Summary(opened, drop, edited: edited)
    #expect(
      summary.text.split(separator: "\n").suffix(2) == [
        "max_pooling2d_1: (6, 6, 64) → (4, 1, 64), 0 → 0 parameters",
        "Then layer conv2d_2 can't run: its window (3, 3) is larger than its input (4, 1, 64).",
      ])
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(summary.json.text.utf8)) as? [String: Any])
    #expect(object["changes"] as? [String] == drop.texts)
    let layers = try #require(object["layers"] as? [[String: Any]])
    #expect(layers[4]["outputShapeAfter"] as? [Int] == [4, 1, 64] && layers[5]["outputShapeAfter"] is NSNull)
    #expect(layers[1]["parametersAfter"] as? Int == 896)
  }

  @Test("a change of a picture is refused where there is none")
  func pictureChange() throws {
    let opened = try OpenedModel(path: Repository.referenceFile.path)
    let changes = try RequestedChanges(texts: ["drop conv2d[:,:,5]", "shift 0,1"])
    #expect(throws: CommandError.changesPicture("shift 0,1")) { try Summary(opened, changes) }
  }

  private func summary(_ file: URL) throws -> Summary {
    try Summary(OpenedModel(path: file.path))
  }
}
