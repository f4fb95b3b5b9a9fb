"""What people call, its errors, and what is left behind."""

import importlib.metadata
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree
from pathlib import Path

import cnnview
import numpy
import pytest


def program() -> str:
    return os.path.join(os.path.dirname(sys.executable), "cnnview")


def test_the_program_is_that_of_the_same_wheel(monkeypatch, tmp_path, ship):
    from cnnview._program import program as found

    other = tmp_path / "cnnview"
    other.write_text("#!/bin/sh\nexit 3\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert os.path.samefile(found(), program())
    assert cnnview.explain(None, ship, "dense_1[ship]")["name"] == "dense_1[8]"
    version = subprocess.run([found(), "--version"], capture_output=True, text=True).stdout.strip()
    assert version == cnnview.__version__ == importlib.metadata.version("cnnview")
    monkeypatch.setenv("CNNVIEW_PROGRAM", str(other))
    with pytest.raises(cnnview.Error, match="ended with code 3"):
        cnnview.explain(None, ship, "dense_1[ship]")


def test_explain_gives_what_the_program_prints(ship):
    printed = subprocess.run([program(), "explain", ship, "conv2d[18,27,9]", "--json"], capture_output=True).stdout
    assert cnnview.explain(None, ship, "conv2d[18,27,9]") == json.loads(printed)


def test_activations_are_the_files_of_an_export(ship, tmp_path):
    subprocess.run([program(), "export", ship, "--out", tmp_path], check=True, capture_output=True)
    found = cnnview.activations(None, ship)
    assert {name + ".npy" for name in found} == set(os.listdir(tmp_path))
    assert list(found)[:4] == ["input", "conv2d.pre", "conv2d", "max_pooling2d"] and list(found)[-1] == "dense_1"
    for name, tensor in found.items():
        assert tensor.dtype == numpy.float32
        assert numpy.array_equal(tensor, numpy.load(tmp_path / f"{name}.npy"))


def test_a_screenshot_is_what_the_program_draws(ship, tmp_path):
    path = tmp_path / "expected.svg"
    arguments = ["--keys", "Enter a", "--size", "90x30", "--theme", "light", "--screenshot", path]
    subprocess.run([program(), ship, *arguments], check=True)
    shot = cnnview.screenshot(None, ship, keys="Enter a", size=(90, 30), theme="light")
    assert (
        shot.svg
        == path.read_text()
        == cnnview.screenshot(None, ship, keys=["Enter", "a"], size="90x30", theme="light").svg
    )
    xml.etree.ElementTree.fromstring(shot._repr_svg_())
    shot.save(tmp_path / "saved.svg")
    assert (tmp_path / "saved.svg").read_text() == shot.svg
    with pytest.raises(cnnview.Error, match="written as .svg"):
        shot.save(tmp_path / "saved.png")


def test_options_are_those_of_the_program(ship):
    before = cnnview.explain(None, ship, "dense_1[ship]")
    after = cnnview.explain(None, ship, "dense_1[ship]", change=["drop conv2d[:,:,5]", "flip"])
    assert before["name"] == after["name"] and before != after
    ranged = cnnview.activations(None, ship, mean=(0.5, 0.25, 0.125), input_range="-1:1", invert=False)["input"]
    plain = cnnview.activations(None, ship)["input"]
    assert numpy.allclose(ranged, plain * 2 - 1 - numpy.array([0.5, 0.25, 0.125]), atol=1e-6)


def test_labels_may_be_a_list_of_names(ship):
    names = [f"thing {number}" for number in range(10)]
    assert cnnview.explain(None, ship, "dense_1[thing 8]", labels=names)["name"] == "dense_1[8]"
    for labels in (tuple(names), numpy.array(names), {9 - n: name for n, name in enumerate(reversed(names))}):
        assert cnnview.explain(None, ship, "dense_1[thing 8]", labels=labels)["name"] == "dense_1[8]"


@pytest.mark.parametrize(
    "labels, words",
    [
        (5, "type int, where class names are needed"),
        ({"a", "b"}, "type set, where class names are needed"),
        ((name for name in "ab"), "type generator, where class names are needed"),
        (b"ab", "type bytes, where class names are needed"),
        (["a\nb"], "line break"),
        (["\ud800"], "half a character"),
        ({0: "a", 2: "b"}, "a dictionary of 2 names, and 1 is missing"),
        ({"cat": 0, "dog": 1}, "{index: name for name, index in labels.items()}"),
        ({"cat": "dog"}, "its keys are no indices"),
        (["a", "b"], "the labels: 2 class names, and the network has 10 outputs"),
    ],
)
def test_labels_that_are_no_names_in_an_order_are_refused(labels, words, ship):
    with pytest.raises(cnnview.Error) as caught:
        cnnview.explain(None, ship, "dense_1[8]", labels=labels)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "arguments, options, status, words",
    [
        (("nothing.jpg", "conv2d[0,0,0]"), {}, 66, "nothing.jpg: no such file; check the path"),
        (("SHIP", "conv2d[99,0,0]"), {}, 64, "conv2d: has no row 99; choose one from 0 to 29"),
        (("SHIP", "-1"), {}, 64, "-1"),
        (("SHIP", "conv2d[0,0,0]"), {"bogus": True}, 64, "Unknown option '--bogus'"),
    ],
)
def test_errors_have_the_words_and_the_code_of_the_program(arguments, options, status, words, ship):
    image, unit = arguments
    with pytest.raises(cnnview.Error) as caught:
        cnnview.explain(None, ship if image == "SHIP" else image, unit, **options)
    assert caught.value.status == status
    assert words in str(caught.value) and not re.match("cnnview|Error", str(caught.value))
    assert "Usage" not in str(caught.value)


