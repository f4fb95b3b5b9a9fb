#!/usr/bin/env python3
"""Make the fixtures of the tests: small networks with every tensor that Keras computes in them.

Usage:
    python make_fixtures.py [--only NAME …] [--root CHECKOUT]

Writes, beside this script:
    networks/<name>/network.keras      a network with random weights and biases
    networks/<name>/tensors.npz        what numpy.load reads:
        input                          its input, float32, (height, width, channel), no batch axis
        <layer>                        the activation of each layer
        <layer>.pre                    the pre-activation, where the activation function is not linear
    networks/reference/…               the same for the bundled network on the bundled ship (no copy of the network)
    sample_logits.npy                  (10, 10): logits of the bundled 32×32 pictures, in the order of the classes
    sample_logits_large.npy            the same for the 256×256 pictures, averaged over blocks of 8×8
    puzzle_logits.npy                  (6, 10): the same for the bundled puzzles, in the order of their names
    bad/<name>.keras                   files that a reader has to refuse, or to open without a network that runs
    README.md                          what was written, with versions and seeds

Every number comes from a generator seeded by the network's name, and dates inside the files are fixed, so two
runs with the same versions write the same files, byte for byte.
"""

from __future__ import annotations

import argparse
import io
import inspect
import json
import os
import platform
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
# The plain kernels: results don't depend on which instructions the processor has beyond the usual ones.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import h5py
import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops
from keras.layers import LSTM, Activation, Concatenate, Conv2D, Conv2DTranspose, Dense, Flatten, MaxPooling2D
from PIL import Image

HERE = Path(__file__).resolve().parent
SEED = 20240
CLASSES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
FIRST = {"data_format": "channels_first"}
Edit = Callable[[dict[str, bytes]], None]  # changes the members of a .keras file in place


# Networks. Each function returns a built network; its first line of documentation goes into the README.


def kernels() -> keras.Sequential:
    """Kernel sizes 1×1, 5×5, 1×3 and 4×2, bias and no bias; ends in a softmax Dense."""
    return keras.Sequential([
        keras.Input((9, 10, 2), name="picture"),
        Conv2D(3, (1, 1)),
        Conv2D(4, (5, 5), padding="same", activation="relu"),
        Conv2D(3, (1, 3), activation="tanh", use_bias=False),
        Conv2D(2, (4, 2), padding="same", activation="sigmoid"),
        Flatten(),
        Dense(6, activation="softmax"),
    ])


def strides_same() -> keras.Sequential:
    """Strides 2, (2, 1), (3, 2) with same padding on even and odd sides; ends in a linear Conv2D."""
    return keras.Sequential([
        keras.Input((20, 19, 3)),
        Conv2D(4, (3, 3), strides=2, padding="same", activation="relu"),
        Conv2D(3, (3, 3), strides=(2, 1), padding="same", activation="tanh"),
        Conv2D(4, (4, 2), strides=(3, 2), padding="same", use_bias=False),
        Conv2D(2, (2, 2), padding="same"),
    ])


def strides_valid() -> keras.Sequential:
    """Strides 2, (2, 1), (3, 2) with valid padding, some last columns never read; ends in a sigmoid Conv2D."""
    return keras.Sequential([
        keras.Input((20, 20, 2)),
        Conv2D(3, (3, 3), strides=(2, 1), activation="relu"),
        Conv2D(4, (1, 3), strides=(1, 2)),
        Conv2D(3, (4, 2), strides=(3, 2), activation="tanh"),
        Conv2D(2, (1, 1), strides=2, activation="sigmoid"),
    ])


def pooling_valid() -> keras.Sequential:
    """MaxPooling2D with windows 2, 3, (2, 3), strides equal to, smaller and larger than the window, valid padding."""
    return keras.Sequential([
        keras.Input((20, 19, 2)),
        MaxPooling2D((2, 3), strides=(1, 1)),
        Conv2D(3, (1, 1)),
        MaxPooling2D(3, strides=2),
        MaxPooling2D((2, 2), strides=(3, 3)),
        MaxPooling2D((2, 2)),
        Flatten(),
        Dense(3),
    ])


def pooling_same() -> keras.Sequential:
    """MaxPooling2D with same padding on an input below zero everywhere: padding with zeros would win every border."""
    return keras.Sequential([
        keras.Input((13, 14, 3)),
        MaxPooling2D((2, 3), strides=(1, 1), padding="same"),
        MaxPooling2D((3, 3), strides=(2, 2), padding="same"),
        MaxPooling2D((2, 2), padding="same"),
        MaxPooling2D((2, 2), strides=(3, 3), padding="same"),
        Flatten(),
        Dense(4, use_bias=False),
    ])


def averages_valid() -> keras.Sequential:
    """AveragePooling2D with strides equal to, smaller and larger than the window; GlobalMaxPooling2D with keepdims."""
    return keras.Sequential([
        keras.Input((20, 19, 2)),
        keras.layers.AveragePooling2D((2, 3), strides=(1, 1)),
        Conv2D(3, (1, 1)),
        keras.layers.AveragePooling2D(3, strides=2),
        keras.layers.AveragePooling2D((2, 1), strides=(3, 2)),
        keras.layers.GlobalMaxPooling2D(keepdims=True),
        Flatten(),
        Dense(3),
    ])


def averages_same() -> keras.Sequential:
    """AveragePooling2D with same padding, whose borders don't count; GlobalMaxPooling2D."""
    return keras.Sequential([
        keras.Input((13, 14, 3)),
        keras.layers.AveragePooling2D((2, 3), strides=(1, 1), padding="same"),
        keras.layers.AveragePooling2D((3, 3), strides=(2, 2), padding="same"),
        keras.layers.AveragePooling2D((2, 2), padding="same"),
        keras.layers.GlobalMaxPooling2D(),
        Dense(4, use_bias=False),
    ])


def global_average() -> keras.Sequential:
    """GlobalAveragePooling2D with keepdims and without, as classifiers without Flatten end."""
    return keras.Sequential([
        keras.Input((9, 10, 3)),
        Conv2D(4, (3, 3), activation="relu"),
        MaxPooling2D((1, 2)),
        keras.layers.GlobalAveragePooling2D(keepdims=True),
        Conv2D(6, (1, 1), activation="tanh"),
        keras.layers.GlobalAveragePooling2D(),
        Dense(5, activation="softmax"),
    ])


def dilation_groups() -> keras.Sequential:
    """Conv2D with dilation_rate on both axes and on one, and with groups, as many as channels among them."""
    return keras.Sequential([
        keras.Input((14, 13, 4)),
        Conv2D(6, (3, 3), dilation_rate=2, groups=2, activation="relu"),
        Conv2D(6, (2, 3), dilation_rate=(3, 1), padding="same", groups=3, use_bias=False),
        Conv2D(4, (3, 2), dilation_rate=(1, 2), padding="same", activation="tanh"),
        Conv2D(8, (3, 3), strides=2, groups=4),
    ])


def depthwise() -> keras.Sequential:
    """DepthwiseConv2D with depth_multiplier, strides, dilation, both paddings, with bias and without."""
    return keras.Sequential([
        keras.Input((17, 16, 3)),
        keras.layers.DepthwiseConv2D((3, 3), depth_multiplier=2, activation="relu"),
        keras.layers.DepthwiseConv2D((2, 3), strides=2, padding="same", use_bias=False),
        keras.layers.DepthwiseConv2D((3, 2), dilation_rate=(2, 1), padding="same", activation="tanh"),
        keras.layers.DepthwiseConv2D((2, 2), dilation_rate=2),
        keras.layers.DepthwiseConv2D((1, 1), depth_multiplier=3),
    ])


def separable() -> keras.Sequential:
    """SeparableConv2D with depth_multiplier, strides, dilation, both paddings, with bias and without."""
    return keras.Sequential([
        keras.Input((15, 14, 3)),
        keras.layers.SeparableConv2D(4, (3, 3), activation="relu"),
        keras.layers.SeparableConv2D(5, (3, 2), strides=2, padding="same", depth_multiplier=2, use_bias=False),
        keras.layers.SeparableConv2D(3, (2, 2), dilation_rate=(2, 1), activation="sigmoid"),
        Flatten(),
        Dense(2),
    ])


