import Tensors
import TestSupport
import Testing

@testable import Explorer

/// Maps that are gathered once.
struct GatheredMapsTests {
  private func request(_ layer: Int, _ channels: Range<Int> = 0..<1, by factor: Int = 2)
    -> GatheredMaps.Request
  {
    GatheredMaps.Request(
      source: .layer(layer, isBeforeActivation: false), channels: channels, factor: factor)
  }

  private func plane(_ value: Float, side: Int = 2) -> Plane {
    Plane(height: side, width: side, values: [Float](repeating: value, count: side * side))
  }

  @Test("what was gathered is not gathered again, and each request has its own maps")
  func once() {
    let maps = GatheredMaps()
    var times = 0
    for _ in 0..<3 {
      let first = maps.planes(request(1)) {
        times += 1
        return [plane(1)]
      }
      #expect(first == [plane(1)])
    }
    #expect(times == 1)
    #expect(maps.planes(request(2)) { [plane(2)] } == [plane(2)])
    #expect(maps.planes(request(1, by: 3)) { [plane(3)] } == [plane(3)])
    #expect(maps.planes(request(1, 1..<2)) { [plane(4)] } == [plane(4)])
    let picture = GatheredMaps.Request(source: .picture, channels: 0..<1, factor: 2)
    #expect(maps.planes(picture) { [plane(5)] } == [plane(5)])
    #expect(maps.planes(request(1)) { [] } == [plane(1)])
  }

  @Test("where there is no room for more, the others are let go, and what is too large is not kept")
  func bounded() {
    let maps = GatheredMaps()
    #expect(maps.planes(request(1)) { [plane(1, side: 900)] } == [plane(1, side: 900)])
    #expect(maps.planes(request(2)) { [plane(2, side: 900)] } == [plane(2, side: 900)])
    #expect(maps.planes(request(1)) { [plane(5)] } == [plane(5)], "let go")
    #expect(maps.planes(request(3)) { [plane(3, side: 1_100)] }.count == 1)
    #expect(maps.planes(request(3)) { [plane(6)] } == [plane(6)], "never kept")
  }
}
