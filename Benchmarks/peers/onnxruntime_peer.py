"""ONNX Runtime on a network.

    python -m peers.onnxruntime_peer FOLDER THREADS logits|all

With `all`, what every node computes is an output, so that nothing is fused away. Outputs go into memory that is
allocated once.
"""
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime

from peers.answering import serve


def session(model, threads):
    """A session on a model, by its bytes or path."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def with_all_outputs(model):
    """The model with every node's output among its outputs, the logits last."""
    last = model.graph.output[0].name
    names = [name for node in model.graph.node for name in node.output if name != last]
    del model.graph.output[:]
    for name in [*names, last]:
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    return model


def main(folder, threads, kept):
    folder = pathlib.Path(folder)
    picture = np.ascontiguousarray(np.load(folder / "input.npy").transpose(2, 0, 1)[None])
    model = onnx.load(folder / "network.onnx")
    if kept == "all":
        model = with_all_outputs(model)
    network = session(model.SerializeToString(), int(threads))
    binding = network.io_binding()
    binding.bind_ortvalue_input("input", onnxruntime.OrtValue.ortvalue_from_numpy(picture))
    names = [output.name for output in network.get_outputs()]
    for name, value in zip(names, network.run(names, {"input": picture})):
        binding.bind_ortvalue_output(name, onnxruntime.OrtValue.ortvalue_from_numpy(np.empty_like(value)))
    serve(
        lambda: network.run_with_iobinding(binding),
        lambda _: binding.get_outputs()[-1].numpy().ravel())


if __name__ == "__main__":
    main(*sys.argv[1:])
