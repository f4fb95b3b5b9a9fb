"""The program that came with these files, and how it is run."""

from __future__ import annotations

import csv
import functools
import os
import re
import subprocess
import sys
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, TypeVar, cast

Call = TypeVar("Call", bound=Callable[..., Any])


class Error(Exception):
    """What went wrong, in the program's words; `status` is its exit code, or None where it wasn't started."""

    def __init__(self, words: str, status: Optional[int] = None) -> None:
        super().__init__(words)
        self.status = status


def reporting(call: Call) -> Call:
    """A call of which whatever goes wrong is an Error; what warnings are made errors, and interruptions, stay."""

    @functools.wraps(call)
    def reported(*arguments: Any, **named: Any) -> Any:
        try:
            return call(*arguments, **named)
        except (Error, Warning):
            raise
        except Exception as error:
            raise Error(unforeseen(error)) from error

    return cast(Call, reported)


def unforeseen(error: Exception) -> str:
    """The words of an error of Python's."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


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
                if len(row) != 3 or not re.search(r"(^|/)(bin|Scripts)/cnnview$", row[0]):
                    continue
                # pip's --target moves what it has written down; what is there then is of this wheel if it is as large.
                for path in (Path(place.parent, row[0]), Path(place.parent, "bin", "cnnview")):
                    if os.access(path, os.X_OK) and str(path.stat().st_size) == row[2]:
                        return os.path.normpath(path)
    except (OSError, ValueError, csv.Error):
        pass
    number = version()
    raise Error(
        f"the program of this wheel is gone; install the wheel's file again: pip install --force-reinstall "
        f"cnnview-{number}-*.whl"
    )


def _words(errors: str, status: int) -> str:
    """What the program said of an error, without its name in front, and without the lines on its usage."""
    lines = errors.strip().splitlines()
    kept = [line for line in lines if not re.match(r"Usage: |Help: |  See '", line)]
    words = "\n".join(kept).strip()
    words = re.sub(r"^(cnnview|Error): ", "", words)
    if words:
        return words
    return f"the program was ended by signal {-status}" if status < 0 else f"the program ended with code {status}"


def run(arguments: List[str], variables: Dict[str, str], told: Callable[[str], str], shown: bool = False) -> str:
    """Runs the program to its end, and returns what it wrote; with `shown` it has the terminal, and "" is returned.

    Raises Error where it says that something is wrong; `told` has its words as people know their files.
    """
    path = program()
    for argument in arguments:
        _check(argument)
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
        raise Error(told(_words(errors, process.returncode)), process.returncode)
    if errors:
        warn(told(_words(errors, 0)))
    return written or ""


def _check(argument: str) -> None:
    """Refuses what no argument of a program can be."""
    if "\0" in argument:
        raise Error(f"{ascii(argument)} has the character of the number 0, which no name and no option can have")
    try:
        os.fsencode(argument)
    except UnicodeEncodeError as error:
        raise Error(
            f"{ascii(argument)} has a character that can't be handed to a program here: {error.reason}; where it is "
            f"written as people write it, use a locale of UTF-8, such as LC_ALL=C.UTF-8"
        ) from error


def warn(words: str) -> None:
    """What the program says and goes on is a warning, at the line that called."""
    import warnings

    depth, frame = 1, sys._getframe()
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).split(".")[0] == __package__:
        depth, frame = depth + 1, frame.f_back
    warnings.warn(words, stacklevel=depth)
