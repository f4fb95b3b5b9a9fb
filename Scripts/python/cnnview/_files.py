"""Files for what is handed over as objects: they are there for one call."""

from __future__ import annotations

import operator
import os
import re
import shutil
import signal
import tempfile
import threading
from collections import abc
from types import FrameType, TracebackType
from typing import Any, Dict, List, Optional, Type

from ._images import kind, picture, png
from ._program import Error, unforeseen


class Files:
    """A folder for the files of one call, which is gone afterwards, however the call ends.

    Where a signal would end Python at once, it ends it by SystemExit meanwhile.
    """

    def __init__(self) -> None:
        self.folder = ""
        self._handlers: Dict[int, Any] = {}
        self._names: Dict[str, str] = {}

    def __enter__(self) -> Files:
        try:
            self.folder = os.path.abspath(tempfile.mkdtemp(prefix="cnnview-"))
        except OSError as error:
            raise Error(
                f"there is no folder for temporary files: {error.strerror or error}; name one that can be written in "
                "the environment variable TMPDIR"
            ) from error
        try:
            if threading.current_thread() is threading.main_thread():
                for number in (signal.SIGTERM, signal.SIGHUP):
                    if signal.getsignal(number) is signal.SIG_DFL:
                        self._handlers[number] = signal.signal(number, _exit)
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._leave()
        if isinstance(error, Error):
            error.args = (self.told(str(error)),)
        elif isinstance(error, Exception) and not isinstance(error, Warning):
            raise Error(self.told(unforeseen(error))) from error

    def _leave(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def told(self, words: str) -> str:
        """Words in which the files of this call are called what they were made of."""
        for path, name in sorted(self._names.items(), reverse=True):
            for form in (f"'{path}'", path):
                words = words.replace(form, name)
        return words.replace(self.folder, "the folder for temporary files")

    def place(self, name: str, ending: str, what: str) -> str:
        """A path for a file of about a name that is not there yet; words on it call it what it is made of."""
        stem = re.sub(r"[^\w.-]+", "_", name)[:80].lstrip(".-") or "unnamed"
        path, number = os.path.join(self.folder, stem + ending), 1
        while os.path.exists(path):
            number += 1
            path = os.path.join(self.folder, f"{stem}-{number}{ending}")
        self._names[path] = what
        return path

    # Models

    def model(self, model: Any) -> Optional[str]:
        """The path of a model's file; None for the bundled model."""
        if model is None or isinstance(model, (str, os.PathLike)):
            return None if model is None else _path(model, "model")
        classes = [(part.__module__, part.__name__) for part in type(model).__mro__]
        # With Torch below it, a model of Keras is a module of Torch too.
        if any(name == "Model" and _is_keras(module) for module, name in classes):
            return self._saved(model)
        if any(_is_keras(module) and name == "Layer" for module, name in classes):
            raise Error(
                "a layer of Keras, where a model is needed; put it into keras.Sequential([keras.Input(…), layer])"
            )
        if any(module.split(".")[0] == "torch" for module, _ in classes):
            raise Error(
                "a PyTorch model; export it with torch.onnx.export(model.eval(), (torch.rand(1, 3, 224, 224),), 'my.onnx'), "
                "with the size of its pictures, and hand over 'my.onnx'"
            )
        raise Error(
            f"{kind(model)}, where a model is needed; hand over a Keras model, the path of a .keras, .h5 or .onnx file, or "
            "None for the bundled model"
        )

    def _saved(self, model: Any) -> str:
        if not getattr(model, "built", True):
            raise Error(
                "the model has no shapes and no weights yet; call it on a picture, or begin it with "
                "keras.Input((rows, columns, channels))"
            )
        path = self.place(str(getattr(model, "name", "model")), ".keras", "the model")
        try:
            model.save(path)
        except Exception as error:
            raise Error(f"Keras can't save the model: {error}") from error
        return path

    def labels(self, labels: Any) -> Optional[str]:
        """The path of a file of class names."""
        if labels is None:
            return None
        if isinstance(labels, (str, os.PathLike)):
            return _path(labels, "labels")
        names = _names(labels)
        for name in names:
            if "\n" in name or "\r" in name:
                raise Error(f"the class name {name!r} has a line break; give names of one line")
        try:
            data = "".join(name + "\n" for name in names).encode("utf-8")
        except UnicodeEncodeError as error:
            raise Error(f"a class name has half a character, which no file can have: {error}") from error
        path = self.place("classes", ".labels", "the labels")
        with open(path, "wb") as file:
            file.write(data)
        return path

    # Images

    def image(self, image: Any, span: Any = None) -> str:
        """The path of an image's file; floats are in a range as `input_range` has it."""
        if isinstance(image, (str, os.PathLike)):
            return _path(image, "image")
        path = self.place("image", ".png", "the image")
        with open(path, "wb") as file:
            file.write(png(*picture(image, span)))
        return path


def _exit(number: int, frame: Optional[FrameType]) -> None:
    raise SystemExit(128 + number)


def _is_keras(module: str) -> bool:
    return module.split(".")[0] in ("keras", "tf_keras") or module.startswith("tensorflow.python.keras")


def _names(labels: Any) -> List[str]:
    """Class names in the order of their indices."""
    if isinstance(labels, abc.Mapping):
        return _indexed(labels)
    # Arrays and series of names are no sequences to Python.
    listed = labels.tolist() if callable(getattr(labels, "tolist", None)) else labels
    if isinstance(listed, (bytes, bytearray)) or not isinstance(listed, abc.Sequence):
        raise Error(
            f"{kind(labels)}, where class names are needed; hand over a list of them in the order of the outputs, a "
            "dictionary of them by index, or the path of a file that has one a line"
        )
    return [str(name) for name in listed]


def _indexed(labels: Any) -> List[str]:
    """Class names of a dictionary by index."""
    if (
        labels
        and all(isinstance(name, str) for name in labels)
        and not any(isinstance(name, str) for name in labels.values())
    ):
        raise Error(
            "the labels are indices by name; hand over {index: name for name, index in labels.items()}, or a list of "
            "the names in the order of the outputs"
        )
    try:
        names = {operator.index(index): str(name) for index, name in labels.items()}
    except TypeError as error:
        raise Error("the labels are a dictionary, and its keys are no indices; give names by 0, 1, 2 …") from error
    missing = [index for index in range(len(names)) if index not in names]
    if missing or len(names) < len(labels):
        raise Error(
            f"the labels are a dictionary of {len(labels)} names, and {missing[0] if missing else 'one'} is missing; "
            "give one for each index from 0 on"
        )
    return [names[index] for index in range(len(names))]


def _path(path: Any, what: str) -> str:
    text = os.fspath(path)
    if not isinstance(text, str):
        raise Error(f"the path of the {what} is bytes; give text")
    if not text:
        raise Error(f"the path of the {what} is empty; name a file")
    if "\0" in text:
        raise Error(f"the path of the {what}, {ascii(text)}, has the character of the number 0; name a file")
    # What begins with - would be an option, or standard input; a bare word, a command.
    return os.path.join(".", text) if text.startswith("-") or text.isalpha() else text
