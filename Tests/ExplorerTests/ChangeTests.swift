import ConvNet
import Explorer
import TestSupport
import Testing

/// Changes as they are typed.
struct ChangeTests {
  @Test("every change is read, and says itself again")
  func read() throws {
    let changes: [(String, Change)] = [
      (
        "paint 3-8,10-19 grey",
        .paint(PixelArea(rows: 3...8, columns: 10...19), .named(.grey))
      ),
      (
        "paint 0,4 #6fa5d6",
        .paint(PixelArea(rows: 0...0, columns: 4...4), .parts(red: 111, green: 165, blue: 214))
      ),
      ("paint 0,0-1 0.25", .paint(PixelArea(rows: 0...0, columns: 0...1), .number(0.25))),
      ("paint 0,0 mean", .paint(PixelArea(rows: 0...0, columns: 0...0), .mean)),
      ("shift 0,1", .shift(down: 0, right: 1)), ("shift -2,-3", .shift(down: -2, right: -3)),
      ("flip", .flip), ("swap red blue", .swap("red", "blue")), ("swap 0 3", .swap("0", "3")),
      ("drop conv2d[:,:,5]", .drop(place: "conv2d[:,:,5]")), ("drop dense[41]", .drop(place: "dense[41]")),
      ("hold conv2d[16,11,0] 2.5", .hold(place: "conv2d[16,11,0]", 2.5)),
      ("set conv2d.kernel[0,2,1,0] -1", .set(parameter: "conv2d.kernel[0,2,1,0]", -1)),
      ("set conv2d.bias[9] 1e-07", .set(parameter: "conv2d.bias[9]", 1e-7)),
      ("untrained seed 7", .untrained(layer: nil, seed: 7)),
      ("untrained conv2d seed 18446744073709551615", .untrained(layer: "conv2d", seed: .max)),
      ("weights other.keras", .weights(file: "other.keras")),
      ("picture other.png", .picture(file: "other.png")),
      ("filter conv2d 9 sobel-x", .filter(layer: "conv2d", index: 9, .sobelX)),
      ("read quadrants", .read(.quadrants, layer: nil)),
      ("read per-channel conv2d", .read(.perChannel, layer: "conv2d")),
      ("invert", .invert), ("noise seed 3", .noise(seed: 3)), ("random seed 4", .random(seed: 4)),
    ]
    for (text, change) in changes {
      #expect(try Change(text) == change, "\(text)")
      #expect(change.text == text)
    }
    #expect(Set(changes.map(\.1.verb)) == Set(ChangeVerb.allCases))
  }

  @Test(
    "what is typed otherwise becomes the one text: blanks, long dashes, true minus signs, American grey, no seed"
  )
  func canonical() throws {
    let texts = [
      ("  paint \t3–8,10-10   gray ", "paint 3-8,10 grey"), ("shift −2,+1", nil),
      ("shift −2,1", "shift -2,1"),
      ("hold dense[3] −2.50", "hold dense[3] -2.5"), ("set a.bias[0] +1.0", "set a.bias[0] 1"),
      ("paint 1,1 #6FA5D6", "paint 1,1 #6fa5d6"), ("untrained", "untrained seed 1"),
      ("untrained seed", "untrained seed seed 1"), ("noise", "noise seed 1"), ("\"flip\"", "flip"),
      ("set a.bias[0] -0", "set a.bias[0] -0"),
    ]
    for (text, canonical) in texts {
      #expect((try? Change(text))?.text == canonical, "\(text)")
    }
  }

