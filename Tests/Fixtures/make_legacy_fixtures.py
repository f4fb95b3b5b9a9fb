#!/usr/bin/env python3
"""Make legacy .h5 files of networks that are there as .keras files, as Keras 3 and as Keras 2 save them.

Usage:
    pip install --no-deps tf_keras==2.21.0
    python make_legacy_fixtures.py

Reads networks/<name>/, which make_fixtures.py writes, and writes, beside this script:
    legacy/<name>.keras3.h5    saved by Keras 3
    legacy/<name>.keras2.h5    the same network, built and saved by Keras 2 (the package tf_keras)
    legacy/<name>.<what>.h5    one of these as other versions wrote it: see EDITED
    legacy/tutorial.own.h5     the network as a class of its own that is made from Sequential, saved by Keras 3
    legacy/<functions>.h5      networks with TensorFlow's functions between their layers, saved by Keras 2, with their
                               input and output in <functions>.input.npy and .output.npy
    legacy/lora.h5             a network with weights of LoRA, saved by Keras 3
    legacy/keras1.h5           a network as Keras 1.2.2 wrote it
    legacy/data.h5             data, with neither a model nor its weights
    legacy/weights.h5          weights without a model

All weights are those of networks/<name>/network.keras, and each network is run before it is saved: what it gives for
`input` in networks/<name>/tensors.npz has to be what Keras gave for that file.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import h5py
import keras
import numpy as np
import tensorflow as tf
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
    tensors = np.load(folder / "tensors.npz")
    found = network.predict(tensors["input"][None], verbose=0)[0]
    assert any(
        found.shape == expected.shape and np.allclose(found, expected, rtol=1e-5, atol=1e-6)
        for name, expected in tensors.items() if name.startswith("dense")), folder


def shared_across_models() -> keras.Model:
    """A layer of a model that a model inside of it has too; Keras 3 saves its weights twice."""
    keras.utils.set_random_seed(1)
    shared = keras.layers.Conv2D(2, (1, 1), bias_initializer="ones", name="shared")
    inner_picture = keras.Input((4, 4, 2))
    inner = keras.Model(inner_picture, shared(inner_picture), name="inner")
    picture = keras.Input((4, 4, 2), name="picture")
    return keras.Model(picture, keras.layers.Dense(2)(keras.layers.Flatten()(inner(shared(picture)))))


# Files as versions wrote them that don't run any more: the same numbers, another config


Config = dict[str, object]


def entries(model: Config) -> list[Config]:
    """The layers of a model's config."""
    config = model["config"]
    return config if isinstance(config, list) else config["layers"]


def as_list(model: Config) -> Config:
    """Keras up to 2.2.2: the config of a Sequential is the list of its layers, without its name and its input, whose
    shape the first layer has."""
    if model["class_name"] != "Sequential":
        return model
    saved = entries(model)
    layers = [as_list(layer) for layer in saved if layer["class_name"] != "InputLayer"]
    if len(layers) < len(saved) and isinstance(layers[0]["config"], dict):
        shape = saved[0]["config"].get("batch_shape") or saved[0]["config"]["batch_input_shape"]
        layers[0] = layers[0] | {"config": layers[0]["config"] | {"batch_input_shape": shape}}
    return {"class_name": "Sequential", "config": layers}


def renamed(model: Config, names: dict[str, str]) -> Config:
    """Other names of classes, at any depth."""
    model = model | {"class_name": names.get(model["class_name"], model["class_name"])}
    if "layers" in model["config"]:
        model["config"] = model["config"] | {"layers": [renamed(layer, names) for layer in entries(model)]}
    return model


def version_one(model: Config) -> Config:
    return renamed(model, {"BatchNormalization": "BatchNormalizationV1"})


def second_names(model: Config) -> Config:
    return renamed(model, {"Conv2D": "Convolution2D", "MaxPooling2D": "MaxPool2D"})


