#!/usr/bin/env python3
"""Make the pictures of the tests, and their samples as another program decodes them.

Usage:
    python make_pictures.py [exif] [webp]

Without words it makes all of them anew, with words only those that need nothing of the others. Writes, beside this
script:
    pictures/<name>.png, .jpg, .webp   small pictures of every kind
    pictures/<name>.npy                the samples, uint8 or uint16, (height, width, channel), without alpha
    pictures/README.md                 what was written, with versions

PNG files are written here, chunk by chunk, since Pillow writes neither interlaced ones nor 16 bits of colour. Pillow
decodes them with code of its own; those of 16 bits, of which Pillow keeps 8 where they have
colour, are decoded by TensorFlow (libpng). JPEG files are written and decoded by Pillow (libjpeg-turbo), except that
orientations are applied by PIL.ImageOps.exif_transpose, those of PNG and WebP too. WebP files are written and decoded
by Pillow (libwebp), and alpha is left out. What an interlaced file decodes to is not stored again: this
script ends with an error if it isn't the same as without interlacing.

All numbers come from one seed, those of `exif` and `webp` from the next ones: two runs with the same versions write the same files.
"""

from __future__ import annotations

import io
import os
import platform
import shutil
import struct
import sys
import zlib
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import PIL
import tensorflow as tf
from PIL import Image, ImageOps, features

HERE = Path(__file__).resolve().parent / "pictures"
SEED = 20241
ADAM7 = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
KINDS = {0: "grey", 2: "rgb", 3: "palette", 4: "grey_alpha", 6: "rgb_alpha"}
DEPTHS = {0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]}
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
HEIGHT, WIDTH = 11, 13  # no multiples of 8, so that rows end inside a byte and every pass is cut


# PNG: chunks, rows, passes (PNG specification, 3rd edition, 5, 7, 8, 11)


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def packed_row(row: np.ndarray, depth: int) -> bytes:
    if depth == 16:
        return row.astype(">u2").tobytes()
    if depth == 8:
        return row.astype(np.uint8).tobytes()
    bits = (row.reshape(-1, 1) >> np.arange(depth - 1, -1, -1)) & 1
    return np.packbits(bits.reshape(-1).astype(np.uint8)).tobytes()


