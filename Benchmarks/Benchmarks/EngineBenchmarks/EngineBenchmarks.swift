import Benchmark
import BenchmarkSubjects
import ConvNet
import Tensors

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .peakMemoryResident], warmupIterations: 2, maxDuration: .seconds(2),
    maxIterations: 10_000)
  for subject in MeasuredNetwork.all {
    measurePasses(of: subject)
    measureChanges(of: subject)
    measureLoading(of: subject)
    measureExplanations(of: subject)
  }
}

/// The forward pass with all intermediate tensors kept, by engine and number of threads.
private func measurePasses(of subject: MeasuredNetwork) {
  for engine in Engine.allCases {
    for threads in engine.threadCounts {
      Benchmark("forward pass, \(subject.name), \(engine), threads: \(threads)") {
        (benchmark: Benchmark, pass: any RepeatedPass) in
        for _ in benchmark.scaledIterations { try pass.run() }
      } setup: {
        let network = try subject.network()
        return try engine.pass(network, on: MeasuredNetwork.input(of: network.network), threads: threads)
      }
    }
  }
}

/// What depends on one number that has changed: a pixel, or a weight of the last layer.
private func measureChanges(of subject: MeasuredNetwork) {
  for (change, isPixel) in [("a pixel", true), ("a weight of the last layer", false)] {
    Benchmark("change of \(change), \(subject.name), fast, threads: 1") {
      (benchmark: Benchmark, pass: FastPass) in
      let layer = isPixel ? 0 : pass.network.layers.count - 1
      for turn in benchmark.scaledIterations {
        if isPixel { pass.setInput(Float(turn % 2), at: [0, 0, 0]) }
        pass.run(from: layer)
      }
    } setup: {
      let network = try subject.network()
      let pass = FastPass(network)
      try pass.run(on: MeasuredNetwork.input(of: network.network))
      return pass
    }
  }
}

/// The model file into a network, without a pass.
private func measureLoading(of subject: MeasuredNetwork) {
  Benchmark("load, \(subject.name)") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try subject.network()) }
  }
}

/// How one unit came about: in the middle of the layer that sums most terms.
private func measureExplanations(of subject: MeasuredNetwork) {
  Benchmark("explanation of a unit, \(subject.name)", configuration: .init(scalingFactor: .kilo)) {
    (benchmark: Benchmark, explained: (pass: Trace, unit: UnitAddress)) in
    for _ in benchmark.scaledIterations { blackHole(explained.pass.explain(explained.unit)) }
  } setup: {
    let network = try subject.network()
    let pass = try Trace(network, input: MeasuredNetwork.input(of: network.network))
    return (pass, network.network.unitOfMostTerms)
  }
}

extension Network {
  /// The middle unit of the layer that multiplies most for each of its units.
  fileprivate var unitOfMostTerms: UnitAddress {
    let layer =
      layers.indices.max { one, other in
        multiplyAddCount(ofLayer: one) / shapes[one].count
          < multiplyAddCount(ofLayer: other) / shapes[other].count
      } ?? 0
    return UnitAddress(layer: layer, position: shapes[layer].indices(ofOffset: shapes[layer].count / 2))
  }
}
