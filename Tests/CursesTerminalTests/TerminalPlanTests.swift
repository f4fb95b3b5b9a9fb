import CellScreen
import Testing

@testable import CursesTerminal

@Suite struct TerminalPlanTests {
  private func plan(
    _ environment: [String: String], _ colours: ColourChoice = .auto, terminfo: String? = "/assets"
  ) -> TerminalPlan {
    TerminalPlan(TerminalOptions(environment: environment, colours: colours, terminfo: terminfo))
  }

  @Test(
    "a terminal that says it shows any colour gets the program's own entry for its family",
    arguments: [
      ("xterm-256color", "cnnview-xterm"), ("xterm-kitty", "cnnview-xterm"), ("foot", "cnnview-xterm"),
      ("tmux-256color", "cnnview-tmux"), ("screen-256color", "cnnview-tmux"),
    ])
  func ownEntry(term: String, entry: String) {
    let names = plan(["TERM": term, "COLORTERM": "truecolor"]).candidates.map(\.name)
    #expect(names == [entry, term, "xterm-256color"])
    #expect(plan(["TERM": term, "COLORTERM": "24bit"]).limit == .truecolour)
  }

  @Test(
    "terminals of other families, and those that say nothing, are taken as the database has them",
    arguments: [
      ["TERM": "linux", "COLORTERM": "truecolor"], ["TERM": "xterm-256color"],
      ["TERM": "xterm-256color", "COLORTERM": "yes"],
      ["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"],
    ])
  func noOwnEntry(environment: [String: String]) {
    #expect(plan(environment).candidates.allSatisfy { !$0.isOwn })
  }

  @Test("without the program's own entries truecolour falls back to what the database has")
  func missingAssets() {
    let found = plan(["TERM": "xterm", "COLORTERM": "truecolor"], terminfo: nil)
    #expect(found.candidates.map(\.name) == ["xterm", "xterm-256color"])
  }

  @Test(
    "a terminal that calls itself xterm has 256 colours if it is known to, or if they are asked for",
    arguments: ["XTERM_VERSION", "VTE_VERSION", "KONSOLE_VERSION"])
  func modestName(version: String) {
    func first(_ environment: [String: String], _ colours: ColourChoice = .auto) -> String? {
      plan(environment, colours).candidates.first?.name
    }
    #expect(first(["TERM": "xterm", version: "379"]) == "xterm-256color")
    #expect(first(["TERM": "xterm", version: ""]) == "xterm")
    #expect(first(["TERM": "screen", version: "379"]) == "screen")
    #expect(first(["TERM": "xterm"]) == "xterm")
    #expect(first(["TERM": "xterm"], .colours256) == "xterm-256color")
    #expect(plan(["TERM": "xterm", version: "379"], .colours8).limit == .colours8)
  }

  @Test("NO_COLOR counts when it isn't empty, and the command line counts more")
  func noColour() {
    #expect(plan(["NO_COLOR": "0"]).limit == .none)
    #expect(plan(["NO_COLOR": ""]).limit == .colours256)
    #expect(plan(["NO_COLOR": "1", "COLORTERM": "truecolor"], .truecolour).limit == .truecolour)
    #expect(plan(["NO_COLOR": "1"], .colours256).limit == .colours256)
    #expect(plan(["COLORTERM": "truecolor"], .colours8).limit == .colours8)
    #expect(plan(["COLORTERM": "truecolor"], .none).limit == .none)
  }

  @Test(
    "a lone Esc counts after 25 ms, or after what ESCDELAY says",
    arguments: [
      (nil, 25), ("100", 100), ("0", 25), ("-3", 25), ("soon", 25), ("99999", 25),
    ])
  func escapeDelay(setting: String?, delay: Int) {
    #expect(plan(setting.map { ["ESCDELAY": $0] } ?? [:]).escapeDelay == delay)
  }

  @Test("over SSH a lone Esc waits for what may be on its way, unless ESCDELAY says otherwise")
  func escapeDelayOverSSH() {
    let line = ["SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"]
    #expect(plan(line).escapeDelay == 250)
    #expect(plan(line.merging(["ESCDELAY": "40"]) { $1 }).escapeDelay == 40)
    #expect(plan(["SSH_CONNECTION": ""]).escapeDelay == 25)
  }

  @Test("updates are marked for terminals of xterm's family only")
  func synchronised() {
    #expect(plan(["TERM": "xterm-256color"]).isSynchronised)
    for term in ["screen", "tmux-256color", "linux", "vt100", ""] {
      #expect(!plan(["TERM": term]).isSynchronised)
    }
    let without = TerminalOptions(environment: ["TERM": "xterm"], synchronises: false)
    #expect(!TerminalPlan(without).isSynchronised)
  }
}
