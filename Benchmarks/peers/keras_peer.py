"""Keras with TensorFlow on a network.

    python -m peers.keras_peer FOLDER THREADS function|predict NETWORK.keras

With `function` a graph function computes the outputs of all layers (numbers before activation functions
are not among them); with `predict` the network's own method computes the logits.
"""
import os
import pathlib
import sys

import numpy as np

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import tensorflow as tf

from peers.answering import serve


def main(folder, threads, way, network):
    tf.config.threading.set_intra_op_parallelism_threads(int(threads))
    tf.config.threading.set_inter_op_parallelism_threads(1)
    model = keras.models.load_model(network, compile=False)
    picture = np.load(pathlib.Path(folder) / "input.npy")[None]
    if way == "predict":
        serve(lambda: model.predict(picture, verbose=0), lambda logits: logits.ravel())
    else:
        layers = keras.Model(model.inputs, [layer.output for layer in model.layers])
        compute = tf.function(lambda x: layers(x, training=False))
        tensor = tf.constant(picture)
        serve(lambda: compute(tensor), lambda outputs: outputs[-1].numpy().ravel())


if __name__ == "__main__":
    main(*sys.argv[1:])