def resizing() -> keras.Sequential:
    """ZeroPadding2D and Cropping2D in all forms of their arguments; UpSampling2D nearest and bilinear, odd and even."""
    layers = keras.layers
    return keras.Sequential([
        keras.Input((5, 6, 3)),
        layers.ZeroPadding2D(1),
        layers.UpSampling2D((2, 1)),
        layers.Cropping2D(((1, 0), (0, 2))),
        layers.UpSampling2D((2, 3), interpolation="bilinear"),
        layers.Cropping2D((4, 5)),
        layers.ZeroPadding2D((0, 2)),
        layers.UpSampling2D(1, interpolation="bilinear"),
        layers.Cropping2D(2),
        layers.ZeroPadding2D(((0, 1), (2, 0))),
        layers.UpSampling2D((4, 1), interpolation="bilinear"),
    ])


def grey_sigmoid() -> keras.Sequential:
    """One input channel; ends in a single sigmoid unit."""
    return keras.Sequential([
        keras.Input((16, 15, 1), name="grey"),
        Conv2D(4, (3, 3), padding="same", activation="relu"),
        MaxPooling2D((2, 2)),
        Conv2D(3, (3, 3), activation="relu", use_bias=False),
        MaxPooling2D((2, 2)),
        Flatten(),
        Dense(5, activation="tanh", use_bias=False),
        Dense(1, activation="sigmoid"),
    ])


def softmax_channels() -> keras.Sequential:
    """Softmax of a Conv2D over its channels; Dense on (height, width, channel), one of them softmax too."""
    return keras.Sequential([
        keras.Input((7, 6, 3)),
        Conv2D(5, (3, 3), padding="same", activation="softmax"),
        Dense(4, activation="relu"),
        Dense(3, activation="softmax", use_bias=False),
        Flatten(),
        Dense(4, activation="sigmoid"),
    ])


def dense_end() -> keras.Sequential:
    """Ends in a Dense on (height, width, channel), so that the result has rank 3."""
    return keras.Sequential([
        keras.Input((6, 5, 2)),
        Conv2D(4, (3, 3), activation="relu"),
        Dense(3),
    ])


def tutorial() -> keras.Sequential:
    """The bundled network's listing in small: three Conv2D, two MaxPooling2D, Flatten, two Dense, logits at the end."""
    return keras.Sequential([
        keras.Input((20, 20, 3)),
        Conv2D(4, (3, 3), activation="relu"),
        MaxPooling2D((2, 2)),
        Conv2D(6, (3, 3), activation="relu"),
        MaxPooling2D((2, 2)),
        Conv2D(6, (3, 3), activation="relu"),
        Flatten(),
        Dense(8, activation="relu"),
        Dense(10),
    ])


def custom_names() -> keras.Sequential:
    """Layers of equal shapes whose names sort in another order and look like Keras' own counters."""
    return keras.Sequential([
        keras.Input((8, 8, 4), name="zebra"),
        Conv2D(4, (3, 3), padding="same", activation="relu", name="conv2d_1"),
        Conv2D(4, (3, 3), padding="same", activation="tanh", name="b"),
        Conv2D(4, (3, 3), padding="same", name="conv2d"),
        MaxPooling2D((4, 4), name="a>pool"),
        Flatten(name="dense"),
        Dense(16, activation="tanh", name="dense_2"),
        Dense(16, name="conv2d_2"),
    ])


def later_counters() -> keras.Sequential:
    """Default names that start at conv2d_7, as when other networks were built before in the same session."""
    for _ in range(7):
        Conv2D(1, (1, 1))
    for _ in range(3):
        Dense(1)
        MaxPooling2D()
    return keras.Sequential([
        keras.Input((8, 7, 2)),
        Conv2D(3, (2, 2), activation="relu"),
        Conv2D(3, (2, 2)),
        MaxPooling2D((2, 2)),
        Flatten(),
        Dense(4),
        Dense(4, activation="softmax"),
    ])


def ten_and_more() -> keras.Sequential:
    """Twelve Conv2D of equal shapes: counters of two digits, which sort before those of one."""
    layers = [Conv2D(2, (2, 2), padding="same", activation="relu" if i % 3 == 0 else "linear") for i in range(12)]
    return keras.Sequential([keras.Input((5, 5, 2)), *layers])


def trained() -> keras.Sequential:
    """Compiled, trained for one step, saved with the state of its optimizer."""
    network = keras.Sequential([
        keras.Input((8, 8, 3)),
        Conv2D(4, (3, 3), activation="relu"),
        MaxPooling2D((2, 2)),
        Flatten(),
        Dense(5),
    ])
    network.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
        jit_compile=False,
    )
    return network


def train_one_step(network: keras.Sequential) -> None:
    random = generator("trained/step")
    pictures = random.normal(size=(6, *network.input_shape[1:])).astype(np.float32)
    network.train_on_batch(pictures, np.arange(6) % network.output_shape[-1])


def built_later() -> keras.Sequential:
    """No Input layer: the shape was given to build()."""
    network = keras.Sequential([
        Conv2D(3, (3, 3), strides=2, padding="same", activation="relu"),
        MaxPooling2D((2, 2), strides=1),
        Flatten(),
        Dense(4),
    ])
    network.build((None, 10, 9, 3))
    return network


def input_shape_argument() -> keras.Sequential:
    """No Input layer: the shape was given to the first layer as input_shape, as older code does."""
    return keras.Sequential([
        Conv2D(3, (3, 3), activation="relu", input_shape=(7, 8, 2)),
        Flatten(),
        Dense(3, activation="softmax"),
    ])


def explicit_input_layer() -> keras.Sequential:
    """An InputLayer object at the front, with a fixed batch size."""
    return keras.Sequential([
        keras.layers.InputLayer(batch_shape=(1, 6, 7, 2), name="entry"),
        Conv2D(3, (3, 3), padding="same", activation="tanh"),
        MaxPooling2D((3, 2)),
        Flatten(),
        Dense(2),
    ])


def functional_chain() -> keras.Model:
    """A functional network without branches, whose names sort in another order than its layers."""
    picture = keras.Input((9, 8, 3), name="z")
    values = Conv2D(4, (3, 3), activation="relu", name="y")(picture)
    values = Conv2D(3, (2, 2), name="x")(values)
    return keras.Model(picture, Dense(4, activation="softmax")(Flatten()(MaxPooling2D((2, 2))(values))))


def shared_layer() -> keras.Model:
    """A Conv2D that is called three times in a row, and a Dense that is called twice."""
    picture = keras.Input((7, 6, 3))
    convolution = Conv2D(3, (3, 3), padding="same", activation="tanh", name="again")
    dense = Dense(3, name="both")
    values = dense(convolution(convolution(convolution(picture))))
    return keras.Model(picture, Dense(2)(Flatten()(dense(MaxPooling2D((2, 2))(values)))))


def nested_sequential() -> keras.Sequential:
    """Sequential networks inside a Sequential one, the first of them in front; equal names inside of them."""
    def block(name: str, channels: int) -> keras.Sequential:
        return keras.Sequential([
            keras.Input((6, 6, channels)),
            Conv2D(3, (3, 3), padding="same", activation="relu", name="conv"),
            Conv2D(channels + 1, (1, 1), name="mix"),
        ], name=name)
    return keras.Sequential([block("one", 2), block("two", 3), Conv2D(2, (2, 2)), Flatten(), Dense(3)])


def nested_models() -> keras.Model:
    """Functional in Sequential in functional, one of them called twice; every level has weights of its own."""
    inner_picture = keras.Input((5, 5, 2), name="inner_picture")
    inner = keras.Model(
        inner_picture, Conv2D(2, (1, 1))(Conv2D(4, (3, 3), padding="same", activation="relu")(inner_picture)),
        name="inner")
    middle = keras.Sequential(
        [Conv2D(2, (2, 2), padding="same", name="own"), inner, Conv2D(2, (1, 1), activation="tanh")],
        name="middle")
    picture = keras.Input((5, 5, 2), name="picture")
    values = Conv2D(2, (1, 1), name="first")(picture)
    values = middle(Conv2D(2, (1, 1), name="between")(middle(values)))
    return keras.Model(picture, Dense(3)(Flatten()(values)))


