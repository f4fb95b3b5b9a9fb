#!/usr/bin/env python3
"""Make the fixtures of changed networks: what Keras computes after changes as `cnnview --change` takes them.

Usage:
    python make_changes.py

Reads the networks that make_fixtures.py wrote, and writes, beside this script:
    changes/changes.json       a list of {"network", "changes", "tensors"}: the fixture ("reference" is the bundled network
                               on the bundled ship), the changes as they are typed, the layers of which numbers are kept
    changes/tensors.npz        of the case with index N: "N.input", the picture before the changes, where it is not the
                               bundled ship; "N.<layer>", that layer's activation after them, float32, no batch axis
    changes/README.md          versions and seed

A change is made here by NumPy on pictures, and by Keras's own set_weights and a network run layer by layer on the rest,
not by any code of the project. Pictures come from a generator seeded by the index of their case. The same versions write
the same files.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras
import numpy as np
import tensorflow as tf
from PIL import Image

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SEED = 20240
LARGEST = 150  # of an inner layer more numbers are not kept

CASES = [
    ("reference", ["drop conv2d[:,:,0]"]),
    ("reference", ["set conv2d.kernel[0,2,1,0] -1"]),
    ("reference", ["paint 3-8,10-19 grey"]),
    ("reference", ["paint 3-8,10-19 #6fa5d6", "shift 1,0"]),
    ("reference", ["drop input[:,:,0]"]),
    ("reference", ["swap red blue"]),
    ("reference", ["filter conv2d 9 sobel-x"]),
    ("reference", ["drop dense[41]", "set dense_1.bias[9] 2.5"]),
    ("reference", ["hold conv2d[16,11,0] 2.5", "flip", "paint 0-31,0 mean"]),
    ("tutorial", ["paint 2-9,0-4 orange", "drop conv2d_1[:,:,3]"]),
    ("tutorial", ["filter conv2d_2 5 laplace", "filter conv2d 0 blur"]),
    ("kernels", ["set conv2d_1.kernel[4,4,2,3] 0.75", "drop conv2d_3[:,:,1]"]),
    ("strides_same", ["filter conv2d 2 sobel-y", "hold conv2d_1[4,9,2] -3"]),
    ("strides_valid", ["shift -2,3", "drop conv2d_1[:,:,0]"]),
    ("pooling_valid", ["drop max_pooling2d_1[:,:,1]", "swap 0 1"]),
    ("grey_sigmoid", ["paint 1-4,2-12 red", "paint 10,10 0.25", "filter conv2d 3 identity"]),
    ("averages_same", ["drop average_pooling2d_1[:,:,2]", "flip"]),
    ("depthwise", ["set depthwise_conv2d_1.kernel[1,2,5,0] -2", "drop input[:,:,1]"]),
    ("dilation_groups", ["filter conv2d 4 zero", "set conv2d_3.bias[7] 1e-3"]),
    ("batch_normalizations", ["set batch_normalization.gamma[1] 3", "hold flatten[17] 4"]),
]

COLOURS = {"grey": [0.5] * 3, "orange": [1, 0.5, 0], "red": [1, 0, 0]}
FILTERS = {
    "zero": np.zeros((3, 3)),
    "identity": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
    "blur": np.full((3, 3), 1 / 9),
    "sobel-x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "sobel-y": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
    "laplace": [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
}


def colour(word: str, picture: np.ndarray) -> np.ndarray:
    channels = picture.shape[2]
    if word == "mean":
        return picture.mean(axis=(0, 1), dtype=np.float64)
    if word.startswith("#"):
        parts = np.array([int(word[i:i + 2], 16) / 255 for i in (1, 3, 5)])
    elif word in COLOURS:
        parts = np.array(COLOURS[word])
    else:
        return np.full(channels, float(word))
    return parts if channels == 3 else np.array([parts @ [0.299, 0.587, 0.114]])


def indices(text: str) -> tuple:
    return tuple(slice(None) if part == ":" else int(part) for part in text.split(","))


def changed_picture(picture: np.ndarray, words: list[str]) -> np.ndarray:
    picture = picture.copy()
    if words[0] == "paint":
        ends = [[int(n) for n in part.split("-")] for part in words[1].split(",")]
        (top, bottom), (left, right) = [(e[0], e[-1] + 1) for e in ends]
        picture[top:bottom, left:right] = colour(words[2], picture)
    elif words[0] == "shift":
        down, right = (int(n) for n in words[1].split(","))
        rows = np.clip(np.arange(picture.shape[0]) - down, 0, picture.shape[0] - 1)
        columns = np.clip(np.arange(picture.shape[1]) - right, 0, picture.shape[1] - 1)
        picture = picture[rows][:, columns]
    elif words[0] == "flip":
        picture = picture[:, ::-1].copy()
    elif words[0] == "swap":
        a, b = (["red", "green", "blue"].index(w) if w.isalpha() else int(w) for w in words[1:])
        picture[..., [a, b]] = picture[..., [b, a]]
    return picture


def set_weight(layer: keras.Layer, name: str, where: tuple, value) -> None:
    variables = [v for v in layer.weights if v.name == name]
    assert len(variables) == 1, (layer.name, [v.name for v in layer.weights])
    numbers = variables[0].numpy()
    numbers[where] = value
    variables[0].assign(numbers)


def run(index: int, network: str, changes: list[str]) -> dict[str, np.ndarray]:
    if network == "reference":
        model = keras.models.load_model(ROOT / "assets/models/cifar10.keras")
        picture = np.asarray(Image.open(ROOT / "assets/images/ship.ppm"), np.float32) / np.float32(255)
        tensors = {}
    else:
        model = keras.models.load_model(HERE / f"networks/{network}/network.keras")
        picture = np.random.default_rng([SEED, index]).random(model.input_shape[1:], np.float32)
        tensors = {"input": picture}
    assert isinstance(model, keras.Sequential)
    held: list[tuple[str, tuple, float]] = []
    for change in changes:
        words = change.split()
        picture = changed_picture(picture, words)
        if words[0] in ("drop", "hold"):
            name, where = re.fullmatch(r"(.+)\[(.+)\]", words[1]).groups()
            held.append((name, indices(where), float(words[2]) if words[0] == "hold" else 0))
        elif words[0] == "set":
            layer, name, where = re.fullmatch(r"(.+)\.(.+)\[(.+)\]", words[1]).groups()
            set_weight(model.get_layer(layer), name, indices(where), float(words[2]))
        elif words[0] == "filter":
            layer = model.get_layer(words[1])
            depth = layer.kernel.shape[2]
            numbers = np.repeat(np.array(FILTERS[words[3]])[:, :, None], depth, axis=2) / depth
            set_weight(layer, "kernel", (..., int(words[2])), numbers)
            if layer.use_bias:
                set_weight(layer, "bias", (int(words[2]),), 0)
    numbers = picture.astype(np.float32)
    for name in ["input"] + [layer.name for layer in model.layers]:
        if name != "input":
            numbers = model.get_layer(name)(numbers[None], training=False).numpy()[0]
        for held_name, where, value in held:
            if held_name == name:
                numbers[where] = value
        if name != "input" and (numbers.size <= LARGEST or name == model.layers[-1].name):
            tensors[name] = numbers.copy()
    return tensors


def main() -> None:
    target = HERE / "changes"
    target.mkdir(exist_ok=True)
    cases = []
    with zipfile.ZipFile(target / "tensors.npz", "w") as archive:
        for index, (network, changes) in enumerate(CASES):
            tensors = run(index, network, changes)
            cases.append({"network": network, "changes": changes, "tensors": [t for t in tensors if t != "input"]})
            for name, tensor in tensors.items():
                data = io.BytesIO()
                np.save(data, np.ascontiguousarray(tensor, np.float32))
                member = zipfile.ZipInfo(f"{index}.{name}.npy", date_time=(2024, 1, 1, 0, 0, 0))
                archive.writestr(member, data.getvalue())
    lines = ",\n".join("  " + json.dumps(case) for case in cases)
    (target / "changes.json").write_text(f"[\n{lines}\n]\n")
    (target / "README.md").write_text(
        f"""# Changed networks

What Keras computes of {len(CASES)} networks after changes, made by `make_changes.py` with TensorFlow {tf.__version__},
Keras {keras.__version__}, NumPy {np.__version__}; pictures from seed {SEED} and the index of their case. Its first lines say
what the files hold.
""")


if __name__ == "__main__":
    main()
