#!/usr/bin/env python3
"""Make small files in each of which one argument of one layer or function differs from its default.

Usage:
    pip install --no-deps tf_keras==2.21.0
    python make_arguments.py

Writes, beside this script:
    arguments/sweep.zip        for every case the model's file, and where it has to run its input and output
    arguments/listing.json     the arguments of every class that can be run, as Keras 3 and Keras 2 have them

`sweep.zip` has an `index.json`: a list of {"name", "file", "argument", "runs"}. A case that doesn't run has to be
refused by the argument, or by the class where it is one that nothing knows. Numbers come from generators seeded by
the cases' names, and dates inside of the files are fixed.
"""

from __future__ import annotations

import inspect
import io
import json
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras
import numpy as np
import tensorflow as tf
import tf_keras
from keras import layers as L
from keras import ops
from tf_keras import layers as L2

HERE = Path(__file__).resolve().parent
SEED = 31
MAPS = (6, 5, 4)
FIRST = {"data_format": "channels_first"}
Tensor = keras.KerasTensor
Body = Callable[[Tensor], Tensor]

CLASSES = """
InputLayer AveragePooling2D Conv2D Conv2DTranspose Cropping2D DepthwiseConv2D GlobalAveragePooling2D GlobalMaxPooling2D MaxPooling2D
SeparableConv2D UpSampling2D ZeroPadding2D Flatten Dense Add Subtract Multiply Average Maximum Minimum Concatenate
Activation ReLU LeakyReLU ELU Softmax PReLU Identity Dropout SpatialDropout1D SpatialDropout2D AlphaDropout
GaussianDropout GaussianNoise ActivityRegularization RandomFlip RandomZoom RandomTranslation RandomRotation
RandomContrast RandomBrightness BatchNormalization LayerNormalization Rescaling Normalization Reshape Permute
""".split()
OPERATIONS = """
Add Subtract Multiply Divide TrueDivide Maximum Minimum Concatenate Relu Relu6 Sigmoid SparseSigmoid Softplus Softsign
SoftShrink SparsePlus Silu Squareplus LogSigmoid LeakyRelu HardSigmoid HardSilu Elu Selu Gelu Celu TanhShrink HardTanh
HardShrink Softmax LogSoftmax Sparsemax Exp Tanh GetItem Stack Reshape Transpose ExpandDims Squeeze Flip Mean Max
Negative Clip
""".split()

# What each class needs, and does, where nothing is varied.
NEEDED = {
    "AveragePooling2D": {"pool_size": 2}, "MaxPooling2D": {"pool_size": 2}, "Conv2D": {"filters": 4, "kernel_size": 2},
    "Conv2DTranspose": {"filters": 3, "kernel_size": 2},
    "DepthwiseConv2D": {"kernel_size": 2}, "SeparableConv2D": {"filters": 3, "kernel_size": 2}, "Dense": {"units": 3},
    "Activation": {"activation": "tanh"}, "Dropout": {"rate": 0.5}, "SpatialDropout1D": {"rate": 0.5},
    "SpatialDropout2D": {"rate": 0.5}, "AlphaDropout": {"rate": 0.5}, "GaussianDropout": {"rate": 0.5},
    "GaussianNoise": {"stddev": 0.5}, "RandomZoom": {"height_factor": 0.5},
    "RandomTranslation": {"height_factor": 0.5, "width_factor": 0.5}, "RandomRotation": {"factor": 0.5},
    "RandomContrast": {"factor": 0.5}, "RandomBrightness": {"factor": 0.5}, "Rescaling": {"scale": 0.5},
    "Reshape": {"target_shape": (20, 6)}, "Permute": {"dims": (2, 1, 3)}, "Cropping2D": {"cropping": 1},
}
MERGES = ["Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"]

