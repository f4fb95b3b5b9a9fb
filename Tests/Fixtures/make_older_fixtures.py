#!/usr/bin/env python3
"""Make .keras files of networks that are there as legacy .h5 files, as Keras 2.13 saves them.

Usage:
    pip install tensorflow-cpu==2.13.1      # with Python 3.8 to 3.11
    python make_older_fixtures.py

Reads legacy/<name>.keras2.h5, which make_legacy_fixtures.py writes, and writes, beside this script:
    older/<name>.keras2_13.keras

Keras 2.13 counts a layer with weights twice, so that a second Conv2D has its weights under conv2d_2; `counted` mixes
layers of one class with weights and without.
"""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import h5py
import keras
import numpy as np

HERE = Path(__file__).resolve().parent
NAMES = ["tutorial", "nested_models", "nested_normalizations", "shared_layer"]
UNKNOWN = {"build_config", "optional", "registered_name", "module"}


def known(value: object) -> object:
    """A config without the keys that later versions write and Keras 2.13 refuses in an .h5 file."""
    if isinstance(value, list):
        return [known(element) for element in value]
    if isinstance(value, dict):
        return {key: known(element) for key, element in value.items() if key not in UNKNOWN}
    return value


def network(name: str) -> keras.Model:
    with h5py.File(HERE / "legacy" / f"{name}.keras2.h5") as file:
        config = known(json.loads(file.attrs["model_config"]))
    built = keras.models.model_from_json(json.dumps(config))
    built.load_weights(HERE / "legacy" / f"{name}.keras2.h5")
    return built


def counted() -> keras.Model:
    """Models inside of a model, with weights and without, in turns."""
    layers = keras.layers
    inner = [
        keras.Sequential([layers.ReLU()]),
        keras.Sequential([layers.Conv2D(3, 3), layers.Conv2D(2, 1)]),
        keras.Sequential([layers.ReLU()]),
        keras.Sequential([layers.Conv2D(4, 3)]),
    ]
    network = keras.Sequential([keras.Input((7, 7, 2)), *inner, layers.Conv2D(2, 1), layers.Conv2D(2, 1), layers.Flatten()])
    values = np.random.default_rng(2_13)
    network.set_weights([values.normal(size=w.shape).astype(np.float32) for w in network.get_weights()])
    return network


def save(network: keras.Model, path: Path) -> None:
    """Saves as Keras does, with a date that is always the same."""
    with tempfile.TemporaryDirectory() as scratch:
        saved = Path(scratch) / "network.keras"
        network.save(saved)
        with zipfile.ZipFile(saved) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    metadata = json.loads(members["metadata.json"]) | {"date_saved": "2024-01-01@00:00:00"}
    members["metadata.json"] = json.dumps(metadata).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0)), data)


def main() -> None:
    assert keras.__version__.startswith("2.13."), keras.__version__
    target = HERE / "older"
    target.mkdir(exist_ok=True)
    for name in NAMES:
        save(network(name), target / f"{name}.keras2_13.keras")
    mixed = counted()
    save(mixed, target / "counted.keras2_13.keras")
    picture = np.random.default_rng(7).normal(size=mixed.input_shape[1:]).astype(np.float32)
    np.save(target / "counted.input.npy", picture)
    np.save(target / "counted.output.npy", mixed.predict(picture[None], verbose=0)[0])


if __name__ == "__main__":
    main()
