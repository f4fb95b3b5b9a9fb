#!/usr/bin/env python3
"""Make the ONNX fixtures of the tests: small graphs with every value that ONNX Runtime computes in them.

Usage:
    python make_onnx.py [--only NAME …]

Writes, beside this script:
    onnx/<name>.onnx      a graph: of PyTorch, by both of its exporters (`-legacy`, `-dynamo`), or put together by hand
    onnx/<name>.npz       what numpy.load reads: `values` has the names of the values, and `0`, `1`, … their numbers in
                          that order, as the file has them: the input, and all that depends on it and is of floats
    onnx/README.md        what was written, with versions

Every number comes from a generator seeded by the graph's name.
"""

from __future__ import annotations

import argparse
import logging
import platform
import tempfile
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

HERE = Path(__file__).resolve().parent / "onnx"
warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)


def generator(name: str) -> np.random.Generator:
    """The random numbers of a graph."""
    return np.random.default_rng(zlib.crc32(name.encode()))


# Networks of PyTorch. The first line of each one's documentation goes into the README.


def plain() -> tuple[nn.Module, tuple[int, ...]]:
    """The tutorial's network in small: Conv2d, ReLU, MaxPool2d, Flatten, Linear"""
    return nn.Sequential(
        nn.Conv2d(3, 6, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 8, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(32, 12), nn.ReLU(), nn.Linear(12, 10),
    ), (3, 16, 16)  # fmt: skip


class Residual(nn.Module):
    """Shortcuts, batch normalization, groups, dilation, squeeze and excitation"""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(8), nn.SiLU())
        self.depthwise = nn.Conv2d(8, 8, 3, padding=2, dilation=2, groups=8)
        self.grouped = nn.Conv2d(8, 8, 3, padding=1, groups=2)
        self.norm = nn.BatchNorm2d(8)
        self.relu = nn.ReLU()
        self.squeeze = nn.Conv2d(8, 2, 1)
        self.excite = nn.Conv2d(2, 8, 1)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(16, 5)

    def forward(self, x):
        x = self.stem(x)
        x = self.relu(x + self.norm(self.grouped(self.depthwise(x))))
        x = x * torch.sigmoid(self.excite(self.relu(self.squeeze(self.pool(x)))))
        x = torch.cat((x, nn.functional.hardswish(x)), 1)[:, :, 1:, :-1]
        return self.fc(x.mean((2, 3)) * 0.5)


def residual() -> tuple[nn.Module, tuple[int, ...]]:
    """Shortcuts, batch normalization, groups, dilation, squeeze and excitation"""
    return Residual(), (3, 11, 13)


