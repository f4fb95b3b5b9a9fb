import CKernels
import Tensors

extension BatchNormalization: FastOperation {
  /// (in − mean) · factor + β along the last axis, where the factors γ ÷ √(variance + ε) fit into `Float`.
  ///
  /// The mean is not folded into β: where it is large against the spread, their difference would lose digits.
  func fastForm(inputs: [Shape], output: Shape, _ parameters: LayerParameters) -> FastForm? {
    guard axis(of: inputs[0]) == inputs[0].rank - 1 else { return nil }
    let (mean, variance) = (parameters[.movingMean].values, parameters[.movingVariance].values)
    let gamma = usesGamma ? parameters[.gamma].values : nil
    let factors = variance.indices.map { k in
      Float(Double(gamma?[k] ?? 1) / (Double(variance[k]) + epsilon).squareRoot())
    }
    // What is too small for Float would become 0, and ∞ · 0 is NaN.
    guard factors.indices.allSatisfy({ factors[$0].isNormal || gamma?[$0] == 0 }) else { return nil }
    let summands = usesBeta ? parameters[.beta].values : [Float](repeating: 0, count: mean.count)
    return .work(FastScaling(centres: mean, factors: factors, summands: summands, count: output.count))
  }
}

/// Every number moved and stretched by numbers of its channel.
private struct FastScaling: FastWork {
  let centres: [Float]
  let factors: [Float]
  let summands: [Float]
  let count: Int

  func work(on operands: FastOperands, _ share: FastShare) {
    let channels = centres.count
    let own = share.range(of: count, runs: channels)
    centres.withUnsafeBufferPointer { centres in
      factors.withUnsafeBufferPointer { factors in
        summands.withUnsafeBufferPointer { summands in
          cnn_scale_channels(
            operands.inputs[0] + own.lowerBound, own.count / channels, channels, centres.baseAddress,
            factors.baseAddress, summands.baseAddress, operands.output + own.lowerBound)
        }
      }
    }
    operands.finish(own)
  }
}
