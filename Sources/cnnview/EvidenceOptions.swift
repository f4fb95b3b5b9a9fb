public import ArgumentParser
public import ConvNet
import Workbench

/// The options of `cnnview export --evidence`.
struct EvidenceOptions: ParsableArguments {
  /// A kind of evidence.
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    /// Squares of the picture are covered.
    case occlusion
  }

  @Option(
    name: .customLong("evidence"),
    help: ArgumentHelp(
      "Write what the places of the picture mean to a class, in place of the pass: the change of its logit when a square around each place is covered.",
      valueName: "kind"))
  var kind: Kind?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "With --evidence: a class, by name or index. (default: the one whose logit is larger than all others)",
      valueName: "name"))
  var className: String?

  @Option(
    help: ArgumentHelp(
      "With --evidence: ask about the difference of its logit and that of this class.", valueName: "name"))
  var against: String?

  @Option(help: "With --evidence: cover with this only. (default: all four, and where they disagree)")
  var fill: OcclusionFill?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --evidence: the side of the square, an odd number. (default: 5)", valueName: "places"))
  var square: Int?

  /// The options that mean nothing beside the others; `isPart` says that a part of the pass is asked for.
  func faults(isPart: Bool) -> [(isThere: Bool, words: String)] {
    let alone = [
      ("--class", className != nil), ("--against", against != nil), ("--fill", fill != nil),
      ("--square", square != nil),
    ].first { $0.1 }
    let name = alone?.0 ?? ""
    return [
      (
        kind == nil && alone != nil,
        "\(name) goes with --evidence; write --evidence occlusion, or leave it out"
      ),
      (
        kind != nil && isPart,
        "--layer, --map and --stage are of the pass; leave them out, or leave out --evidence"
      ),
      (
        square.map { $0 < 1 || $0.isMultiple(of: 2) } ?? false,
        "--square is an odd number, so that there is a place in the middle: 1, 3, 5"
      ),
    ]
  }

  /// The evidence that is asked for, with a bar on the terminal while it is sought; `path` is where it is to be written.
  ///
  /// - Throws: `CommandError` where there is none.
  func export(of study: PictureStudy, for path: String) throws(Workbench.CommandError) -> EvidenceExport {
    let (side, fills) = (square ?? 5, fill.map { [$0] } ?? OcclusionFill.allCases)
    let evidence = try EvidenceStudy(study, class: className, against: against)
    let bar = ProgressBar(total: evidence.placeCount * fills.count, of: "covers")
    let occlusion = try Interruption.waits { () throws(Workbench.CommandError) in
      defer { bar.finish() }
      return try evidence.occlusion(fills, side: side, for: path) { bar.advance(to: $0) }
    }
    return EvidenceExport(evidence, occlusion, side: side)
  }
}

extension OcclusionFill: ExpressibleByArgument {}
