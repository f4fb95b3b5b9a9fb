import ConvNet
import Explorer
import Foundation
import ImageFormats
import ModelFormats
import TestSupport
import Testing
import Workbench

@Suite("the command that returns to a place")
struct ReturnCommandTests {
  private let ships = ["images/ship.ppm", "images/cat.ppm", "images/dog.ppm"].map {
    Repository.assets.appending(path: $0).path
  }

  @Test(
    "words are quoted where a shell would read more in them, and cleaned",
    arguments: [
      ("ship.ppm", "ship.ppm"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("$HOME", "'$HOME'"),
      ("conv2d[1,2,3]", "'conv2d[1,2,3]'"), ("-1:1", "-1:1"), ("é", "'é'"), ("~", "'~'"),
      ("a\u{1B}]0;x\u{7}\nb", "'a\u{FFFD}]0;x\u{FFFD}\u{FFFD}b'"),
    ])
  func words(word: String, quoted: String) {
    #expect(ShellWord.quoted(word) == quoted)
  }

  @Test("it names files that are taken away where they are in the folder for these")
  func temporaryFiles() {
    let command = returnCommand(images: ["/tmp/c-1/image.png"], places: [])
    #expect(namesTemporaryFiles(command, environment: ["CNNVIEW_TEMPORARY": "/tmp/c-1"]))
    for folder in ["/tmp/c-2", ""] {
      #expect(!namesTemporaryFiles(command, environment: ["CNNVIEW_TEMPORARY": folder]))
    }
    #expect(!namesTemporaryFiles(command, environment: [:]))
    let quoted = returnCommand(images: ["/tmp/it's mine/image.png"], places: [])
    #expect(namesTemporaryFiles(quoted, environment: ["CNNVIEW_TEMPORARY": "/tmp/it's mine"]))
  }

  @Test("it repeats the changes, in their order, before the places")
  func changes() {
    #expect(
      returnCommand(
        images: [ships[0]], places: ["conv2d"], changes: ["drop conv2d[:,:,0]", "flip"])
        == "cnnview \(ShellWord.quoted(ships[0])) --change 'drop conv2d[:,:,0]' --change flip --at conv2d")
  }