class Mixed(nn.Module):
    """Layer normalization over channels, GELU, channel shuffle, pixel shuffle, other functions"""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 2, stride=2)
        self.norm = nn.LayerNorm(8)
        self.up = nn.Linear(8, 12)
        self.down = nn.Linear(12, 8)
        self.act = nn.GELU()
        self.scale = nn.Parameter(torch.rand(8, 1, 1))
        self.prelu = nn.PReLU(8)
        self.out = nn.Conv2d(2, 4, 3, padding=1)
        self.fc = nn.Linear(4 * 12 * 8, 3)

    def forward(self, x):
        x = self.conv(x)
        y = self.norm(x.permute(0, 2, 3, 1))
        y = self.down(self.act(self.up(y))).permute(0, 3, 1, 2)
        x = x + self.scale * y
        b, c, h, w = x.shape
        x = x.view(b, 2, c // 2, h, w).transpose(1, 2).reshape(b, c, h, w)
        x = nn.functional.leaky_relu(self.prelu(x), 0.2) / 3 - nn.functional.elu(x)
        x = nn.functional.pixel_shuffle(x, 2)
        x = nn.functional.hardtanh(self.out(x), 0.0, 0.7)
        return torch.log_softmax(self.fc(torch.flatten(x, 1)), 1)


def mixed() -> tuple[nn.Module, tuple[int, ...]]:
    """Layer normalization over channels, GELU, channel shuffle, pixel shuffle, other functions"""
    return Mixed(), (3, 12, 8)


NETWORKS: list[Callable[[], tuple[nn.Module, tuple[int, ...]]]] = [plain, residual, mixed]


def exported(name: str, network: Callable, *, dynamo: bool) -> onnx.ModelProto:
    """A network of PyTorch with random weights as a graph."""
    torch.manual_seed(zlib.crc32(name.encode()))
    module, shape = network()
    module.eval()
    numbers = torch.Generator().manual_seed(1)
    for part in module.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.running_mean.copy_(torch.randn(part.running_mean.shape, generator=numbers) * 0.1)
            part.running_var.copy_(torch.rand(part.running_var.shape, generator=numbers) + 0.5)
            part.weight.data.copy_(torch.rand(part.weight.shape, generator=numbers) + 0.5)
            part.bias.data.copy_(torch.randn(part.bias.shape, generator=numbers) * 0.1)
    path = Path(tempfile.mkdtemp()) / "network.onnx"
    if dynamo:
        torch.onnx.export(module, (torch.rand(1, *shape),), path, dynamo=True, verbose=False, external_data=False)
    else:
        # With its batch normalizations as they are, which the other exporter folds into convolutions.
        mode = torch.onnx.TrainingMode.PRESERVE
        torch.onnx.export(module, torch.rand(1, *shape), path, dynamo=False, verbose=False, training=mode)
    model = onnx.load(path)
    # Paths of this computer, and dates.
    for node in model.graph.node:
        kept = [pair for pair in node.metadata_props if pair.key == "pkg.torch.onnx.name_scopes"]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
        node.doc_string = ""
    for value in [*model.graph.value_info, *model.graph.input, *model.graph.output]:
        del value.metadata_props[:]
    del model.graph.value_info[:]
    del model.graph.metadata_props[:]
    del model.metadata_props[:]
    return model


# Graphs put together by hand: a node each, or a few.


class Graph:
    """A graph that grows node by node; values are called v1, v2, …, the last is the output."""

    def __init__(self, name: str, shape: tuple[int, ...], opset: int = 18) -> None:
        self.name, self.shape, self.opset = name, shape, opset
        self.random = generator(name)
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []
        self.last = "x"

    def weights(self, *shape: int, low: float = -0.5, high: float = 0.5) -> str:
        return self.tensor(self.random.uniform(low, high, shape).astype(np.float32))

    def tensor(self, numbers: np.ndarray) -> str:
        name = f"w{len(self.tensors)}"
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(numbers), name))
        return name

    def integers(self, *numbers: int) -> str:
        return self.tensor(np.array(numbers, dtype=np.int64))

    def __call__(self, operator: str, *inputs: str, of: str | None = None, **attributes) -> str:
        name = f"v{len(self.nodes) + 1}"
        self.nodes.append(helper.make_node(operator, [of or self.last, *inputs], [name], name=f"{operator}_{name}", **attributes))
        self.last = name
        return name

    def model(self) -> onnx.ModelProto:
        inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", *self.shape[1:]])]
        outputs = [helper.make_tensor_value_info(self.last, TensorProto.FLOAT, None)]
        graph = helper.make_graph(self.nodes, self.name, inputs, outputs, self.tensors)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", self.opset)], producer_name="by-hand")
        model.ir_version = 8
        return model


def windows() -> Graph:
    """Convolutions and poolings with every kind of border"""
    g = Graph("windows", (1, 2, 13, 11))
    g("Conv", g.weights(4, 2, 3, 2), kernel_shape=[3, 2], pads=[0, 1, 2, 0], strides=[1, 1])
    g("Conv", g.weights(4, 4, 3, 3), g.weights(4), auto_pad="SAME_UPPER", strides=[2, 1])
    g("Conv", g.weights(4, 4, 2, 2), auto_pad="SAME_LOWER")
    g("Conv", g.weights(8, 1, 3, 3), g.weights(8), group=4, pads=[1, 1, 1, 1])
    a = g("MaxPool", kernel_shape=[3, 2], strides=[2, 2], pads=[1, 0, 1, 1], ceil_mode=1)
    g("AveragePool", of=a, kernel_shape=[3, 3], strides=[1, 2], pads=[1, 1, 1, 1], count_include_pad=1)
    g("AveragePool", kernel_shape=[2, 2], strides=[1, 1], pads=[0, 1, 1, 0])
    g("AveragePool", kernel_shape=[3, 2], strides=[2, 2], pads=[1, 0, 1, 0], ceil_mode=1, count_include_pad=1)
    g("GlobalMaxPool")
    return g