def residual() -> keras.Model:
    """Two residual blocks, the second with a 1×1 Conv2D beside it: Add, then ReLU as layer and as Activation."""
    picture = keras.Input((8, 7, 3))
    first = Conv2D(4, (3, 3), padding="same", activation="relu")(picture)
    inner = Conv2D(4, (3, 3), padding="same", use_bias=False)(first)
    inner = layers.BatchNormalization()(inner)
    block = layers.ReLU()(layers.Add()([first, inner]))
    inner = Conv2D(5, (3, 3), strides=2, padding="same")(block)
    shortcut = Conv2D(5, (1, 1), strides=2)(block)
    block = Activation("relu")(layers.Add(name="join")([inner, shortcut]))
    return keras.Model(picture, Dense(4, activation="softmax")(Flatten()(block)))


def inception() -> keras.Model:
    """Four branches beside each other, put together along the channels."""
    picture = keras.Input((8, 7, 3))
    branches = [
        Conv2D(2, (1, 1), activation="relu")(picture),
        Conv2D(3, (3, 3), padding="same", activation="relu")(Conv2D(2, (1, 1))(picture)),
        Conv2D(2, (5, 5), padding="same", activation="relu")(picture),
        Conv2D(1, (1, 1))(MaxPooling2D((3, 3), strides=1, padding="same")(picture)),
    ]
    return keras.Model(picture, Dense(3)(Flatten()(Concatenate()(branches))))


def squeeze_excitation() -> keras.Model:
    """Maps multiplied by one number each, of shape (1, 1, channel) and of shape (channel,)."""
    picture = keras.Input((6, 5, 2))
    maps = Conv2D(4, (3, 3), padding="same", activation="relu")(picture)
    squeezed = MaxPooling2D((6, 5))(maps)
    weights = Dense(4, activation="sigmoid")(Dense(2, activation="relu")(squeezed))
    maps = layers.Multiply(name="excited")([maps, weights])
    weights = Dense(4, activation="sigmoid")(Flatten()(MaxPooling2D((6, 5))(maps)))
    maps = layers.Multiply(name="excited_again")([weights, maps])
    return keras.Model(picture, Dense(3)(Flatten()(maps)))


def merges() -> keras.Model:
    """All six merges, of two layers and of three, of equal shapes and of extents of 1 that repeat."""
    picture = keras.Input((6, 4, 3))
    a, b, c = (Conv2D(3, (1, 1), name=name)(picture) for name in "abc")
    row = MaxPooling2D((6, 1), name="row")(a)
    column = Conv2D(1, (1, 1), name="column")(MaxPooling2D((1, 4))(b))
    line = Flatten(name="line")(MaxPooling2D((6, 4))(c))
    outputs = [
        layers.Add()([a, b, c]), layers.Subtract()([a, b]), layers.Multiply()([a, b, c]),
        layers.Average()([a, b, c]), layers.Maximum()([a, b, c]), layers.Minimum()([a, b, c]),
        layers.Add(name="add_row")([row, a]), layers.Subtract(name="subtract_column")([column, a]),
        layers.Multiply(name="multiply_cross")([row, column]), layers.Average(name="average_line")([line, a]),
        layers.Maximum(name="maximum_all")([a, row, column, line]), layers.Minimum(name="minimum_line")([a, line]),
    ]
    return keras.Model(picture, Concatenate()(outputs))


def concatenations() -> keras.Model:
    """Concatenate along −1, 1, 2 and 3 on maps, and along −1 and 1 on lines."""
    picture = keras.Input((5, 4, 2))
    a, b = Conv2D(3, (2, 2), name="a")(picture), Conv2D(1, (2, 2), name="b")(picture)
    c = Conv2D(3, (3, 2), name="c")(picture)
    d = Conv2D(3, (2, 3), name="d")(picture)
    flat = [
        Flatten()(Concatenate(axis=-1, name="channels")([a, b, a])),
        Flatten()(Concatenate(axis=3, name="channels_too")([b, a])),
        Flatten()(Concatenate(axis=1, name="rows")([a, c])),
        Flatten()(Concatenate(axis=2, name="columns")([d, a])),
        Flatten()(Concatenate(axis=-2, name="columns_too")([a, d])),
    ]
    lines = Concatenate(axis=1, name="line")([Dense(3)(f) for f in flat])
    return keras.Model(picture, Concatenate(name="last")([lines, Dense(2)(flat[0])]))


FUNCTIONS = [
    "relu", "relu6", "leaky_relu", "elu", "selu", "celu", "gelu", "silu", "swish", "mish", "softplus", "softsign",
    "exponential", "sigmoid", "hard_sigmoid", "hard_silu", "hard_swish", "tanh", "hard_tanh", "tanh_shrink",
    "hard_shrink", "soft_shrink", "squareplus", "sparse_plus", "sparse_sigmoid", "log_sigmoid", "softmax",
    "log_softmax", "sparsemax", "linear",
]


def every_function() -> keras.Model:
    picture = keras.Input((5, 8, 3))
    return keras.Model(picture, Concatenate()([Activation(name, name=name)(picture) for name in FUNCTIONS]))


def functions() -> keras.Model:
    """Every activation function that Keras knows by name, on small numbers, ±0 and the places where functions bend."""
    return every_function()


def functions_large() -> keras.Model:
    """The same on numbers of large magnitude, ±0 among them."""
    return every_function()


# Files with many small layers are large and nearly empty: their members are deflated, which Keras reads as well.
DEFLATED = ["functions_large", "activation_layers", "channels_first_axes"]


def activation_layers() -> keras.Model:
    """Layers that are made for one function, with and without arguments, PReLU, and activations given as layers."""
    picture = keras.Input((4, 3, 4))
    chain = [
        layers.ReLU(), layers.ReLU(max_value=6), layers.ReLU(max_value=1.5, negative_slope=0.25, threshold=0.5),
        layers.ReLU(threshold=0.75), layers.ReLU(negative_slope=0.1), layers.LeakyReLU(),
        layers.LeakyReLU(negative_slope=0.1), layers.ELU(), layers.ELU(alpha=0.5), layers.Softmax(),
        layers.Softmax(axis=3), layers.PReLU(), layers.PReLU(shared_axes=[1, 2]), layers.PReLU(shared_axes=[1]),
        Conv2D(3, (2, 2), activation=layers.LeakyReLU(negative_slope=0.15)),
        Conv2D(3, (2, 2), activation=layers.ReLU(max_value=1)), Conv2D(3, (2, 2), activation=layers.Softmax()),
    ]
    outputs = [Flatten()(layer(picture)) for layer in chain]
    last = Dense(4, activation=layers.ELU(alpha=0.5))(Concatenate()(outputs))
    return keras.Model(picture, layers.Softmax(name="shares")(last))


def training_only() -> keras.Sequential:
    """Layers that change nothing outside of training: dropout, noise, augmentation; Identity."""
    return keras.Sequential([
        keras.Input((8, 7, 3)),
        layers.RandomFlip("horizontal", seed=1), layers.RandomRotation(0.1, seed=2),
        layers.RandomZoom(0.2, 0.1, seed=3), layers.RandomTranslation(0.1, 0.2, seed=4),
        layers.RandomContrast(0.2, seed=5), layers.RandomBrightness(0.2, seed=6),
        Conv2D(4, (3, 3), activation="relu"),
        layers.SpatialDropout2D(0.25, seed=7), layers.GaussianNoise(0.1, seed=8),
        layers.Reshape((15, 8)), layers.SpatialDropout1D(0.5, seed=9), layers.AlphaDropout(0.1, seed=10),
        layers.GaussianDropout(0.3, seed=11), layers.ActivityRegularization(l1=0.01, l2=0.02), layers.Identity(),
        Flatten(), layers.Dropout(0.5, seed=12), Dense(3),
    ])


def batch_normalizations() -> keras.Sequential:
    """BatchNormalization along every axis, with and without scale and center, on numbers far from zero."""
    return keras.Sequential([
        keras.Input((6, 5, 3)),
        layers.Rescaling(0.5, offset=30.0),
        layers.BatchNormalization(),
        Conv2D(4, (3, 3), padding="same"),
        layers.BatchNormalization(axis=1, epsilon=1e-5),
        layers.BatchNormalization(axis=2, scale=False),
        layers.BatchNormalization(axis=3, center=False, momentum=0.9),
        layers.BatchNormalization(axis=-2, center=False, scale=False, epsilon=0.01),
        Flatten(),
        layers.BatchNormalization(),
        Dense(3),
    ])