# Values of arguments, by class: those that run, and those that have to be refused.
RUNS: dict[str, dict[str, list[object]]] = {
    "AveragePooling2D": {"pool_size": [(3, 1)], "strides": [1, (2, 1)], "padding": ["same"]},
    "MaxPooling2D": {"pool_size": [(3, 1)], "strides": [1, (2, 1)], "padding": ["same"]},
    "Conv2D": {
        "filters": [2], "kernel_size": [(3, 1), 1], "strides": [2, (2, 1)], "padding": ["same"],
        "dilation_rate": [2, (1, 2)], "groups": [2], "activation": ["relu", "softmax"],
        "use_bias": [False], "kernel_initializer": ["ones"], "bias_initializer": ["ones"],
        "kernel_regularizer": ["l2"], "bias_regularizer": ["l1"], "activity_regularizer": ["l2"],
        "kernel_constraint": ["max_norm"], "bias_constraint": ["non_neg"], "trainable": [False],
    },
    "Conv2DTranspose": {
        "filters": [2], "kernel_size": [(3, 1), 1], "strides": [2, (2, 1)], "padding": ["same"],
        "output_padding": [0, (0, 0)], "dilation_rate": [2, (1, 2)], "activation": ["relu", "softmax"],
        "use_bias": [False], "kernel_initializer": ["ones"], "bias_initializer": ["ones"],
        "kernel_regularizer": ["l2"], "bias_regularizer": ["l1"], "activity_regularizer": ["l2"],
        "kernel_constraint": ["max_norm"], "bias_constraint": ["non_neg"], "trainable": [False],
    },
    "DepthwiseConv2D": {
        "kernel_size": [(3, 1), 1], "strides": [2], "padding": ["same"], "dilation_rate": [2, (1, 2)],
        "depth_multiplier": [2], "activation": ["relu"], "use_bias": [False], "depthwise_initializer": ["ones"],
        "bias_initializer": ["ones"], "depthwise_regularizer": ["l2"], "bias_regularizer": ["l1"],
        "activity_regularizer": ["l2"], "depthwise_constraint": ["max_norm"], "bias_constraint": ["non_neg"],
    },
    "SeparableConv2D": {
        "filters": [4], "kernel_size": [(3, 1), 1], "strides": [2], "padding": ["same"], "dilation_rate": [2, (1, 2)],
        "depth_multiplier": [2], "activation": ["relu"], "use_bias": [False], "depthwise_initializer": ["ones"],
        "pointwise_initializer": ["ones"], "bias_initializer": ["ones"], "depthwise_regularizer": ["l2"],
        "pointwise_regularizer": ["l2"], "bias_regularizer": ["l1"], "activity_regularizer": ["l2"],
        "depthwise_constraint": ["max_norm"], "pointwise_constraint": ["max_norm"], "bias_constraint": ["non_neg"],
    },
    "Cropping2D": {"cropping": [0, (1, 2), ((0, 1), (2, 1))]},
    "ZeroPadding2D": {"padding": [2, (1, 2), ((0, 1), (2, 1))]},
    "UpSampling2D": {"size": [3, (1, 2)], "interpolation": ["bilinear"]},
    "GlobalAveragePooling2D": {"keepdims": [True]}, "GlobalMaxPooling2D": {"keepdims": [True]},
    "Flatten": {}, "Identity": {}, "Reshape": {"target_shape": [(-1, 8), (120,)]}, "Permute": {"dims": [(3, 1, 2)]},
    "Dense": {
        "units": [4], "activation": ["relu", "softmax"], "use_bias": [False], "kernel_initializer": ["ones"],
        "bias_initializer": ["ones"], "kernel_regularizer": ["l2"], "bias_regularizer": ["l1"],
        "activity_regularizer": ["l2"], "kernel_constraint": ["max_norm"], "bias_constraint": ["non_neg"],
    },
    "Concatenate": {"axis": [1, 2, 3, -2]},
    "Activation": {"activation": ["relu", "softmax"]},
    "ReLU": {"max_value": [0.5, 6], "negative_slope": [0.2], "threshold": [0.3]},
    "LeakyReLU": {"negative_slope": [0.1]}, "ELU": {"alpha": [0.5]}, "Softmax": {"axis": [3]},
    "PReLU": {
        "alpha_initializer": ["ones"], "alpha_regularizer": ["l2"], "alpha_constraint": ["non_neg"],
        "shared_axes": [[1, 2], [3]],
    },
    "Dropout": {"rate": [0.9], "noise_shape": [(None, 1, 1, 4)], "seed": [3]},
    "SpatialDropout2D": {"rate": [0.9], "seed": [3]},
    "AlphaDropout": {"rate": [0.9], "noise_shape": [(None, 1, 1, 4)], "seed": [3]},
    "GaussianDropout": {"rate": [0.9], "seed": [3]}, "GaussianNoise": {"stddev": [0.9], "seed": [3]},
    "ActivityRegularization": {"l1": [0.5], "l2": [0.5]},
    "RandomFlip": {"mode": ["horizontal"], "seed": [3]},
    "RandomZoom": {
        "height_factor": [(0.2, 0.4)], "width_factor": [0.3], "fill_mode": ["constant"], "interpolation": ["nearest"],
        "seed": [3], "fill_value": [7.0],
    },
    "RandomTranslation": {
        "height_factor": [(0.2, 0.4)], "width_factor": [0.3], "fill_mode": ["constant"], "interpolation": ["nearest"],
        "seed": [3], "fill_value": [7.0],
    },
    "RandomRotation": {
        "factor": [(0.2, 0.4)], "fill_mode": ["constant"], "interpolation": ["nearest"], "seed": [3],
        "fill_value": [7.0],
    },
    "RandomContrast": {"factor": [0.3], "seed": [3]},
    "RandomBrightness": {"factor": [0.3], "value_range": [(0.0, 1.0)], "seed": [3]},
    "BatchNormalization": {
        "axis": [1, 2, 3], "momentum": [0.5], "epsilon": [0.1], "center": [False], "scale": [False],
        "beta_initializer": ["ones"], "gamma_initializer": ["zeros"], "moving_mean_initializer": ["ones"],
        "moving_variance_initializer": ["zeros"], "beta_regularizer": ["l2"], "gamma_regularizer": ["l2"],
        "beta_constraint": ["non_neg"], "gamma_constraint": ["non_neg"], "synchronized": [True], "trainable": [False],
        "renorm": [True], "renorm_clipping": [{"rmax": 2.0}], "renorm_momentum": [0.5],
    },
    "LayerNormalization": {
        "axis": [1, [1, 2], [3, 1]], "epsilon": [0.1], "center": [False], "scale": [False],
        "beta_initializer": ["ones"], "gamma_initializer": ["zeros"], "beta_regularizer": ["l2"],
        "gamma_regularizer": ["l2"], "beta_constraint": ["non_neg"], "gamma_constraint": ["non_neg"],
    },
    "Rescaling": {"scale": [2.0, [1.0, 2.0, 3.0, 4.0]], "offset": [-1.0, [1.0, 2.0, 3.0, 4.0]]},
    "Normalization": {"axis": [1, (1, 3), None], "invert": [True]},
} | {name: {"trainable": [False]} for name in MERGES}
REFUSED: dict[str, dict[str, list[object]]] = {
    "UpSampling2D": {"interpolation": ["bicubic", "lanczos3"]},
    "Softmax": {"axis": [1, [1, 2]]},
}
PRECISIONS = ["float16", "bfloat16", "float64", "mixed_float16", "mixed_bfloat16"]


