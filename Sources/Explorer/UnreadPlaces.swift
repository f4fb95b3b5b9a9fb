public import ConvNet
import Tensors

extension Network {
  /// The rows and columns of a layer's activation that none of the layers reading it reads.
  public func rowsAndColumnsNeverRead(ofLayer index: Int) -> (rows: [Int], columns: [Int]) {
    let grids = readers(ofLayer: index).map { layers[$0].operation.grid(over: shapes[index]) }
    guard index > 0, !grids.isEmpty, shapes[index].rank == 3 else { return ([], []) }
    var rows = Set(0..<shapes[index][0])
    var columns = Set(0..<shapes[index][1])
    for grid in grids {
      rows.formIntersection(grid?.rows.placesNeverRead ?? [])
      columns.formIntersection(grid?.columns.placesNeverRead ?? [])
    }
    return (rows.sorted(), columns.sorted())
  }
}