def layer_normalizations() -> keras.Sequential:
    """LayerNormalization over everything, channels, rows and maps, with and without scale and center."""
    return keras.Sequential([
        keras.Input((6, 5, 3)),
        layers.Rescaling(3.0, offset=100.0),
        layers.LayerNormalization(axis=[1, 2, 3], center=False),
        Conv2D(4, (3, 3), padding="same"),
        layers.LayerNormalization(),
        layers.LayerNormalization(axis=1, epsilon=1e-5),
        layers.LayerNormalization(axis=[1, 2], scale=False),
        layers.LayerNormalization(axis=[3, 1], epsilon=0.01),
        layers.LayerNormalization(axis=[-1, -2], center=False, scale=False),
        Flatten(),
        layers.LayerNormalization(),
        Dense(3),
    ])


def rescalings() -> keras.Sequential:
    """Rescaling and Normalization with numbers and lists, given, adapted and inverted, along several axes."""
    return keras.Sequential([
        keras.Input((4, 5, 3)),
        layers.Rescaling(1.0 / 255),
        layers.Rescaling(255.0, offset=-1),
        layers.Rescaling([0.5, 2.0, 1.5], offset=[0.1, -0.2, 0.3]),
        layers.Rescaling(np.array([[[2.0]]]), offset=np.array([[0.5], [1.0], [0.25], [2.0], [-1.0]])),
        layers.Normalization(mean=0.5, variance=0.25),
        layers.Normalization(mean=[1.0, 2.0, 3.0], variance=[0.5, 1.0, 4.0]),
        layers.Normalization(),
        layers.Normalization(axis=None),
        layers.Normalization(axis=(1, -1)),
        layers.Normalization(axis=1, invert=True),
        layers.Normalization(axis=None, mean=2.0, variance=0.0, invert=True),
        layers.Normalization(axis=(-1, 2), mean=[0.1, 0.2, 0.3], variance=[1.0, 2.0, 3.0]),
        Conv2D(2, (2, 2)),
        Flatten(),
        Dense(2),
    ])


def reshapes() -> keras.Sequential:
    """Reshape with and without −1, Permute of two and three axes, Flatten of two, three and one."""
    return keras.Sequential([
        keras.Input((4, 6, 2)),
        layers.Permute((2, 1, 3)),
        layers.Permute((3, 1, 2)),
        layers.Reshape((3, -1, 2)),
        Conv2D(2, (2, 3), activation="relu"),
        layers.Reshape((-1,)),
        layers.Reshape((6, 4)),
        layers.Permute((2, 1)),
        Dense(5),
        Flatten(),
        Flatten(),
        layers.Permute((1,)),
        layers.Reshape((1, 5, 4)),
        Flatten(),
        Dense(2),
    ])


def operations() -> keras.Model:
    """Operators and functions of keras.ops between layers: +, -, *, maximum, minimum, concatenate, activations."""
    picture = keras.Input((6, 5, 3))
    a, b = (Conv2D(3, (3, 3), padding="same", name=name)(picture) for name in "ab")
    gated = ops.relu(a + b) * ops.sigmoid(a - b)
    row = MaxPooling2D((6, 1), name="row")(a)
    maps = ops.concatenate([
        ops.maximum(gated, a * a), ops.minimum(gated, row), ops.leaky_relu(a, 0.1), ops.softmax(b),
        ops.elu(a, 0.5), ops.gelu(b, approximate=False), ops.exp(a), ops.tanh(b), ops.hard_silu(a), ops.celu(b),
        ops.hard_shrink(a), ops.log_softmax(b), ops.relu6(a),
    ], axis=3)
    return keras.Model(picture, ops.softmax(Dense(4)(Flatten()(maps))))


def constants() -> keras.Model:
    """Operators between layers and numbers: + - * / on either side, as preprocess_input and hard functions have them."""
    picture = keras.Input((6, 5, 3))
    scaled = picture / 0.75 - 1
    a = Conv2D(3, (3, 3), padding="same", activation="relu", name="a")(scaled)
    gate = ops.relu6(a + 3) * (1 / 6)
    maps = ops.concatenate([a * gate, 1.0 - gate, 2 * gate, -0.5 + a], axis=3)
    return keras.Model(picture, Dense(4)(Flatten()(maps)) * 0.5)


def items() -> keras.Model:
    """Brackets behind tensors: runs, steps forwards and backwards, picked indices, new axes; stack along each axis."""
    picture = keras.Input((7, 6, 3))
    turned = Conv2D(4, (3, 3), padding="same", activation="relu", name="a")(picture[..., ::-1])
    part = turned[:, 1:-1, ::2]
    planes = [part[..., channel] for channel in (2, 0, -1)]
    stacked = ops.concatenate([ops.stack(planes, axis=-1), ops.stack(planes, axis=1)[:, :, 4::-2][:, ::-1, :, 0:3]], axis=1)
    row = stacked[:, 3, 1]
    wide = row[:, None, None, 1:]
    return keras.Model(picture, Dense(3)(Flatten()(stacked)) + Dense(3)(Flatten()(wide)))


def array_functions() -> keras.Model:
    """Functions of arrays: mean, max, reshape, transpose, expand_dims, squeeze, flip, clip, cast, maximum, minimum, -x."""
    picture = keras.Input((6, 4, 2))
    a = Conv2D(3, (3, 3), padding="same", name="a")(picture)
    turned = ops.transpose(ops.flip(ops.clip(a, -0.5, 0.75), axis=[1, -1]), (0, 2, 1, 3))
    folded = ops.reshape(ops.maximum(turned, -0.125), (-1, 8, 9))
    lines = ops.squeeze(ops.expand_dims(ops.minimum(0.25, -folded), 2), axis=-2)
    ends = [ops.mean(a, axis=(1, 2)), Flatten()(ops.max(a, axis=[-3, -2], keepdims=True)), Flatten()(lines)]
    return keras.Model(picture, ops.cast(Dense(4)(ops.gelu(ops.concatenate(ends, axis=-1))), "float32"))


def constant_blocks() -> keras.Model:
    """Arithmetic with a number for each map, for each place, and with arrays of Python's; preprocess_input of VGG16."""
    picture = keras.Input((6, 5, 3))
    scaled = keras.applications.vgg16.preprocess_input(picture * 100.0)
    a = Conv2D(4, (3, 3), activation="relu", name="a")(scaled / 50.0 - np.array([0.5, 0.25, 1.0], np.float32))
    values = generator("constant_blocks/places").uniform(-1, 1, (4, 3, 1)).astype(np.float32)
    b = ops.multiply(values, a) + np.arange(48, dtype=np.float32).reshape((1, 4, 3, 4)) / 8
    last = ops.subtract(np.array([1.0, 2.0, 3.0, 4.0], np.float32), b)
    return keras.Model(picture, Dense(2)(Flatten()(last)))


def grey_plane() -> keras.Sequential:
    """Input((9, 8)): a grey picture without an axis for channels; Dense along its columns."""
    return keras.Sequential([
        keras.Input((9, 8), name="plane"), Dense(4, activation="relu"), layers.Reshape((9, 4, 1)), Conv2D(2, (3, 3)),
        Flatten(), Dense(3),
    ])


def several_outputs() -> keras.Model:
    """Three outputs, the first in the file's order behind a layer that the second is; the third can't be run."""
    picture = keras.Input((8, 7, 3))
    stem = Conv2D(4, (3, 3), activation="relu", name="stem")(picture)
    second = MaxPooling2D((2, 2), name="second")(stem)
    first = Dense(3, name="first")(Flatten()(second))
    third = LSTM(2, name="third")(layers.Reshape((6, 20))(stem))
    return keras.Model(picture, [first, second, third])