# Cases. Each adds a built model to the archive.


class Sweep:
    """The archive in the making."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.index: list[dict[str, object]] = []

    def write(self, name: str, data: bytes) -> None:
        info = zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0))
        self.archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)

    def add(
        self, name: str, model: keras.Model | tf_keras.Model, argument: str, runs: bool, suffix: str = ".keras",
        whole: bool = False,
    ) -> None:
        rng = np.random.default_rng([SEED, zlib.crc32(name.encode())])
        fill(model, rng)
        file = name + suffix
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / file
            model.save(path)
            data = path.read_bytes() if suffix == ".h5" else steady(path)
            if runs:
                self.write_numbers(name, loaded(path, model), rng, whole)
        self.write(file, data)
        self.index.append({"name": name, "file": file, "argument": argument, "runs": runs})

    def write_numbers(
        self, name: str, model: keras.Model | tf_keras.Model, rng: np.random.Generator, whole: bool
    ) -> None:
        shape = model.input_shape[1:]
        picture = rng.integers(0, 256, shape) if whole else rng.normal(size=shape) * 1.5
        picture = picture.astype(np.float32)
        given = picture.astype(model.inputs[0].dtype if whole else np.float32)[None]
        # TensorFlow's plain kernels know no channels first.
        run = tf.function(model, jit_compile=True) if has_channels_first(model) or is_dilated(model) else model
        output = np.asarray(run(given, training=False))[0]
        self.write(name + ".in.npy", npy(in_last(model, picture)))
        self.write(name + ".out.npy", npy(in_last(model, output)))


def loaded(path: Path, model: keras.Model | tf_keras.Model) -> keras.Model | tf_keras.Model:
    """The model as it is read back, where Keras can do that: files with functions ending in .h5 it can't."""
    module = tf_keras if isinstance(model, tf_keras.Model) else keras
    try:
        return module.models.load_model(path, compile=False)
    except (TypeError, ValueError):
        assert path.suffix == ".h5", path
        return model


def npy(values: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, np.ascontiguousarray(values, dtype=np.float32))
    return buffer.getvalue()


def has_channels_first(model: keras.Model) -> bool:
    return any(getattr(layer, "data_format", None) == "channels_first" for layer in model.layers)


def is_dilated(model: keras.Model) -> bool:
    """Whether a transposed convolution is dilated, which TensorFlow's plain kernels don't know."""
    return any("Transpose" in type(layer).__name__ and max(getattr(layer, "dilation_rate", (1, 1))) > 1 for layer in model.layers)


