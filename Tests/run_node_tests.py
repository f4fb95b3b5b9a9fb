#!/usr/bin/env python3
"""Write the node tests of the `onnx` package in the form of the fixtures, and count how they fare.

Usage:
    python run_node_tests.py FOLDER             writes FOLDER/NAME.onnx and .npz, and FOLDER/skipped.txt
    CNNVIEW_ONNX=FOLDER Scripts/test --filter ONNXAgreementTests | python run_node_tests.py --count FOLDER

A test is one node, its inputs and what comes out of it. Its first input is what enters, with an axis for the batch in front
where it has none, which a node takes away again; the others become tensors of the file.
"""

from __future__ import annotations

import collections
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.backend.test.case.node import collect_testcases

OPERATORS = set(
    "Conv ConvTranspose MaxPool AveragePool GlobalAveragePool GlobalMaxPool ReduceMean ReduceMax ReduceSum BatchNormalization "
    "InstanceNormalization LayerNormalization GroupNormalization LRN Gemm MatMul Add Sub Mul Div Pow Sqrt Max Min Clip Relu "
    "LeakyRelu PRelu Elu Selu Celu Gelu Erf Sigmoid HardSigmoid HardSwish Mish Tanh Softplus Softsign Softmax LogSoftmax Flatten "
    "Reshape Squeeze Unsqueeze Transpose Concat Split Slice Pad Resize Upsample DepthToSpace SpaceToDepth Dropout Identity Cast "
    "Gather Expand Neg Exp ThresholdedRelu Sum Mean".split()
)


def prepared(test) -> tuple[onnx.ModelProto, np.ndarray, np.ndarray] | str:
    """A test's graph, what enters and what has to come out, or why it is skipped."""
    model = test.model
    graph = model.graph
    if len(graph.node) != 1:
        return "several nodes: a function written out"
    node = graph.node[0]
    if node.op_type not in OPERATORS or node.domain:
        return "another operator"
    if sum(1 for output in node.output if output) > 1:
        return "several outputs"
    values, outputs = test.data_sets[0]
    if not all(isinstance(value, np.ndarray | np.generic) for value in [*values, *outputs]):
        return "an input that is no tensor"
    if not values or values[0].dtype != np.float32:
        return "no floats of 32 bits enter"
    if values[0].ndim > 4 or 0 in values[0].shape:
        return "rank above 4, or nothing in it"
    if values[0].ndim == 4 and values[0].shape[0] != 1:
        return "rank 4 with a batch of more than 1"
    output = np.asarray(outputs[0])
    if output.dtype != np.float32:
        return "no floats of 32 bits come out"
    # Later versions of these operators are the same, but for types of numbers.
    version = model.opset_import[0].version = min(model.opset_import[0].version, 23)
    entries = list(graph.input)
    for entry, value in list(zip(entries, values))[1:]:
        graph.initializer.append(numpy_helper.from_array(np.asarray(value), entry.name))
        graph.input.remove(entry)
    entry = np.asarray(values[0])
    name = entries[0].name
    if entry.shape[:1] != (1,) or entry.ndim < 2:
        rank = entry.ndim
        entry = entry.reshape(1, *(entry.shape or (1,)))
        shape = helper.make_tensor(f"{name}_axes", TensorProto.INT64, [rank], values[0].shape)
        graph.initializer.append(shape)
        graph.node.insert(0, helper.make_node("Reshape", [f"{name}_whole", f"{name}_axes"], [name], name="whole"))
        del graph.input[:]
        graph.input.append(helper.make_tensor_value_info(f"{name}_whole", TensorProto.FLOAT, entry.shape))
    return model, entry, output


def write(folder: Path) -> None:
    """Write all tests that are taken."""
    folder.mkdir(parents=True, exist_ok=True)
    skipped = []
    for test in collect_testcases(None):
        taken = prepared(test)
        if isinstance(taken, str):
            skipped.append(f"{test.name}: {taken}")
            continue
        model, entry, output = taken
        names = [model.graph.input[0].name, model.graph.output[0].name]
        onnx.save(model, folder / f"{test.name}.onnx")
        letters = np.frombuffer("\n".join(names).encode(), dtype=np.uint8).astype(np.float32)
        np.savez(folder / f"{test.name}.npz", **{"values": letters, "0": np.ascontiguousarray(entry), "1": np.ascontiguousarray(output)})
    (folder / "skipped.txt").write_text("\n".join(skipped) + "\n")


def count(folder: Path) -> None:
    """The table, from what the tests have printed."""
    fates = collections.Counter()
    for line in sys.stdin:
        if line.startswith("ONNX "):
            name, fate = line[5:].rstrip().split(": ", 1)
            fates[fate if fate == "passed" or fate.startswith("WRONG") else "refused: " + fate] += 1
    for line in (folder / "skipped.txt").read_text().splitlines():
        fates["skipped: " + line.split(": ", 1)[1]] += 1
    for fate, number in fates.most_common():
        print(f"{number:5} {fate}")


if __name__ == "__main__":
    if sys.argv[1] == "--count":
        count(Path(sys.argv[2]))
    else:
        write(Path(sys.argv[1]))
