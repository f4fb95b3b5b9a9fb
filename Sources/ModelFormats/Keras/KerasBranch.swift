/// The calls of a model that lead to one of its outputs.
///
/// What leads to others alone is left out: so a network with a second head opens whatever stands in that.
struct KerasBranch {
  /// The calls that lead to the output, each after those that it reads.
  let calls: [KerasCall]
  /// The name of the one that they lead to; empty where a model has none.
  let output: String
  /// Whether calls were left out.
  let isPart: Bool
  /// The names of the layers that give outputs, in the file's order.
  let outputs: [String]

  private let kept: Set<Int>

  /// Whether a call of the whole model is among these.
  func holds(_ place: Int) -> Bool { kept.contains(place) }

  /// Takes the calls that lead to the output of a name, or to the first.
  ///
  /// - Throws: `ModelError.unknownOutput` where no output has the name.
  init(of calls: [KerasCall], ends: [Int], output: String?) throws(ModelError) {
    var seen: Set<Int> = []
    let places = ends.filter { seen.insert($0).inserted }
    let names = places.map { calls[$0].layer.name }
    outputs = names
    let chosen = output.map { names.firstIndex(of: $0) } ?? 0
    guard let chosen else { throw .unknownOutput(output ?? "", outputs: names) }
    self.output = names.indices.contains(chosen) ? names[chosen] : ""
    guard places.count > 1 else {
      (self.calls, isPart, kept) = (calls, false, Set(calls.indices))
      return
    }
    var leads = Array(repeating: false, count: calls.count)
    leads[places[chosen]] = true
    for index in calls.indices.reversed() where leads[index] {
      for input in calls[index].inputs { leads[input] = true }
    }
    let kept = calls.indices.filter { leads[$0] }
    let numbers = Dictionary(uniqueKeysWithValues: zip(kept, kept.indices))
    self.calls = kept.map { index in
      let call = calls[index]
      return KerasCall(
        layer: call.layer, address: call.address, inputs: call.inputs.compactMap { numbers[$0] })
    }
    isPart = kept.count < calls.count
    self.kept = Set(kept)
  }
}
