#!/usr/bin/env python3
"""Make legacy .h5 files of networks that are there as .keras files, as Keras 3 and as Keras 2 save them.

Usage:
    pip install --no-deps tf_keras==2.21.0
    python make_legacy_fixtures.py

Reads networks/<name>/, which make_fixtures.py writes, and writes, beside this script:
    legacy/<name>.keras3.h5    saved by Keras 3
    legacy/<name>.keras2.h5    the same network, built and saved by Keras 2 (the package tf_keras)
    legacy/weights.h5          weights without a model

All weights are those of networks/<name>/network.keras, and each network is run before it is saved: what it gives for
networks/<name>/input.npy has to be what Keras gave for that file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras
import numpy as np
import tf_keras
from tf_keras.layers import BatchNormalization, Conv2D, Dense, Flatten, InputLayer, MaxPooling2D

HERE = Path(__file__).resolve().parent
KERAS3 = ["tutorial", "built_later", "shared_layer", "nested_sequential", "nested_models", "nested_normalizations"]


# The networks once more, in Keras 2.


def tutorial() -> tf_keras.Model:
    return tf_keras.Sequential([
        Conv2D(4, (3, 3), activation="relu", input_shape=(20, 20, 3)),
        MaxPooling2D((2, 2)),
        Conv2D(6, (3, 3), activation="relu"),
        MaxPooling2D((2, 2)),
        Conv2D(6, (3, 3), activation="relu"),
        Flatten(),
        Dense(8, activation="relu"),
        Dense(10),
    ])


def built_later() -> tf_keras.Model:
    network = tf_keras.Sequential([
        Conv2D(3, (3, 3), strides=2, padding="same", activation="relu"),
        MaxPooling2D((2, 2), strides=1),
        Flatten(),
        Dense(4),
    ])
    network.build((None, 10, 9, 3))
    return network


def shared_layer() -> tf_keras.Model:
    picture = tf_keras.Input((7, 6, 3))
    convolution = Conv2D(3, (3, 3), padding="same", activation="tanh", name="again")
    dense = Dense(3, name="both")
    values = dense(convolution(convolution(convolution(picture))))
    return tf_keras.Model(picture, Dense(2)(Flatten()(dense(MaxPooling2D((2, 2))(values)))))


def nested_models() -> tf_keras.Model:
    inner_picture = tf_keras.Input((5, 5, 2), name="inner_picture")
    inner = tf_keras.Model(
        inner_picture, Conv2D(2, (1, 1))(Conv2D(4, (3, 3), padding="same", activation="relu")(inner_picture)),
        name="inner")
    middle = tf_keras.Sequential([
        InputLayer((5, 5, 2)),
        Conv2D(2, (2, 2), padding="same", name="own"), inner, Conv2D(2, (1, 1), activation="tanh")], name="middle")
    picture = tf_keras.Input((5, 5, 2), name="picture")
    values = Conv2D(2, (1, 1), name="first")(picture)
    values = middle(Conv2D(2, (1, 1), name="between")(middle(values)))
    return tf_keras.Model(picture, Dense(3)(Flatten()(values)))


def nested_normalizations() -> tf_keras.Model:
    def block(name: str, channels: int) -> tf_keras.Model:
        picture = tf_keras.Input((6, 6, channels))
        values = BatchNormalization(name="norm")(Conv2D(3, (3, 3), name="conv", padding="same")(picture))
        values = BatchNormalization(name="norm_again", scale=False)(Conv2D(2, (1, 1), name="mix")(values))
        return tf_keras.Model(picture, values, name=name)
    return tf_keras.Sequential([
        InputLayer((6, 6, 2)), block("one", 2), block("two", 2), Flatten(), Dense(3)])


KERAS2: list[Callable[[], tf_keras.Model]] = [
    tutorial, built_later, shared_layer, nested_models, nested_normalizations]


def check(network: keras.Model | tf_keras.Model, folder: Path) -> None:
    found = network.predict(np.load(folder / "input.npy")[None], verbose=0)[0]
    assert any(
        found.shape == expected.shape and np.allclose(found, expected, rtol=1e-5, atol=1e-6)
        for expected in map(np.load, folder.glob("dense*.npy"))), folder


def shared_across_models() -> keras.Model:
    """A layer of a model that a model inside of it has too; Keras 3 saves its weights twice."""
    keras.utils.set_random_seed(1)
    shared = keras.layers.Conv2D(2, (1, 1), bias_initializer="ones", name="shared")
    inner_picture = keras.Input((4, 4, 2))
    inner = keras.Model(inner_picture, shared(inner_picture), name="inner")
    picture = keras.Input((4, 4, 2), name="picture")
    return keras.Model(picture, keras.layers.Dense(2)(keras.layers.Flatten()(inner(shared(picture)))))


def main() -> None:
    target = HERE / "legacy"
    target.mkdir(exist_ok=True)
    for name in KERAS3:
        network = keras.models.load_model(HERE / "networks" / name / "network.keras", compile=False)
        check(network, HERE / "networks" / name)
        network.save(target / f"{name}.keras3.h5")
    for build in KERAS2:
        tf_keras.backend.clear_session()
        folder = HERE / "networks" / build.__name__
        network = build()
        network.set_weights(keras.models.load_model(folder / "network.keras", compile=False).get_weights())
        check(network, folder)
        network.save(target / f"{build.__name__}.keras2.h5")
    keras.models.load_model(HERE / "networks/tutorial/network.keras", compile=False).save_weights(
        target / "weights.weights.h5")
    (target / "weights.weights.h5").rename(target / "weights.h5")
    shared_across_models().save(target / "shared_across_models.keras3.h5")
    print(f"Keras {keras.__version__}, tf_keras {tf_keras.__version__}: {len(list(target.glob('*.h5')))} files")


if __name__ == "__main__":
    main()