def transposed() -> keras.Model:
    """Conv2DTranspose: kernels larger and smaller than the strides, both paddings, output_padding, dilation, no bias."""
    picture = keras.Input((5, 4, 3))
    a = Conv2DTranspose(4, (3, 3), strides=2, padding="same", activation="relu", name="a")(picture)
    b = Conv2DTranspose(2, (4, 3), strides=(3, 2), name="b")(picture)
    c = Conv2DTranspose(2, (2, 2), strides=(2, 3), use_bias=False, name="c")(picture)
    d = Conv2DTranspose(2, (2, 1), strides=3, padding="same", activation="tanh", name="d")(a)
    e = Conv2DTranspose(3, (3, 2), dilation_rate=(2, 1), padding="same", name="e")(picture)
    f = Conv2DTranspose(3, (2, 3), dilation_rate=2, name="f")(picture)
    g = Conv2DTranspose(2, (3, 4), strides=(2, 3), output_padding=(1, 2), name="g")(picture)
    h = Conv2DTranspose(2, (3, 3), strides=2, padding="same", output_padding=1, name="h")(picture)
    ends = [layers.GlobalMaxPooling2D()(x) for x in (a, b, c, d, e, f, g, h)]
    return keras.Model(picture, Dense(3)(Concatenate()(ends)))


def transposed_first() -> keras.Sequential:
    """Conv2DTranspose with channels first, at the end of a decoder whose maps compete at each place."""
    return keras.Sequential([
        # As many columns as filters, and Keras's own addition of biases takes the wrong axis.
        keras.Input((3, 6, 4)), Conv2D(6, (3, 3), padding="same", activation="relu", **FIRST),
        MaxPooling2D((2, 2), **FIRST), Conv2DTranspose(5, (2, 2), strides=2, **FIRST),
    ])


def nested_normalizations() -> keras.Sequential:
    """BatchNormalization, two a model, in models inside of a Sequential one; equal names inside of them."""
    def block(name: str, channels: int) -> keras.Model:
        picture = keras.Input((6, 6, channels))
        values = layers.BatchNormalization(axis=3, name="norm")(Conv2D(3, (3, 3), name="conv", padding="same")(picture))
        values = layers.BatchNormalization(axis=3, name="norm_again", scale=False)(Conv2D(2, (1, 1), name="mix")(values))
        return keras.Model(picture, values, name=name)
    return keras.Sequential([keras.Input((6, 6, 2)), block("one", 2), block("two", 2), Flatten(), Dense(3)])


def channels_first() -> keras.Sequential:
    """data_format='channels_first' in all layers with windows; Flatten in the order of the file."""
    return keras.Sequential([
        keras.Input((3, 13, 12)),
        Conv2D(4, (3, 2), activation="relu", **FIRST),
        layers.BatchNormalization(axis=1),
        MaxPooling2D((2, 1), **FIRST),
        layers.DepthwiseConv2D((2, 3), depth_multiplier=2, activation="tanh", **FIRST),
        layers.AveragePooling2D((2, 2), strides=1, padding="same", **FIRST),
        layers.SeparableConv2D(6, (2, 2), activation="relu", **FIRST),
        layers.ZeroPadding2D(((1, 0), (0, 2)), **FIRST),
        Conv2D(4, (2, 2), strides=(2, 1), groups=2, use_bias=False, **FIRST),
        Flatten(),
        Dense(5),
        Dense(3, activation="softmax"),
    ])


def channels_first_axes() -> keras.Sequential:
    """Layers with axes in a network with channels first; Flatten that transposes to channels last."""
    return keras.Sequential([
        keras.Input((2, 5, 6)),
        layers.Normalization(axis=1),
        layers.Normalization(axis=(1, 3)),
        Conv2D(3, (2, 2), **FIRST),
        layers.LayerNormalization(axis=[1, 2, 3]),
        layers.LayerNormalization(axis=-1),
        layers.LayerNormalization(axis=[3, 1]),
        layers.PReLU(shared_axes=[2]),
        layers.UpSampling2D((2, 1), **FIRST),
        layers.BatchNormalization(axis=-1),
        layers.Cropping2D(((1, 0), (0, 2)), **FIRST),
        layers.Softmax(axis=1),
        layers.SpatialDropout2D(0.2, seed=1, **FIRST),
        layers.Rescaling(3.0, offset=-1.0),
        Flatten(**FIRST),
        layers.BatchNormalization(),
        Dense(4, activation="softmax"),
        layers.Reshape((2, 2)),
        layers.Permute((2, 1)),
        Flatten(),
    ])


def channels_first_graph() -> keras.Model:
    """Branches and merges in a network with channels first, flattened in both orders."""
    picture = keras.Input((3, 7, 6))
    a = Conv2D(4, (3, 3), padding="same", activation="relu", name="a", **FIRST)(picture)
    b = Conv2D(4, (1, 1), name="b", **FIRST)(picture)
    squeezed = layers.GlobalAveragePooling2D(keepdims=True, **FIRST)(a)
    joined = Concatenate(axis=1)([a + b, layers.Multiply()([squeezed, b])])
    tall = Concatenate(axis=-2)([joined, MaxPooling2D((2, 1), **FIRST)(joined)])
    pooled = layers.GlobalMaxPooling2D(**FIRST)(tall)
    lines = [Flatten(name="as_stored")(tall), Flatten(name="transposed", **FIRST)(tall), pooled]
    return keras.Model(picture, Dense(3)(Concatenate()(lines)))


def range_flip() -> keras.Sequential:
    """For 0…255: random layers, then Rescaling(1/255), as TensorFlow's tutorial on flowers has them."""
    return keras.Sequential([
        keras.Input((6, 5, 3)), layers.RandomFlip("horizontal", seed=1), layers.RandomRotation(0.1, seed=2),
        layers.RandomZoom(0.1, seed=3), layers.Rescaling(1.0 / 255), *end_of_range(),
    ])


def range_augmentation() -> keras.Model:
    """For 0…255: an inner model of random layers, then x / 127.5 and − 1, as the tutorial on transfer learning has them."""
    augmentation = keras.Sequential([layers.RandomFlip("horizontal", seed=1), layers.RandomRotation(0.2, seed=2)])
    picture = keras.Input((6, 5, 3))
    values = augmentation(picture) / 127.5 - 1.0
    for layer in end_of_range():
        values = layer(values)
    return keras.Model(picture, values)


def range_noise_padding() -> keras.Sequential:
    """For 0…255: GaussianNoise, Dropout, ZeroPadding2D and Cropping2D before Rescaling."""
    return keras.Sequential([
        keras.Input((6, 5, 3)), layers.GaussianNoise(0.1, seed=1), layers.Dropout(0.1, seed=2),
        layers.ZeroPadding2D(2), layers.Cropping2D(1), layers.Rescaling(1.0 / 255), *end_of_range(),
    ])


def range_symmetric() -> keras.Sequential:
    """For 0…1: Rescaling(2, offset=-1)."""
    return keras.Sequential([keras.Input((6, 5, 3)), layers.Rescaling(2.0, offset=-1), *end_of_range()])


def range_uint8() -> keras.Sequential:
    """For 0…255: an input of dtype uint8."""
    return keras.Sequential([
        keras.Input((6, 5, 3), dtype="uint8"), layers.Rescaling(1 / 127.5, offset=-1), *end_of_range(),
    ])


def range_offsets() -> keras.Sequential:
    """For 0…255: nothing but offsets, those of Caffe."""
    offsets = [-103.939, -116.779, -123.68]
    return keras.Sequential([keras.Input((6, 5, 3)), layers.Rescaling(1.0, offset=offsets), *end_of_range()])


def range_adapted_bytes() -> keras.Sequential:
    """For 0…255: Normalization adapted to samples from 0 to 255."""
    normalization = layers.Normalization()
    normalization.adapt(generator("range_adapted_bytes/data").integers(0, 256, (20, 6, 5, 3)).astype(np.float32))
    return keras.Sequential([keras.Input((6, 5, 3)), normalization, *end_of_range()])


def range_adapted_unit() -> keras.Sequential:
    """For 0…1: Normalization adapted to samples from 0 to 1."""
    normalization = layers.Normalization()
    normalization.adapt(generator("range_adapted_unit/data").uniform(0, 1, (20, 6, 5, 3)).astype(np.float32))
    return keras.Sequential([keras.Input((6, 5, 3)), normalization, *end_of_range()])


def range_nested() -> keras.Sequential:
    """For 0…255: a Sequential inside of a Sequential rescales."""
    preparation = keras.Sequential([layers.Rescaling(1.0 / 255)], name="preparation")
    return keras.Sequential([keras.Input((6, 5, 3)), preparation, *end_of_range()])


