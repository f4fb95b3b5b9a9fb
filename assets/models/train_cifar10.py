#!/usr/bin/env python3
"""Train the bundled network of cnnview on CIFAR-10 and save it as a Keras file.

Usage:
    python train_cifar10.py                     # data as keras.datasets.cifar10 fetches it
    python train_cifar10.py --data FOLDER       # FOLDER/train/<class>/*.jpg, FOLDER/test/<class>/*.jpg,
                                                # or FOLDER/cifar10-train.zip and cifar10-test.zip
    python train_cifar10.py --epochs 3 --out /tmp/quick

Writes cifar10.keras (weights and architecture only: no optimizer, not compiled) and cifar10.labels
(one class name a line) into --out, and prints the accuracy on the test pictures, overall and per class.

Training uses a twin of the network that has batch normalisation after each hidden layer. A normalisation
is a linear map once training is over, so it is folded into the weights and biases before it: the saved
network is the plain one, and computes the same logits. The test pictures are looked at once, after the
last epoch.
"""

from __future__ import annotations

import argparse
import io
import math
import os
import platform
import zipfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf
from PIL import Image

CLASSES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
SIDE = 32
Pictures = tuple[np.ndarray, np.ndarray]  # uint8 (n, 32, 32, 3) and int64 (n,)


# Networks


def build_network() -> keras.Sequential:
    """The network that is saved; its names are the ones that Keras gives in a fresh session."""
    keras.backend.clear_session()  # the counters behind the default names start again
    layers = keras.layers
    return keras.Sequential([
        keras.Input((SIDE, SIDE, 3), name="input"),
        layers.Conv2D(32, (3, 3), activation="relu"),
        layers.MaxPooling2D((2, 2)),
        layers.Conv2D(64, (3, 3), activation="relu"),
        layers.MaxPooling2D((2, 2)),
        layers.Conv2D(64, (3, 3), activation="relu"),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10),
    ])


def build_training_twin() -> keras.Sequential:
    """The same network with batch normalisation between each hidden weighted sum and its ReLU."""
    layers = keras.layers

    def normalised(layer: keras.Layer) -> list[keras.Layer]:
        return [layer, layers.BatchNormalization(momentum=0.98), layers.ReLU()]

    return keras.Sequential([
        keras.Input((SIDE, SIDE, 3)),
        *normalised(layers.Conv2D(32, (3, 3), use_bias=False)),
        layers.MaxPooling2D((2, 2)),
        *normalised(layers.Conv2D(64, (3, 3), use_bias=False)),
        layers.MaxPooling2D((2, 2)),
        *normalised(layers.Conv2D(64, (3, 3), use_bias=False)),
        layers.Flatten(),
        *normalised(layers.Dense(64, use_bias=False)),
        layers.Dense(10),
    ])


def folded(twin: keras.Sequential) -> keras.Sequential:
    """The plain network that computes what `twin` computes at inference."""
    weights: list[np.ndarray] = []
    for layer in twin.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            gamma, beta, mean, variance = (w.astype(np.float64) for w in layer.get_weights())
            scale = gamma / np.sqrt(variance + layer.epsilon)
            kernel = weights.pop()
            # The output channel is the last axis of both kinds of kernel, so the scale broadcasts.
            weights += [(kernel * scale).astype(np.float32), (beta - mean * scale).astype(np.float32)]
        else:
            weights += layer.get_weights()
    network = build_network()
    network.set_weights(weights)
    return network


# Data


def decode(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=np.uint8)


