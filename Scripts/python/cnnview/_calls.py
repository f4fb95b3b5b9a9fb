"""What people call."""

from __future__ import annotations

import builtins
import json
import numbers
import operator
import os
import sys
import urllib.parse
from collections import abc
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Sequence, Tuple, Union

from ._files import Files
from ._images import kind
from ._program import Error, reporting, run, warn

if TYPE_CHECKING:
    import numpy
    import numpy.typing

    Activations = Dict[str, "numpy.typing.NDArray[numpy.float32]"]
else:  # NumPy may not be installed, and its types are asked for all the same
    Activations = Dict[str, Any]

#: A Keras model, the path of one, or None for the bundled one.
Model = Any
#: A path, an array, or an image of Pillow.
Image = Any
#: What an option of the program is given: text or a number, True where it takes none, several where it may be repeated.
Option = Union[str, int, float, bool, Sequence[str], Sequence[float], None]
Labels = Union[str, "os.PathLike[str]", Sequence[str], Mapping[int, str], None]
# They print something else and end, so that no call has what it is there for.
NO_OPTIONS = {"help", "version", "help_hidden", "generate_completion_script", "experimental_dump_help"}
# What tells which numbers the network reads.
READING = ("input_range", "mean", "std", "channel_order", "invert", "preprocess")


class Screenshot:
    """A screen of the explorer: notebooks show it, `save` writes it, `svg` is the drawing as text."""

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<cnnview.Screenshot, {len(self.svg):,} characters of SVG>"

    @reporting
    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Writes the drawing to a file, which is replaced."""
        if not isinstance(path, (str, os.PathLike)):
            raise Error(f"{kind(path)}, where the path of a file is needed; give text, such as 'screen.svg'")
        name = os.fsdecode(path)
        if not name.lower().endswith(".svg"):
            raise Error(
                f"{name}: a drawing is written as .svg; the program writes others: cnnview IMAGE "
                "--screenshot FILE.png"
            )
        try:
            with builtins.open(path, "w", encoding="utf-8") as file:
                file.write(self.svg)
        except OSError as error:
            raise Error(f"{name}: can't be written: {error.strerror}; choose another folder") from error
        except ValueError as error:
            raise Error(f"{ascii(name)}: can't be the name of a file: {error}") from error


@reporting
def open(model: Model = None, images: Any = None, *, labels: Labels = None, **options: Option) -> None:
    """Opens the explorer on an image or a list of images, and returns when it is left.

    `labels` are the names of the classes, as a list or a dictionary by index, or the path of a file of them. Where
    there is no terminal, as in a notebook, it raises an Error: `screenshot` shows a screen there.
    """
    if not _has_terminal():
        raise Error(
            "there is no terminal for the explorer here; cnnview.screenshot(model, image) shows a screen of it, in "
            "notebooks too"
        )
    with Files() as files:
        arguments = _arguments(files, _listed(images), model, labels, options, ())
        run(arguments, {"CNNVIEW_TEMPORARY": files.folder}, files.told, shown=True)


@reporting
def screenshot(
    model: Model = None,
    image: Image = None,
    *,
    keys: Union[str, Sequence[str]] = (),
    size: Union[str, Tuple[int, int]] = (120, 40),
    labels: Labels = None,
    **options: Option,
) -> Screenshot:
    """A screen of the explorer on an image, of a size (columns, rows), after keys by their names: "Down Enter a"."""
    pressed, wanted = _pressed(keys), _wanted(size)
    with Files() as files:
        path = files.place("screen", ".svg", "the screenshot")
        arguments = _arguments(files, [_given(image)], model, labels, options, ("screenshot",))
        arguments += [f"--screenshot={path}", f"--size={wanted}"] + ([f"--keys={pressed}"] if pressed.strip() else [])
        run(arguments, {}, files.told)
        with builtins.open(path, encoding="utf-8") as file:
            return Screenshot(file.read())


@reporting
def explain(model: Model, image: Image, unit: str, *, labels: Labels = None, **options: Option) -> Dict[str, Any]:
    """How one number came about.

    `conv2d[18,27,9]` is row 18, column 27, map 9 of that layer; `dense_1[ship]` is the logit of a class.
    """
    with Files() as files:
        arguments = _arguments(files, [_given(image)], model, labels, options, ("json",))
        written = run(["explain", "--json", *arguments, "--", str(unit)], {}, files.told)
        result: Dict[str, Any] = json.loads(written)
        return result


@reporting
def activations(model: Model, image: Image, *, labels: Labels = None, **options: Option) -> Activations:
    """All numbers of an image's pass, by the layers' names and in their order: (height, width, channel), float32.

    `input` is what the network read, and stands first. `conv2d` is what that layer gave on, and `conv2d.pre`, in front
    of it, what it had before its activation function, where that is not linear.

    Where neither the network's first layers nor an option tell which numbers it reads, they are assumed to be 0 to 1,
    and a warning says so; input_range="0:1" says that they are, "0:255", "-1:1" or preprocess="caffe" that they aren't.
    Of the bundled network that is known. Needs NumPy.
    """
    try:
        import numpy
    except ImportError as error:
        raise Error("activations are arrays of NumPy, and that isn't installed; pip install numpy") from error
    with Files() as files:
        folder = os.path.join(files.folder, "activations")
        arguments = _arguments(files, [_given(image)], model, labels, options, ("out", "format", "json", "evidence"))
        run(["export", *arguments, f"--out={folder}", "--format=npy"], {}, files.told)
        names = {urllib.parse.unquote(name[:-4]): name for name in os.listdir(folder) if name.endswith(".npy")}
        order = _order(files, arguments, options, model is None)
        return {
            name: numpy.load(os.path.join(folder, names[name])) for name in sorted(names, key=lambda name: order(name))
        }


def _order(files: Files, arguments: Sequence[str], options: Mapping[str, Option], known: bool) -> Any:
    """By what activations are sorted: the network's order. Warns where which numbers it reads is assumed."""
    about = [argument for argument in arguments if argument.startswith("--model=")]
    for name in READING:
        about += _option(name, options.get(name))
    summary = json.loads(run(["summary", "--json", *about], {}, files.told))
    if not known and summary["reading"]["reason"] == "assumed":
        words = run(["summary", *about], {}, files.told)
        lines = [line for line in words.splitlines() if line.startswith("Pictures enter")]
        warn(f"{' '.join(lines)} Say which with input_range or preprocess.".strip())
    places = {layer["name"]: place for place, layer in enumerate(summary["layers"], 1)}

    def key(name: str) -> Tuple[int, int, str]:
        if name == "input":
            return 0, 0, name
        layer = name if name in places else name[:-4] if name.endswith(".pre") else name
        return places.get(layer, len(places) + 1), int(name == layer), name

    return key