def range_batch_normalization() -> keras.Sequential:
    """For 0…255: BatchNormalization whose moving mean and variance are those of samples from 0 to 255."""
    statistics = {"moving_mean_initializer": keras.initializers.Constant(118.0),
                  "moving_variance_initializer": keras.initializers.Constant(4100.0)}
    return keras.Sequential([keras.Input((6, 5, 3)), layers.BatchNormalization(**statistics), *end_of_range()])


def end_of_range() -> list[keras.Layer]:
    """What stands behind the layers that tell the range."""
    return [Conv2D(2, (3, 3), activation="relu"), Flatten(), Dense(2)]


NETWORKS = [
    tutorial, kernels, strides_same, strides_valid, pooling_valid, pooling_same, grey_sigmoid, softmax_channels,
    averages_valid, averages_same, global_average, dilation_groups, depthwise, separable,
    resizing,
    dense_end, custom_names, later_counters, ten_and_more, trained, built_later, input_shape_argument,
    explicit_input_layer, functional_chain, shared_layer, nested_sequential, nested_models,
    residual, inception, squeeze_excitation, merges, concatenations, functions, functions_large, activation_layers,
    training_only, batch_normalizations, layer_normalizations, rescalings, reshapes, operations, constants, items,
    array_functions, constant_blocks, grey_plane, several_outputs, transposed,
    transposed_first,
    nested_normalizations, channels_first, channels_first_axes, channels_first_graph,
    range_flip, range_augmentation, range_noise_padding, range_symmetric, range_uint8, range_offsets,
    range_adapted_bytes, range_adapted_unit, range_nested, range_batch_normalization,
]


# Files that must be refused


def unsupported_layer() -> keras.Model:
    """A layer of a class that nobody knows, called as Keras's own, between layers that are known."""
    return keras.Sequential([
        keras.Input((6, 6, 2)),
        Conv2D(2, (3, 3), activation="relu"),
        Conv2DTranspose(2, (2, 2)),
        Flatten(),
        Dense(2),
    ])


def unsupported_recurrent() -> keras.Model:
    """An LSTM on an input of rank 2."""
    return keras.Sequential([keras.Input((5, 3)), LSTM(4), Dense(2)])


def functional_two_inputs() -> keras.Model:
    """A functional network with two inputs."""
    left, right = keras.Input((6, 6, 1), name="left"), keras.Input((6, 6, 1), name="right")
    merged = Concatenate()([Conv2D(2, (3, 3))(left), Conv2D(2, (3, 3))(right)])
    return keras.Model([left, right], Dense(2)(Flatten()(merged)))


def mixed_orders() -> keras.Sequential:
    """One layer with channels first among layers with channels last."""
    return keras.Sequential([
        keras.Input((6, 6, 2)), Conv2D(3, (3, 3)), layers.UpSampling2D(2, **FIRST), Flatten(), Dense(2),
    ])


def channels_first_dense() -> keras.Sequential:
    """Channels first, and a Dense that works along the columns."""
    return keras.Sequential([keras.Input((2, 6, 5)), Conv2D(3, (3, 3), **FIRST), Dense(2), Flatten(), Dense(2)])


def constant_operand() -> keras.Model:
    """A number divided by a layer."""
    picture = keras.Input((6, 6, 2))
    return keras.Model(picture, Dense(2)(Flatten()(2.0 / Conv2D(2, (3, 3))(picture))))


def shared_across_models() -> keras.Model:
    """A layer of a model that a model inside of it has too: Keras saves its weights once, and can't load it."""
    shared = Conv2D(2, (1, 1), name="shared")
    inner_picture = keras.Input((4, 4, 2))
    inner = keras.Model(inner_picture, layers.BatchNormalization()(shared(inner_picture)), name="inner")
    picture = keras.Input((4, 4, 2))
    return keras.Model(picture, Dense(2)(Flatten()(inner(shared(picture)))))


def plain() -> keras.Sequential:
    """The sound network that the edited files start from."""
    return keras.Sequential([
        keras.Input((6, 6, 2)),
        Conv2D(3, (3, 3), activation="relu"),
        Flatten(),
        Dense(4),
    ])


def edit_weights(change: Callable[[h5py.File], None]) -> Edit:
    def edit(members: dict[str, bytes]) -> None:
        buffer = io.BytesIO(members["model.weights.h5"])
        with h5py.File(buffer, "r+") as file:
            change(file)
        members["model.weights.h5"] = buffer.getvalue()
    return edit


def replace_dataset(path: str, values: Callable[[np.ndarray], np.ndarray]) -> Edit:
    def change(file: h5py.File) -> None:
        old = file[path][()]
        del file[path]
        file[path] = values(old)
    return edit_weights(change)


def delete_dataset(path: str) -> Edit:
    def change(file: h5py.File) -> None:
        del file[path]
    return edit_weights(change)


def delete_member(name: str) -> Edit:
    def edit(members: dict[str, bytes]) -> None:
        del members[name]
    return edit


def replace_member(name: str, data: Callable[[bytes], bytes]) -> Edit:
    def edit(members: dict[str, bytes]) -> None:
        members[name] = data(members[name])
    return edit


DENSE_KERNEL, CONV_KERNEL, CONV_BIAS = "layers/dense/vars/0", "layers/conv2d/vars/0", "layers/conv2d/vars/1"

UNREADABLE_NETWORKS = [
    unsupported_layer, unsupported_recurrent, functional_two_inputs, mixed_orders, channels_first_dense,
    constant_operand, shared_across_models,
]
EDITS: dict[str, tuple[str, Edit]] = {
    "missing_weight": (f"`{DENSE_KERNEL}` is missing", delete_dataset(DENSE_KERNEL)),
    "missing_bias": (f"`{CONV_BIAS}` is missing", delete_dataset(CONV_BIAS)),
    "wrong_shape": (
        f"`{DENSE_KERNEL}` is (47, 4), not (48, 4)",
        replace_dataset(DENSE_KERNEL, lambda a: a[:-1]),
    ),
    "wrong_rank": (
        f"`{CONV_KERNEL}` is (18, 3), not (3, 3, 2, 3)",
        replace_dataset(CONV_KERNEL, lambda a: a.reshape(18, 3)),
    ),
    "not_float": (
        f"`{CONV_KERNEL}` holds int32",
        replace_dataset(CONV_KERNEL, lambda a: np.rint(a * 100).astype(np.int32)),
    ),
    "no_config": ("there is no config.json", delete_member("config.json")),
    "no_weights": ("there is no model.weights.h5", delete_member("model.weights.h5")),
    "config_not_json": ("config.json stops after 200 bytes", replace_member("config.json", lambda data: data[:200])),
    "weights_not_hdf5": (
        "model.weights.h5 is text",
        replace_member("model.weights.h5", lambda data: b"these are not weights\n"),
    ),
}


def write_bad_files(folder: Path) -> dict[str, str]:
    fresh_folder(folder)
    notes: dict[str, str] = {}
    for build in UNREADABLE_NETWORKS:
        keras.backend.clear_session()
        network = build()
        give_random_weights(network, build.__name__)
        save(network, folder / f"{build.__name__}.keras")
        notes[build.__name__] = first_line(build)
    # What a later version of Keras may write.
    path = folder / "unsupported_layer.keras"
    members = read_members(path)
    for old, new in ((b"Conv2DTranspose", b"Conv2DUnwritten"), (b"conv2d_transpose", b"conv2d_unwritten")):
        members["config.json"] = members["config.json"].replace(old, new)
    write_members(path, members)
    keras.backend.clear_session()
    network = plain()
    give_random_weights(network, "plain")
    save(network, folder / "plain.keras")
    sound = read_members(folder / "plain.keras")
    (folder / "plain.keras").unlink()
    for name, (note, edit) in EDITS.items():
        members = dict(sound)
        edit(members)
        write_members(folder / f"{name}.keras", members)
        notes[name] = note
    (folder / "not_a_zip.keras").write_bytes(b"This is a text, not a Keras file.\n" * 20)
    notes["not_a_zip"] = "text"
    return notes


# Weights and inputs


def generator(name: str) -> np.random.Generator:
    return np.random.default_rng([SEED, zlib.crc32(name.encode())])


