"""The largest speed of this machine that a user meets: a product of two matrices of 32-bit numbers.

    python -m peers.peak_peer THREADS numpy|torch

`time` measures products of two SIZE x SIZE matrices: by the OpenBLAS that comes with NumPy, or by PyTorch.
"""
import os
import sys

from peers.answering import serve

SIZE = 512
OPERATIONS = 2 * SIZE**3


def main(threads, library):
    os.environ["OPENBLAS_NUM_THREADS"] = threads
    import numpy as np

    a, b = np.random.default_rng(1).random((2, SIZE, SIZE), np.float32)
    result = np.empty((SIZE, SIZE), np.float32)
    if library == "numpy":
        run = lambda: np.dot(a, b, out=result)
    else:
        import torch

        torch.set_num_threads(int(threads))
        one, other, product = [torch.from_numpy(matrix) for matrix in (a, b, result)]
        run = lambda: torch.mm(one, other, out=product)
    run()
    assert np.allclose(result, a @ b, rtol=1e-4), "the product is wrong"
    serve(run, lambda _: result[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
