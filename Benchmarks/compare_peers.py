#!/usr/bin/env python3
"""Measures cnnview beside ONNX Runtime, PyTorch and Keras, and prints Markdown tables of medians and ratios.

    python -m venv VENV && VENV/bin/pip install -r Benchmarks/requirements.txt
    VENV/bin/python Benchmarks/make_networks.py
    swift build --package-path Benchmarks -c release --product pass-timer
    Scripts/build
    VENV/bin/python Benchmarks/compare_peers.py --pictures FOLDER

Each peer is a process of its own that keeps its network and waits for commands. In every round each of them is asked
in turn, the next round begins with another one, so that what else the machine does hits all alike. A ratio is the
median of the rounds' ratios to ONNX Runtime with all intermediates in the same round.

Before anything is timed, the logits of all peers are compared with Keras's: 1e-4 of the largest.

FOLDER, if given, has CIFAR-10 test pictures as FOLDER/<class>/<image>.jpg; then `cnnview evaluate` is measured beside
ONNX Runtime, decoding included in both.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

BENCHMARKS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(BENCHMARKS))
from peers import evaluation, report
from peers.process import Peer, module

TOLERANCE = 1e-4
PAUSE = 0.05  # seconds, for the threads of the peer before to fall asleep
BASE = "ONNX Runtime, all intermediates"
PEAKS = {
    f"matrix product, {words}": library for words, library in
    [("NumPy's OpenBLAS", "numpy"), ("PyTorch", "torch")]
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--networks", nargs="*", default=["cifar10", "ResNet50", "VGG16"], metavar="NAME")
    parser.add_argument("--threads", nargs="*", type=int, default=[1, 2], metavar="N")
    parser.add_argument("--peers", nargs="*", default=[""], metavar="TEXT", help="those with one of these in their name")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--pictures", type=pathlib.Path, help="folder of labelled pictures for cnnview evaluate")
    parser.add_argument("--json", type=pathlib.Path, help="file for all numbers")
    return parser.parse_args()


def path(network):
    """The file of a network."""
    if network == "cifar10":
        return BENCHMARKS.parent / "assets/models/cifar10.keras"
    return BENCHMARKS / f"networks/{network}.keras"


def converted(name, temporary):
    """The folder in a temporary one with a network as ONNX, its input and the logits of Keras."""
    folder = pathlib.Path(temporary) / name
    folder.mkdir(exist_ok=True)
    command = module("onnx_graph", path(name), folder)
    subprocess.run(command, check=True, cwd=BENCHMARKS, stderr=subprocess.DEVNULL)
    return folder


def peers(network, folder, threads, wanted):
    """The wanted peers for a network, by name, not yet started; the base is always among them."""
    timer = [str(BENCHMARKS / ".build/release/pass-timer"), str(network), str(folder / "input.npy")]
    # An exact pass takes as many threads as the system lets it have.
    processors = ",".join(map(str, sorted(os.sched_getaffinity(0))[:threads]))
    made = {
        "cnnview, fast": [*timer, "--engine", "fast", "--threads", str(threads)],
        "cnnview, exact": ["taskset", "-c", processors, *timer, "--engine", "exact"],
    }
    made[BASE] = module("onnxruntime_peer", folder, threads, "all")
    made["ONNX Runtime, logits only"] = module("onnxruntime_peer", folder, threads, "logits")
    made["PyTorch, all intermediates"] = module("torch_peer", folder, threads)
    made["PyTorch, all intermediates, channels last"] = module("torch_peer", folder, threads, "channels_last")
    made["Keras graph function, all layers"] = module("keras_peer", folder, threads, "function", network)
    made["Keras predict"] = module("keras_peer", folder, threads, "predict", network)
    for name, library in PEAKS.items():
        made[name] = module("peak_peer", threads, library)
    return {name: command for name, command in made.items() if name == BASE or any(text in name for text in wanted)}


def check(name, output, expected):
    """Ends the run where a peer's logits are not those of Keras."""
    import numpy as np

    difference = float(np.abs(np.array(output) - expected).max() / np.abs(expected).max())
    if not (len(output) == len(expected) and difference <= TOLERANCE):
        sys.exit(f"{name}: its logits differ from Keras's by {difference:.1e} of the largest")
    return difference


def measure(commands, expected, rounds):
    """The nanoseconds of each peer in each round, its memory, and how far its logits are from Keras's.

    Of a round counts the median; of the matrix products, which are to tell the machine's peak, the best.
    """
    started = {name: Peer(name, command) for name, command in commands.items()}
    try:
        differences = {
            name: check(name, peer.ask("output")["output"], expected)
            for name, peer in started.items() if name not in PEAKS
        }
        counts = {name: count(peer) for name, peer in started.items()}
        times = {name: [] for name in started}
        names = list(started)
        for number in range(rounds):
            shift = number % len(names)
            for name in names[shift:] + names[:shift]:
                time.sleep(PAUSE)
                started[name].ask(f"time {max(1, counts[name] // 4)}")
                nanoseconds = started[name].ask(f"time {counts[name]}")["nanoseconds"]
                times[name].append(min(nanoseconds) if name in PEAKS else statistics.median(nanoseconds))
            print(f"  round {number + 1} of {rounds}", file=sys.stderr)
        return {
            "nanoseconds": times, "differences": differences,
            "memory": {name: peer.memory() for name, peer in started.items()},
        }
    finally:
        for peer in started.values():
            peer.end()


def count(peer):
    """How often a peer is run in a round: for about a quarter of a second."""
    nanoseconds = min(peer.ask("time 3")["nanoseconds"])
    return max(3, min(500, int(0.25e9 / nanoseconds)))


def main():
    import numpy as np

    options = arguments()
    results = []
    with tempfile.TemporaryDirectory() as temporary:
        for name in options.networks:
            folder = converted(name, temporary)
            about = json.loads((folder / "about.json").read_text())
            expected = np.load(folder / "expected.npy")
            for threads in options.threads:
                print(f"{name}, {threads} thread(s)", file=sys.stderr)
                commands = peers(path(name), folder, threads, options.peers)
                measured = measure(commands, expected, options.rounds)
                results.append({"network": name, "threads": threads, **about, **measured})
                print(report.table(results[-1], BASE, [name for name in PEAKS if name in measured["nanoseconds"]]), flush=True)
        if options.pictures:
            folder = converted("cifar10", temporary)
            for threads in options.threads:
                results.append(evaluation.measure(folder, path("cifar10"), options.pictures, threads, options.rounds))
                print(report.evaluation_table(results[-1]), flush=True)
    if options.json:
        options.json.write_text(json.dumps(results))


if __name__ == "__main__":
    main()
