/// Sorting things so that each stands after those that it reads.
enum StableOrder {
  /// A thing that reads itself, if only through others.
  struct Circle: Error, Equatable {
    /// Its place.
    let place: Int
  }

  /// The places of things in an order in which each follows those that it reads.
  ///
  /// Things are taken as they stand; what they read and what is not yet taken goes before them. So things in a
  /// sound order keep it.
  ///
  /// - Precondition: What is read are places of the list.
  static func places(reading reads: [[Int]]) -> Result<[Int], Circle> {
    var order: [Int] = []
    var states = [State](repeating: .untouched, count: reads.count)
    for start in reads.indices where states[start] == .untouched {
      // A stack of its own: the chain may be as long as the list, in whatever order a file has it.
      var open = [(place: start, next: 0)]
      states[start] = .open
      while let (place, next) = open.last {
        guard next < reads[place].count else {
          states[place] = .taken
          order.append(place)
          open.removeLast()
          continue
        }
        open[open.count - 1].next += 1
        let read = reads[place][next]
        if states[read] == .open { return .failure(Circle(place: place)) }
        guard states[read] == .untouched else { continue }
        states[read] = .open
        open.append((read, 0))
      }
    }
    return .success(order)
  }

  /// How far a thing has come.
  private enum State {
    case untouched
    case open
    case taken
  }
}
