public import Explorer

/// Carries out what updates ask of the world: for the terminal, for plain mode and for screenshots.
///
/// These differ in what there is: only a terminal can be drawn anew and left for a while, only what shows screens saves
/// them, and only where somebody waits at the keys are pictures evaluated in threads of their own.
public struct EffectInterpreter {
  /// Whether the program is to end.
  public private(set) var hasQuit = false

  private let session: ExplorerSession
  private let passes: BackgroundPasses?
  private let save: (ExplorerState, String) -> Event?
  private let note: (ExplorerState, String?, String) -> Event?
  private let redraw: () -> Void
  private let suspend: () -> Void

  /// Makes an interpreter; what it is not given isn't there.
  ///
  /// - Parameters:
  ///   - session: The pictures.
  ///   - passes: Evaluates pictures beside the keys; `nil` to evaluate them at once.
  ///   - save: Saves a state's screen under about a name, and reports what became of it.
  ///   - note: Writes a stop at the end of a lesson's file, and reports what became of it.
  ///   - redraw: Has the next screen drawn completely.
  ///   - suspend: Puts the program into the background.
  public init(
    _ session: ExplorerSession, passes: BackgroundPasses? = nil,
    save: @escaping (ExplorerState, String) -> Event? = { _, _ in nil },
    note: @escaping (ExplorerState, String?, String) -> Event? = { _, _, _ in nil },
    redraw: @escaping () -> Void = {}, suspend: @escaping () -> Void = {}
  ) {
    (self.session, self.passes) = (session, passes)
    (self.save, self.note, self.redraw, self.suspend) = (save, note, redraw, suspend)
  }

  /// Carries out effects, and what their events lead to.
  public mutating func carryOut(_ effects: [Effect], in state: inout ExplorerState) {
    for effect in effects {
      if let event = carryOut(effect, of: state) { carryOut(update(&state, event), in: &state) }
    }
  }

  /// Carries out an effect of a state; returns what is to be reported at once.
  public mutating func carryOut(_ effect: Effect, of state: ExplorerState) -> Event? {
    switch effect {
    case .evaluate(let picture, let generation):
      guard let passes else { return session.evaluate(picture: picture, generation: generation) }
      passes.begin(picture: picture, generation: generation)
    case .stop: passes?.stop()
    case .change(let generation):
      guard let evaluation = state.evaluation else { return nil }
      let request = ChangeRequest(generation: generation, changes: state.changes, before: evaluation)
      // What is done within a moment is done at once, so that no other screen comes between.
      let isQuick = state.model.isQuick && RequestedChanges(state.changes).files.isEmpty
      guard let passes, !isQuick else { return session.change(request, in: state.model) }
      passes.begin(request, in: state.model)
    case .stopChange: passes?.stopChange()
    case .evidence:
      guard let request = EvidenceRequest(state) else { return nil }
      guard let passes else { return session.seek(request) }
      passes.begin(request)
    case .stopEvidence: passes?.stopEvidence()
    case .save(let name): return save(state, name)
    case .note(let file, let stop): return note(state, file, stop)
    case .redraw: redraw()
    case .suspend: suspend()
    case .quit: hasQuit = true
    }
    return nil
  }
}
