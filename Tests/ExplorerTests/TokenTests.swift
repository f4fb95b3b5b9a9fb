import ConvNet
import Explorer
import KerasNotation
import Tensors
import TestSupport
import Testing

/// The tokens of the selected line.
struct TokenTests {
  private func state(line: Int = 1) throws -> ExplorerState {
    Examples.state(try Examples.reference(), line: line)
  }

  @Test("sideways keys walk the tokens that govern something; left of the first is the whole line")
  func walk() throws {
    var state = try state()
    var meanings: [ListingToken.Meaning?] = []
    for key in ["Right", "Right", "Right", "Right", "Left", "Left", "Left", "Left"] {
      state.press(key)
      meanings.append(state.tokenMeaning)
    }
    #expect(
      meanings == [
        .filters, .window, .activationFunction, .activationFunction, .window, .filters, nil, nil,
      ])
  }

  @Test(
    "another line is selected whole", arguments: ["Down", "Up", "5", "End", "Home", "PageDown", ">", "<"])
  func otherLine(key: String) throws {
    var state = try state()
    state.press("Right Right")
    state.press(key)
    #expect(state.line != 1)
    #expect(state.token == nil)
  }

  @Test("a token stays selected where a key leads to the same line", arguments: ["1", "x", "a"])
  func sameLine(key: String) throws {
    var state = try state()
    state.press("Right")
    state.press(key)
    #expect(state.line == 1)
    #expect(key == "1" || state.token == 0)
  }

  @Test("a line in which nothing was chosen says so", arguments: [6, 9])
  func nothingChosen(line: Int) throws {
    var state = try state(line: line)
    state.press("Right")
    #expect(state.token == nil)
    #expect(state.notice == "nothing in this line was chosen: there is no token to select")
  }

  @Test("below the network the token that governs what is shown is lit")
  func governing() throws {
    func meaning(_ line: Int, _ depth: Depth, _ keys: String = "") throws -> ListingToken.Meaning? {
      var state = Examples.state(try Examples.reference(), line: line, depth: depth)
      state.press(keys)
      return state.governingMeaning
    }
    #expect(try meaning(1, .network) == nil)
    #expect(try meaning(1, .layer) == .filters)
    #expect(try meaning(1, .map) == .window)
    #expect(try meaning(1, .layer, "a") == .activationFunction)
    #expect(try meaning(2, .layer) == .window)
    #expect(try meaning(7, .unit) == .units)
    #expect(try meaning(6, .layer) == nil)
  }

  @Test("every token of the reference network has words of its own that fit 80 columns")
  func words() throws {
    for line in 0...9 {
      var state = try state(line: line)
      let whole = LineWords(state).sentence(fitting: 80)
      var sentences = [whole]
      for token in state.governingTokens.indices {
        state.token = token
        let words = LineWords(state)
        let sentence = words.sentence(fitting: 80)
        #expect(sentence.count <= 80 && words.shapeArithmetic.count <= 80, "\(sentence)")
        sentences.append(sentence)
      }
      #expect(Set(sentences).count == sentences.count, "line \(line): \(sentences)")
    }
  }
}