EDITED: dict[str, tuple[str, Callable[[Config], Config], str]] = {
    "tutorial.list": ("tutorial.keras2", as_list, "2.2.2"),
    "nested_sequential.list": ("nested_sequential.keras3", as_list, "2.2.2"),
    "nested_normalizations.v1": ("nested_normalizations.keras2", version_one, "2.2.4-tf"),
    "tutorial.names": ("tutorial.keras2", second_names, "2.2.4"),
}


def write_edited(target: Path) -> None:
    for name, (source, change, version) in EDITED.items():
        shutil.copyfile(target / f"{source}.h5", target / f"{name}.h5")
        with h5py.File(target / f"{name}.h5", "r+") as file:
            file.attrs["model_config"] = json.dumps(change(json.loads(file.attrs["model_config"])))
            file.attrs["keras_version"] = version


# Networks with TensorFlow's functions between their layers. Each gives a network and the range of its pictures.


def tensorflow_caffe() -> tuple[tf_keras.Model, float]:
    """preprocess_input of VGG16: channels turned around, and a number for each taken away."""
    picture = tf_keras.Input((7, 6, 3))
    values = tf_keras.applications.vgg16.preprocess_input(picture)
    return tf_keras.Model(picture, Dense(3)(Flatten()(Conv2D(4, (3, 3), activation="relu")(values)))), 255


def tensorflow_operators() -> tuple[tf_keras.Model, float]:
    """Operators with numbers and tensors on either side, with lists, and functions of two."""
    picture = tf_keras.Input((6, 5, 3))
    values = Conv2D(4, (3, 3), padding="same")(picture / 127.5 - 1.0)
    other = 2.0 - tf.maximum(tf.multiply(values, [0.5, 1.0, 1.5, -1.0]), 0.125)
    sums = [
        values + other, values - other, values * other, tf.add(other, 3.0), tf.subtract(values, other), -values,
        tf.divide(values, 4.0), tf.minimum(0.25, other), tf.maximum(values, other), tf.minimum(values, other),
        tf.nn.bias_add(values, tf.constant([1.0, 2.0, 3.0, 4.0])), tf.truediv(other, 0.5), tf.negative(other),
    ]
    return tf_keras.Model(picture, Dense(3)(Flatten()(tf.concat(sums, axis=-1)))), 255


def tensorflow_activations() -> tuple[tf_keras.Model, float]:
    """Activation functions, with their arguments and without."""
    picture = tf_keras.Input((6, 5, 3))
    values = Conv2D(4, (3, 3), padding="same")(picture)
    functions = [
        tf.nn.relu(values), tf.nn.relu6(values), tf.nn.elu(values), tf.nn.selu(values), tf.nn.sigmoid(values),
        tf.sigmoid(values), tf.nn.tanh(values), tf.tanh(values), tf.exp(values), tf.nn.softplus(values),
        tf.nn.softsign(values), tf.nn.leaky_relu(values), tf.nn.leaky_relu(values, alpha=0.3), tf.nn.gelu(values),
        tf.nn.gelu(values, approximate=True), tf.nn.silu(values), tf.nn.swish(values), tf.nn.softmax(values),
        tf.nn.softmax(values, axis=3), tf.nn.log_softmax(values), tf.clip_by_value(values, -0.5, 0.25),
    ]
    return tf_keras.Model(picture, Dense(3)(Flatten()(tf.concat(values=functions, axis=3)))), 1


def tensorflow_arrays() -> tuple[tf_keras.Model, float]:
    """Functions that move numbers, means and largest numbers of maps, brackets."""
    picture = tf_keras.Input((6, 4, 3))
    values = tf.cast(Conv2D(4, (3, 3), padding="same")(tf.reverse(picture, axis=[-1])), tf.float32)
    part = tf.transpose(values[:, 1:-1, ::2], [0, 2, 1, 3])[..., ::-1]
    planes = tf.stack([part[..., 0], tf.squeeze(tf.expand_dims(part[..., 3], 1), 1)], axis=-1)
    ends = [
        tf.reduce_mean(values, axis=[1, 2]), tf.reduce_max(values, axis=(1, 2)), tf.reshape(planes, (-1, 16)),
        Flatten()(tf.reduce_mean(values, [1, 2], keepdims=True)), values[:, 0, None, 1][:, 0],
    ]
    return tf_keras.Model(picture, Dense(3)(tf.concat(ends, -1))), 1


