import CellScreen
import Explorer
import Foundation
import ModelFormats
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("what the explorer shows of a model file")
struct ListedModelTests {
  private func model(_ path: String) throws -> ExplorerModel {
    try ExplorerModel(
      OpenedModel(path: Repository.fixtures.appending(path: path).path), labels: nil)
  }

  @Test("a network that can't run has shapes and parameters up to where it can't")
  func shapes() throws {
    let model = try model("bad/unsupported_layer.keras")
    #expect(model.network == nil)
    #expect(model.lines.map(\.shape) == [Shape(6, 6, 2), Shape(4, 4, 2), nil, nil, nil])
    #expect(model.lines.map(\.parameterCount) == [nil, 38, nil, nil, nil])
  }

  @Test("a class of somebody's own is named beside the file")
  func ownClass() throws {
    #expect(try model("older/tutorial.own.keras").title.string == "tutorial.own.keras (layers of Own)")
    #expect(try model("networks/tutorial/network.keras").title.string == "network.keras")
  }
}