def files_of_zip(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.lower().endswith((".jpg", ".jpeg", ".png")):
                yield Path(name).parent.name, archive.read(name)


def files_of_folder(path: Path) -> Iterator[tuple[str, bytes]]:
    for label in CLASSES:
        for file in sorted((path / label).iterdir()):
            yield label, file.read_bytes()


def load_part(folder: Path, part: str) -> Pictures:
    archive = folder / f"cifar10-{part}.zip"
    files = files_of_zip(archive) if archive.exists() else files_of_folder(folder / part)
    pictures, labels = [], []
    for label, data in files:
        pictures.append(decode(data))
        labels.append(CLASSES.index(label))
    return np.stack(pictures), np.array(labels, dtype=np.int64)


def load_data(folder: Path | None) -> tuple[Pictures, Pictures]:
    if folder is not None:
        return load_part(folder, "train"), load_part(folder, "test")
    train, test = keras.datasets.cifar10.load_data()
    return (train[0], train[1][:, 0].astype(np.int64)), (test[0], test[1][:, 0].astype(np.int64))


# Training


def augmented(pictures: tf.Tensor, shift: int, jitter: float) -> tf.Tensor:
    """A batch of uint8 pictures as floats in 0…1, each flipped, shifted and recoloured at random."""
    count = tf.shape(pictures)[0]
    padded = tf.pad(pictures, [[0, 0], [shift, shift], [shift, shift], [0, 0]], mode="REFLECT")

    def positions() -> tf.Tensor:
        offset = tf.random.uniform([count, 1], 0, 2 * shift + 1, dtype=tf.int32)
        return offset + tf.range(SIDE)[None, :]

    columns = positions()
    mirrored = tf.random.uniform([count, 1]) < 0.5
    columns = tf.where(mirrored, tf.reverse(columns, [1]), columns)
    moved = tf.gather(tf.gather(padded, positions(), axis=1, batch_dims=1), columns, axis=2, batch_dims=1)

    values = tf.cast(moved, tf.float32) / 255.0
    mean = tf.reduce_mean(values, axis=[1, 2], keepdims=True)
    contrast = tf.random.uniform([count, 1, 1, 1], 1 - jitter, 1 + jitter)
    # A common shift of all channels is light, a separate one per channel the tint of the light.
    light = tf.random.uniform([count, 1, 1, 1], -jitter / 2, jitter / 2)
    tint = tf.random.uniform([count, 1, 1, 3], -jitter / 6, jitter / 6)
    return tf.clip_by_value((values - mean) * contrast + mean + light + tint, 0.0, 1.0)


def batches(train: Pictures, batch: int, seed: int, shift: int, jitter: float) -> tf.data.Dataset:
    pictures, labels = tf.constant(train[0]), tf.constant(train[1])
    order = tf.data.Dataset.range(len(train[1])).shuffle(len(train[1]), seed=seed)

    def prepare(chosen: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return augmented(tf.gather(pictures, chosen), shift, jitter), tf.gather(labels, chosen)

    return order.batch(batch, drop_remainder=True).map(prepare).prefetch(4)


class WarmUpThenCosine(keras.optimizers.schedules.LearningRateSchedule):
    """Rises linearly to `peak` in `warm_up` steps, then falls to zero along half a cosine."""

    def __init__(self, peak: float, warm_up: float, total: int) -> None:
        self.peak, self.warm_up, self.total = peak, warm_up, total

    def __call__(self, step: tf.Tensor) -> tf.Tensor:
        now = tf.cast(step, tf.float32)
        progress = tf.clip_by_value((now - self.warm_up) / (self.total - self.warm_up), 0.0, 1.0)
        falling = 0.5 * (1.0 + tf.cos(math.pi * progress))
        return self.peak * tf.minimum((now + 1.0) / self.warm_up, falling)


def train_twin(train: Pictures, options: argparse.Namespace) -> keras.Sequential:
    twin = build_training_twin()
    steps = len(train[1]) // options.batch
    schedule = WarmUpThenCosine(options.rate, min(2, options.epochs / 4) * steps, options.epochs * steps)
    twin.compile(
        optimizer=keras.optimizers.AdamW(schedule, weight_decay=options.decay),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
        jit_compile=False,  # the compiler's convolutions are slower than the library's on a processor
    )
    data = batches(train, options.batch, options.seed, options.shift, options.jitter)
    twin.fit(data, epochs=options.epochs, verbose=2)
    return twin


# Results


def report(network: keras.Sequential, test: Pictures) -> float:
    logits = network.predict(test[0].astype(np.float32) / 255.0, batch_size=500, verbose=0)
    right = logits.argmax(axis=1) == test[1]
    print(f"accuracy on {len(right)} test pictures: {right.mean():.4f}")
    for index, label in enumerate(CLASSES):
        print(f"  {label:<10} {right[test[1] == index].mean():.3f}")
    return float(right.mean())


def save(network: keras.Sequential, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    network.save(folder / "cifar10.keras")
    (folder / "cifar10.labels").write_text("".join(f"{label}\n" for label in CLASSES))


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder with the pictures (default: fetch CIFAR-10)")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent, help="folder to write into")
    parser.add_argument("--epochs", type=int, default=90)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=4e-3, help="peak learning rate")
    parser.add_argument("--decay", type=float, default=1e-3, help="weight decay")
    parser.add_argument("--shift", type=int, default=3, help="largest shift in pixels")
    parser.add_argument("--jitter", type=float, default=0.15, help="strength of the colour changes")
    return parser.parse_args()


def main() -> None:
    options = parse_arguments()
    print(f"Python {platform.python_version()}, TensorFlow {tf.__version__}, Keras {keras.__version__}")
    keras.utils.set_random_seed(options.seed)
    train, test = load_data(options.data)
    print(f"{len(train[1])} training pictures, {len(test[1])} test pictures")
    network = folded(train_twin(train, options))
    report(network, test)
    save(network, options.out)


if __name__ == "__main__":
    main()
