import Benchmark
import BenchmarkSubjects
import CellScreen
import Explorer
import ExplorerViews
import Workbench

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], warmupIterations: 5, maxDuration: .seconds(1), maxIterations: 10_000)
  for subject in MeasuredNetwork.all {
    for size in ScreenSize.all {
      for depth in Depth.allCases {
        measureViews(subject, depth, size)
        measureKeys(subject, depth, size)
      }
    }
  }
  for size in ScreenSize.all { measureStart(size) }
}

/// A size of the terminal.
struct ScreenSize: CustomStringConvertible, Sendable {
  let columns: Int
  let rows: Int

  var description: String { "\(columns)x\(rows)" }

  /// A small, a usual and a large terminal.
  static let all = [
    ScreenSize(columns: 80, rows: 24), ScreenSize(columns: 120, rows: 40),
    ScreenSize(columns: 200, rows: 60),
  ]
}

/// A state into its screen.
private func measureViews(_ subject: MeasuredNetwork, _ depth: Depth, _ size: ScreenSize) {
  Benchmark("view, \(subject.name), \(depth), \(size)") { (benchmark: Benchmark, state: ExplorerState) in
    for _ in benchmark.scaledIterations { blackHole(view(state)) }
  } setup: {
    try state(subject, depth, size)
  }
}

/// A key into the next state and its screen: to the right and back to the left.
private func measureKeys(_ subject: MeasuredNetwork, _ depth: Depth, _ size: ScreenSize) {
  Benchmark("key, \(subject.name), \(depth), \(size)") { (benchmark: Benchmark, shown: Shown) in
    for _ in benchmark.scaledIterations {
      let key: KeyPress = shown.isAtRight ? .left : .right
      shown.isAtRight.toggle()
      blackHole(update(&shown.state, keyMap.intent(for: key, in: shown.state)))
      blackHole(view(shown.state))
    }
  } setup: {
    Shown(try state(subject, depth, size))
  }
}

/// The state that keys change.
private final class Shown {
  var state: ExplorerState
  var isAtRight = false

  init(_ state: ExplorerState) {
    self.state = state
  }
}

/// The explorer on the sample picture at a depth, its pass at the end.
private func state(_ subject: MeasuredNetwork, _ depth: Depth, _ size: ScreenSize) throws -> ExplorerState {
  let session = try ExplorerSession(
    images: [Checkout.picture], model: subject.path, labels: nil, rows: size.rows, columns: size.columns)
  var state = session.evaluatedState()
  while state.depth < depth { _ = update(&state, .move(.closer)) }
  return state
}
