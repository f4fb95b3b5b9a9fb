"""Measurements as Markdown."""
import statistics

from peers.peak_peer import OPERATIONS


def table(result, base, peaks):
    """The table of one network and number of threads; speeds and their shares are those of the best round."""
    times = result["nanoseconds"]
    operations = 2 * result["multiply_adds"]
    peak = max((OPERATIONS / min(times[name]) for name in peaks), default=None)
    threads = result["threads"]
    lines = [
        "", f"### {result['network']}, {threads} thread{'s' if threads > 1 else ''}", "",
        f"{result['parameters']:,} parameters, {result['multiply_adds'] / 1e6:,.2f} million multiply-adds; "
        + (f"measured peak {peak:.0f} GFLOP/s." if peak else "no peak measured."), "",
        "| | median | best round | ratio | GFLOP/s | of the peak | memory |", "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, rounds in times.items():
        if name in peaks:
            continue
        ratio = statistics.median(one / other for one, other in zip(rounds, times[base]))
        speed = operations / min(rounds)
        lines.append(
            f"| {name} | {duration(statistics.median(rounds))} | {duration(min(rounds))} | {ratio:.2f} | "
            f"{speed:.0f} | {f'{100 * speed / peak:.0f} %' if peak else ''} | "
            f"{result['memory'][name] / 1e6:,.0f} MB |")
    for name in peaks:
        speed = OPERATIONS / min(times[name])
        lines.append(
            f"| {name} | {duration(statistics.median(times[name]))} | {duration(min(times[name]))} | | "
            f"{speed:.0f} | {100 * speed / peak:.0f} % | |")
    worst = max(result["differences"].values())
    return "\n".join([*lines, "", f"Logits agree with Keras's to {worst:.1e} of the largest."])


def duration(nanoseconds):
    """A duration in the unit that it is read best in."""
    for unit, size in [("s", 1e9), ("ms", 1e6)]:
        if nanoseconds >= 100 * size:
            return f"{nanoseconds / size:.0f} {unit}"
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds / 1e3:.0f} µs"


def evaluation_table(result):
    """The table of pictures per second."""
    seconds, right = result["seconds"], result["right"]
    threads = result["threads"]
    ours = seconds["cnnview evaluate"]
    lines = [
        "", f"### Labelled pictures, decoding included, {threads} thread{'s' if threads > 1 else ''}", "",
        "| | pictures a second, median | best round | ratio | right |", "|---|--:|--:|--:|--:|",
    ]
    for name, rounds in seconds.items():
        count = right[name][1]
        ratio = statistics.median(other / one for one, other in zip(ours, rounds))
        lines.append(
            f"| {name} | {count / statistics.median(rounds):,.0f} | {count / min(rounds):,.0f} | {ratio:.2f} | "
            f"{int(right[name][0]):,} of {int(count):,} |")
    return "\n".join([*lines, "", "The ratio is cnnview's pictures a second to the peer's."])
