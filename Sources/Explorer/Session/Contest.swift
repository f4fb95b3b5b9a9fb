import CellScreen
import ConvNet
import Tensors

/// Two classes whose logits are compared.
public struct Contest: Equatable, Sendable {
  /// The class that is asked about.
  public let one: Int
  /// The class that it is compared with.
  public var other: Int

  /// Compares a class with another.
  public init(one: Int, other: Int) { (self.one, self.other) = (one, other) }
}

/// The command that compares a class with another.
let againstCommand = "against"

extension Viewpoint {
  /// The contest that is shown: at the logit of the class that it asks about; `nil` elsewhere.
  public var shownContest: Contest? {
    guard let contest, depth == .unit, let network = model.network, line == network.layers.count - 1,
      cursor.channel == contest.one, hasLogits
    else { return nil }
    return contest
  }
}

/// Compares a class with another by name, of which the first is the one under the cursor, else the one that wins.
///
/// - Throws: `Refusal` where there are no such classes, or their logits are no sums of the same numbers.
func compare(with name: String, in state: inout ExplorerState) throws(Refusal) {
  guard let network = state.model.network, network.outputShape.rank == 1, network.outputShape.count > 1 else {
    throw Refusal("the network tells no classes apart")
  }
  guard let shown = state.shown, state.hasLogits, shown.trace.isComplete else {
    throw Refusal(state.isWorking ? stillComputed : state.reasonForNoLogits)
  }
  let isOnClass = state.isOnClasses && state.depth > .network
  guard let one = isOnClass ? state.cursor.channel : shown.winner else {
    throw Refusal("no class is above all others; go to one on line \(network.layers.count - 1) first")
  }
  let other = try rival(named: name, of: one, shown, in: state.model, network)
  guard shown.trace.logitDifference(of: one, and: other) != nil else {
    throw Refusal(
      "the logits of these classes are no sums of the same numbers, so there are no parts to compare")
  }
  navigate(&state, .place(.unit(UnitAddress(layer: network.layers.count - 1, position: [one]))))
  state.notice = nil
  state.cursor.term = nil
  state.contest = Contest(one: one, other: other)
}

/// The class of a name; without one the class behind, or before, the one that is asked about.
private func rival(
  named name: String, of one: Int, _ shown: Evaluation, in model: ExplorerModel, _ network: Network
) throws(Refusal) -> Int {
  guard !name.isEmpty else { return shown.ranking.first { $0 != one } ?? one }
  let place = "\(network.layers.last?.name ?? "")[\(name)]"
  do {
    guard case .unit(let unit) = try model.destination(named: place, in: network) else { return one }
    guard unit.position != [one] else {
      throw Refusal("\(model.nameOfClass(one)) is the class that is asked about; name another one")
    }
    return unit.position[0]
  } catch let error as Refusal {
    throw error
  } catch let error as DestinationError {
    throw Refusal(error.message)
  } catch {
    return one
  }
}

/// Compares with the next class, or the one before.
func changeRival(_ state: inout ExplorerState, _ contest: Contest, by step: Int) {
  let count = state.channelCount
  var other = contest.other
  repeat { other = ((other + step) % count + count) % count } while other == contest.one && count > 1
  state.contest?.other = other
  state.cursor.term = nil
}
