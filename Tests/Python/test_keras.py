"""Models of Keras, with each backend that is installed; notebooks."""

import importlib.util
import os
import subprocess
import sys

import pytest

BACKENDS = [name for name in ("jax", "torch", "tensorflow") if importlib.util.find_spec(name)]

SCRIPT = """
import keras, numpy, cnnview, sys, warnings
rows = numpy.random.default_rng(3).integers(0, 256, (28, 28, 3), dtype='uint8')
model = keras.Sequential([
    keras.Input((28, 28, 3)), keras.layers.Conv2D(4, 3, activation='relu', name='first'), keras.layers.MaxPooling2D(),
    keras.layers.Flatten(), keras.layers.Dense(3, name='last'),
], name='small')
layers = keras.Model(model.inputs, [layer.output for layer in model.layers])
expected = layers([rows[None].astype('float32') / 255])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    found = cnnview.activations(model, rows)
words = [str(warning.message) for warning in caught if 'Pictures enter' in str(warning.message)]  # others are Keras's
assert len(words) == 1 and words[0].startswith('Pictures enter as numbers from 0 to 1, assumed'), words
assert list(found) == ['input', 'first.pre', 'first'] + [layer.name for layer in model.layers[1:]]
assert len(expected) == 4
for layer, tensor in zip(model.layers, expected):
    numpy.testing.assert_allclose(found[layer.name], keras.ops.convert_to_numpy(tensor)[0], atol=2e-5)
assert found['input'].shape == (28, 28, 3)
shot = cnnview.screenshot(model, rows, labels=['one', 'two', 'three'], size=(100, 30))
assert 'Conv2D' in shot.svg and 'two' in shot.svg
assert cnnview.explain(model, rows, 'last[two]', labels=['one', 'two', 'three'])['name'] == 'last[1]'
try:
    cnnview.explain(keras.Sequential([keras.layers.Dense(3)]), rows, 'dense[0]')
except cnnview.Error as error:
    assert 'no shapes and no weights yet' in str(error), error
else:
    sys.exit('a model without shapes is taken')
try:
    cnnview.explain(model.layers[0], rows, 'first[0,0,0]')
except cnnview.Error as error:
    assert 'a layer of Keras' in str(error), error
else:
    sys.exit('a layer is taken')
print(keras.backend.backend(), 'well')
"""


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_model_is_read_from_each_backend(backend):
    variables = {**os.environ, "KERAS_BACKEND": backend}
    run = subprocess.run([sys.executable, "-c", SCRIPT], env=variables, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout == f"{backend} well\n"


def test_there_is_a_backend_to_test():
    assert BACKENDS


@pytest.mark.skipif(not importlib.util.find_spec("torch"), reason="PyTorch isn't installed")
def test_a_model_of_pytorch_is_refused_with_what_can_be_done():
    import cnnview
    import torch

    with pytest.raises(cnnview.Error, match="PyTorch model; export it with torch.onnx.export"):
        cnnview.explain(torch.nn.Conv2d(3, 4, 3), "ship.ppm", "conv2d[0,0,0]")


def test_a_notebook_shows_a_screenshot(ship):
    import nbclient
    import nbformat

    book = nbformat.v4.new_notebook()
    code = f"import cnnview\ncnnview.screenshot(None, {ship!r}, keys='Enter')"
    refused = f"try:\n    cnnview.open(None, {ship!r})\nexcept cnnview.Error as error:\n    print(error)"
    book.cells = [nbformat.v4.new_code_cell(code), nbformat.v4.new_code_cell(refused)]
    nbclient.NotebookClient(book, kernel_name="python3").execute()
    (shown,) = book.cells[0].outputs
    assert shown.data["image/svg+xml"].startswith("<svg")
    (words,) = book.cells[1].outputs
    assert "cnnview.screenshot(model, image)" in words.text
