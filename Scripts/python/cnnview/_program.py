"""The program that came with these files, and how it is run."""

from __future__ import annotations

import csv
import os
import re
import subprocess
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Dict, List, Optional


class Error(Exception):
    """What went wrong, in the program's words; `status` is its exit code, or None where it wasn't started."""

    def __init__(self, words: str, status: Optional[int] = None) -> None:
        super().__init__(words)
        self.status = status


def _installation() -> Optional[Path]:
    """What the installer wrote down of the wheel that these files came with."""
    packages = Path(__file__).resolve().parents[1]
    return next(iter(sorted(packages.glob("cnnview-*.dist-info"))), None)


def version() -> str:
    """The version of the wheel that these files came with; `unpacked` where they came with none."""
    place = _installation()
    return PathDistribution(place).version if place is not None else "unpacked"


def program() -> str:
    """The path of the program: the one of the same wheel, never another of PATH.

    Where CNNVIEW_PROGRAM names one, it is that one: for whoever works on these files.
    """
    named = os.environ.get("CNNVIEW_PROGRAM")
    if named:
        return named
    place = _installation()
    if place is None:
        raise Error("these files came with no program; install the wheel, or name a program in CNNVIEW_PROGRAM")
    try:
        with (place / "RECORD").open(newline="", encoding="utf-8") as record:
            for row in csv.reader(record):
                path = Path(place.parent, row[0]) if row else place
                if path.name == "cnnview" and path.parent.name in ("bin", "Scripts") and os.access(path, os.X_OK):
                    return os.path.normpath(path)
    except OSError:
        pass
    raise Error("the program of this wheel is gone; install it again: pip install --force-reinstall cnnview")


def _words(errors: str, status: int) -> str:
    """What the program said of an error, without its name in front, and without the lines on its usage."""
    lines = errors.strip().splitlines()
    kept = [line for line in lines if not re.match(r"Usage: |Help: |  See '", line)]
    words = "\n".join(kept).strip()
    words = re.sub(r"^(cnnview|Error): ", "", words)
    if words:
        return words
    return f"the program was ended by signal {-status}" if status < 0 else f"the program ended with code {status}"


def run(arguments: List[str], variables: Dict[str, str], shown: bool = False) -> str:
    """Runs the program to its end, and returns what it wrote; with `shown` it has the terminal, and "" is returned.

    Raises Error where it says that something is wrong.
    """
    path = program()
    output = None if shown else subprocess.PIPE
    try:
        process = subprocess.Popen(
            [path, *arguments],
            stdin=None if shown else subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE,
            env={**os.environ, **variables},
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise Error(f"{path}: can't be run: {error.strerror}") from error
    try:
        written, errors = process.communicate()
    except BaseException:
        # Asked to end, it gives the terminal back first.
        process.terminate()
        try:
            process.communicate(timeout=3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        raise
    if process.returncode != 0:
        raise Error(_words(errors, process.returncode), process.returncode)
    if errors:
        _pass_on(errors)
    return written or ""


def _pass_on(errors: str) -> None:
    """What the program says and goes on is a warning."""
    import warnings

    warnings.warn(_words(errors, 0), stacklevel=4)
