/// What a search has found, of which there must be some: a test of nothing would pass.
///
/// - Precondition: There are at least `count`; a list of a test's arguments can't fail in another way.
public func required<Found: Collection>(_ found: Found, atLeast count: Int, _ what: String) -> Found {
  guard found.count >= count else { fatalError("\(found.count) \(what), where there are \(count) at least") }
  return found
}