def in_last(model: keras.Model, values: np.ndarray) -> np.ndarray:
    """Maps of a model with channels first, as (height, width, channel)."""
    return np.moveaxis(values, 0, -1) if has_channels_first(model) and values.ndim == 3 else values


def steady(path: Path) -> bytes:
    """The file without what differs from run to run: dates, and addresses of objects."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as saved, zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(saved.namelist()):
            data = saved.read(name)
            if name == "config.json":
                data = re.sub(rb', "shared_object_id": \d+', b"", data)
            if name == "metadata.json":
                data = json.dumps(json.loads(data) | {"date_saved": "2024-01-01@00:00:00"}).encode()
            archive.writestr(zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def fill(model: keras.Model | tf_keras.Model, rng: np.random.Generator) -> None:
    """Random weights; those that stand below a root are positive."""
    values = []
    for weight in model.weights:
        path = getattr(weight, "path", weight.name)
        numbers = rng.normal(size=tuple(weight.shape))
        if str(weight.dtype).startswith(("int", "uint", "<dtype: 'int", "<dtype: 'uint")):
            numbers = np.asarray(weight)
        elif any(word in path for word in ("variance", "stddev")):
            numbers = np.abs(numbers) + 0.5
        values.append(numbers)
    model.set_weights(values)


def functional(body: Body, shape: tuple[int, ...] = MAPS, dtype: str = "float32", **more: object) -> keras.Model:
    picture = keras.Input(shape, dtype=dtype, name="picture", **more)
    return keras.Model(picture, body(picture))


def one(layer: object, shape: tuple[int, ...] = MAPS) -> keras.Model:
    """A model of one layer, in Keras 3 or 2."""
    if isinstance(layer, tf_keras.layers.Layer):
        picture = tf_keras.Input(shape, name="picture")
        return tf_keras.Model(picture, called(layer, picture))
    picture = keras.Input(shape, name="picture")
    return keras.Model(picture, called(layer, picture))


def called(layer: object, picture: Tensor) -> Tensor:
    """Merges read a tensor twice, in an order that tells; line layers read lines."""
    name = type(layer).__name__
    if name in MERGES:
        return layer([picture, (L if isinstance(layer, keras.Layer) else L2).Permute((1, 2, 3))(picture)])
    if name == "Concatenate":
        return layer([picture, picture])
    return layer(picture)


def value_name(value: object) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", str(value)).strip("-") or "none"


def shape_for(name: str) -> tuple[int, ...]:
    return (6, 5) if name == "SpatialDropout1D" else MAPS


def given_statistics(name: str, arguments: dict[str, object]) -> dict[str, object]:
    """Numbers for a Normalization that isn't adapted to any."""
    if name == "Normalization" and not arguments.get("axis"):
        return {"mean": 0.5, "variance": 2.0} | arguments
    return arguments


def arguments_of_layers(sweep: Sweep) -> None:
    for runs, table in ((True, RUNS), (False, REFUSED)):
        for name, arguments in table.items():
            for argument, values in arguments.items():
                for value in values:
                    given = given_statistics(name, NEEDED.get(name, {}) | {argument: value})
                    layer = getattr(L, name)(**given)
                    sweep.add(f"{name}.{argument}.{value_name(value)}", one(layer, shape_for(name)), argument, runs)
    for name in CLASSES[1:]:
        # Dtypes of layers that compute: whatever the others do, they do it in this one.
        for precision in PRECISIONS if name in ("Conv2D", "Dense", "BatchNormalization") else ["float16"]:
            given = given_statistics(name, NEEDED.get(name, {}) | {"dtype": precision})
            sweep.add(f"{name}.dtype.{precision}", one(getattr(L, name)(**given), shape_for(name)), "dtype", False)
    for name in ("Conv2D", "Conv2DTranspose", "DepthwiseConv2D", "AveragePooling2D", "MaxPooling2D", "UpSampling2D",
                 "GlobalAveragePooling2D", "GlobalMaxPooling2D", "ZeroPadding2D", "Cropping2D"):
        sweep.add(f"{name}.data_format", one(getattr(L, name)(**NEEDED.get(name, {}), **FIRST)), "data_format", True)
    statistics = {"mean": [1.0, 2.0, 3.0, 4.0], "variance": [0.5, 1.0, 2.0, 4.0]}
    sweep.add("Normalization.mean", one(L.Normalization(**statistics)), "mean", True)
    sweep.add("Flatten.data_format", one(L.Flatten(**FIRST), (7,)), "data_format", True)
    sweep.add("SpatialDropout1D.seed", one(L.SpatialDropout1D(0.5, seed=3), (6, 5)), "seed", True)