  @Test("it has the place and every option that is not the default")
  func options() throws {
    #expect(
      returnCommand(images: [ships[0]], places: ["conv2d[3,4,5]"])
        == "cnnview \(ShellWord.quoted(ships[0])) --at 'conv2d[3,4,5]'")
    func line(_ reading: PictureOptions, more: [String] = []) -> String {
      returnCommand(
        images: ["a b.png"], places: ["dense_1[8]", "dense[55]"], settings: ["scale map", "stage before"],
        model: "my model.keras", labels: "names", reading: reading, more: more)
    }
    let numbers = PictureOptions(fit: .stretch, range: -1...1, mean: [0.485, 0, 1], deviation: [2])
    #expect(
      line(numbers, more: ["--theme", "light"]) == """
        cnnview 'a b.png' --model 'my model.keras' --labels ./names --fit stretch --input-range -1:1 \
        --mean 0.485,0,1 --std 2 --theme light --set 'scale map' --set 'stage before' \
        --at 'dense_1[8]' --at 'dense[55]'
        """)
    #expect(
      line(PictureOptions(channelOrder: .bgr, isInverted: true))
        .contains(" --labels ./names --channel-order bgr --invert --set "))
    #expect(line(PictureOptions(mode: .caffe)).contains(" --labels ./names --preprocess caffe --set "))
    let choices = ModelChoices(output: "side head", inputSize: Size2D(height: 224, width: 160))
    #expect(
      line(PictureOptions(choices: choices))
        .contains(" --labels ./names --output 'side head' --input-size 224x160 --set "))
  }

  @Test("a path that would be read as an option or a command becomes one that is not")
  func paths() {
    #expect(
      returnCommand(images: ["-x.png", "summary", "-", "a/b"], places: ["dense"])
        == "cnnview ./-x.png ./summary - a/b --at dense")
    #expect(returnCommand(images: [], places: ["dense"]) == "cnnview --at dense")
  }

  @Test("the pictures stay in their order, and the one that is shown is named by its number")
  func pictures() throws {
    let order = ships.map { ShellWord.quoted($0) }.joined(separator: " ")
    #expect(
      returnCommand(images: ships, picture: 1, places: ["dense"])
        == "cnnview \(order) --picture 2 --at dense")
    let folder = Repository.assets.appending(path: "images").path
    let opened = try ExplorerSession(
      images: [folder], model: nil, labels: nil, picture: 3, rows: 24, columns: 80)
    #expect(opened.state.picture == 3)
    #expect(throws: CommandError.noSuchPicture(number: 4, count: 3)) {
      try ExplorerSession(images: ships, model: nil, labels: nil, picture: 3, rows: 24, columns: 80)
    }
  }

  @Test("the way down from a logit is taken again place by place, so that Esc leads back up")
  func way() throws {
    let places = ["dense_1[ship]", "dense[55]", "flatten[101]"]
    var state = try ExplorerSession(
      images: [ships[0]], model: nil, labels: nil, at: places, rows: 24, columns: 80
    ).evaluatedState()
    #expect(state.placePath == ["dense_1[8]", "dense[55]", "flatten[101]"])
    for place in ["dense[55]", "dense_1[8]", nil] {
      _ = update(&state, .move(.back))
      #expect(state.placeName == place)
    }
  }

  @Test("the prompt's options are those that are set again")
  func settings() {
    var display = DisplayOptions()
    #expect(display.settings == [])
    for setting in DisplayOptions.knownSettings {
      let isKnown = display.set(setting)
      #expect(isKnown, "\(setting)")
    }
    #expect(display.settings == ["scale span", "order index"])
    let known = ["stage before", "numbers on", "scale", "scale wide", "size 3"].filter { display.set($0) }
    #expect(known == ["stage before", "numbers on"])
    #expect(display.settings == ["scale span", "stage before", "numbers on", "order index"])
  }

  @Test("the term that was selected at a unit is among what is set again, and no other")
  func term() throws {
    func opened() throws -> ExplorerState {
      try ExplorerSession(
        images: [ships[0]], model: nil, labels: nil, at: ["conv2d_1[6,7,5]"], rows: 24, columns: 80
      ).evaluatedState()
    }
    var state = try opened()
    #expect(state.settings == [])
    let byItself = state.selectedTerm
    _ = update(&state, .move(.cursor(.down)))
    let selected = try #require(state.selectedTerm)
    #expect(selected != byItself && state.settings == ["term \(selected)"])
    var again = try opened()
    #expect(state.settings.allSatisfy { again.set($0) })
    #expect(again.selectedTerm == selected)
    _ = update(&state, .move(.back))
    #expect(state.settings == [])
    #expect(["term", "term -1", "term x", "terms 3"].allSatisfy { !ExplorerState.isSetting($0) })
    #expect(again.set("term 5000") && again.selectedTerm == byItself)
  }

  @Test("a session opens at a place, from which Esc leads to the network")
  func openingAt() throws {
    let session = try ExplorerSession(
      images: [ships[0]], model: nil, labels: nil, at: ["conv2d_1[:,:,17]"], rows: 24, columns: 80)
    var state = session.state
    #expect(state.placeName == "conv2d_1[:,:,17]" && state.notice == nil)
    _ = update(&state, .move(.back))
    #expect(state.depth == .network && state.line == 1)
  }

  @Test("a place that there is not is an error, before any picture is read")
  func noPlace() {
    let known = [
      "input", "conv2d", "max_pooling2d", "conv2d_1", "max_pooling2d_1", "conv2d_2", "flatten", "dense",
      "dense_1",
    ]
    #expect(throws: CommandError.name(.unit(.noSuchLayer(name: "conv9", known: known)))) {
      try ExplorerSession(images: ["none"], model: nil, labels: nil, at: ["conv9"], rows: 24, columns: 80)
    }
    let broken = Repository.fixtures.appending(path: "bad/unsupported_layer.keras").path
    let error = #expect(throws: CommandError.self) {
      try ExplorerSession(images: ships, model: broken, labels: nil, at: ["dense"], rows: 24, columns: 80)
    }
    #expect(error?.status == .badData)
  }
}
