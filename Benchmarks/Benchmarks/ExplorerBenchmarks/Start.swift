import Benchmark
import BenchmarkSubjects
import Foundation
import TestSupport

/// The program, as `Scripts/build` makes it, from its start in a terminal of its own to its first full screen.
///
/// The listing is drawn first; the screen is full when the share of the winner has come out of the terminal, of which
/// the maps are drawn in the same breath. How many colours there are is said, as this terminal answers no question. Beside that time is the processor time of the whole run, from the start to
/// the end by the key q.
func measureStart(_ size: ScreenSize) {
  let ownTime = BenchmarkMetric.custom("processor time (μs)", useScalingFactor: false)
  let name = "start to first screen, \(size)"
  guard FileManager.default.isExecutableFile(atPath: Checkout.program) else { return }
  Benchmark(name, configuration: .init(metrics: [.wallClock, ownTime], maxDuration: .seconds(5))) {
    benchmark in
    let before = processorTimeOfChildren()
    benchmark.startMeasurement()
    let program = try PtyProcess(
      Checkout.program, ["--color", "256", Checkout.picture],
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"],
      rows: size.rows, columns: size.columns)
    let isFull = program.read(until: winningShare)
    benchmark.stopMeasurement()
    program.send("q")
    guard isFull, program.wait() == .exited(0) else { return benchmark.error("no screen: \(program.text)") }
    benchmark.measurement(ownTime, processorTimeOfChildren() - before)
  }
}

/// What the screen says of the bundled ship once the network has seen it: `ship > 99.9 %`.
private let winningShare = "99.9"

/// The processor time of the children that have ended, in microseconds.
private func processorTimeOfChildren() -> Int {
  var usage = rusage()
  #if os(Linux)
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
  #else
    getrusage(RUSAGE_CHILDREN, &usage)
  #endif
  let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
  return Int(seconds) * 1_000_000 + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
}