def weights_of_layers(sweep: Sweep) -> None:
    for layer in (L.Dense(3), L.Conv2D(4, 2)):
        model = one(layer)
        layer.enable_lora(2)
        sweep.add(f"{type(layer).__name__}.lora_rank", model, "lora_alpha", True)
    model = one(L.Dense(3))
    model.quantize("int8")
    sweep.add("Dense.quantization_config", model, "quantization_config", False)


def activations(sweep: Sweep) -> None:
    cases: list[tuple[str, object, bool]] = [
        ("relu-layer", L.ReLU(max_value=1, negative_slope=0.1, threshold=0.2), True),
        ("leaky-layer", L.LeakyReLU(negative_slope=0.1), True), ("elu-layer", L.ELU(alpha=0.5), True),
        ("softmax-layer", L.Softmax(), True), ("softmax-rows-layer", L.Softmax(axis=1), False),
        ("prelu-layer", L.PReLU(), False), ("glu", keras.activations.glu, False),
        ("own-function", keras.saving.register_keras_serializable("own")(lambda x: x), False),
    ]
    for name, function, runs in cases:
        sweep.add(f"Conv2D.activation.{name}", one(L.Conv2D(4, 2, activation=function)), "activation", runs)
    inner = L.LeakyReLU(negative_slope=0.1, dtype="float16")
    sweep.add("Conv2D.activation.half-layer", one(L.Conv2D(4, 2, activation=inner)), "dtype", False)


def inputs(sweep: Sweep) -> None:
    for dtype in ("uint8", "int32", "float64"):
        body = lambda x: L.Rescaling(0.01)(L.MaxPooling2D(2)(x))
        sweep.add(f"InputLayer.dtype.{dtype}", functional(body, dtype=dtype), "dtype", True, whole=True)
    sweep.add("InputLayer.dtype.divided", functional(lambda x: x / 127.5 - 1, dtype="uint8"), "dtype", True, whole=True)
    for dtype in ("float16", "bfloat16"):
        sweep.add(f"InputLayer.dtype.{dtype}", functional(L.Rescaling(0.01), dtype=dtype), "dtype", False)
    wrapping: dict[str, Body] = {
        "add": lambda x: L.Add()([x, x]), "plus": lambda x: x + 200, "times": lambda x: ops.multiply(x, x),
        "bilinear": lambda x: L.UpSampling2D(2, interpolation="bilinear")(x), "relu": lambda x: L.PReLU()(L.Rescaling(1)(x) + x),
        "layer-norm": lambda x: L.LayerNormalization()(x),
    }
    for name, body in wrapping.items():
        runs = name == "relu"
        sweep.add(f"InputLayer.dtype.whole-{name}", functional(body, dtype="uint8"), "dtype", runs, whole=True)
    sweep.add("InputLayer.sparse", functional(L.Dense(2), (7,), sparse=True), "sparse", False)
    sweep.add("InputLayer.optional", functional(L.Dense(2), (7,), optional=True), "optional", True)
    sweep.add("InputLayer.batch_size", functional(L.Dense(2), (7,), batch_size=3), "batch_size", True)


def calls(sweep: Sweep) -> None:
    def block(kind: str) -> keras.Model:
        if kind == "chain":
            return keras.Sequential([L.BatchNormalization(), L.Dropout(0.5)], name="block")
        inner = keras.Input(MAPS)
        return keras.Model(inner, L.BatchNormalization()(inner), name="block")

    # RandomFlip has True by default, and Keras 3 writes it where nobody gave it.
    makers: dict[str, Callable[[], Callable[..., Tensor]]] = {
        "BatchNormalization": L.BatchNormalization, "Dropout": lambda: L.Dropout(0.5), "RandomFlip": L.RandomFlip,
        "GaussianNoise": lambda: L.GaussianNoise(0.5), "Dense": lambda: L.Dense(2),
        "Sequential": lambda: block("chain"), "Functional": lambda: block("graph"),
    }
    for name, make in makers.items():
        for training in (True, False, None):
            body = lambda x: make()(x, training=training)
            runs = not training or name == "RandomFlip"
            sweep.add(f"{name}.call.training-{training}", functional(body), "training", runs)
            sweep.add(f"{name}.call.training-{training}.h5", functional(body), "training", runs, ".h5")
    mask = np.ones(MAPS, bool)
    for name, make in {"BatchNormalization": L.BatchNormalization, "Softmax": L.Softmax}.items():
        shown = mask[None, :, :, 0] if name == "BatchNormalization" else mask[None]
        sweep.add(f"{name}.call.mask", functional(lambda x: make()(x, mask=shown)), "mask", False)
        sweep.add(f"{name}.call.no-mask", functional(lambda x: make()(x, mask=None)), "mask", True)
    sweep.add("BatchNormalization.call.inputs", functional(lambda x: L.BatchNormalization()(inputs=x)), "inputs", True)

    def twice(x: Tensor) -> Tensor:
        norm = L.BatchNormalization()
        return norm(norm(x), training=True)

    sweep.add("BatchNormalization.call.second", functional(twice), "training", False)


