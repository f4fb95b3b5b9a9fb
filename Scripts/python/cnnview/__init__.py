"""Look inside a convolutional network while it classifies a picture.

    import cnnview
    cnnview.open(model, "cat.jpg")                     # the explorer, in a terminal
    cnnview.screenshot(model, "cat.jpg", keys="Enter") # a screen of it, which notebooks show
    cnnview.explain(model, "cat.jpg", "conv2d[18,27,9]")
    cnnview.activations(model, "cat.jpg")              # needs NumPy

A model is a Keras model, the path of one that Keras saved, or None for the bundled one. An image is a path, an array
(rows, columns, and channels where there are several; uint8, or floats from 0 to 1), or an image of Pillow. An array is
taken for a picture: it is fitted to the network as the file of a picture is, and its numbers become what the network
expects. With input_range="-1:1" floats may be from -1 to 1, with "0:255" from 0 to 255, and reach the network as they
are. The program reads pictures of 8 and of 16 bits: floats are taken where they are whole steps of these (n/255 or
n/65535 of the range), and refused where they would be rounded.

All calls take the options of the program by their names, with _ for -: theme="light", input_range="-1:1", at="conv2d",
change=["drop conv2d[:,:,5]"]. Whatever goes wrong is an Error with the program's words.
"""

from ._calls import Screenshot, activations, explain, open, screenshot
from ._program import Error, version

__version__ = version()
# Not open: `from cnnview import *` would take away Python's own.
__all__ = ["Error", "Screenshot", "activations", "explain", "screenshot"]
