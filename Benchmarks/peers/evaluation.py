"""`cnnview evaluate` beside ONNX Runtime with a decoder of pictures."""
import json
import os
import subprocess
import sys
import time

from peers.process import FOLDER, Peer, module

PROGRAM = FOLDER.parent / ".build/release/cnnview"


def measure(folder, network, pictures, threads, rounds):
    """The seconds over all pictures, by peer and round, and how many of them each classifies right.

    cnnview is measured from the start of its process to its end; of the others only the work is, not their start.
    """
    rounds = min(rounds, 7)
    peers = {
        f"ONNX Runtime, {library}, batches of {size}": Peer(
            library, module("pictures_peer", folder, threads, library, size, pictures))
        for library in ["pillow", "turbojpeg"] for size in [1, 32]
    }
    command = [str(PROGRAM), "evaluate", str(pictures), "--model", str(network), "--json"]
    seconds = {name: [] for name in ["cnnview evaluate", *peers]}
    right = {name: peer.ask("output")["output"] for name, peer in peers.items()}
    for number in range(rounds):
        elapsed, right["cnnview evaluate"] = evaluate(command, threads)
        seconds["cnnview evaluate"].append(elapsed)
        for name, peer in peers.items():
            seconds[name].append(peer.ask("time 1")["nanoseconds"][0] / 1e9)
        print(f"  pictures: round {number + 1} of {rounds}", file=sys.stderr)
    for peer in peers.values():
        peer.end()
    return {"network": "cifar10, pictures", "threads": threads, "seconds": seconds, "right": right}


def evaluate(command, threads):
    """The seconds of the program's whole run on so many processors, and how many pictures it has right, of all."""
    processors = sorted(os.sched_getaffinity(0))[:threads]
    start = time.perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, processors))
    elapsed = time.perf_counter() - start
    report = json.loads(done.stdout)
    return elapsed, [report["right"], report["count"]]