def operations(sweep: Sweep) -> None:
    block = np.ones((1, *MAPS), np.float32)
    cases: dict[str, tuple[Body, str, bool]] = {
        "Softmax.axis.3": (lambda x: ops.softmax(x, axis=3), "axis", True),
        "Softmax.axis.1": (lambda x: ops.softmax(x, axis=1), "axis", False),
        "LogSoftmax.axis": (lambda x: ops.log_softmax(x, axis=1), "axis", False),
        "Sparsemax.axis": (lambda x: ops.sparsemax(x, axis=1), "axis", False),
        "Gelu.approximate.False": (lambda x: ops.gelu(x, approximate=False), "approximate", True),
        "Gelu.approximate.True": (lambda x: ops.gelu(x), "approximate", True),
        "LeakyRelu.negative_slope": (lambda x: ops.leaky_relu(x, negative_slope=0.1), "negative_slope", True),
        "Elu.alpha": (lambda x: ops.elu(x, alpha=0.5), "alpha", True),
        "Celu.alpha": (lambda x: ops.celu(x, alpha=0.5), "alpha", False),
        "HardShrink.threshold": (lambda x: ops.hard_shrink(x, threshold=0.2), "threshold", False),
        "SoftShrink.threshold": (lambda x: ops.soft_shrink(x, threshold=0.2), "threshold", False),
        "Squareplus.b": (lambda x: ops.squareplus(x, b=2), "b", False),
        "Concatenate.axis.3": (lambda x: ops.concatenate([x, x * 2], axis=3), "axis", True),
        "Concatenate.axis.1": (lambda x: ops.concatenate([x, x * 2], axis=1), "axis", True),
        "Concatenate.axis.0": (lambda x: ops.concatenate([x, x * 2]), "axis", False),
        "relu-arguments": (
            lambda x: keras.activations.relu(x, max_value=1.0, negative_slope=0.1, threshold=0.2), "max_value", True),
        "Add.constant": (lambda x: x + 2.0, "x2", True), "Subtract.constant": (lambda x: 1.0 - x, "x1", True),
        "Multiply.constant": (lambda x: 3 * x, "x1", True), "TrueDivide.constant": (lambda x: x / 127.5, "x2", True),
        "Add.array-of-no-axes": (lambda x: ops.add(x, np.array(2.5, np.float32)), "x2", True),
        "Add.array": (lambda x: ops.add(x, np.array([0.5, 1, 2, 3], np.float32)), "x2", True),
        "Add.array-of-doubles": (lambda x: ops.add(x, np.array([0.1, 1, 2, 3])), "x2", True),
        "Add.larger-array": (lambda x: ops.add(x, np.ones((2, 1, 1, 4), np.float32)), "constant", False),
        "Subtract.array": (lambda x: ops.subtract(np.array([0.5, 1, 2, 3], np.float32), x), "x1", True),
        "Multiply.tensor": (lambda x: x * ops.arange(4, dtype="float32"), "x2", True),
        "Maximum.constant": (lambda x: ops.maximum(x, 0.1), "x2", True),
        "Minimum.constant": (lambda x: ops.minimum(x1=0.1, x2=x), "x1", True),
        "Maximum.array": (lambda x: ops.maximum(x, np.array([0.5, 1, 2, 3], np.float32)), "operand", False),
        "TrueDivide.dividend": (lambda x: 2.0 / x, "operand", False),
        "Concatenate.array": (lambda x: ops.concatenate([x, block], axis=3), "operand", False),
        "Concatenate.layer-array": (lambda x: L.Concatenate()([x, block]), "operand", False),
        "Add.layer-array": (lambda x: L.Add()([x, block]), "operand", False),
        "Maximum.layer-tensor": (lambda x: L.Maximum()([x, ops.ones((1, *MAPS))]), "operand", False),
        "Average": (lambda x: ops.average(x, axis=1), "class", False),
        "Clip": (lambda x: ops.clip(x, 0, 1), "x_min", True),
        "Clip.x_min": (lambda x: ops.clip(x, 0.5, -0.5), "x_min", False),
        "GetItem.channels": (lambda x: x[..., ::-1], "key", True),
        "GetItem.rows": (lambda x: x[:, 4:1:-2, -3:, 1], "key", True),
        "GetItem.new-axes": (lambda x: x[:, 2, None, ..., None, 1:3], "key", True),
        "GetItem.batch": (lambda x: x[0:1, ...], "key", False),
        "GetItem.picture": (lambda x: x[0], "key", False),
        "Stack.axis.-1": (lambda x: ops.stack([x[..., 1], x[..., 0]], axis=-1), "axis", True),
        "Stack.axis.1": (lambda x: ops.stack([x[..., 1], x[..., 0]], axis=1), "axis", True),
        "Reshape.newshape": (lambda x: ops.reshape(x, (-1, 10, 12)), "newshape", True),
        "Reshape.newshape.batch": (lambda x: ops.reshape(x, (-1, 60)), "newshape", False),
        "Transpose.axes": (lambda x: ops.transpose(x, (0, 3, 1, 2)), "axes", True),
        "Transpose.axes.none": (lambda x: ops.transpose(x), "axes", False),
        "ExpandDims.axis": (lambda x: ops.expand_dims(x[..., 1], -1), "axis", True),
        "Squeeze.axis": (lambda x: ops.squeeze(x[:, :1], 1), "axis", True),
        "Squeeze.axis.none": (lambda x: ops.squeeze(x[:, :1]), "axis", False),
        "Flip.axis": (lambda x: ops.flip(x, axis=(1, -1)), "axis", True),
        "Flip.axis.none": (lambda x: ops.flip(x), "axis", False),
        "Mean.axis": (lambda x: ops.mean(x, axis=(1, 2)), "axis", True),
        "Mean.keepdims": (lambda x: ops.mean(x, axis=(-2, 1), keepdims=True), "keepdims", True),
        "Mean.axis.3": (lambda x: ops.mean(x, axis=3), "axis", False),
        "Mean.axis.none": (lambda x: ops.mean(x), "axis", False),
        "Max.axis": (lambda x: ops.max(x, axis=(1, 2)), "axis", True),
        "Max.initial": (lambda x: ops.max(x, axis=(1, 2), initial=0.5), "initial", False),
        "Negative": (lambda x: -x, "x", True),
        "Cast": (lambda x: ops.cast(x, "float32"), "dtype", True),
        "Cast.dtype": (lambda x: L.Rescaling(1.0)(ops.cast(x, "float16")), "dtype", False),
        "Add.tensors": (lambda x: x + ops.relu(x), "x2", True),
        "Subtract.tensors": (lambda x: ops.subtract(x1=x, x2=ops.relu(x)), "x2", True),
    }
    # What Keras writes into an .h5 file without saying that it is a function.
    legacy: dict[str, tuple[str, bool]] = {
        "Add.constant": ("number", False), "Subtract.constant": ("number", False),
        "Multiply.constant": ("number", False), "TrueDivide.constant": ("number", False),
        "Add.array-of-no-axes": ("number", False), "Add.array": ("number", False),
        "Subtract.array": ("number", False), "Multiply.tensor": ("number", False),
        "Maximum.constant": ("number", False), "Minimum.constant": ("number", False),
        "TrueDivide.dividend": ("number", False), "Concatenate.array": ("number", False),
        "Concatenate.axis.3": ("number", False), "Concatenate.axis.1": ("number", False),
        "Concatenate.axis.0": ("number", False), "Add.array-of-doubles": ("number", False),
        "Add.larger-array": ("number", False), "Maximum.array": ("number", False),
        "Stack.axis.-1": ("number", False), "Stack.axis.1": ("number", False),
        "ExpandDims.axis": ("number", False), "Cast": ("class", False), "Cast.dtype": ("class", False),
        "Squeeze.axis": ("number", False), "Squeeze.axis.none": ("number", False),
    } | {f"GetItem.{name}": ("number", False) for name in "channels rows new-axes batch picture".split()}
    for name, (body, argument, runs) in cases.items():
        sweep.add(f"ops.{name}", functional(body), argument, runs)
        argument, runs = legacy.get(name, (argument, runs))
        sweep.add(f"ops.{name}.h5", functional(body), argument, runs, ".h5")
    hard = lambda x: L.ReLU(6.0)(x + 3.0) * (1.0 / 6.0)
    sweep.add("ops.hard-sigmoid", functional(hard), "x2", True)
    sweep.add("ops.hard-sigmoid.h5", functional(hard), "number", False, ".h5")
    both = lambda x: ops.concatenate([x, L.Identity()(x)], axis=3)
    sweep.add("ops.Concatenate.tensors.h5", functional(both), "axis", True, ".h5")


