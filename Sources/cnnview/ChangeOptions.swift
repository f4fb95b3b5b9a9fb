import ArgumentParser
import Workbench

/// `--change`, the same for all commands that compute.
struct ChangeOptions: ParsableArguments {
  @Option(
    name: .customLong("change"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Change the picture or the network first: 'paint 3-8,10-19 grey', 'shift 0,1', flip, 'swap red blue', 'drop conv2d[:,:,5]', 'hold conv2d[16,11,0] 2.5', 'set conv2d.kernel[0,2,1,0] -1', 'untrained conv2d', 'weights other.keras', 'read quadrants'. Several times for several, in this order.",
      valueName: "change"))
  var texts: [String] = []

  @Option(
    help: ArgumentHelp(
      "A second picture, or a second network with the same layers, to compare with: a change like any other, made first.",
      valueName: "file"), completion: .file())
  var versus: String?

  /// The changes that are asked for.
  ///
  /// - Throws: `CommandError.change` where a text is none.
  func requested() throws(CommandError) -> RequestedChanges {
    let changes = try RequestedChanges(texts: texts)
    return versus.map { RequestedChanges(versus: $0, changes) } ?? changes
  }
}
