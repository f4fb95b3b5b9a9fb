"""PyTorch on a network, all intermediates kept.

    python -m peers.torch_peer FOLDER THREADS [channels_last]

Runs the nodes of the ONNX file one by one as functions of PyTorch.
"""
import pathlib
import sys

import numpy as np
import onnx
import torch
import torch.nn.functional as F

from peers.answering import serve


def function(node, constants):
    """A node as a function of its inputs that are no constants."""
    given = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    weights = [constants[name] for name in node.input if name in constants]
    pads = given.get("pads", [0, 0, 0, 0])
    match node.op_type:
        case "Conv":
            kernel, bias = weights[0], weights[1] if len(weights) > 1 else None
            return lambda x: F.conv2d(
                x, kernel, bias, given["strides"], symmetric(pads), given["dilations"], given["group"])
        case "MaxPool":
            return lambda x: F.max_pool2d(x, given["kernel_shape"], given["strides"], symmetric(pads))
        case "Gemm":
            transposed = weights[0].t().contiguous()
            return lambda x: F.linear(x, transposed, weights[1])
        case "BatchNormalization":
            gamma, beta, mean, variance = weights
            return lambda x: F.batch_norm(x, mean, variance, gamma, beta, eps=given["epsilon"])
        case "Pad":
            _, _, top, left, _, _, bottom, right = weights[0].tolist()
            return lambda x: F.pad(x, (left, right, top, bottom))
        case "Relu":
            return F.relu
        case "Softmax":
            return lambda x: F.softmax(x, -1)
        case "Add":
            return torch.add
        case "GlobalAveragePool":
            return lambda x: F.adaptive_avg_pool2d(x, 1)
        case "Flatten":
            return lambda x: x.flatten(1)
    raise NotImplementedError(node.op_type)


def symmetric(pads):
    """The border of both axes, where it is the same at both ends."""
    top, left, bottom, right = pads
    assert (top, left) == (bottom, right), "PyTorch's functions take the same border at both ends"
    return (top, left)


def main(folder, threads, layout="contiguous"):
    torch.set_num_threads(int(threads))
    folder = pathlib.Path(folder)
    form = {"memory_format": torch.channels_last} if layout == "channels_last" else {}
    graph = onnx.load(folder / "network.onnx").graph
    constants = {w.name: torch.from_numpy(onnx.numpy_helper.to_array(w).copy()) for w in graph.initializer}
    constants = {name: w.to(**form) if form and w.dim() == 4 else w for name, w in constants.items()}
    picture = torch.from_numpy(np.load(folder / "input.npy").transpose(2, 0, 1)[None].copy())
    steps = [
        (function(node, constants), [name for name in node.input if name not in constants], node.output[0])
        for node in graph.node
    ]
    start = {"input": picture.to(**form) if form else picture}

    def run():
        values = dict(start)
        with torch.inference_mode():
            for compute, inputs, name in steps:
                values[name] = compute(*[values[i] for i in inputs])
        return values

    serve(run, lambda values: values[graph.output[0].name].ravel().tolist())


if __name__ == "__main__":
    main(*sys.argv[1:])
