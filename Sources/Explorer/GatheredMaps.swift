import Synchronization
import Tensors

/// Feature maps as screens showed them: gathered from the numbers of all maps once, not at every key.
final class GatheredMaps: Sendable {
  /// Which maps, and how small.
  struct Request: Hashable {
    /// Whose they are.
    enum Source: Hashable {
      case picture
      case layer(Int, isBeforeActivation: Bool)
    }

    let source: Source
    let channels: Range<Int>
    /// How many places of the map become one, along each axis.
    let factor: Int
  }

  private struct Kept {
    var maps: [Request: [Plane]] = [:]
    var count = 0
  }

  /// At the most so many numbers are kept, 4 MiB.
  private static let mostNumbers = 1 << 20
  private let kept = Mutex(Kept())

  /// The maps of a request, gathered where they are not kept; all others are let go where there is no room.
  func planes(_ request: Request, gather: () -> [Plane]) -> [Plane] {
    if let planes = kept.withLock({ $0.maps[request] }) { return planes }
    let planes = gather()
    let count = planes.reduce(0) { $0 + $1.values.count }
    guard count <= Self.mostNumbers else { return planes }
    kept.withLock { kept in
      // Another thread may have been faster.
      guard kept.maps[request] == nil else { return }
      if kept.count + count > Self.mostNumbers { kept = Kept() }
      kept.maps[request] = planes
      kept.count += count
    }
    return planes
  }
}
