"""Images that are objects as the samples of a picture file, exactly, or an Error with what can be done."""

from __future__ import annotations

import struct
import zlib
from typing import Any, Optional, Sequence, Tuple

from ._program import Error

#: Rows, columns and channels; bits; the samples, of 16 bits the high byte first.
Samples = Tuple[Tuple[int, int, int], int, bytes]
#: What black and white are as floats; None where nothing is said.
Span = Optional[Tuple[float, float]]


def picture(image: Any, span: Any = None) -> Samples:
    """The samples of an array or of an image of Pillow; floats are in a range as `input_range` has it."""
    if any(part.__module__ == "PIL.Image" and part.__name__ == "Image" for part in type(image).__mro__):
        return _of_pillow(image)
    if hasattr(image, "__array__") or hasattr(image, "__array_interface__"):
        return _of_array(image, _span(span))
    raise Error(f"{kind(image)}, where an image is needed; hand over a path, a NumPy array, or an image of Pillow")


def kind(value: Any) -> str:
    """What a value is, for words on it."""
    return f"a value of the type {type(value).__module__}.{type(value).__qualname__}".replace("builtins.", "")


def _span(text: Any) -> Span:
    """Black and white of an option `input_range`; what isn't one is left to the program's words."""
    try:
        lower, upper = (float(part) for part in str(text).split(":"))
    except ValueError:
        return None
    return (lower, upper) if lower < upper and upper - lower < float("inf") else None


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


def _of_pillow(image: Any) -> Samples:
    """The samples of an image of Pillow, as the file of it would be read."""
    if image.getexif().get(0x0112, 1) != 1:
        raise Error(
            "the image says that it is to be turned, and its pixels are not; hand over "
            "PIL.ImageOps.exif_transpose(image), or the path of its file"
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


def _of_array(image: Any, span: Span) -> Samples:
    """The samples of an array that is a picture without doubt, as exactly as it has them."""
    try:
        import numpy
    except ImportError as error:
        raise Error("an array is read with NumPy, and that isn't installed; pip install numpy") from error
    if callable(getattr(image, "detach", None)):
        image = image.detach().cpu()
    array = numpy.asarray(image)
    shape = _picture_shape(array.shape)
    if array.dtype == numpy.uint8:
        return shape, 8, numpy.ascontiguousarray(array).tobytes()
    if array.dtype == numpy.bool_:
        raise Error("an array of bool; for a mask in black and white hand over image.astype('uint8') * 255")
    if array.dtype.kind != "f":
        raise Error(
            f"an array of {array.dtype}; give uint8 from 0 to 255, with image.astype('uint8') where that is what it "
            "has, or floats from 0 to 1"
        )
    wide = array.astype(numpy.float64)
    if not numpy.isfinite(wide).all():
        raise Error(
            "an array of floats has numbers that are not finite (NaN or infinite), and a picture has none; find them "
            "with numpy.argwhere(~numpy.isfinite(image))"
        )
    unit = _steps(wide, (0.0, 1.0))
    found = unit if span in (None, (0.0, 1.0)) else _steps(wide, span)
    if found is None:
        found = unit
    elif unit is not None and unit != found:
        lower, upper = span or (0.0, 1.0)
        raise Error(
            f"the floats can be numbers from 0 to 1 and from {lower:g} to {upper:g}; hand over uint8 from 0 to 255"
        )
    if found is not None:
        return (shape, *found)
    raise Error(_remedy(float(wide.min()), float(wide.max()), span))


def _steps(wide: Any, span: Tuple[float, float]) -> Optional[Tuple[int, bytes]]:
    """Depth and samples of floats that are whole steps of a range; None where they are not, or leave it."""
    import numpy

    lower, upper = span
    # As float32 has them, whether divided by 255 or multiplied by 1/255.
    tolerance = 2.0**-23 * max(abs(lower), abs(upper), 1)
    if wide.min() < lower or wide.max() > upper:
        return None
    for depth, dtype in ((8, "u1"), (16, ">u2")):
        steps = 2**depth - 1
        whole = numpy.rint((wide - lower) / (upper - lower) * steps)
        if (numpy.abs(wide - (lower + whole / steps * (upper - lower))) <= tolerance).all():
            return depth, whole.astype(dtype).tobytes()
    return None


def _rounded(lower: float, upper: float) -> str:
    """What rounds floats of a range to a picture's steps."""
    moved = "image" if lower == 0 else f"(image {'-' if lower > 0 else '+'} {abs(lower):g})"
    scaled = f"({moved} * {255 / (upper - lower):.9g}).round()" if upper - lower != 255 else f"{moved}.round()"
    return f"{scaled}.astype('uint8')"


def _remedy(lowest: float, highest: float, span: Span) -> str:
    """What can be done about floats that are no whole steps of a range."""
    has = f"an array of floats has numbers from {lowest:.9g} to {highest:.9g}, and a picture has 0 to 1"
    spans = [(0.0, 1.0)] + ([span] if span is not None and span != (0.0, 1.0) else [])
    within = [(lower, upper) for lower, upper in spans if lower <= lowest and highest <= upper]
    if within:
        ways = [f"{_rounded(lower, upper)} where they are from {lower:g} to {upper:g}" for lower, upper in within]
        return (
            "the floats lie between the steps of a picture file (n/255 or n/65535 of their range), and would be "
            f"rounded; to have that, hand over {', or '.join(ways)}"
        )
    if -0.1 <= lowest and highest <= 1.1:
        return (
            f"{has}; where they have left it a little, as resizing and noise do, hand over (image.clip(0, 1) * 255)"
            ".round().astype('uint8')"
        )
    if 0 <= lowest and highest <= 255:
        return (
            f"{has}; where they are 0 to 255, hand over image.round().astype('uint8'), with input_range='0:255' if the "
            "network reads such numbers"
        )
    if -1 <= lowest and highest <= 1:
        return (
            f"{has}; where they are prepared as -1 to 1, hand over the picture before that, or these with "
            "input_range='-1:1'"
        )
    return (
        f"{has}; where they are prepared for a network, hand over the picture before that, and say how: with "
        "preprocess='caffe', 'torch' or 'tf', or with input_range, mean and std; where they are 0 to 255 "
        "but for a few, hand over image.clip(0, 255).round().astype('uint8')"
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
            f"an array of the shape {found} may have its channels first or last; save it as a picture file, and hand "
            "over its path"
        )
    if first:
        raise Error(
            f"an array of the shape {found} has its channels first, or is a batch of grey pictures; hand over "
            "image.transpose(1, 2, 0), or images[0]"
        )
    if shape[2] in (2, 4):
        raise Error(
            f"an array of the shape {found} has {shape[2]} channels; hand over image[..., :{shape[2] - 1}] to leave "
            "out transparency"
        )
    raise Error(
        f"an array of the shape {found}; a picture has 1 or 3 channels, behind rows and columns: (height, width, 3)"
    )
