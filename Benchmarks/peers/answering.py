"""The protocol that `pass-timer` and all peers speak: a line of standard input in, a line of JSON out."""
import json
import sys
import time


def serve(run, output):
    """Answers `time COUNT` with the nanoseconds of so many calls of `run`, and `output` with its numbers.

    `run` evaluates the network once; `output` makes a list of logits of what `run` returns.
    """
    latest = run()
    answer({"ready": True})
    for line in sys.stdin:
        match line.split():
            case ["time", count]:
                answer({"nanoseconds": [timed(run) for _ in range(int(count))]})
            case ["output"]:
                latest = run()
                answer({"output": [float(number) for number in output(latest)]})
            case _:
                answer({"error": f"no such command: {line.strip()}"})


def timed(run):
    """The nanoseconds of one call."""
    start = time.perf_counter_ns()
    run()
    return time.perf_counter_ns() - start


def answer(value):
    """Writes a line of JSON."""
    print(json.dumps(value), flush=True)
