import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

extension ExplorerState {
  /// Types a text, a key a grapheme.
  mutating func type(_ text: String) {
    for character in text { _ = update(&self, keyMap.intent(for: .character(character), in: self)) }
  }
}

/// The prompt of `:` and `/`.
struct PromptTests {
  private func reference(classes: [String] = [], columns: Int = 80) throws -> ExplorerState {
    let model = ExplorerModel(
      title: DisplayText("a.keras"), trained: try Examples.reference(),
      classes: classes.map { DisplayText($0) })
    return ExplorerState(
      model: model, pictures: [PictureSlot(name: DisplayText("0.ppm"))], rows: 24, columns: columns)
  }

  private let classes = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]

  // MARK: Typing

  @Test("all keys that type something type, whatever they do elsewhere")
  func typing() throws {
    var state = try reference()
    let keys = keyMap.bindings.flatMap(\.keys).compactMap { key in
      if case .character(let character) = key { character } else { nil }
    }
    state.type(":" + String(keys))
    #expect(state.prompt?.line.text == String(keys))
    #expect(state.place == "network 1")
    #expect(try state.display == reference().display)
  }

  @Test("the cursor moves by graphemes, and what is typed or taken away is where it stands")
  func editing() throws {
    var state = try reference()
    state.type(":ab日é")
    state.press("Left Left Backspace")
    #expect(state.prompt?.line.text == "a日é" && state.prompt?.line.cursor == 1)
    state.type("xy")
    #expect(state.prompt?.line.text == "axy日é" && state.prompt?.line.cursor == 3)
    state.press("Right C-u")
    #expect(state.prompt?.line.text == "é" && state.prompt?.line.cursor == 0)
    state.press("End Right Right Home Left Left")
    #expect(state.prompt?.line.cursor == 0)
    state.press("C-e Backspace")
    #expect(state.prompt?.line.text == "")
    state.press("Backspace")
    #expect(state.prompt == nil && state.place == "network 1")
  }

  @Test(
    "a combining mark joins the grapheme before it; what harms a terminal is replaced, line breaks left out")
  func strangeText() throws {
    var state = try reference()
    state.press(":")
    _ = update(&state, .edit(.insert("e")))
    _ = update(&state, .edit(.insert("\u{301}")))
    #expect(state.prompt?.line.text == "é" && state.prompt?.line.cursor == 1)
    _ = update(&state, .edit(.insert("\u{1B}]0;\u{202E}x\r\ny\n")))
    #expect(state.prompt?.line.text == "é\u{FFFD}]0;\u{FFFD}xy")
    _ = update(&state, .edit(.insert(String(repeating: "z", count: 100_000))))
    let length = try #require(state.prompt?.line.text.count)
    #expect(length <= 300)
  }

  @Test("Esc returns to where one was; a key that does nothing says so")
  func leaving() throws {
    for opener in [":", "/"] {
      var state = try reference()
      state.press("Enter Right")
      let place = state.place
      state.type(opener + "dense")
      state.press("PageUp")
      #expect(state.prompt?.failure == "this key does nothing while you type")
      state.press("Escape")
      #expect(state.prompt == nil && state.place == place && state.notice == nil)
    }
  }

  @Test("a prompt pauses the pass that plays")
  func pausing() throws {
    let network = try Examples.small()
    for opener in [":", "/"] {
      var state = Examples.state(network)
      state.receiveFirst(try Examples.evaluation(network), picture: 0)
      state.press("Space")
      #expect(state.playhead.isPlaying)
      state.press(opener)
      #expect(!state.playhead.isPlaying)
    }
  }

  @Test("what is pasted goes into the prompt, and nowhere else")
  func pasting() throws {
    for keys in ["", "Enter", "?", "Enter Enter Enter"] {
      var state = try reference()
      state.press(keys)
      let (place, help) = (state.place, state.helpScroll)
      _ = update(&state, .paste("q5\r:dense\r"))
      #expect(state.place == place && state.helpScroll == help && state.prompt == nil)
      #expect(state.notice == "what is pasted does nothing here; : and / take text")
    }
    var state = try reference()
    state.type(":dx")
    state.press("Left")
    _ = update(&state, .paste("ense\r[4\n1]"))
    #expect(state.prompt?.line.text == "dense[41]x" && state.prompt?.line.cursor == 9)
  }

  // MARK: Commands

  @Test(
    "a command goes to a layer, a map, a unit, a class or a line",
    arguments: [
      ("conv2d_1", "layer 3 [0]"), ("conv2d_1[:,:,17]", "map 3 [0, 0, 17]"),
      ("conv2d_1[4,5,17]", "unit 3 [4, 5, 17]"), (" dense[41] ", "unit 7 [41]"), ("softmax", "layer 9 [0]"),
      ("softmax[8]", "layer 9 [8]"), ("softmax[ship]", "layer 9 [8]"), ("5", "network 5"), ("", "network 1"),
    ])
  func places(command: String, place: String) throws {
    var state = try reference(classes: classes)
    state.type(":" + command)
    state.press("Enter")
    #expect(state.place == place && state.prompt == nil && state.notice == nil)
    if place != "network 1" {
      state.press("Escape")
      #expect(state.place == "network 1")
    }
  }

  @Test(
    "closer than the network, indices alone are places of the present layer",
    arguments: [
      ("conv2d_1", "17", "layer 3 [17]"), ("conv2d_1", "4,9", "map 3 [4, 9, 0]"),
      ("conv2d_1", "4, 9 ,17", "unit 3 [4, 9, 17]"), ("conv2d_1[:,:,8]", "4,9", "map 3 [4, 9, 8]"),
      ("conv2d_1[:,:,8]", "17", "map 3 [0, 0, 17]"), ("conv2d_1[4,5,8]", "6,7", "unit 3 [6, 7, 8]"),
      ("conv2d_1[4,5,8]", "17", "unit 3 [4, 5, 17]"), ("flatten", "731", "layer 6 [731]"),
      ("flatten[0]", "731", "unit 6 [731]"), ("dense", "41", "layer 7 [41]"), ("softmax", "8", "layer 9 [8]"),
    ])
  func presentPlaces(from start: String, indices: String, place: String) throws {
    var state = try reference(classes: classes)
    state.type(":" + start)
    state.press("Enter")
    let before = state.place
    state.type(":" + indices)
    state.press("Enter")
    #expect(state.place == place && state.prompt == nil && state.notice == nil)
    state.press("Escape")
    #expect(state.place == before)
  }

  @Test(
    "indices that the present layer hasn't got are refused, and while they are typed it is said which it has")
  func wrongIndices() throws {
    var state = try reference()
    state.type(":conv2d_1")
    state.press("Enter")
    let cases = [
      ("64", "there is no map 64 here; the last is 63"), ("13,0", "there is no row 13 here; the last is 12"),
      ("0,13", "there is no column 13 here; the last is 12"),
      ("0,0,64", "there is no map 64 here; the last is 63"),
      ("1,2,3,4", "conv2d_1 is (13, 13, 64): give a map, a row and a column, or all three"),
      ("99999999999999999999", "there is no map so large here; the last is 63"),
    ]
    for (text, words) in cases {
      state.type(":" + text)
      #expect(state.prompt?.guide(in: state) == .form("map 0–63, or row 0–12,column 0–12"))
      state.press("Enter")
      #expect(state.prompt?.failure == words)
      state.press("Escape")
    }
    state.type(":dense")
    state.press("Enter")
    state.type(":4,")
    #expect(state.prompt?.guide(in: state) == .form("unit 0–63"))
    state.type("9")
    state.press("Enter")
    #expect(state.prompt?.failure == "dense is (64,): give an index")
    #expect(state.place == "layer 7 [0]")
  }

  @Test(
    "an empty prompt offers at most nine things that can be typed here, and each of them can",
    arguments: Depth.allCases)
  func palette(depth: Depth) throws {
    for line in 1..<10 {
      var state = try reference(classes: classes)
      state.line = line
      state.depth = line == 9 && depth > .layer ? .layer : depth == .map && !state.hasMaps ? .layer : depth
      state.type(":")
      guard case .palette(let entries)? = state.prompt?.guide(in: state) else {
        Issue.record("a palette was expected")
        return
      }
      #expect((2...9).contains(entries.count))
      #expect(Set(entries.map(\.text)).count == entries.count)
      for entry in entries {
        var tried = state
        tried.type(entry.text)
        tried.press("Enter")
        #expect(
          tried.prompt?.failure == nil || entry.text == "dead", "\(entry.text) at line \(line), \(depth)")
      }
      state.type("c")
      #expect(
        state.prompt?.guide(in: state)
          == .completions(["conv2d", "conv2d_1", "conv2d_2", "colours"], chosen: nil))
    }
  }

  @Test("/dead finds the maps that are 0, of a layer that has maps")
  func deadMaps() throws {
    var state = try reference(classes: classes)
    state.type("/dead")
    #expect(state.matches(of: "dead").map(\.place) == [.deadMap])
    state.press("Enter")
    #expect(state.prompt == nil)
    state.line = 6
    #expect(state.matches(of: "dead").isEmpty)
  }

  @Test("what can't be done says why, and the text stays until it can")
  func failures() throws {
    var state = try reference()
    let cases = [
      ("10", "there is no line 10; the last is 9"),
      ("99999999999999999999", "there is no line 99999999999999999999; the last is 9"),
      ("dense[64]", "dense: has no index 64; choose one from 0 to 63"),
      ("scale", "scale takes one of layer, map, fixed, span"),
      ("scale mad", "scale takes one of layer, map, fixed, span"),
    ]
    for (text, words) in cases {
      state.type(":" + text)
      state.press("Enter")
      #expect(state.prompt?.failure == words && state.prompt?.line.text == text)
      state.type("x")
      #expect(state.prompt?.failure == nil && state.prompt?.line.text == text + "x")
      state.press("Escape")
    }
    #expect(state.place == "network 1" && state.history.isEmpty)
    var broken = Examples.broken()
    broken.type(":dense")
    broken.press("Enter")
    #expect(
      broken.prompt?.failure == "the network can't run, so it has no units; a line's number goes to it")
    broken.press("C-u")
    broken.type("2")
    broken.press("Enter")
    #expect(broken.place == "network 2")
  }

  @Test("a number that can be no line is one of the selected line's numbers, and that is said")
  func numberOfLine() throws {
    var state = try reference()
    state.line = 6
    state.type(":731")
    state.press("Enter")
    #expect(state.prompt == nil && state.depth == .unit && state.line == 6 && state.position == [731])
    #expect(state.report == "there is no line 731: this is number 731 of flatten")
  }

  @Test("a command sets an option, and says so")
  func settings() throws {
    var state = try reference()
    for command in ["scale map", "colours cividis", "stage before", "numbers on", "order index"] {
      state.type(":" + command)
      state.press("Enter")
      let words = command.split(separator: " ")
      #expect(state.report == "\(words[0]): \(words[1])" && state.prompt == nil)
    }
    var expected = try reference().display
    expected.scope = .map
    expected.colourMap = .cividis
    expected.showsPreActivation = true
    expected.showsNumbers = true
    expected.order = .byIndex
    #expect(state.display == expected)
    for command in ["scale layer", "colours  viridis", "stage after", "numbers off", "order size "] {
      state.type(":" + command)
      state.press("Enter")
    }
    #expect(try state.display == reference().display)
  }

  // MARK: Completion

  @Test("Tab goes round the completions of what was typed, and Shift-Tab back")
  func completion() throws {
    var state = try reference()
    state.type(":CO")
    let names = ["conv2d", "conv2d_1", "conv2d_2", "colours"]
    #expect(state.prompt?.guide(in: state) == .completions(names, chosen: nil))
    for (key, name) in [("Tab", 0), ("Tab", 1), ("BackTab", 0), ("BackTab", 3), ("Tab", 0)] {
      state.press(key)
      #expect(state.prompt?.line.text == names[name])
      #expect(state.prompt?.guide(in: state) == .completions(names, chosen: name))
    }
    state.type("_")
    #expect(state.prompt?.guide(in: state) == .completions(["conv2d_1", "conv2d_2"], chosen: nil))
    state.press("C-u")
    state.type("scale ")
    #expect(
      state.prompt?.guide(in: state)
        == .completions(["scale layer", "scale map", "scale fixed", "scale span"], chosen: nil))
    state.type("m")
    state.press("Tab Enter")
    #expect(state.display.scope == .map)
    state.type(":nothing")
    state.press("Tab")
    #expect(state.prompt?.failure == "nothing to complete: no layer and no option begins so")
  }

  @Test("behind a layer's bracket stand the indices that it has")
  func form() throws {
    var state = try reference()
    for (text, form) in [
      ("conv2d_1[", "conv2d_1[row 0–12,column 0–12,map 0–63]"), ("dense[4", "dense[unit 0–63]"),
      ("softmax[", "softmax[class 0–9]"),
    ] {
      state.type(":" + text)
      #expect(state.prompt?.guide(in: state) == .form(form))
      state.press("Escape")
    }
  }

  // MARK: Searching

  @Test("a search finds layers and classes by a part of their name, whatever the case")
  func search() throws {
    let state = try reference(classes: classes)
    func found(_ text: String) -> [SearchMatch.Place] { state.matches(of: text).map(\.place) }
    #expect(found("POOL") == [.line(2), .line(4)])
    #expect(found("dense") == [.line(7), .line(8)])
    #expect(found("a").contains(.ofClass(0)))
    #expect(found("hip") == [.ofClass(8)])
    #expect(found("softmax") == [.line(9)])
    #expect(found("").count == 20 && found("xyz") == [])
  }

  @Test("the arrows choose among the matches, Enter goes to the layer or to the sum of the class's logit")
  func choosing() throws {
    var state = try reference(classes: classes)
    state.type("/pool")
    state.press("Down Enter")
    #expect(state.place == "network 4" && state.prompt == nil)
    state.type("/conv")
    state.press("Up Up Enter")
    #expect(state.place == "network 3")
    state.type("/ship")
    state.press("Enter")
    #expect(state.place == "unit 8 [8]")
    state.press("Escape Escape")
    #expect(state.place == "network 4")
    state.type("/xyz")
    state.press("Down Enter")
    #expect(state.prompt?.failure == "no layer or class has this in its name")
    state.press("Backspace Backspace Backspace")
    state.type("truck")
    state.press("Tab Enter")
    #expect(state.place == "unit 8 [9]")
  }

  @Test("what is chosen is the first again once the text changes")
  func choosingAnew() throws {
    var state = try reference(classes: classes)
    state.type("/conv")
    state.press("Down Down")
    #expect(state.prompt?.choice == 2)
    state.press("Left")
    #expect(state.prompt?.choice == 2)
    state.press("Backspace")
    #expect(state.prompt?.choice == 0)
  }

  @Test("a network that can't run has lines to find, and no classes")
  func broken() {
    var state = Examples.broken()
    #expect(state.matches(of: "").map(\.place) == [.line(0), .line(1), .line(2)])
    state.type("/lstm")
    state.press("Enter")
    #expect(state.place == "network 1")
  }
}
