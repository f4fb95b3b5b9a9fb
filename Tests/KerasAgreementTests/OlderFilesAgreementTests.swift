import ConvNet
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing
import Workbench

/// A network that Keras 2.13 saved, against what that version computed.
struct OlderFilesAgreementTests {
  @Test("weights are found where layers of one class with weights and without are counted differently")
  func counted() throws {
    let folder = Repository.fixtures.appending(path: "older")
    func tensor(_ name: String) throws -> Tensor {
      try NumPyFile.decode(Repository.bytes(folder.appending(path: "counted.\(name).npy")))
    }
    let bytes = try Repository.bytes(folder.appending(path: "counted.keras2_13.keras"))
    let network = try ModelFile.read(bytes, name: "counted", memoryLimit: 1 << 26).trained.get()
    let pass = try Trace(network, input: tensor("input"))
    let found = try #require(pass.activations.last ?? nil)
    let expected = try tensor("output")
    try #require(found.shape == expected.shape)
    #expect(Agreement(found, expected: expected).holds(to: 1e-5))
  }
}
