"""The largest speed of this machine that a user meets: a product of two matrices of 32-bit numbers.

    python -m peers.peak_peer THREADS numpy|torch|system

`time` measures products of two SIZE x SIZE matrices: by the OpenBLAS that comes with NumPy, by PyTorch, or by the
system's OpenBLAS, which cnnview links.
"""
import ctypes
import ctypes.util
import os
import sys

from peers.answering import serve

SIZE = 512
OPERATIONS = 2 * SIZE**3


def system_product(a, b, result, threads):
    """A product by the system's OpenBLAS: 101 is row-major order, 111 no transposition."""
    blas = ctypes.CDLL(ctypes.util.find_library("openblas"))
    blas.openblas_set_num_threads(threads)
    pointers = [ctypes.c_void_p(matrix.ctypes.data) for matrix in (a, b, result)]
    one, zero = ctypes.c_float(1), ctypes.c_float(0)
    blas.cblas_sgemm.restype = None
    arguments = [101, 111, 111, SIZE, SIZE, SIZE, one, pointers[0], SIZE, pointers[1], SIZE, zero, pointers[2], SIZE]
    return lambda: blas.cblas_sgemm(*arguments)


def main(threads, library):
    os.environ["OPENBLAS_NUM_THREADS"] = threads
    import numpy as np

    a, b = np.random.default_rng(1).random((2, SIZE, SIZE), np.float32)
    result = np.empty((SIZE, SIZE), np.float32)
    if library == "numpy":
        run = lambda: np.dot(a, b, out=result)
    elif library == "system":
        run = system_product(a, b, result, int(threads))
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
