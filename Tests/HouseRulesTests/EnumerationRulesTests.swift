import Testing

/// Switches name every case, so that the compiler finds the places that a new case concerns.
struct EnumerationRulesTests {
  /// Enumerations of which most places know a few cases only, and treat the others alike.
  private static let open: Set<String> = [
    // What a token of code decides: each operation has a few of these.
    "Meaning",
    // Values of a file: a reader takes one kind and refuses the others.
    "JSONValue",
    // Functions of numbers: a few have a name, an argument or a fast form of their own.
    "ActivationFunction",
    // Wrong ideas: each kind of question knows the few that somebody answers it by.
    "Belief",
    // Errors, whose words are made in two steps, so that no function is too long.
    "CommandError", "ModelError",
  ]

  @Test("no switch over an enumeration of the program has a default")
  func defaults() throws {
    let texts = try Checkout.files(in: "Sources").map { (file: $0, switches: Switches($0.text)) }
    let enumerations = texts.flatMap(\.switches.enumerations)
    #expect(enumerations.count >= 100)
    var found: Set<String> = []
    for (file, switches) in texts {
      for place in switches.withDefault {
        let names = Set(enumerations.filter { place.names.isSubset(of: $0.cases) }.map(\.name))
        found.formUnion(names)
        let isOpen = names.isEmpty || !names.isDisjoint(with: Self.open)
        #expect(isOpen, "\(file):\(place.line) has a default over \(names.sorted())")
      }
    }
    #expect(found.isSuperset(of: Self.open), "no switch is in need of \(Self.open.subtracting(found))")
  }

  @Test("effects are carried out in one place")
  func effects() throws {
    let places = try Checkout.files(in: "Sources").filter { $0.text.contains("case .evaluate(let") }
    #expect(places.map(\.path) == ["Workbench/Explorer/EffectInterpreter.swift"])
  }

  @Test("enumerations are found with their cases, and switches with a default with what they name")
  func switches() {
    let switches = Switches(
      """
      public enum Shape: Sendable {
        case round, square(side: Int, of: (Int, Int))
        indirect case `default`(Shape)
        enum Kind: String { case inner = "a, b" }
        enum Colour: String {
          case red = "r"
        }
        var words: String {
          switch self {
          case .round: "round"
          default: "else"
          }
        }
      }
      func f(_ shape: Shape?, _ number: Int) {
        switch shape {
        case .square(let side, _) where side > 1,
          .round:
          switch number {
          case 1: break
          default: break
          }
        case .some(.default): break
        case nil: break
        default: break
        }
      }
      """)
    #expect(switches.enumerations.map(\.name) == ["Shape", "Colour"])
    #expect(switches.enumerations.map(\.cases) == [["round", "square", "default"], ["red"]])
    #expect(switches.withDefault.map(\.line) == [11, 25])
    #expect(switches.withDefault.map(\.names) == [["round"], ["square", "round", "some"]])
  }
}