def keras2(sweep: Sweep) -> None:
    """The same classes as Keras 2 saves them, and what it has of its own."""
    def functional2(body: Body) -> tf_keras.Model:
        picture = tf_keras.Input(MAPS, name="picture")
        return tf_keras.Model(picture, body(picture))

    def add(name: str, model: tf_keras.Model, argument: str, runs: bool) -> None:
        sweep.add("keras2." + name, model, argument, runs, ".h5")

    for name in CLASSES[1:]:
        given = given_statistics(name, dict(NEEDED.get(name, {})))
        add(f"{name}.defaults", one(getattr(L2, name)(**given), shape_for(name)), "defaults", True)
    add("LeakyReLU.alpha", one(L2.LeakyReLU(alpha=0.1)), "alpha", True)
    add("ReLU.max_value", one(L2.ReLU(max_value=1.0, negative_slope=0.1, threshold=0.2)), "max_value", True)
    add("Dropout.noise_shape", one(L2.Dropout(0.5, noise_shape=(None, 1, 1, 4))), "noise_shape", True)
    add("Conv2D.dtype", one(L2.Conv2D(3, 2, dtype=tf_keras.mixed_precision.Policy("mixed_float16"))), "dtype", False)
    add("Dense.dtype", one(L2.Dense(3, dtype="float16")), "dtype", False)
    names = "relu relu6 leaky_relu elu selu gelu swish mish softplus softsign exponential sigmoid hard_sigmoid tanh softmax log_softmax"
    for function in names.split():
        runs = function != "hard_sigmoid"
        add(f"Activation.{function}", one(L2.Activation(function)), "activation", runs)
    add("Conv2D.activation", one(L2.Conv2D(3, 2, activation="hard_sigmoid")), "activation", False)
    for training in (True, False, None):
        runs = not training
        add(f"BatchNormalization.call.training-{training}",
            functional2(lambda x: L2.BatchNormalization()(x, training=training)), "training", runs)
        add(f"RandomFlip.call.training-{training}",
            functional2(lambda x: L2.RandomFlip()(x, training=training)), "training", runs)
        add(f"Dropout.call.training-{training}",
            functional2(lambda x: L2.Dropout(0.5)(x, training=training)), "training", runs)
        add(f"Sequential.call.training-{training}",
            functional2(lambda x: tf_keras.Sequential([L2.BatchNormalization()])(x, training=training)),
            "training", runs)


