#!/usr/bin/env python3
"""Makes the large networks that the benchmarks run, with random weights, in `networks/` beside this script.

    python Benchmarks/make_networks.py

Their sizes are those of VGG16 and ResNet50 for pictures of 224x224; they end in logits. The folder is not committed:
its files have 550 MB and 100 MB. What they compute means nothing, so normalisations get statistics that
keep the numbers at about the same size from layer to layer.
"""
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

FOLDER = pathlib.Path(__file__).resolve().parent / "networks"
SEED = 7


def randomise_normalisations(model):
    """Gives each batch normalisation statistics and factors that are not those of a new layer."""
    random = np.random.default_rng(SEED)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            channels = layer.gamma.shape[0]
            layer.gamma.assign(random.uniform(0.7, 1.3, channels))
            layer.beta.assign(random.normal(0, 0.2, channels))
            layer.moving_mean.assign(random.normal(0, 0.1, channels))
            layer.moving_variance.assign(random.uniform(0.5, 1.5, channels))


def main():
    FOLDER.mkdir(exist_ok=True)
    for make in (keras.applications.VGG16, keras.applications.ResNet50):
        keras.utils.set_random_seed(SEED)
        model = make(weights=None, classifier_activation=None)
        randomise_normalisations(model)
        path = FOLDER / f"{make.__name__}.keras"
        model.save(path)
        print(f"{path.name}: {model.count_params():,} parameters, {len(model.layers)} layers")


if __name__ == "__main__":
    main()
