"""Files for what is handed over as objects: they are there for one call."""

from __future__ import annotations

import os
import re
import shutil
import signal
import struct
import tempfile
import threading
import zlib
from types import FrameType, TracebackType
from typing import Any, Dict, Optional, Sequence, Tuple, Type

from ._program import Error


class Files:
    """A folder for the files of one call, which is gone afterwards, however the call ends.

    Where a signal would end Python at once, it ends it by SystemExit meanwhile.
    """

    def __init__(self) -> None:
        self.folder = ""
        self._handlers: Dict[int, Any] = {}

    def __enter__(self) -> Files:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(number) is signal.SIG_DFL:
                    self._handlers[number] = signal.signal(number, _exit)
        self.folder = tempfile.mkdtemp(prefix="cnnview-")
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def place(self, name: str, ending: str) -> str:
        """A path for a file of about a name that is not there yet."""
        stem = re.sub(r"[^\w.-]+", "_", name)[:80].lstrip(".-") or "unnamed"
        path, number = os.path.join(self.folder, stem + ending), 1
        while os.path.exists(path):
            number += 1
            path = os.path.join(self.folder, f"{stem}-{number}{ending}")
        return path

    # Models

    def model(self, model: Any) -> Optional[str]:
        """The path of a model's file; None for the bundled model."""
        if model is None or isinstance(model, (str, os.PathLike)):
            return None if model is None else _path(model, "model")
        classes = [(kind.__module__, kind.__name__) for kind in type(model).__mro__]
        # With Torch below it, a model of Keras is a module of Torch too.
        if any(name == "Model" and _is_keras(module) for module, name in classes):
            return self._saved(model)
        if any(_is_keras(module) and name == "Layer" for module, name in classes):
            raise Error(
                "a layer of Keras, where a model is needed; put it into keras.Sequential([keras.Input(…), layer])"
            )
        if any(module.split(".")[0] == "torch" for module, _ in classes):
            raise Error(
                "a PyTorch model, and those can't be read yet, neither as files of torch.save nor as ONNX; what can be "
                "done now: build the same layers in Keras, copy the weights (transposed: Keras has a kernel as rows, "
                "columns, input channels, filters), and hand that model over"
            )
        raise Error(
            f"{_kind(model)}, where a model is needed; hand over a Keras model, the path of a .keras or .h5 file, or None "
            "for the bundled model"
        )

    def _saved(self, model: Any) -> str:
        if not getattr(model, "built", True):
            raise Error(
                "the model has no shapes and no weights yet; call it on a picture, or begin it with "
                "keras.Input((rows, columns, channels))"
            )
        path = self.place(str(getattr(model, "name", "model")), ".keras")
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
        names = [str(name) for name in labels]
        for name in names:
            if "\n" in name or "\r" in name:
                raise Error(f"the class name {name!r} has a line break; give names of one line")
        path = self.place("classes", ".labels")
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write("".join(name + "\n" for name in names))
        return path

    # Images

    def image(self, image: Any, name: str = "image") -> str:
        """The path of an image's file."""
        if isinstance(image, (str, os.PathLike)):
            return _path(image, "image")
        if any(kind.__module__ == "PIL.Image" and kind.__name__ == "Image" for kind in type(image).__mro__):
            return self._written(name, *_of_pillow(image))
        if hasattr(image, "__array__") or hasattr(image, "__array_interface__"):
            return self._written(name, *_of_array(image))
        raise Error(f"{_kind(image)}, where an image is needed; hand over a path, a NumPy array, or an image of Pillow")

    def _written(self, name: str, shape: Tuple[int, int, int], depth: int, samples: bytes) -> str:
        path = self.place(name, ".png")
        with open(path, "wb") as file:
            file.write(png(shape, depth, samples))
        return path


def _exit(number: int, frame: Optional[FrameType]) -> None:
    raise SystemExit(128 + number)


def _is_keras(module: str) -> bool:
    return module.split(".")[0] in ("keras", "tf_keras") or module.startswith("tensorflow.python.keras")


def _kind(value: Any) -> str:
    return f"a value of the type {type(value).__module__}.{type(value).__qualname__}".replace("builtins.", "")


def _path(path: Any, what: str) -> str:
    text = os.fspath(path)
    if not isinstance(text, str):
        raise Error(f"the path of the {what} is bytes; give text")
    if not text:
        raise Error(f"the path of the {what} is empty; name a file")
    # What begins with - would be an option, or standard input; a bare word, a command.
    return os.path.join(".", text) if text.startswith("-") or text.isalpha() else text


def png(shape: Tuple[int, int, int], depth: int, samples: bytes) -> bytes:
    """A PNG file of samples (rows, columns, channels), of 8 or 16 bits, the high byte first."""
    rows, columns, channels = shape
    colour = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    width = columns * channels * depth // 8
    lines = b"".join(b"\0" + samples[row * width : (row + 1) * width] for row in range(rows))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", columns, rows, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines, 1)) + chunk(b"IEND", b"")