def give_random_weights(network: keras.Model, name: str) -> None:
    """Kernels scaled so that values keep their size from layer to layer, biases far from zero, means farther."""
    random = generator(f"{name}/weights")

    def values(kind: str, old: np.ndarray) -> np.ndarray:
        is_statistic = kind in ["moving_variance", "variance", "moving_mean", "mean"]
        if kind == "count" or name.startswith("range_") and is_statistic:
            return old
        if kind in ["moving_variance", "variance", "gamma"]:
            return random.uniform(0.3, 2, old.shape).astype(np.float32)
        if kind in ["moving_mean", "mean"]:
            return random.uniform(-20, 20, old.shape).astype(np.float32)
        if kind == "alpha":
            return random.uniform(-0.5, 1.5, old.shape).astype(np.float32)
        if old.ndim == 1:
            return random.uniform(-0.5, 0.5, old.shape).astype(np.float32)
        return (random.normal(size=old.shape) * 1.4 / np.sqrt(np.prod(old.shape[:-1]))).astype(np.float32)

    network.set_weights([values(w.name, w.numpy()) for w in network.weights])
    for layer in network.layers:
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()


def random_input(network: keras.Model, name: str) -> np.ndarray:
    random = generator(f"{name}/input")
    values = random.normal(size=network.input_shape[1:])
    if name == "pooling_same":
        values = -0.1 - np.abs(values)
    if name == "functions":
        values = places_of_functions([0, 0.001, 0.25, 0.5, 0.75, 1, 2, 2.5, 3, 3.5, 6, 8], random)
    if name == "functions_large":
        values = places_of_functions([0, 10, 15, 20, 30, 40, 50, 60, 70, 80], random)
    if name == "range_uint8":
        values = random.integers(0, 256, network.input_shape[1:])
    return values.astype(np.float32)


def places_of_functions(magnitudes: list[float], random: np.random.Generator) -> np.ndarray:
    """Numbers of both signs and what lies close to them, -0 among them, in random order."""
    signed = [sign * magnitude for magnitude in magnitudes for sign in [1.0, -1.0]]
    close = [number * factor for number in signed for factor in [1.0001, 0.9999]]
    values = np.array((signed + close) * 3)[:120]
    values = np.append(values, random.uniform(-max(magnitudes), max(magnitudes), 120 - values.size))
    return random.permutation(values).reshape(5, 8, 3)


# Tensors


MADE_FOR_ONE_FUNCTION = (layers.ReLU, layers.LeakyReLU, layers.ELU, layers.Softmax)


def linear_twin(layer: keras.Layer, shape: tuple[int, ...]) -> keras.Layer:
    """The same layer without its activation function, which computes the pre-activation."""
    config = layer.get_config() | {"activation": "linear"}
    config.pop("input_shape", None)
    twin = type(layer).from_config(config)
    twin.build(shape)
    twin.set_weights(layer.get_weights())
    return twin


def first_half(layer: keras.layers.SeparableConv2D) -> keras.layers.DepthwiseConv2D:
    """The depthwise convolution inside a separable one."""
    half = keras.layers.DepthwiseConv2D(
        layer.kernel_size, strides=layer.strides, padding=layer.padding, depth_multiplier=layer.depth_multiplier,
        dilation_rate=layer.dilation_rate, data_format=layer.data_format, use_bias=False)
    channels = layer.depthwise_kernel.shape[2]
    half.build((None, channels, None, None) if has_channels_first(layer) else (None, None, None, channels))
    half.set_weights([layer.depthwise_kernel])
    return half


def has_channels_first(layer: keras.Operation) -> bool:
    return getattr(layer, "data_format", None) == "channels_first"


def needs_compiler(layer: keras.Operation) -> bool:
    """What TensorFlow's plain kernels don't know."""
    is_transposed = isinstance(layer, Conv2DTranspose)
    return has_channels_first(layer) or is_transposed and max(layer.dilation_rate) > 1


def run(layer: keras.Operation, *args: object, **kwargs: object) -> tf.Tensor:
    """Runs a layer; TensorFlow convolves with channels first on a processor only through its compiler (XLA)."""
    if needs_compiler(layer):
        return tf.function(layer, jit_compile=True)(*args, **kwargs)
    return layer(*args, **kwargs)


# Functions of one tensor that are no activation functions.
MOVING = {"Reshape", "Transpose", "ExpandDims", "Squeeze", "Flip", "Mean", "Max", "Negative", "Cast"}


class Recorder:
    """All activations and pre-activations by file name, without the batch axis; inner networks by their layers."""

    def __init__(self) -> None:
        self.tensors: dict[str, np.ndarray] = {}

    def network(self, network: keras.Model, inputs: list[tf.Tensor], prefix: str = "") -> tf.Tensor:
        if isinstance(network, keras.Sequential):
            values = inputs[0]
            for layer in network.layers:
                values = self.layer(layer, (values,), {}, prefix + layer.name)
            return values
        return self.graph(network, inputs, prefix)

    def graph(self, network: keras.Model, inputs: list[tf.Tensor], prefix: str) -> tf.Tensor:
        values = {id(symbol): value for symbol, value in zip(network.inputs, inputs, strict=True)}
        for depth in sorted(network._nodes_by_depth, reverse=True):
            for node in network._nodes_by_depth[depth]:
                if not node.is_input:
                    args, kwargs = node.arguments.fill_in(values)
                    values[id(node.outputs[0])] = self.layer(
                        node.operation, args, kwargs, prefix + call_name(network, node))
        return values[id(network.outputs[0])]

    def layer(self, layer: keras.Layer, args: tuple, kwargs: dict, name: str) -> tf.Tensor:
        if isinstance(layer, keras.Model):
            return self.network(layer, list(args), name + "/")
        if isinstance(layer, keras.layers.SeparableConv2D):
            self.tensors[f"{name}/depthwise"] = run(first_half(layer), *args, **kwargs).numpy()[0]
        function = getattr(layer, "activation", keras.activations.linear)
        if function is not keras.activations.linear:
            self.tensors[f"{name}.pre"] = run(linear_twin(layer, args[0].shape), *args, **kwargs).numpy()[0]
        is_function = not isinstance(layer, keras.Layer) and len(args) == 1 and not isinstance(args[0], list)
        kind = type(layer).__name__
        if is_function and kind not in MOVING or isinstance(layer, MADE_FOR_ONE_FUNCTION):
            self.tensors[f"{name}.pre"] = args[0].numpy()[0]
        if kind in ("Maximum", "Minimum") and any(isinstance(arg, float) for arg in args):
            self.tensors[f"{name}.pre"] = next(arg for arg in args if not isinstance(arg, float)).numpy()[0]
        if kind == "GetItem" and None in args[1]:
            self.tensors[f"{name}/part"] = args[0].numpy()[tuple(part for part in args[1] if part is not None)][0]
        if "training" in inspect.signature(layer.call).parameters:
            kwargs = kwargs | {"training": False}
        values = run(layer, *args, **kwargs)
        self.tensors[name] = values.numpy()[0]
        return values


def call_name(network: keras.Model, node: object) -> str:
    """A layer's name, with `:1` and so on behind it for its second call and those that follow."""
    calls = [other for other in node.operation._inbound_nodes if other in sum(network._nodes_by_depth.values(), [])]
    number = calls.index(node)
    return node.operation.name + (f":{number}" if number else "")


def tensors(network: keras.Model, picture: np.ndarray) -> dict[str, np.ndarray]:
    """All activations and pre-activations by file name, without the batch axis."""
    if len(network.outputs) > 1:
        network = keras.Model(network.inputs, network.outputs[0])
    if picture.ndim == 2:
        plane = {network.inputs[0].name: picture, "input": picture[..., None]}
        return tensors_of(network, picture) | plane
    return tensors_of(network, picture)


def tensors_of(network: keras.Model, picture: np.ndarray) -> dict[str, np.ndarray]:
    recorder = Recorder()
    values = recorder.network(network, [tf.constant(picture[None])])
    if not any(needs_compiler(layer) for layer in network.layers):
        whole = network.predict(picture[None], verbose=0)[0]
        assert np.allclose(whole, values.numpy()[0], rtol=1e-5, atol=1e-6), network.name
        return {"input": picture} | recorder.tensors
    whole = tf.function(network, jit_compile=True)(picture[None], training=False).numpy()[0]
    assert np.allclose(whole, values.numpy()[0], rtol=1e-5, atol=1e-6), network.name
    found = {"input": picture} | recorder.tensors
    if not any(has_channels_first(layer) for layer in network.layers):
        return found
    return {name: array.transpose(1, 2, 0) if array.ndim == 3 else array for name, array in found.items()}


