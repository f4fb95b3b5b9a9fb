#!/usr/bin/env python3
"""Counts the bytes that cnnview sends to a terminal, and prints Markdown tables of them and of the time that they take.

    Scripts/build
    python3 Benchmarks/sent_bytes.py [--sizes 80x24 120x40 200x60] [--program PATH]

The program runs in a pseudo-terminal, as it does over SSH: what is counted is what a slow line carries. Of a move the
larger one of four is told, to the right, down, up and to the left; of a whole screen its drawing anew. Times are from
the key until its last byte has come, the median of several.
"""
import argparse
import fcntl
import functools
import os
import pathlib
import pty
import select
import signal
import statistics
import struct
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
KEYS = {"Enter": "\r", "Right": "\x1bOC", "Down": "\x1bOB", "Left": "\x1bOD", "Up": "\x1bOA", "Redraw": "\x0c", "Space": " "}
MOVES = ["Right", "Down", "Up", "Left"]
QUIET = 0.2  # seconds after which an update has come to its end
ROUNDS = 12  # of a key that is timed
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
SCREENS = {"the whole network": "", "all maps of `conv2d`": "Enter"}
# What leads to a place, and the keys that are pressed there, in turn: each of them changes the network or its picture, or
# shows a change otherwise.
CHANGES = {
    "drop a map, and take that back: whole network": ("", ["d", "d"]),
    "drop a map, and take that back: one map": ("Enter Enter", ["d", "d"]),
    "undo, and make again": ("d", ["u", "U"]),
    "another look": ("d", ["b", "b", "b"]),
    "paint with the brush, and move it": ("Up e", ["Space", "Right"]),
}
TIMED = ["line of the listing", "map of `conv2d`", "cell of a map of `conv2d`", "product of a unit of `conv2d`"]


class Explorer:
    """The explorer on the bundled ship, in a terminal of a size."""

    program = ROOT / ".build/release/cnnview"

    def __init__(self, columns, rows, colours):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            environment = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "COLORTERM": colours}
            os.execve(self.program, ["cnnview", str(ROOT / "assets/images/ship.ppm")], environment)
        self.drain(3 * QUIET)

    def drain(self, quiet=QUIET):
        """The number of bytes that come until there is quiet, and when the last ones came."""
        count, last = 0, time.perf_counter()
        while select.select([self.terminal], [], [], quiet)[0]:
            count += len(os.read(self.terminal, 1 << 16))
            last = time.perf_counter()
        return count, last

    def press(self, key):
        """The bytes of the update after a key, and the seconds until they have come."""
        start = time.perf_counter()
        os.write(self.terminal, KEYS.get(key, key).encode())
        count, last = self.drain()
        return count, last - start

    def end(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def opened(keys, size, colours):
    explorer = Explorer(*size, colours)
    for key in keys.split():
        explorer.press(key)
    return explorer


def most_of_a_move(keys, size, colours):
    explorer = opened(keys, size, colours)
    count = max(explorer.press(move)[0] for move in MOVES)
    explorer.end()
    return count


def whole_screen(keys, size, colours):
    explorer = opened(keys, size, colours)
    count, _ = explorer.press("Redraw")
    explorer.end()
    return count


def median_time(keys, pressed, size, colours):
    explorer = opened(keys, size, colours)
    times = [explorer.press(key)[1] for _ in range(ROUNDS // len(pressed)) for key in pressed]
    explorer.end()
    return statistics.median(times)


def print_table(head, rows, sizes, text):
    names = [f"{columns}×{lines}{colours}" for columns, lines in sizes for colours in ["", ", any"]]
    print(f"| {head} | {' | '.join(names)} |\n|---|{'--:|' * len(names)}")
    for name, measure in rows:
        found = [text(measure(size, colours)) for size in sizes for colours in ["", "truecolor"]]
        print(f"| {name} | {' | '.join(found)} |", flush=True)
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", nargs="*", default=["80x24", "120x40", "200x60"], metavar="COLUMNSxROWS")
    parser.add_argument("--program", type=pathlib.Path, default=Explorer.program)
    options = parser.parse_args()
    Explorer.program = options.program.resolve()
    sizes = [tuple(map(int, size.split("x"))) for size in options.sizes]
    moves = [(f"to another {place}", functools.partial(most_of_a_move, keys)) for place, keys in PLACES.items()]
    screens = [(f"{name}, all of it", functools.partial(whole_screen, keys)) for name, keys in SCREENS.items()]
    print_table("bytes", moves + screens, sizes, lambda count: f"{count:,}")
    moves = [(f"to another {place}", functools.partial(median_time, PLACES[place], ["Down", "Up"])) for place in TIMED]
    screens = [
        (f"{name}, all of it", functools.partial(median_time, keys, ["Redraw"])) for name, keys in SCREENS.items()
    ]
    changes = [(name, functools.partial(median_time, *change)) for name, change in CHANGES.items()]
    print_table("ms", moves + screens + changes, sizes, lambda seconds: f"{1_000 * seconds:.1f}")


if __name__ == "__main__":
    main()
