import ArgumentParser

/// The command line as completions and the manual page describe it: the explorer's arguments are the program's own.
///
/// The parser leaves the arguments of a default subcommand out of both.
struct DocumentedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cnnview", abstract: Cnnview.configuration.abstract, usage: Cnnview.configuration.usage,
    discussion: "Opens an explorer on pictures in the terminal; its key ? lists the keys.",
    version: Cnnview.configuration.version,
    subcommands: Cnnview.configuration.subcommands.filter {
      $0 != ExplorerCommand.self && $0.configuration.shouldDisplay
    })

  @OptionGroup var explorer: ExplorerCommand

  /// What some arguments ask for, as the parser's own do: a script of completions for a shell
  /// (`--generate-completion-script zsh`), or the description that manual pages are made from
  /// (`--experimental-dump-help`); `nil` for all others.
  static func text(for arguments: some Sequence<String>) -> String? {
    let arguments = Array(arguments)
    if arguments == ["--experimental-dump-help"] { return _dumpHelp() }
    guard arguments.count == 2, arguments[0] == "--generate-completion-script",
      let shell = CompletionShell(rawValue: arguments[1])
    else { return nil }
    return script(for: shell)
  }

  /// The parser's script, with commands and pictures offered for the first word.
  ///
  /// The parser's own, which has pictures before the commands, offers pictures only, or commands for the second word.
  private static func script(for shell: CompletionShell) -> String {
    var script = completionScript(for: shell)
    for (old, new) in changes[shell.rawValue] ?? [] {
      script = script.replacing(old, with: new, maxReplacements: shell == .fish ? .max : 1)
    }
    return script
  }

  private static let changes: [String: [(old: String, new: String)]] = [
    "bash": [
      ("    __cnnview_offer_flags_options -1\n", "    __cnnview_offer_flags_options 0\n"),
      (
        """
            # Offer positional completions
            case "${positional_number}" in
            *)
                __cnnview_add_completions -f
                return
                ;;
            esac


        """, ""
      ),
      addition("        __cnnview_add_completions -f\n", behind: "        # Offer subcommand completions\n"),
    ],
    "zsh": [
      ("        '*:image:_files'\n", ""),
      addition(
        "        _files && ret=0\n", behind: "        _describe -V subcommand subcommands && ret=0\n"),
      addition(
        "        *)\n            _files && ret=0\n            ;;\n",
        behind: "            \"_cnnview_${words[1]}\" && ret=0\n            ;;\n"),
    ],
    "fish": [("\"cnnview\" -eq 2' -fa", "\"cnnview\" -eq 1' -fa")],
  ]

  private static func addition(_ lines: String, behind others: String) -> (old: String, new: String) {
    (others, others + lines)
  }
}