FUNCTIONS = [tensorflow_caffe, tensorflow_operators, tensorflow_activations, tensorflow_arrays]


def write_functions(target: Path) -> None:
    for build in FUNCTIONS:
        tf_keras.backend.clear_session()
        generator = np.random.default_rng([len(build.__name__), 20240])
        network, largest = build()
        network.set_weights([generator.normal(0, 0.3, weight.shape) for weight in network.get_weights()])
        pictures = generator.uniform(0, largest, (1, *network.input_shape[1:])).astype(np.float32)
        network.save(target / f"{build.__name__}.h5")
        np.save(target / f"{build.__name__}.input.npy", pictures[0])
        np.save(target / f"{build.__name__}.output.npy", network(pictures).numpy()[0])


def write_keras1(path: Path) -> None:
    """A Convolution2D and a Dense with the arguments of Keras 1.2.2, Sequential.get_config."""
    layers = [
        {"class_name": "Convolution2D", "config": {
            "name": "convolution2d_1", "trainable": True, "batch_input_shape": [None, 6, 6, 2], "input_dtype": "float32",
            "nb_filter": 3, "nb_row": 3, "nb_col": 3, "init": "glorot_uniform", "activation": "relu",
            "border_mode": "valid", "subsample": [1, 1], "dim_ordering": "tf", "bias": True}},
        {"class_name": "Flatten", "config": {"name": "flatten_1", "trainable": True}},
        {"class_name": "Dense", "config": {
            "name": "dense_1", "trainable": True, "output_dim": 4, "init": "glorot_uniform", "activation": "linear",
            "bias": True, "input_dim": 48}},
    ]
    shapes = {"convolution2d_1": [(3, 3, 2, 3), (3,)], "flatten_1": [], "dense_1": [(48, 4), (4,)]}
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = np.bytes_("1.2.2")
        file.attrs["model_config"] = np.bytes_(json.dumps({"class_name": "Sequential", "config": layers}))
        weights = file.create_group("model_weights")
        weights.attrs["layer_names"] = np.array([name.encode() for name in shapes])
        for layer, extents in shapes.items():
            group = weights.create_group(layer)
            names = [f"{layer}_W", f"{layer}_b"][:len(extents)]
            group.attrs["weight_names"] = np.array([name.encode() for name in names], dtype="S24")
            for name, shape in zip(names, extents):
                group[name] = np.ones(shape, np.float32)


def lora() -> keras.Model:
    """A Dense whose kernel LoRA has changed by two matrices, which an .h5 file has beside it."""
    keras.utils.set_random_seed(1)
    network = keras.Sequential([keras.Input((4, 4, 2)), keras.layers.Flatten(), keras.layers.Dense(3)])
    network.layers[1].enable_lora(2)
    return network


@keras.saving.register_keras_serializable()
class Own(keras.Sequential):
    """A class of its own, whose layers Keras saves as a Sequential's."""


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
    write_edited(target)
    write_functions(target)
    write_keras1(target / "keras1.h5")
    lora().save(target / "lora.h5")
    with h5py.File(target / "data.h5", "w") as file:
        file["pictures"] = np.zeros((2, 4, 4, 3), np.float32)
    own = Own(keras.models.load_model(HERE / "networks/tutorial/network.keras", compile=False).layers, name="own")
    own.build((None, 20, 20, 3))
    own.save(target / "tutorial.own.h5")
    own.save(HERE / "older/tutorial.own.keras")
    shared_across_models().save(target / "shared_across_models.keras3.h5")
    print(f"Keras {keras.__version__}, tf_keras {tf_keras.__version__}: {len(list(target.glob('*.h5')))} files")


if __name__ == "__main__":
    main()
