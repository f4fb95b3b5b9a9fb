import ConvNet
import Explorer
import Tensors
import Testing

/// What is said of a change that can't be made.
struct ChangeWordsTests {
  private func expect(
    _ error: ChangeError, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(error.message == message, sourceLocation: sourceLocation)
  }

  @Test("what is wrong with the text, and what would be right")
  func text() {
    expect(.nothing, "no change is named; write one like 'drop conv2d[:,:,5]'")
    expect(.openQuote, "a double quote has no end; close it behind the word")
    expect(
      .quoteInside("a\"b\u{1B}"),
      "'a\"b�' has a double quote in it; put all of the word into double quotes, and a backslash before a quote in it"
    )
    expect(
      .escape("n"),
      #"in double quotes a backslash stands before 'n'; write \" for a quote, and \\ for a backslash"#)
    expect(
      .unknownVerb("erase"),
      "no change begins with 'erase'; choose one of paint, shift, flip, swap, picture, drop, hold, set, untrained, weights, read"
    )
    let quotes = "; a word with blanks stands in double quotes"
    expect(.wordCount(.flip, found: 1), "flip takes no word behind it, and 1 is given; write 'flip'" + quotes)
    expect(
      .wordCount(.drop, found: 3),
      "drop takes 1 word behind it, and 3 are given; write 'drop conv2d[:,:,5]'" + quotes)
    expect(
      .wordCount(.paint, found: 0),
      "paint takes 2 words behind it, and none is given; write 'paint 3-8,10-19 grey'" + quotes)
    expect(
      .wordCount(.noise, found: 1),
      "noise takes at most 2 words behind it, and 1 is given; write 'noise seed 1'" + quotes)
  }

  @Test("what a word should have been")
  func expected() {
    let words: [(ChangeError.Expected, String)] = [
      (.area, "area of the picture; write rows and columns, the smaller first: 3-8,10-19"),
      (.offsets, "distance; write how far down and how far right, in pixels: 0,1"),
      (
        .colour,
        "colour; choose one of black, grey, white, red, green, blue, yellow, cyan, magenta, orange, brown, mean, #rrggbb, or a number from 0 to 1"
      ),
      (.number, "number; write a decimal number: -2.5"), (.index, "number of a filter; count filters from 0"),
      (.filter, "filter with a name; choose one of zero, identity, blur, sobel-x, sobel-y, laplace"),
      (
        .misreading,
        "misreading; choose one of per-channel, each-with-each, flat-filter, one-filter, size, own-weights, averaged, quadrants, overlap, mean-pool, pool-merges, keep-partial, same, no-relu, softmax-inside, flipped"
      ),
      (.seedWord, "word that can stand here; write 'seed 1'"), (.seed, "seed; write a whole number"),
    ]
    for (expected, message) in words { expect(.word("x", expected: expected), "'x' is no \(message)") }
    #expect(words.map(\.0) == ChangeError.Expected.allCases)
  }

  @Test("what a picture has not, and what it has")
  func pictures() {
    let shape = Shape(32, 30, 3)
    expect(.noPicture(Shape(12)), "the network reads (12,), and no picture; change the network")
    expect(.outside(axis: 0, index: 32, shape: shape), "the picture has no row 32; choose from 0 to 31")
    expect(.outside(axis: 1, index: 30, shape: shape), "the picture has no column 30; choose from 0 to 29")
    expect(
      .colourless("red", channels: 4),
      "'red' is a colour, and the picture has 4 channels; give a number from 0 to 1, or mean")
    expect(
      .noChannel("pink", shape: shape),
      "the picture has no channel 'pink'; choose from red, green, blue, or 0 to 2")
    expect(
      .noChannel("red", shape: Shape(2, 2, 1)),
      "the picture has no channel 'red'; it has only one, and nothing to swap it with")
    expect(
      .noChannel("red", shape: Shape(2, 2, 5)), "the picture has no channel 'red'; choose one from 0 to 4")
  }

  @Test("what a network has not, and what it has")
  func networks() {
    let kernel = Shape(3, 3, 3, 32)
    expect(
      .place(.unit(.noSuchLayer(name: "conv", known: ["input", "conv2d"]))),
      "no layer is called 'conv'; choose one of input, conv2d")
    expect(
      .wholeLayer("conv2d", Shape(30, 30, 32)),
      "'conv2d' is a whole layer; name a map, like 'conv2d[:,:,0]', or a unit, like 'conv2d[0,0,0]'")
    expect(.wholeLayer("dense", Shape(64)), "'dense' is a whole layer; name a unit, like 'dense[0]'")
    expect(.shares("softmax"), "'softmax' is no number of a layer; name a unit of a layer, like 'dense_1[8]'")
    expect(
      .notAParameter("conv2d"),
      "'conv2d' is no number of a parameter; write layer, parameter and indices, like 'conv2d.kernel[0,2,1,0]'"
    )
    expect(
      .noParameter("conv2d.gamma", known: ["conv2d.kernel", "conv2d.bias"]),
      "there is no parameter 'conv2d.gamma'; choose one of conv2d.kernel, conv2d.bias")
    expect(.noParameter("a.kernel", known: []), "there is no parameter 'a.kernel'; no layer has any")
    expect(
      .indexCount("conv2d.kernel", kernel, found: 1),
      "'conv2d.kernel' is (3, 3, 3, 32), and 1 index is given; give 4 indices")
    expect(
      .indexCount("conv2d.bias", Shape(32), found: 2),
      "'conv2d.bias' is (32,), and 2 indices are given; give one index")
    expect(
      .indexOutside("conv2d.kernel", kernel, axis: 2, index: 3),
      "'conv2d.kernel' is (3, 3, 3, 32), and has no 3 on axis 2; choose one from 0 to 2")
    expect(
      .nothingLearned("flatten", known: ["dense"]), "'flatten' has learned nothing; choose one of dense")
    expect(.noFilters("dense", known: ["conv2d"]), "'dense' has no filters of 3×3; choose one of conv2d")
    expect(
      .noFilter("conv2d", index: 32, count: 32), "'conv2d' has no filter 32; choose one from 0 to 31")
    expect(
      .nothingToMisread(.quadrants, layer: nil, known: []),
      "no layer can be misread as 'quadrants'; no layer has any")
    expect(
      .onlyTold("read own-weights"),
      "'read own-weights' can only be told: what was learned has no numbers for it; summary and the explorer say what its shapes would be"
    )
    expect(
      .notThereMisread("conv2d[:,:,5]", "read one-filter"),
      "'conv2d[:,:,5]' is not there after 'read one-filter'; make only one of the two")
    expect(
      .overtaken(.averaged),
      "beside what is misread already 'averaged' makes no line another one; take what is misread back first")
    expect(.unread(file: "a.keras"), "'a.keras' was not read; give the change anew")
    let remedy = "; give a file of the same network"
    expect(
      .otherNetwork(file: "a.keras", layer: nil),
      "'a.keras' is another network: it has another count of layers" + remedy)
    expect(
      .otherNetwork(file: "a.keras", layer: "dense"),
      "'a.keras' is another network: its parameters are others at 'dense'" + remedy)
  }
}
