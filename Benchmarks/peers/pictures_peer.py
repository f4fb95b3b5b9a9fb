"""ONNX Runtime on a folder of labelled pictures, decoding included: what `cnnview evaluate` is compared with.

    python -m peers.pictures_peer FOLDER THREADS pillow|turbojpeg BATCH PICTURES

Threads take one batch after the other, decode its pictures and evaluate it at once: the network's own work is not
spread over threads, as there is a batch for each. PICTURES has a folder for each class, in the order
of the classes, with JPEG pictures of the size of the network's input.
"""
import concurrent.futures
import io
import os
import pathlib
import sys

import numpy as np
import onnx

from peers.answering import serve
from peers.onnxruntime_peer import session


def decoder(library):
    """What makes an array (height, width, channel) of 0...255 from a file's bytes."""
    if library == "pillow":
        from PIL import Image

        return lambda data: np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    import turbojpeg

    return lambda data, jpeg=turbojpeg.TurboJPEG(): jpeg.decode(data, pixel_format=turbojpeg.TJPF_RGB)


def batch_model(path):
    """The model of a file, for any number of pictures at once."""
    model = onnx.load(path)
    for value in [model.graph.input[0], model.graph.output[0]]:
        value.type.tensor_type.shape.dim[0].dim_param = "pictures"
    return model.SerializeToString()


def main(folder, threads, library, size, pictures):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(threads)])
    network = session(batch_model(pathlib.Path(folder) / "network.onnx"), 1)
    decode = decoder(library)
    classes = sorted(path for path in pathlib.Path(pictures).iterdir() if path.is_dir())
    items = [(str(path), label) for label, name in enumerate(classes) for path in sorted(name.iterdir())]
    batches = [items[start : start + int(size)] for start in range(0, len(items), int(size))]
    pool = concurrent.futures.ThreadPoolExecutor(int(threads))

    def right(batch):
        pixels = []
        for path, _ in batch:
            with open(path, "rb") as file:
                pixels.append(decode(file.read()))
        tensor = np.stack(pixels).transpose(0, 3, 1, 2).astype(np.float32) / np.float32(255)
        logits = network.run(None, {"input": tensor})[0]
        return int((logits.argmax(1) == [label for _, label in batch]).sum())

    serve(lambda: sum(pool.map(right, batches)), lambda count: [count, len(items)])


if __name__ == "__main__":
    main(*sys.argv[1:])