def _pressed(keys: Any) -> str:
    """Keys with blanks between."""
    if isinstance(keys, str):
        return keys
    if not isinstance(keys, (list, tuple)) or not all(isinstance(key, str) for key in keys):
        raise Error("keys are text with blanks between, or a list of texts: 'Down Enter a', ['Down', 'Enter', '1']")
    return " ".join(keys)


def _wanted(size: Any) -> str:
    """A size as the command line has it."""
    if isinstance(size, str):
        return size
    try:
        columns, rows = (operator.index(count) for count in size)
    except (TypeError, ValueError) as error:
        raise Error("the size is columns and rows: (120, 40) or '120x40'") from error
    return f"{columns}x{rows}"


def _has_terminal() -> bool:
    """Whether people type and see a terminal, and nothing stands between it and the program, as in a notebook."""
    try:
        return sys.stdin.isatty() and sys.stdout.isatty() and os.isatty(0) and os.isatty(1)
    except (AttributeError, OSError, ValueError):
        return False


def _given(image: Image) -> Image:
    if image is None:
        raise Error("no image is given; hand over a path, a NumPy array, or an image of Pillow")
    return image


def _listed(images: Any) -> List[Any]:
    """Images as a list: one, or those of a list; none where none is given."""
    if images is None:
        return []
    if isinstance(images, (list, tuple)):
        if not images:
            raise Error("the list of images is empty")
        return list(images)
    return [images]


def _arguments(
    files: Files,
    images: Sequence[Any],
    model: Model,
    labels: Labels,
    options: Mapping[str, Option],
    taken: Sequence[str],
) -> List[str]:
    for name in options:
        if name in NO_OPTIONS:
            raise Error(f"{name} is no option of a call; in a shell there is cnnview --{name.replace('_', '-')}")
        if name in taken:
            raise Error(f"{name} is set by this call itself; leave it out, or use the program: cnnview --help")
    arguments = [files.image(image, options.get("input_range")) for image in images]
    for name, path in (("model", files.model(model)), ("labels", files.labels(labels))):
        if path is not None:
            arguments.append(f"--{name}={path}")
    for name, value in options.items():
        arguments += _option(name, value)
    return arguments


def _option(option: str, value: Option) -> List[str]:
    """An option as the command line has it."""
    name = "--" + option.replace("_", "-")
    if value is None or value is False:
        return []
    if value is True:
        return [name]
    if isinstance(value, (str, numbers.Real)):
        return [f"{name}={value}"]
    if not isinstance(value, abc.Iterable) or isinstance(value, (bytes, abc.Mapping, abc.Set)):
        raise Error(f"{option} is {kind(value)}; an option is text, a number, True, or a list of these")
    texts = [str(part) for part in value]
    if all(isinstance(part, str) for part in value):
        return [f"{name}={text}" for text in texts]
    return [f"{name}={','.join(texts)}"]
