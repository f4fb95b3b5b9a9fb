import Tensors

extension Dense: FastOperation {
  /// A product of matrices, where the arguments of BLAS can hold its extents.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    let rows = inputs[0].count / inputs[0].channels
    guard max(rows, inputs[0].channels, units) <= Int(Int32.max) else { return nil }
    let product = FastProduct(weight: parameters[.kernel], bias: usesBias ? parameters[.bias].values : nil)
    return .work(FastDense(product: product, rows: rows))
  }
}

/// A dense layer as the product of a row, or of several rows at once, and the weights.
private struct FastDense: FastWork {
  let product: FastProduct
  let rows: Int

  func work(on operands: FastOperands, _ share: FastShare) {
    let (all, depth) = (product.columnCount, product.depth)
    let own = rows == 1 ? 0..<1 : share.range(of: rows)
    let units = rows == 1 ? share.range(of: all, runs: 16) : 0..<all
    product.multiply(
      operands.inputs[0] + own.lowerBound * depth, step: depth, rows: own, columns: units,
      isLine: own.count == 1, operands.output)
    operands.finish(rows: own, units, of: all)
  }
}
