"""Whatever goes wrong is an Error, in words on what the user has."""

import signal
import subprocess
import sys
import tempfile
import typing
import warnings

import cnnview
import numpy
import pytest


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda ship: cnnview.screenshot(None, ship, keys=[1]), "keys are text"),
        (lambda ship: cnnview.screenshot(None, ship, keys=5), "keys are text"),
        (lambda ship: cnnview.screenshot(None, ship, size=(1,)), "the size is columns and rows"),
        (lambda ship: cnnview.screenshot(None, ship, size=5), "the size is columns and rows"),
        (lambda ship: cnnview.screenshot(None, ship, size=("a", "b")), "the size is columns and rows"),
        (lambda ship: cnnview.screenshot(None, ship, screenshot="x.svg"), "screenshot is set by this call itself"),
        (lambda ship: cnnview.screenshot(None, ship, help=True), "help is no option of a call"),
        (lambda ship: cnnview.explain(None, ship, "dense_1[8]", version=True), "version is no option of a call"),
        (lambda ship: cnnview.explain(None, ship, "dense_1[8]", mean=5j), "an option is text, a number"),
        (lambda ship: cnnview.explain(None, ship, "dense_1[8]", change={"a": 1}), "an option is text, a number"),
        (lambda ship: cnnview.explain(None, ship, "dense_1[\0]"), "the character of the number 0"),
        (lambda ship: cnnview.explain(None, ship, "dense_1[\ud800]"), "can't be handed to a program"),
        (lambda ship: cnnview.explain(None, "a\0b", "dense_1[8]"), "the path of the image"),
        (lambda ship: cnnview.explain(None, "\ud800.png", "dense_1[8]"), "can't be handed to a program"),
        (lambda ship: cnnview.explain(None, b"ship.ppm", "dense_1[8]"), "where an image is needed"),
        (lambda ship: cnnview.explain("a\0b", ship, "dense_1[8]"), "the path of the model"),
        (lambda ship: cnnview.explain(None, ship), "missing 1 required positional argument: 'unit'"),
        (lambda ship: cnnview.activations(None, ship, out="x"), "out is set by this call itself"),
        (lambda ship: cnnview.open(None, []), "no terminal"),
    ],
)
def test_whatever_goes_wrong_is_an_error(call, words, ship):
    with pytest.raises(cnnview.Error) as caught:
        call(ship)
    assert words in str(caught.value)


@pytest.mark.parametrize("path", ["nowhere/screen.svg", "a\0b.svg", "\ud800.svg", 5, b"screen.png"])
def test_what_cannot_be_saved_is_an_error(path, ship, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(cnnview.Error):
        cnnview.screenshot(None, ship).save(path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_of_temporary_files_is_named(ship, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    handlers = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]
    with pytest.raises(cnnview.Error, match="TMPDIR"):
        cnnview.explain(None, ship, "dense_1[8]")
    assert handlers == [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)]


def test_words_name_no_files_that_only_the_call_has_made(temporary_files, pixels):
    for call in (
        lambda: cnnview.explain(None, numpy.zeros((3, 3), "uint8"), "dense_1[8]", labels=["a"]),
        lambda: cnnview.screenshot(None, pixels, keys="Bogus"),
        lambda: cnnview.explain(None, pixels, "dense_1[8]", change=["bogus"]),
    ):
        with pytest.raises(cnnview.Error) as caught:
            call()
        assert "cnnview-" not in str(caught.value) and str(temporary_files) not in str(caught.value)


def test_an_assumed_range_is_a_warning_at_the_line_that_called(ship, tmp_path):
    from cnnview._program import program
    from pathlib import Path

    model = tmp_path / "mine.keras"
    model.write_bytes((Path(program()).parents[1] / "share/cnnview/models/cifar10.keras").read_bytes())
    with pytest.warns(UserWarning, match="Pictures enter as numbers from 0 to 1, assumed: no layer tells") as caught:
        cnnview.activations(model, ship)
    assert [warning.filename for warning in caught] == [__file__]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cnnview.activations(model, ship, input_range="0:1")
        cnnview.activations(None, ship)
        with pytest.raises(UserWarning):
            cnnview.activations(model, ship)


def test_the_types_of_all_calls_can_be_asked_for():
    for call in (cnnview.open, cnnview.screenshot, cnnview.explain, cnnview.activations, cnnview.Screenshot.save):
        assert "return" in typing.get_type_hints(call)


def test_a_star_takes_none_of_pythons_own_names():
    code = "from cnnview import *\nassert open.__module__ in ('io', '_io') and explain and Error"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert not {"Image", "Model", "Option", "open"} & set(cnnview.__all__)