def test_a_module_of_another_kind_is_refused():
    class Module:
        pass

    Module.__module__ = "torch.nn.modules.module"
    with pytest.raises(cnnview.Error, match="PyTorch model; export it with torch.onnx.export"):
        cnnview.explain(Module(), "ship.ppm", "conv2d[0,0,0]")
    with pytest.raises(cnnview.Error, match="type int, where a model is needed"):
        cnnview.explain(3, "ship.ppm", "conv2d[0,0,0]")


def test_open_outside_of_a_terminal_names_the_remedy(ship):
    with pytest.raises(cnnview.Error, match="cnnview.screenshot"):
        cnnview.open(None, ship)


def test_a_wheel_without_its_program_says_so(ship, tmp_path):
    import cnnview as installed

    shutil.copytree(Path(installed.__file__).parent, tmp_path / "cnnview")
    code = "import cnnview, sys\ntry: cnnview.explain(None, 'x', 'y')\nexcept cnnview.Error as error: print(error)"
    words = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True).stdout
    assert words.startswith("these files came with no program")


def heed_signals():
    """In a process that is about to start Python: whoever started the tests may ignore signals, as nohup does."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """Python in a terminal of 120 columns and 40 rows, read until something shows."""

    def __init__(self, code, *arguments):
        self.seen = b""
        self.process, self.side = pty.fork()
        if self.process == 0:
            heed_signals()
            os.environ["TERM"] = "xterm-256color"
            os.execv(sys.executable, [sys.executable, "-c", code, *arguments])
        import fcntl
        import struct
        import termios

        fcntl.ioctl(self.side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read(self):
        ready, _, _ = select.select([self.side], [], [], 0.1)
        try:
            data = os.read(self.side, 65536) if ready else b""
            return data if data or not ready else None
        except OSError:
            return None

    def wait(self, text):
        limit = time.monotonic() + 60
        while text not in self.seen:
            data = self.read()
            assert data is not None and time.monotonic() < limit, self.seen[-2000:]
            self.seen += data

    def type(self, keys):
        os.write(self.side, keys)

    def end(self):
        limit = time.monotonic() + 60
        while (data := self.read()) is not None:
            self.seen += data
            assert time.monotonic() < limit, self.seen[-2000:]
        _, status = os.waitpid(self.process, 0)
        os.close(self.side)
        return os.waitstatus_to_exitcode(status)


OPEN = """
import cnnview, numpy, sys
pixels = numpy.frombuffer(open(sys.argv[1], 'rb').read()[-3072:], dtype='uint8').reshape(32, 32, 3)
cnnview.open(None, [pixels, sys.argv[1]])
print('afterwards')
"""


def test_open_shows_the_explorer_and_goes_on_when_it_is_left(ship):
    terminal = Terminal(OPEN, ship)
    terminal.wait(b"Conv2D")
    terminal.wait(b"image.png")
    terminal.type(b"\r")
    terminal.wait(b"32 maps")
    terminal.type(b"q")
    terminal.wait(b"afterwards")
    assert terminal.end() == 0
    # The way back would lead to files that are gone.
    assert b"--picture" not in terminal.seen and b"--at" not in terminal.seen


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_files_are_removed_where_a_signal_ends_python(number, ship):
    terminal = Terminal(OPEN, ship)
    terminal.wait(b"Conv2D")
    os.kill(terminal.process, number)
    assert terminal.end() == 128 + number
    assert b"afterwards" not in terminal.seen


def test_files_are_removed_on_an_interruption(temporary_files):
    folder = temporary_files / "pipes"
    folder.mkdir()
    os.mkfifo(folder / "never.ppm")
    code = "import cnnview, numpy, sys\ncnnview.explain(None, sys.argv[1], 'conv2d[0,0,0]', labels=list('abcdefghij'))"
    process = subprocess.Popen(
        [sys.executable, "-c", code, folder / "never.ppm"], stderr=subprocess.PIPE, preexec_fn=heed_signals)
    limit = time.monotonic() + 60
    while not list(temporary_files.glob("cnnview-*/classes.labels")):
        assert time.monotonic() < limit and process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert b"KeyboardInterrupt" in errors