def functions() -> Graph:
    """Activation functions, one after the other, with numbers between them that keep their spread"""
    g = Graph("functions", (1, 3, 4, 5), 22)
    for operator, attributes in [
        ("LeakyRelu", {"alpha": 0.3}), ("Elu", {"alpha": 0.7}), ("Selu", {}), ("Celu", {"alpha": 1.0}),
        ("HardSigmoid", {}), ("HardSigmoid", {"alpha": 1 / 6, "beta": 0.5}), ("HardSwish", {}), ("Mish", {}),
        ("Softplus", {}), ("Softsign", {}), ("Tanh", {}), ("Gelu", {}), ("Sigmoid", {}), ("Exp", {}),
        ("ThresholdedRelu", {"alpha": 0.4}), ("Softmax", {"axis": 1}), ("LogSoftmax", {"axis": 3}),
    ]:  # fmt: skip
        g(operator, **attributes)
        g("Sub", g.tensor(np.float32(0.4)))
        g("Mul", g.tensor(np.float32(3)))
    g("Clip", g.tensor(np.float32(0)), g.tensor(np.float32(1.5)))
    g("PRelu", g.weights(3, 1, 1))
    return g


def arithmetic() -> Graph:
    """Sums, differences, products and quotients of values and constants, with axes repeated"""
    g = Graph("arithmetic", (1, 3, 4, 5))
    g("Sub", g.weights(1, 3, 1, 1))
    a = g("Div", g.weights(3, 1, 1, low=0.5, high=2))
    g("Mul", g.weights(4, 5))
    b = g("Add", g.weights(5))
    g("Mul", a)
    g("Sub", b)
    g("Max", a)
    g("Min", b, a)
    g("Mean", b)
    c = g("Sum", a, b)
    d = g("GlobalAveragePool")
    g("Mul", d, of=c)
    g("Neg")
    g("Add", g.tensor(np.float32(2)))
    name = "v100"
    g.nodes.append(helper.make_node("Sub", [g.tensor(np.float32(1)), g.last], [name], name="from_one"))
    g.last = name
    return g