def filtered(rows: list[bytes], step: int, generator: np.random.Generator) -> bytes:
    """The rows, each through one of the five filters."""
    result = b""
    above = bytes(len(rows[0])) if rows else b""
    for row in rows:
        kind = int(generator.integers(5))
        result += bytes([kind])
        for index, value in enumerate(row):
            a = row[index - step] if index >= step else 0
            b = above[index]
            c = above[index - step] if index >= step else 0
            nearest = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
            result += bytes([(value - [0, a, b, (a + b) // 2, nearest][kind]) % 256])
        above = row
    return result


def png(
    stored: np.ndarray, kind: int, depth: int, *, interlaced: bool, between: list[bytes], generator: np.random.Generator
) -> bytes:
    height, width, _ = stored.shape
    step = max(1, CHANNELS[kind] * depth // 8)
    passes = [stored[top::down, left::right] for top, left, down, right in ADAM7] if interlaced else [stored]
    data = b"".join(
        filtered([packed_row(row, depth) for row in part], step, generator) for part in passes if part.size > 0)
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(interlaced))
    packed = zlib.compress(data, 9)
    half = len(packed) // 2
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(between) + chunk(b"IDAT", packed[:half])
            + chunk(b"IDAT", packed[half:]) + chunk(b"IEND"))


def png_samples(data: bytes, kind: int, depth: int) -> np.ndarray:
    """What another program decodes."""
    if depth == 16:
        return tf.io.decode_png(data, dtype=tf.uint16).numpy()[..., : 1 if kind in (0, 4) else 3]
    picture = Image.open(io.BytesIO(data))
    return planes(picture.convert("L" if kind in (0, 4) else "RGB"))


def planes(picture: Image.Image) -> np.ndarray:
    array = np.asarray(picture)
    return array[..., None] if array.ndim == 2 else array


def save(name: str, data: bytes) -> None:
    (HERE / name).write_bytes(data)


def save_samples(name: str, samples: np.ndarray) -> None:
    np.save(HERE / f"{name}.npy", np.ascontiguousarray(samples))


def write_png(name: str, kind: int, depth: int, before: list[bytes], stored: np.ndarray,
              generator: np.random.Generator) -> None:
    plain = png(stored, kind, depth, interlaced=False, between=before, generator=generator)
    laced = png(stored, kind, depth, interlaced=True, between=before, generator=generator)
    samples = png_samples(plain, kind, depth)
    assert np.array_equal(samples, png_samples(laced, kind, depth)), name
    assert samples.shape == (*stored.shape[:2], 1 if kind in (0, 4) else 3), name
    save(f"{name}.png", plain)
    save(f"{name}_interlaced.png", laced)
    save_samples(name, samples)


def make_png(generator: np.random.Generator) -> None:
    for kind, depths in DEPTHS.items():
        for depth in depths:
            stored = generator.integers(0, 1 << depth, (HEIGHT, WIDTH, CHANNELS[kind]))
            palette = chunk(b"PLTE", generator.integers(0, 256, 3 << depth, dtype=np.uint8).tobytes())
            name = f"{KINDS[kind]}_{depth}"
            write_png(name, kind, depth, [palette] if kind == 3 else [], stored, generator)
            if kind == 3:
                transparency = chunk(b"tRNS", bytes(range(0, min(256, 1 << depth))))
                write_png(f"{name}_transparent", kind, depth, [palette, transparency], stored, generator)
            if kind in (0, 2):
                key = chunk(b"tRNS", struct.pack(f">{CHANNELS[kind]}H", *map(int, stored[0, 0])))
                write_png(f"{name}_transparent", kind, depth, [key], stored, generator)
    gamma = [chunk(b"gAMA", struct.pack(">I", 100_000)), chunk(b"sBIT", bytes([5, 6, 5]))]
    write_png("rgb_8_gamma", 2, 8, gamma, generator.integers(0, 256, (HEIGHT, WIDTH, 3)), generator)
    write_png("one_pixel", 2, 8, [], generator.integers(0, 256, (1, 1, 3)), generator)


# JPEG


def scene(height: int, width: int, channels: int, generator: np.random.Generator) -> np.ndarray:
    """Smooth colours with edges and some noise, so that upsampling and every coefficient matter."""
    rows, columns = np.mgrid[0:height, 0:width]
    result = np.empty((height, width, channels))
    for channel in range(channels):
        wave = np.sin(rows / (3 + channel) + channel) + np.cos(columns / (4 - channel / 2))
        edge = 60 * ((rows + (channel + 1) * columns) % (9 + channel) > 4)
        result[..., channel] = 100 + 40 * wave + edge + generator.normal(0, 6, (height, width))
    return np.clip(result, 0, 255).astype(np.uint8)


def write_jpeg(name: str, picture: Image.Image, **options: object) -> None:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", **options)
    save(f"{name}.jpg", buffer.getvalue())
    decoded = ImageOps.exif_transpose(Image.open(io.BytesIO(buffer.getvalue())))
    save_samples(name, planes(decoded if decoded.mode in ("L", "RGB") else decoded.convert("RGB")))


def make_jpeg(generator: np.random.Generator) -> None:
    colour = Image.fromarray(scene(37, 43, 3, generator))
    grey = Image.fromarray(scene(29, 22, 1, generator)[..., 0])
    inks = Image.fromarray(scene(21, 26, 4, generator), "CMYK")
    for progressive in (False, True):
        order = "progressive" if progressive else "baseline"
        for words, subsampling in (("444", "4:4:4"), ("422", "4:2:2"), ("420", "4:2:0")):
            write_jpeg(f"{order}_{words}_sampled", colour, quality=82, progressive=progressive, subsampling=subsampling)
        write_jpeg(f"{order}_grey", grey, quality=75, progressive=progressive)
        write_jpeg(f"{order}_cmyk", inks, quality=88, progressive=progressive)
    write_jpeg("restarts", colour, quality=60, restart_marker_blocks=2)
    write_jpeg("stored_as_rgb", colour, quality=90, keep_rgb=True)
    write_jpeg("one_pixel_jpeg", colour.crop((3, 3, 4, 4)), quality=90)
    small = colour.crop((5, 7, 22, 18))
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x010E] = "a picture"
        exif[0x0112] = orientation
        write_jpeg(f"orientation_{orientation}", small, quality=85, subsampling="4:4:4", exif=exif)
    make_ycck(inks)


def make_ycck(inks: Image.Image) -> None:
    """A CMYK file whose Adobe marker says YCCK: the same coefficients mean other inks."""
    buffer = io.BytesIO()
    inks.save(buffer, "JPEG", quality=88)
    data = buffer.getvalue()
    place = data.index(b"Adobe") + 11
    data = data[:place] + b"\x02" + data[place + 1 :]
    save("ycck.jpg", data)
    save_samples("ycck", planes(Image.open(io.BytesIO(data)).convert("RGB")))


# Orientation in PNG


def oriented(orientation: int) -> bytes:
    """Exif with a text and an orientation."""
    exif = Image.Exif()
    exif[0x010E] = "a picture"
    exif[0x0112] = orientation
    return exif.tobytes().removeprefix(b"Exif\0\0")


def make_exif() -> None:
    generator = np.random.default_rng(SEED + 1)
    stored = generator.integers(0, 256, (5, 9, 3))
    for orientation in range(1, 9):
        exif = [chunk(b"eXIf", oriented(orientation))]
        name = f"exif_{orientation}"
        plain = png(stored, 2, 8, interlaced=False, between=exif, generator=generator)
        save(f"{name}.png", plain)
        save_samples(name, planes(ImageOps.exif_transpose(Image.open(io.BytesIO(plain))).convert("RGB")))
        if orientation == 7:
            save(f"{name}_interlaced.png", png(stored, 2, 8, interlaced=True, between=exif, generator=generator))


# WebP


def write_webp(name: str, picture: Image.Image, **options: object) -> None:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", **options)
    save(f"{name}.webp", buffer.getvalue())
    decoded = ImageOps.exif_transpose(Image.open(io.BytesIO(buffer.getvalue())))
    save_samples(name, planes(decoded.convert("RGB")))


def make_webp() -> None:
    generator = np.random.default_rng(SEED + 2)
    colour = Image.fromarray(scene(37, 43, 3, generator))
    clear = colour.copy()
    clear.putalpha(Image.fromarray(scene(37, 43, 1, generator)[..., 0]))
    few = Image.fromarray((scene(37, 43, 3, generator) // 128 * 255).astype(np.uint8))
    write_webp("lossy_webp", colour, quality=80)
    write_webp("lossy_alpha_webp", clear, quality=60)
    write_webp("lossless_webp", colour, lossless=True)
    write_webp("lossless_alpha_webp", clear, lossless=True, exact=True)
    write_webp("lossless_few_colours_webp", few, lossless=True)
    write_webp("one_pixel_webp", colour.crop((3, 3, 4, 4)), quality=90)
    for orientation in (3, 6, 8):
        small = colour.crop((5, 7, 22, 18))
        write_webp(f"orientation_{orientation}_webp", small, lossless=orientation == 8, exif=oriented(orientation))


def main() -> None:
    groups = {"exif": make_exif, "webp": make_webp}
    if not sys.argv[1:]:
        shutil.rmtree(HERE, ignore_errors=True)
        HERE.mkdir()
        generator = np.random.default_rng(SEED)
        make_png(generator)
        make_jpeg(generator)
    for name in sys.argv[1:] or groups:
        groups[name]()
    count = len(list(HERE.glob("*.*"))) - (HERE / "README.md").exists()
    (HERE / "README.md").write_text(
        "# Pictures of every kind, with their samples\n\n"
        f"{count} files, written by `Tests/Fixtures/make_pictures.py` (seed {SEED}) with Python "
        f"{platform.python_version()}, NumPy {np.__version__},\nPillow {PIL.__version__} (libjpeg-turbo "
        f"{features.version('libjpeg_turbo')}, libwebp {features.version('webp')}, zlib {features.version('zlib')}), TensorFlow {tf.__version__}.\n\n"
        "`NAME.npy` holds the samples of `NAME.png` and `NAME_interlaced.png`, of `NAME.jpg` or `NAME.webp`: uint8 or\n"
        "uint16 as stored, (height, width, channel), alpha left out, EXIF's orientation applied.\n")


if __name__ == "__main__":
    main()