def listing() -> dict[str, object]:
    """The arguments of the classes' configs and of their calls."""
    def parameters(function: object) -> list[str]:
        kinds = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
        found = inspect.signature(function).parameters.values()
        return [parameter.name for parameter in found if parameter.kind not in kinds and parameter.name != "self"]

    def described(name: str) -> dict[str, list[str]]:
        config = parameters(getattr(L, name).__init__) + parameters(L.Layer.__init__)
        config += parameters(getattr(L2, name).__init__)
        call = parameters(getattr(L, name).call) + parameters(getattr(L2, name).call)
        if name != "InputLayer":
            for module in (L, L2):
                given = given_statistics(name, dict(NEEDED.get(name, {})))
                config += getattr(module, name)(**given).get_config()
        return {"config": sorted(set(config)), "call": sorted(set(call))}

    def operation(name: str) -> dict[str, list[str]]:
        found = getattr(keras.src.ops.numpy, name, None) or getattr(keras.src.ops.nn, name)
        return {"config": parameters(found.__init__), "call": parameters(found.call)}

    return {
        "versions": [keras.__version__, tf_keras.__version__],
        "layers": {name: described(name) for name in CLASSES},
        "operations": {name: operation(name) for name in OPERATIONS},
    }


def main() -> None:
    target = HERE / "arguments"
    target.mkdir(exist_ok=True)
    with zipfile.ZipFile(target / "sweep.zip", "w") as archive:
        sweep = Sweep(archive)
        for part in (arguments_of_layers, weights_of_layers, activations, inputs, calls, operations, keras2):
            keras.backend.clear_session()
            tf_keras.backend.clear_session()
            part(sweep)
        sweep.write("index.json", json.dumps(sweep.index, indent=1).encode())
    (target / "listing.json").write_text(json.dumps(listing(), indent=1) + "\n")
    print(f"Keras {keras.__version__}, tf_keras {tf_keras.__version__}: {len(sweep.index)} cases")


if __name__ == "__main__":
    main()
