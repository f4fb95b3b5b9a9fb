import ConvNet
import KerasNotation
import Testing

struct ListingTokenTests {
  @Test("each argument is a token of its own that says what it governs")
  func meanings() {
    let code = Conv2D(
      filters: 32, kernelSize: Size2D(square: 3), strides: Size2D(square: 2), activationFunction: .relu,
      usesBias: false
    ).code(.same)
    let arguments = code.compactMap { token in token.meaning.map { (token.text, $0) } }
    #expect(arguments.map(\.0) == ["32", "(3, 3)", "(2, 2)", "'same'", "'relu'", "False"])
    #expect(
      arguments.map(\.1) == [.filters, .window, .strides, .padding, .activationFunction, .bias])
  }

  @Test("the code of a layer is its tokens in a row")
  func code() {
    #expect(ListingToken.call("Flatten", []).text == "Flatten()")
    let dense = Dense(units: 3, usesBias: false)
    #expect(dense.code == dense.listing.text)
  }
}
