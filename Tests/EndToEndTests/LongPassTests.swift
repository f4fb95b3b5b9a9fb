import Foundation
import TestSupport
import Testing

/// The explorer while a pass takes its time.
@Suite("a long pass", .enabled(if: TmuxSession.isAvailable, "tmux is not installed"), .serialized)
struct LongPassTests {
  @Test(
    "it shows the listing, the picture and how far it is, answers keys, is given up by Esc and begun anew by Enter"
  )
  func progress() throws {
    let folder = try TemporaryFolder()
    // Of the network's own size, so that reading it takes no time.
    let picture = try folder.write(
      Array("P5 2400 2400 255\n".utf8) + [UInt8](repeating: 128, count: 2400 * 2400), to: "grey.pgm")
    let model = try LargeNetwork.write(to: folder, side: 2400, isSlow: true)
    let explorer = try ExplorerTerminal([picture, "--model", model])
    try explorer.see("computing conv2d", "\n▸1 Conv2D", " 0 picture ", "Esc stop")
    try explorer.press("Enter", see: ["computing conv2d, layer 1 of ", "░░░ 0 %"])
    try explorer.press("Escape", see: [" 0 picture "])
    try explorer.press("Down", see: ["computing conv2d", "\n▸2 MaxPooling2D"])
    try explorer.press("Escape", see: ["The pass was stopped", "stopped"])
    try explorer.press("Enter", see: ["computing conv2d"])
    try explorer.quit()
  }
}