def moves() -> Graph:
    """Changes of shape, of axes and of borders"""
    g = Graph("moves", (1, 4, 6, 5))
    g("Pad", g.integers(0, 0, 1, 2, 0, 0, 0, 1))
    g("Slice", g.integers(1, 0), g.integers(-1, 6), g.integers(2, 3))
    g("Transpose", perm=[0, 2, 3, 1])
    g("Relu")
    g("Transpose", perm=[0, 3, 1, 2])
    g("Concat", "v5", of="v5", axis=1)
    g("Concat", "v6", of="v6", axis=1)
    g("DepthToSpace", blocksize=2)
    g("DepthToSpace", blocksize=2, mode="CRD")
    g("SpaceToDepth", blocksize=2)
    g("Resize", "", g.tensor(np.array([1, 1, 2, 3], dtype=np.float32)), mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor")
    g("Resize", "", g.tensor(np.array([1, 1, 2, 2], dtype=np.float32)), mode="linear")
    g("Concat", "v5", of="v5", axis=2)
    g("Reshape", g.integers(0, 2, 2, -1, 6))
    g("Transpose", perm=[0, 2, 1, 3, 4])
    g("Reshape", g.integers(1, 4, -1, 6))
    g("ReduceMax", g.integers(2, 3), keepdims=0)
    g("Unsqueeze", g.integers(1))
    g("Squeeze", g.integers(1))
    g("Flatten")
    return g


def matrices() -> Graph:
    """Products with matrices, batch and layer normalization"""
    g = Graph("matrices", (1, 3, 4, 5))
    g("BatchNormalization", g.weights(3), g.weights(3), g.weights(3), g.weights(3, low=0.5, high=2), epsilon=1e-3)
    g("MatMul", g.weights(5, 6))
    g("LayerNormalization", g.weights(6), g.weights(6), axis=-1)
    g("Relu")
    g("Flatten")
    g("MatMul", g.weights(72, 7))
    g("Add", g.weights(7))
    g("Gemm", g.weights(7, 6), g.weights(6), alpha=0.5, beta=2.0)
    g("Gemm", g.weights(4, 6), transB=1)
    g("BatchNormalization", g.weights(4), g.weights(4), g.weights(4), g.weights(4, low=0.5, high=2))
    g("Softmax")
    return g


def oldest() -> Graph:
    """Operator set 7: attributes where later ones have inputs, initialisers among the inputs"""
    g = Graph("oldest", (1, 2, 6, 6), 7)
    g("Conv", g.weights(4, 2, 3, 3), kernel_shape=[3, 3], pads=[1, 1, 1, 1])
    g("Clip", min=0.0, max=6.0)
    g("Pad", mode="constant", pads=[0, 0, 1, 1, 0, 0, 1, 1])
    g("Slice", starts=[1], ends=[7], axes=[2])
    g("Upsample", scales=[1.0, 1.0, 2.0, 2.0], mode="nearest")
    g("Dropout", ratio=0.5)
    g("ReduceMean", axes=[2, 3], keepdims=1)
    g("Squeeze", axes=[2, 3])
    g("Softmax", axis=1)
    return g


BY_HAND = [windows, functions, arithmetic, moves, matrices, oldest]


# Answers.


def answers(name: str, model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """The input and every value that depends on it, by ONNX Runtime."""
    tensors = {tensor.name for tensor in model.graph.initializer}
    entry = next(value for value in model.graph.input if value.name not in tensors)
    shape = [dimension.dim_value or 1 for dimension in entry.type.tensor_type.shape.dim]
    picture = generator(name).uniform(-1, 1, shape).astype(np.float32)
    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    given = {value.name for value in probe.graph.output}
    for node in probe.graph.node:
        for output in node.output:
            if output and output not in given:
                probe.graph.output.append(onnx.ValueInfoProto(name=output))
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(probe.SerializeToString(), options)
    found = dict(zip([value.name for value in session.get_outputs()], session.run(None, {entry.name: picture})))
    computed = {entry.name}
    for node in model.graph.node:
        if node.op_type != "Shape" and computed.intersection(node.input):
            computed.update(node.output)
    return {entry.name: picture} | {
        value: numbers for value, numbers in found.items() if value in computed and numbers.dtype == np.float32
    }


def write(name: str, model: onnx.ModelProto) -> None:
    """Write a graph and its answers."""
    onnx.save(model, HERE / f"{name}.onnx")
    values = answers(name, model)
    arrays = {str(index): numbers for index, numbers in enumerate(values.values())}
    names = np.frombuffer("\n".join(values).encode(), dtype=np.uint8)
    np.savez(HERE / f"{name}.npz", values=names.astype(np.float32), **arrays)
    print(name, len(values), "values")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--only", nargs="*")
    only = arguments.parse_args().only
    HERE.mkdir(exist_ok=True)
    lines = []
    for network in NETWORKS:
        for dynamo in (False, True):
            name = f"{network.__name__}-{'dynamo' if dynamo else 'legacy'}"
            lines.append(f"- `{name}`: {network.__doc__}")
            if not only or name in only:
                write(name, exported(network.__name__, network, dynamo=dynamo))
    for graph in BY_HAND:
        lines.append(f"- `{graph.__name__}`: {graph.__doc__}")
        if not only or graph.__name__ in only:
            model = graph().model()
            if graph is oldest:
                for tensor in model.graph.initializer:
                    model.graph.input.append(helper.make_tensor_value_info(tensor.name, tensor.data_type, tensor.dims))
                model.ir_version = 3
            write(graph.__name__, model)
    versions = (
        f"Python {platform.python_version()}, torch {torch.__version__}, onnx {onnx.__version__}, "
        f"onnxruntime {onnxruntime.__version__}, numpy {np.__version__}"
    )
    (HERE / "README.md").write_text(
        "# ONNX fixtures\n\nMade by `../make_onnx.py`, which says what stands in the files, with "
        + versions + ".\n\n" + "\n".join(lines) + "\n"
    )


if __name__ == "__main__":
    main()
