#!/usr/bin/env python3
"""Counts the bytes that cnnview sends to a terminal, and prints a Markdown table of them.

    Scripts/build
    python3 Benchmarks/sent_bytes.py [--sizes 80x24 120x40 200x60]

The program runs in a pseudo-terminal, as it does over SSH: what is counted is what a slow line carries. Of a move the
larger one of four is told, to the right, down, up and to the left; of a whole screen its first drawing.
"""
import argparse
import fcntl
import os
import pathlib
import pty
import select
import signal
import struct
import termios

ROOT = pathlib.Path(__file__).resolve().parent.parent
KEYS = {"Enter": "\r", "Right": "\x1bOC", "Down": "\x1bOB", "Left": "\x1bOD", "Up": "\x1bOA", "Redraw": "\x0c"}
MOVES = ["Right", "Down", "Up", "Left"]
QUIET = 0.2  # seconds after which an update has come to its end
PLACES = {
    "line of the listing": "Down Down",
    "map of `conv2d`": "Enter",
    "map of `conv2d_2`": "5 Enter",
    "cell of a map of `conv2d`": "Enter Enter",
    "cell of a map of `max_pooling2d`": "2 Enter Enter",
    "cell of a map of `conv2d_1`, 288 products": "3 Enter Enter",
    "product of a unit of `conv2d`": "Enter Enter Enter",
    "product of a unit of `conv2d_1`": "3 Enter Enter Enter",
    "window of a unit of `max_pooling2d`": "2 Enter Enter Enter",
    "product of a unit of `dense`": "7 Enter Enter",
    "class of softmax": "9 Enter",
}


class Explorer:
    """The explorer on the bundled ship, in a terminal of a size."""

    def __init__(self, columns, rows, colours):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            environment = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "COLORTERM": colours}
            program = ROOT / ".build/release/cnnview"
            os.execve(program, ["cnnview", str(ROOT / "assets/images/ship.ppm")], environment)
        self.first = self.drain(3 * QUIET)

    def drain(self, quiet=QUIET):
        """The bytes that come until there is quiet."""
        count = 0
        while select.select([self.terminal], [], [], quiet)[0]:
            count += len(os.read(self.terminal, 1 << 16))
        return count

    def press(self, key):
        """The bytes of the update after a key."""
        os.write(self.terminal, KEYS.get(key, key).encode())
        return self.drain()

    def end(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def most_of_a_move(keys, size, colours):
    explorer = Explorer(*size, colours)
    for key in keys.split():
        explorer.press(key)
    count = max(explorer.press(move) for move in MOVES)
    explorer.end()
    return count


def whole_screen(keys, size, colours):
    explorer = Explorer(*size, colours)
    for key in keys.split():
        explorer.press(key)
    count = explorer.press("Redraw")
    explorer.end()
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", nargs="*", default=["80x24", "120x40", "200x60"], metavar="COLUMNSxROWS")
    sizes = [tuple(map(int, size.split("x"))) for size in parser.parse_args().sizes]
    names = [f"{columns}×{rows}{colours}" for columns, rows in sizes for colours in ["", ", any"]]
    print(f"| | {' | '.join(names)} |\n|---|{'--:|' * len(names)}")
    rows = [(f"to another {place}", keys, most_of_a_move) for place, keys in PLACES.items()]
    rows += [("the whole network, all of it", "", whole_screen), ("all maps of `conv2d`, all of it", "Enter", whole_screen)]
    for name, keys, count in rows:
        counts = [count(keys, size, colours) for size in sizes for colours in ["", "truecolor"]]
        print(f"| {name} | {' | '.join(f'{number:,}' for number in counts)} |")


if __name__ == "__main__":
    main()
