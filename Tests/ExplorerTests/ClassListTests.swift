import CellScreen
import ConvNet
import Explorer
import Tensors
import TestSupport
import Testing

/// The order in which classes are listed, and the cursor in it.
struct ClassListTests {
  /// A network whose logits are the given numbers, on its line of softmax.
  private func state(_ logits: [Float], rows: Int = 24) throws -> ExplorerState {
    let network = try Examples.network([
      Input(Shape(1, 1, 1)), Flatten(),
      LearnedDense(weight: Tensor(Shape(1, logits.count)), bias: logits),
    ])
    let pass = try Trace(network, input: Tensor(Shape(1, 1, 1)))
    var state = Examples.state(network, rows: rows)
    state.receiveFirst(Evaluation(trace: pass, pictureSize: Size2D(square: 1)), picture: 0)
    state.press("3 Enter")
    return state
  }

  /// 100 logits of which no two are equal, in no order.
  private let hundred = (0..<100).map { Float(($0 * 37) % 100) }

  @Test("classes that all have a row are in class order")
  func short() throws {
    let list = try #require(try state([1, 3, 2]).classList)
    #expect(list.order == [0, 1, 2] && !list.isRanked && !list.isLong && list.places(around: 2) == 0..<3)
  }

  @Test("of more classes than rows the strongest come first, equal ones in class order")
  func long() throws {
    var logits = hundred
    logits[6] = 98
    logits[7] = .infinity
    let list = try #require(try state(logits).classList)
    #expect(list.isRanked && list.isLong)
    #expect(Array(list.order.prefix(4)) == [7, 27, 6, 54])
    #expect(Set(list.order).count == 100)
  }

  @Test("classes are in class order where NaN is among them, or all are equal")
  func noRanking() throws {
    var logits = hundred
    logits[5] = .nan
    for unordered in [logits, Array(repeating: 2, count: 100)] {
      let list = try #require(try state(unordered).classList)
      #expect(!list.isRanked && list.isLong && list.order == Array(0..<100))
    }
  }

  @Test("the arrow keys go from place to place of the list, over its whole length, and stop at its ends")
  func arrows() throws {
    var state = try state(hundred)
    let order = try #require(state.classList).order
    #expect(state.cursor.channel == order[0])
    for place in 1..<100 {
      state.press("Down")
      #expect(state.cursor.channel == order[place])
    }
    state.press("Down")
    #expect(state.cursor.channel == order[99])
    state.press("Up Home")
    #expect(state.cursor.channel == order[0])
    state.press("End")
    #expect(state.cursor.channel == order[99])
  }

  @Test("a page is as many places as have a row, and every place comes on the screen")
  func pages() throws {
    var state = try state(hundred)
    let list = try #require(state.classList)
    state.press("PageDown")
    #expect(list.place(of: state.cursor.channel) == list.rows)
    for index in 0..<100 {
      let places = list.places(around: index)
      #expect(places.count == list.rows && places.contains(list.place(of: index)))
      #expect(places.lowerBound >= 0 && places.upperBound <= 100)
    }
  }

  @Test("o lists many classes in class order and back, and keeps the selected one")
  func order() throws {
    var state = try state(hundred)
    let selected = state.cursor.channel
    state.press("o")
    #expect(state.classList?.order == Array(0..<100) && state.cursor.channel == selected)
    state.press("Down")
    #expect(state.cursor.channel == selected + 1)
    state.press("o")
    #expect(state.classList?.isRanked == true)
    var few = try self.state([1, 2, 3])
    few.press("o")
    #expect(few.notice == "there is nothing here that could be ordered")
  }

  @Test("while logits are still to be computed no class is the strongest")
  func stepping() throws {
    var state = try state(hundred)
    state.press("s")
    #expect(state.classList?.isRanked == false)
  }
}