def file_name(layer: str) -> str:
    """As cnnview names files after layers: plain characters stay, others become %XX."""

    def spelled(character: str) -> str:
        if character.isascii() and (character.isalnum() or character in "._-"):
            return character
        return "".join(f"%{byte:02X}" for byte in character.encode())

    name = "".join(spelled(c) for c in layer)
    return "%2E" + name[1:] if name.startswith(".") else name


def npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, np.ascontiguousarray(array))
    return file.getvalue()


def write_tensors(folder: Path, values: dict[str, np.ndarray]) -> None:
    """As numpy.savez writes them, with a fixed date and in the order of their names."""
    for name, array in values.items():
        assert array.dtype == np.float32 and np.isfinite(array).all(), name
    files = {f"{file_name(name)}.npy": npy(array) for name, array in values.items()}
    write_members(folder / "tensors.npz", dict(sorted(files.items())))


# .keras files


def read_members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_members(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0)), data, compression)


def numbered_in_order(config: bytes) -> bytes:
    """Shared objects are identified by their address in memory; numbers in order of appearance say the same."""
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return match[1] + numbers.setdefault(match[2], str(len(numbers) + 1))

    return re.sub(r'("shared_object_id": )(\d+)', number, config.decode()).encode()


def save(network: keras.Model, path: Path) -> None:
    """Saves as Keras does, then replaces what differs from run to run: dates and addresses."""
    with tempfile.TemporaryDirectory() as scratch:
        saved = Path(scratch) / "network.keras"
        network.save(saved)
        members = read_members(saved)
    metadata = json.loads(members["metadata.json"]) | {"date_saved": "2024-01-01@00:00:00"}
    members["metadata.json"] = json.dumps(metadata).encode()
    members["config.json"] = numbered_in_order(members["config.json"])
    compression = zipfile.ZIP_DEFLATED if path.parent.name in DEFLATED else zipfile.ZIP_STORED
    write_members(path, members, compression)


def fresh_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def write_network(build: Callable[[], keras.Model], folder: Path) -> None:
    name = build.__name__
    fresh_folder(folder)
    keras.backend.clear_session()
    network = build()
    give_random_weights(network, name)
    if network.compiled:
        train_one_step(network)
    save(network, folder / "network.keras")
    write_tensors(folder, tensors(network, random_input(network, name)))


# The bundled network and pictures


def picture_values(path: Path) -> np.ndarray:
    """Samples as value/255, averaged over blocks where the picture is larger than 32×32."""
    samples = np.asarray(Image.open(path).convert("RGB"), dtype=np.float64)
    block = samples.shape[0] // 32
    blocks = samples.reshape(32, block, 32, block, 3)
    return (blocks.mean(axis=(1, 3)) / 255.0).astype(np.float32)


def write_reference(root: Path) -> bool:
    model, images = root / "assets/models/cifar10.keras", root / "assets/images"
    if not model.exists() or not (images / "ship.ppm").exists():
        return False
    network = keras.models.load_model(model, compile=False)
    folder = HERE / "networks/reference"
    fresh_folder(folder)
    write_tensors(folder, tensors(network, picture_values(images / "ship.ppm")))
    for file, paths in [
        ("sample_logits", [images / f"{label}.ppm" for label in CLASSES]),
        ("sample_logits_large", [images / f"large/{label}.ppm" for label in CLASSES]),
        ("puzzle_logits", sorted((images / "puzzles").glob("*.ppm"))),
    ]:
        pictures = np.stack([picture_values(path) for path in paths])
        np.save(HERE / f"{file}.npy", network.predict(pictures, verbose=0).astype(np.float32))
    return True


# Description


def first_line(build: Callable[..., object]) -> str:
    return (build.__doc__ or "").strip().split("\n")[0]


def versions() -> str:
    return (f"Python {platform.python_version()}, TensorFlow {tf.__version__}, Keras {keras.__version__}, "
            f"NumPy {np.__version__}, h5py {h5py.__version__} (HDF5 {h5py.version.hdf5_version})")


def write_readme(bad: dict[str, str]) -> None:
    rows = "\n".join(f"| `{build.__name__}` | {first_line(build)} |" for build in NETWORKS)
    bad_rows = "\n".join(f"| `{name}.keras` | {note} |" for name, note in bad.items())
    (HERE / "README.md").write_text(f"""# Fixtures

Whole tensors as Keras computes them, made by `make_fixtures.py` with {versions()}; seed {SEED}, with the name of
each network mixed in. To make them again: `python Tests/Fixtures/make_fixtures.py`; the same versions write the
same files.

`networks/<name>/` holds `network.keras`, and in `tensors.npz`, which `numpy.load` reads, `input`, `<layer>` (the
activation) and, where the layer's activation function is not linear, `<layer>.pre` (the pre-activation). All tensors are
float32 in C order and have no batch axis: (height, width, channel), also of networks with channels first, or (unit). In
names, characters other than `A–Z a–z 0–9 . _ -` are `%XX`.

| network | what it covers |
|---|---|
{rows}
| `reference` | the bundled network (`assets/models/cifar10.keras`) on `assets/images/ship.ppm` |

`sample_logits.npy` are the logits of the bundled 32×32 pictures, (picture, class), both in the order of
`assets/models/cifar10.labels`; `sample_logits_large.npy` those of the 256×256 pictures, averaged over blocks of 8×8
without rounding; `puzzle_logits.npy` those of the pictures in `assets/images/puzzles`, in the order of their names.

`legacy/` holds some of these networks as `.h5` files of Keras 2 and 3, made by `make_legacy_fixtures.py`, and others:

| file | what it is |
|---|---|
| `tutorial.list.h5`, `nested_sequential.list.h5` | The config of a Sequential as a list, as Keras up to 2.2.2 wrote it. |
| `nested_normalizations.v1.h5` | `BatchNormalizationV1`, as TensorFlow 1.13 and 1.14 called the class. |
| `tutorial.names.h5` | `Convolution2D` and `MaxPool2D`, the second names of two classes. |
| `tutorial.own.h5` | A class of its own that is made from Sequential, saved by Keras 3; in `older/` as `.keras`. |
| `lora.h5` | A Dense with matrices of LoRA beside its kernel. |
| `keras1.h5` | A model with the arguments of Keras 1.2.2. |
| `data.h5` | Data, with neither a model nor its weights. |

`older/` holds `.keras` files of Keras 2.13.1 (TensorFlow 2.13.1), made by `make_older_fixtures.py`: some of the networks,
and `counted`, with what Keras computed of `counted.input.npy`.

`changes/` holds what Keras computed of networks after changes, made by `make_changes.py`.

`arguments/sweep.zip` holds nearly five hundred small files, `.keras` and `.h5`, in each of which one argument of a layer, a
function or a call differs from its default, with what Keras makes of them; `arguments/listing.json` the arguments that
the classes have; both are made by `make_arguments.py`.

`bad/` holds files that can't be run; each has one fault:

| file | fault |
|---|---|
{bad_rows}
""")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", nargs="+", metavar="NAME", help="make only these networks, 'reference', or 'bad' with the README")
    parser.add_argument("--root", type=Path, default=HERE.parents[1], help="the checkout that holds assets/")
    return parser.parse_args()


def main() -> None:
    options = parse_arguments()
    print(versions())
    keras.utils.set_random_seed(SEED)
    wanted = options.only or [build.__name__ for build in NETWORKS] + ["reference"]
    for build in NETWORKS:
        if build.__name__ in wanted:
            write_network(build, HERE / "networks" / build.__name__)
            print(f"networks/{build.__name__}")
    if "reference" in wanted:
        written = write_reference(options.root)
        print("networks/reference" if written else "no bundled network or pictures: no reference")
    if options.only is None or "bad" in options.only:
        write_readme(write_bad_files(HERE / "bad"))


if __name__ == "__main__":
    main()
