import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// Keys that change what is shown, not where one is.
struct DisplayKeyTests {
  private func state(line: Int = 1) throws -> ExplorerState {
    Examples.state(try Examples.reference(), line: line)
  }

  @Test("a shows the numbers before the activation function, and those after it again")
  func preActivation() throws {
    var state = try state()
    state.press("a")
    #expect(state.isBeforeActivation)
    state.press("a")
    #expect(!state.isBeforeActivation)
    #expect(state.notice == nil)
  }

  @Test("where a line has no activation function a says so", arguments: [0, 2, 6, 8, 9])
  func linear(line: Int) throws {
    var state = try state(line: line)
    state.press("a")
    #expect(!state.display.showsPreActivation)
    let name = ["Input", "", "MaxPooling2D", "", "", "", "Flatten", "", "Dense", "this line"][line]
    #expect(state.notice == "\(name) has no activation function here: nothing is before it")
  }

  @Test("what is shown of one layer does not change what another can show")
  func otherLayer() throws {
    var state = try state()
    state.press("a Down")
    #expect(!state.isBeforeActivation)
    state.press("Down")
    #expect(state.isBeforeActivation)
  }

  @Test("x goes through the scales and comes back")
  func scales() throws {
    var state = try state()
    var scopes: [ScaleScope] = []
    for _ in 0..<5 {
      state.press("x")
      scopes.append(state.display.scope)
    }
    #expect(scopes == [.map, .fixed, .span, .layer, .map])
  }

  @Test("c goes through the colours and comes back")
  func colours() throws {
    var state = try state()
    var maps: [ColourMap] = []
    for _ in 0..<5 {
      state.press("c")
      maps.append(state.display.colourMap)
    }
    #expect(maps == [.cividis, .inferno, .grey, .viridis, .cividis])
  }

  @Test("v writes numbers, and takes them away")
  func numbers() throws {
    var state = try state()
    state.press("v")
    #expect(state.display.showsNumbers)
    state.press("v")
    #expect(!state.display.showsNumbers)
  }

  @Test(
    "none of these keys moves the cursor or is undone by Esc",
    arguments: ["a", "x", "c", "v", "o", "?", "Tab"])
  func nothingMoves(key: String) throws {
    var state = try state(line: 3)
    state.press("Enter Enter Down")
    let (bookmark, history) = (state.bookmark, state.history)
    state.press(key)
    #expect(state.bookmark == bookmark)
    #expect(state.history == history)
  }

  @Test("a key without a meaning says its name, and the next key takes that away")
  func unbound() throws {
    var state = try state()
    for (key, words) in [("é", "é"), ("C-a", "Ctrl-A"), ("Tab", "this key")] {
      state.press(key)
      #expect(state.notice == "\(words) does nothing here; ? lists the keys")
    }
    state.press("Down")
    #expect(state.notice == nil)
  }

  @Test("q, Ctrl-Z and Ctrl-L are left to the world, with help and without")
  func effects() throws {
    var state = try state()
    for help in [false, true] {
      state.helpScroll = help ? 0 : nil
      #expect(state.press("q") == [.quit])
      #expect(state.press("C-z") == [.suspend])
      #expect(state.press("C-l") == [.redraw])
      #expect((state.helpScroll != nil) == help)
    }
  }

  @Test("another size of the screen changes nothing else")
  func resized() throws {
    var state = try state(line: 3)
    state.press("Enter Enter Down Tab")
    let (bookmark, history, notice) = (state.bookmark, state.history, state.notice)
    #expect(update(&state, .resized(rows: 60, columns: 200)) == [])
    #expect(state.rows == 60 && state.columns == 200)
    #expect(state.bookmark == bookmark)
    #expect(state.history == history)
    #expect(notice != nil && state.notice == notice)
  }
}
