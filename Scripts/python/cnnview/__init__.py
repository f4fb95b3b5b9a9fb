"""Look inside a convolutional network while it classifies a picture.

    import cnnview
    cnnview.open(model, "cat.jpg")                     # the explorer, in a terminal
    cnnview.screenshot(model, "cat.jpg", keys="Enter") # a screen of it, which notebooks show
    cnnview.explain(model, "cat.jpg", "conv2d[18,27,9]")
    cnnview.activations(model, "cat.jpg")              # needs NumPy

A model is a Keras model, the path of one that Keras saved, or None for the bundled one. An image is a path, an array
(rows, columns, and channels where there are several; uint8, or floats from 0 to 1), or an image of Pillow. An array is
taken for a picture: it is fitted to the network as the file of a picture is, and its numbers become what the network
expects.

All calls take the options of the program by their names, with _ for -: theme="light", input_range="-1:1", at="conv2d",
change=["drop conv2d[:,:,5]"]. Whatever goes wrong is an Error with the program's words.
"""

from ._calls import Image, Model, Option, Screenshot, activations, explain, open, screenshot
from ._program import Error, version

__version__ = version()
__all__ = [
    "Error",
    "Image",
    "Model",
    "Option",
    "Screenshot",
    "activations",
    "explain",
    "open",
    "screenshot",
]