def _of_pillow(image: Any) -> Tuple[Tuple[int, int, int], int, bytes]:
    """The samples of an image of Pillow, as the file of it would be read."""
    if image.getexif().get(0x0112, 1) != 1:
        raise Error(
            "the image says that it is to be turned, and its pixels are not; hand over PIL.ImageOps.exif_transpose(image), "
            "or the path of its file"
        )
    mode = image.mode
    if mode == "P" or mode == "PA":
        has_alpha = mode == "PA" or "transparency" in image.info
        image = image.convert("RGBA" if has_alpha else "RGB")
    elif mode == "1":
        image = image.convert("L")
    elif mode in ("L", "RGB") and "transparency" in image.info:
        raise Error(
            f"one colour of the image is transparent; hand over image.convert({'LA' if mode == 'L' else 'RGBA'!r})"
        )
    channels = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}.get(image.mode)
    if channels is not None:
        return (image.height, image.width, channels), 8, image.tobytes()
    if image.mode in ("I;16", "I;16L", "I;16B"):
        samples = image.tobytes()
        if image.mode != "I;16B":
            swapped = bytearray(samples)
            swapped[0::2], swapped[1::2] = samples[1::2], samples[0::2]
            samples = bytes(swapped)
        return (image.height, image.width, 1), 16, samples
    raise Error(f"an image of the mode {mode}; hand over image.convert('RGB'), or 'L' for grey")


def _of_array(image: Any) -> Tuple[Tuple[int, int, int], int, bytes]:
    """The samples of an array that is a picture without doubt, as exactly as it has them."""
    import numpy

    if callable(getattr(image, "detach", None)):
        image = image.detach().cpu()
    array = numpy.asarray(image)
    shape = _picture_shape(array.shape)
    if array.dtype == numpy.uint8:
        return shape, 8, numpy.ascontiguousarray(array).tobytes()
    if array.dtype.kind != "f":
        raise Error(
            f"an array of {array.dtype}; give uint8 from 0 to 255, with image.astype('uint8') where that is what it has, or "
            "floats from 0 to 1"
        )
    lowest, highest = float(array.min()), float(array.max())
    if not (0 <= lowest and highest <= 1):
        words = (
            "numbers that are not finite"
            if not numpy.isfinite(array).all()
            else f"numbers from {lowest:g} to {highest:g}"
        )
        raise Error(
            f"an array of floats has {words}, and a picture has 0 to 1; where they are 0 to 255, hand over "
            "image.astype('uint8'); where they are prepared for a network already, the picture before that"
        )
    wide = array.astype(numpy.float64)
    for depth, dtype in ((8, "u1"), (16, ">u2")):
        steps = 2**depth - 1
        whole = numpy.rint(wide * steps)
        # The steps themselves, as float32 has them, whether divided by 255 or multiplied by 1/255.
        if (numpy.abs(wide - whole / steps) <= 2.0**-23).all():
            return shape, depth, whole.astype(dtype).tobytes()
    raise Error(
        "the floats lie between the steps of a picture file (n/255 or n/65535), and would be rounded; to have that, hand over "
        "(image * 255).round().astype('uint8')"
    )


def _picture_shape(shape: Sequence[int]) -> Tuple[int, int, int]:
    """Rows, columns and channels of an array's shape; an Error where it can be read otherwise, or not at all."""
    found = "(" + ", ".join(str(count) for count in shape) + ")"
    if 0 in shape:
        raise Error(f"an array of the shape {found} has no pixels")
    if len(shape) == 4:
        raise Error(f"a batch of the shape {found}; take one picture of it: images[0], or hand over list(images)")
    if len(shape) == 2:
        return shape[0], shape[1], 1
    if len(shape) != 3:
        raise Error(f"an array of the shape {found}; a picture has rows, columns, and channels: (height, width, 3)")
    first, last = shape[0] in (1, 3), shape[2] in (1, 3)
    if last and not first:
        return shape[0], shape[1], shape[2]
    if last and first:
        raise Error(
            f"an array of the shape {found} may have its channels first or last; save it as a picture file, and hand over "
            "its path"
        )
    if first:
        raise Error(
            f"an array of the shape {found} has its channels first, or is a batch of grey pictures; hand over "
            "image.transpose(1, 2, 0), or images[0]"
        )
    if shape[2] in (2, 4):
        raise Error(
            f"an array of the shape {found} has {shape[2]} channels; hand over image[..., :{shape[2] - 1}] to leave out "
            "transparency"
        )
    raise Error(
        f"an array of the shape {found}; a picture has 1 or 3 channels, behind rows and columns: (height, width, 3)"
    )
