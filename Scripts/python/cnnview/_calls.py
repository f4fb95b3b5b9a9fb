"""What people call."""

from __future__ import annotations

import builtins
import json
import os
import sys
import urllib.parse
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Sequence, Tuple, Union

from ._files import Files
from ._program import Error, run

if TYPE_CHECKING:
    import numpy
    import numpy.typing

    Activations = Dict[str, "numpy.typing.NDArray[numpy.float32]"]

#: A Keras model, the path of one, or None for the bundled one.
Model = Any
#: A path, an array, or an image of Pillow.
Image = Any
#: What an option of the program is given: text or a number, True where it takes none, several where it may be repeated.
Option = Union[str, int, float, bool, Sequence[str], Sequence[float], None]
Labels = Union[str, "os.PathLike[str]", Sequence[str], None]


class Screenshot:
    """A screen of the explorer: notebooks show it, `save` writes it, `svg` is the drawing as text."""

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<cnnview.Screenshot, {len(self.svg):,} characters of SVG>"

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Writes the drawing to a file, which is replaced."""
        if not os.fspath(path).lower().endswith(".svg"):
            raise Error(
                f"{os.fspath(path)}: a drawing is written as .svg; the program writes others: cnnview IMAGE "
                "--screenshot FILE.png"
            )
        with builtins.open(path, "w", encoding="utf-8") as file:
            file.write(self.svg)


def open(model: Model = None, images: Any = None, *, labels: Labels = None, **options: Option) -> None:
    """Opens the explorer on an image or a list of images, and returns when it is left.

    `labels` are the names of the classes, or the path of a file of them. Where there is no terminal, as in a notebook,
    it raises an Error: `screenshot` shows a screen there.
    """
    if not _has_terminal():
        raise Error(
            "there is no terminal for the explorer here; cnnview.screenshot(model, image) shows a screen of it, in "
            "notebooks too"
        )
    with Files() as files:
        arguments = _arguments(files, _listed(images), model, labels, options)
        run(arguments, {"CNNVIEW_TEMPORARY": files.folder}, shown=True)


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
    pressed = keys if isinstance(keys, str) else " ".join(keys)
    wanted = size if isinstance(size, str) else f"{int(size[0])}x{int(size[1])}"
    with Files() as files:
        path = files.place("screen", ".svg")
        arguments = _arguments(files, [_given(image)], model, labels, options)
        arguments += [f"--screenshot={path}", f"--size={wanted}"] + ([f"--keys={pressed}"] if pressed.strip() else [])
        run(arguments, {})
        with builtins.open(path, encoding="utf-8") as file:
            return Screenshot(file.read())


def explain(model: Model, image: Image, unit: str, *, labels: Labels = None, **options: Option) -> Dict[str, Any]:
    """How one number came about.

    `conv2d[18,27,9]` is row 18, column 27, map 9 of that layer; `dense_1[ship]` is the logit of a class.
    """
    with Files() as files:
        arguments = _arguments(files, [_given(image)], model, labels, options)
        result: Dict[str, Any] = json.loads(run(["explain", "--json", *arguments, "--", str(unit)], {}))
        return result


def activations(model: Model, image: Image, *, labels: Labels = None, **options: Option) -> Activations:
    """All numbers of an image's pass, by the layers' names: (height, width, channel), float32.

    `input` is what the network read; `conv2d.pre` is what `conv2d` had before its activation function, where that is
    not linear. Needs NumPy.
    """
    try:
        import numpy
    except ImportError as error:
        raise Error("activations are arrays of NumPy, and that isn't installed; pip install numpy") from error
    with Files() as files:
        folder = os.path.join(files.folder, "activations")
        arguments = _arguments(files, [_given(image)], model, labels, options)
        run(["export", *arguments, f"--out={folder}", "--format=npy"], {})
        names = sorted(name for name in os.listdir(folder) if name.endswith(".npy"))
        return {urllib.parse.unquote(name[:-4]): numpy.load(os.path.join(folder, name)) for name in names}


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
    files: Files, images: Sequence[Any], model: Model, labels: Labels, options: Mapping[str, Option]
) -> List[str]:
    arguments = [files.image(image) for image in images]
    for name, path in (("model", files.model(model)), ("labels", files.labels(labels))):
        if path is not None:
            arguments.append(f"--{name}={path}")
    for name, value in options.items():
        arguments += _option("--" + name.replace("_", "-"), value)
    return arguments


def _option(name: str, value: Option) -> List[str]:
    """An option as the command line has it."""
    if value is None or value is False:
        return []
    if value is True:
        return [name]
    if isinstance(value, (str, int, float)):
        return [f"{name}={value}"]
    texts = [str(part) for part in value]
    if all(isinstance(part, str) for part in value):
        return [f"{name}={text}" for text in texts]
    return [f"{name}={','.join(texts)}"]