  @Test("a word with blanks or quotes stands in double quotes, whatever else is in it")
  func quotes() throws {
    let quoted = #"drop "a \"b\" \\ c[:,:,0]""#
    #expect(try Change(quoted) == .drop(place: #"a "b" \ c[:,:,0]"#))
    #expect(try Change(quoted).text == quoted)
    #expect(try Change(#"weights C:\a"#) == .weights(file: #"C:\a"#))
    for (name, text) in [
      ("", "\"\""), ("a b", "\"a b\""), ("a\tb", "\"a\tb\""), ("\"", #""\"""#), ("\\", "\\"),
      ("卵 x", "\"卵 x\""),
      ("a \u{301}b", "\"a \u{301}b\""), ("e\u{301}", "e\u{301}"),
    ] {
      let change = Change.weights(file: name)
      #expect(change.text == "weights " + text)
      #expect(try Change(change.text) == change)
    }
  }

  @Test("names made of any characters come back from the text")
  func anyNames() throws {
    var generator = SeededGenerator(seed: 1)
    let signs: [Character] = Array(#" "\[]:,.#-ab1é卵"#) + ["\t", "\u{301}", "\u{200D}"]
    for _ in 0..<2_000 {
      let name = String(
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
          signs[Int.random(in: signs.indices, using: &generator)]
        })
      for change in [
        Change.drop(place: name), .swap(name, name), .set(parameter: name, 0.1),
        .untrained(layer: name, seed: 3), .filter(layer: name, index: 2, .zero),
      ] {
        #expect(try Change(change.text) == change, "\(change.text)")
      }
    }
  }

  @Test("the example of every verb is a change that begins with it, and says itself again")
  func examples() throws {
    for verb in ChangeVerb.allCases {
      let change = try Change(verb.example)
      #expect(change.verb == verb && change.text == verb.example)
    }
    #expect(ChangeVerb.allCases.filter(\.isToy).map(\.rawValue) == ["filter", "invert", "noise", "random"])
  }

  @Test("a word that is not right is named, and what would be")
  func faults() {
    let faults: [(String, ChangeError)] = [
      ("", .nothing), (" \t", .nothing), ("drop \"a", .openQuote), ("drop \"a\\", .openQuote),
      ("drop a\"b", .quoteInside("a\"b")), ("drop \"a\"b", .quoteInside("ab")),
      (#"drop "a\b""#, .escape("b")), ("Flip", .unknownVerb("Flip")), ("\"\"", .unknownVerb("")),
      ("flip it", .wordCount(.flip, found: 1)), ("drop", .wordCount(.drop, found: 0)),
      ("drop conv2d[:, :, 5]", .wordCount(.drop, found: 3)), ("paint 3,4", .wordCount(.paint, found: 1)),
      ("noise seed", .wordCount(.noise, found: 1)), ("paint 8-3,4 grey", .word("8-3,4", expected: .area)),
      ("paint 3 grey", .word("3", expected: .area)),
      ("paint 1-2-3,4 grey", .word("1-2-3,4", expected: .area)),
      ("paint -1,4 grey", .word("-1,4", expected: .area)),
      ("paint 99999999999999999999,4 grey", .word("99999999999999999999,4", expected: .area)),
      ("paint 3,4 sky", .word("sky", expected: .colour)), ("paint 3,4 1.5", .word("1.5", expected: .colour)),
      ("paint 3,4 #12345", .word("#12345", expected: .colour)),
      ("paint 3,4 #+1+2+3", .word("#+1+2+3", expected: .colour)),
      ("shift 1", .word("1", expected: .offsets)), ("shift 1,b", .word("1,b", expected: .offsets)),
      ("shift 1,9999999", .word("1,9999999", expected: .offsets)),
      ("hold a[0] x", .word("x", expected: .number)), ("hold a[0] nan", .word("nan", expected: .number)),
      ("hold a[0] 1e99", .word("1e99", expected: .number)),
      ("hold a[0] 0x1", .word("0x1", expected: .number)),
      ("filter a -1 zero", .word("-1", expected: .index)),
      ("filter a 1 sobel", .word("sobel", expected: .filter)),
      ("read quadrant", .word("quadrant", expected: .misreading)),
      ("untrained a b", .word("a", expected: .seedWord)), ("noise 3", .word("3", expected: .seedWord)),
      ("random seed -3", .word("-3", expected: .seed)),
      ("random seed 18446744073709551616", .word("18446744073709551616", expected: .seed)),
    ]
    for (text, error) in faults { #expect(throws: error, "\(text)") { try Change(text) } }
    let expected = faults.compactMap { if case .word(_, let expected) = $0.1 { expected } else { nil } }
    #expect(Set(expected) == Set(ChangeError.Expected.allCases))
  }
}
