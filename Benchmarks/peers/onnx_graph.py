"""Writes a Keras network as ONNX, with an input and the logits that Keras computes of it.

    python -m peers.onnx_graph NETWORK.keras FOLDER

ONNX is (channel, height, width), so kernels are transposed, and the weights behind a Flatten are put into its order;
nothing is transposed at run time. The activation function of a layer is a node of its own. What the
layer computes before it is named `LAYER/before`, so that all intermediates can be asked for.
"""
import json
import math
import os
import pathlib
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import onnx
from onnx import TensorProto, checker, helper, numpy_helper


class Graph:
    """The nodes and weights of an ONNX graph, made layer by layer from a Keras model."""

    def __init__(self):
        self.nodes = []
        self.weights = []
        self.multiply_adds = 0
        self.flattened = {}  # by the name of a value: the (height, width, channel) before its Flatten

    def node(self, kind, inputs, name, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def weight(self, name, values):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name))
        return name

    def add(self, layer, inputs):
        """Adds a layer that reads values; returns the name of what it makes."""
        kind = type(layer).__name__
        make = getattr(self, f"add_{kind}", None)
        if make is None:
            raise NotImplementedError(f"{layer.name}: no ONNX nodes are known for {kind}")
        return make(layer, *inputs)

    def activated(self, layer, value):
        """The activation function of a layer behind a value."""
        function = layer.activation.__name__
        if function == "linear":
            return value
        kind = {"relu": "Relu", "softmax": "Softmax"}[function]
        return self.node(kind, [value], layer.name)

    def named(self, layer):
        """The name for what a layer computes before its activation function."""
        return layer.name if layer.activation.__name__ == "linear" else f"{layer.name}/before"

    def add_Conv2D(self, layer, value):
        kernel = layer.kernel.numpy()
        weights = [self.weight(f"{layer.name}/kernel", kernel.transpose(3, 2, 0, 1))]
        if layer.use_bias:
            weights.append(self.weight(f"{layer.name}/bias", layer.bias.numpy()))
        self.multiply_adds += math.prod(layer.output.shape[1:]) * math.prod(kernel.shape[:3])
        name = self.node(
            "Conv", [value, *weights], self.named(layer), kernel_shape=list(kernel.shape[:2]),
            strides=list(layer.strides), dilations=list(layer.dilation_rate), group=layer.groups,
            pads=border(layer, kernel.shape[:2]))
        return self.activated(layer, name)

    def add_MaxPooling2D(self, layer, value):
        return self.node(
            "MaxPool", [value], layer.name, kernel_shape=list(layer.pool_size), strides=list(layer.strides),
            pads=border(layer, layer.pool_size))

    def add_Dense(self, layer, value):
        kernel = layer.kernel.numpy()
        if value in self.flattened:
            shape = self.flattened[value]
            kernel = kernel.reshape(*shape, -1).transpose(2, 0, 1, 3).reshape(kernel.shape)
        self.multiply_adds += math.prod(kernel.shape)
        weights = [self.weight(f"{layer.name}/kernel", kernel), self.weight(f"{layer.name}/bias", layer.bias.numpy())]
        return self.activated(layer, self.node("Gemm", [value, *weights], self.named(layer)))

    def add_Flatten(self, layer, value):
        name = self.node("Flatten", [value], layer.name)
        self.flattened[name] = layer.input.shape[1:]
        return name

    def add_BatchNormalization(self, layer, value):
        numbers = ["gamma", "beta", "moving_mean", "moving_variance"]
        weights = [self.weight(f"{layer.name}/{name}", getattr(layer, name).numpy()) for name in numbers]
        return self.node("BatchNormalization", [value, *weights], layer.name, epsilon=layer.epsilon)

    def add_ZeroPadding2D(self, layer, value):
        (top, bottom), (left, right) = layer.padding
        pads = f"{layer.name}/pads"
        self.weights.append(
            numpy_helper.from_array(np.array([0, 0, top, left, 0, 0, bottom, right], np.int64), pads))
        return self.node("Pad", [value, pads], layer.name)

    def add_GlobalAveragePooling2D(self, layer, value):
        return self.node("Flatten", [self.node("GlobalAveragePool", [value], f"{layer.name}/maps")], layer.name)

    def add_Add(self, layer, *values):
        return self.node("Add", list(values), layer.name)

    def add_Activation(self, layer, value):
        return self.activated(layer, value)

    def add_Dropout(self, layer, value):
        return value


def border(layer, window):
    """The zeros around a layer's input: top, left, bottom, right; the odd one at the end, as in Keras."""
    if layer.padding == "valid":
        return [0, 0, 0, 0]
    totals = []
    for extent, size, stride in zip(layer.input.shape[1:3], window, layer.strides):
        totals.append(max(0, (math.ceil(extent / stride) - 1) * stride + size - extent))
    return [total // 2 for total in totals] + [total - total // 2 for total in totals]


def layers_before(layer):
    """The names of the layers that a layer of a functional network reads."""
    inputs = layer.input if isinstance(layer.input, list) else [layer.input]
    return [tensor._keras_history.operation.name for tensor in inputs]


def onnx_model(model):
    """The ONNX model of a Keras model whose last layer makes its output, and its multiply-adds."""
    graph = Graph()
    values = {None: "input"}  # by the name of the layer that makes them
    before = None
    for layer in model.layers:
        read = [before] if isinstance(model, keras.Sequential) else layers_before(layer)
        if isinstance(layer, keras.layers.InputLayer):
            values[layer.name] = "input"
        else:
            values[layer.name] = graph.add(layer, [values[name] for name in read])
        before = layer.name
    height, width, channels = model.inputs[0].shape[1:]
    made = helper.make_graph(
        graph.nodes, model.name,
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, channels, height, width])],
        [helper.make_tensor_value_info(values[before], TensorProto.FLOAT, list(model.outputs[0].shape))],
        graph.weights)
    made = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(made)
    return made, graph.multiply_adds


def main(network, folder):
    folder = pathlib.Path(folder)
    model = keras.models.load_model(network, compile=False)
    made, multiply_adds = onnx_model(model)
    onnx.save(made, folder / "network.onnx")
    picture = np.random.default_rng(1).random(model.inputs[0].shape[1:], np.float32)
    np.save(folder / "input.npy", picture)
    np.save(folder / "expected.npy", np.asarray(model(picture[None]))[0])
    about = {"parameters": model.count_params(), "multiply_adds": multiply_adds}
    (folder / "about.json").write_text(json.dumps(about))


if __name__ == "__main__":
    main(*sys.argv[1:])
