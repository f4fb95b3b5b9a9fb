import Foundation
import TestSupport
import Testing

@testable import ModelFormats

/// The arguments that Keras's classes have, as Keras itself lists them.
struct ArgumentListingTests {
  private struct Listing: Decodable {
    struct Arguments: Decodable {
      let config: [String]
      let call: [String]
    }

    let layers: [String: Arguments]
    let operations: [String: Arguments]
  }

  private let listing: Listing

  init() throws {
    let file = Repository.fixtures.appending(path: "arguments/listing.json")
    listing = try JSONDecoder().decode(Listing.self, from: Data(Repository.bytes(file)))
  }

  @Test("every class that is read is listed")
  func classes() {
    for operation in kerasOperations {
      for className in operation.kerasClassNames {
        #expect(listing.layers[className] != nil, "\(className)")
      }
    }
    for className in listing.operations.keys {
      #expect(KerasOperation.isKnown(className), "\(className)")
    }
  }

  @Test("every argument of a layer is read, refused, or known to change nothing")
  func layers() throws {
    for (className, arguments) in listing.layers {
      let operation = try #require(kerasOperations.first { $0.kerasClassNames.contains(className) })
      let known = operation.arguments(of: className)
      for argument in arguments.config {
        #expect(known.knows(argument), "\(className) has \(argument)")
      }
      for argument in arguments.call {
        let isKnown = KerasNode.operands.contains(argument) || KerasNode.options[argument] != nil
        #expect(isKnown, "\(className) is called with \(argument)")
      }
    }
  }

  @Test("every argument of a function is read, and every tensor that it needs is asked for")
  func operations() {
    for (className, arguments) in listing.operations {
      for argument in arguments.config {
        #expect(KerasOperation.arguments(of: className).knows(argument), "\(className) has \(argument)")
      }
      #expect(KerasOperation.operands(of: className) == arguments.call, "\(className)")
    }
  }

  @Test("an argument that Keras doesn't have is not known")
  func unknown() {
    for operation in kerasOperations {
      for className in operation.kerasClassNames {
        #expect(!operation.arguments(of: className).knows("colour"))
      }
    }
  }
}
