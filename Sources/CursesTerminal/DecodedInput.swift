/// A terminal's bytes as events, for who has no terminal.
package struct DecodedInput {
  private var decoder = InputDecoder(escapeDelay: 25, KeyTable { _ in nil })

  /// Begins with nothing.
  package init() {}

  /// The events of bytes that arrive at once, after what arrived before.
  package mutating func events(of bytes: [UInt8]) -> [TerminalEvent] {
    decoder.events(of: bytes)
  }

  /// The events of what had begun to arrive, when nothing else has for as long as the decoder waits.
  package mutating func silence() -> [TerminalEvent] {
    decoder.silence()
  }

  /// How many scalars of what has begun are held.
  package var heldCount: Int { decoder.heldCount }
}
