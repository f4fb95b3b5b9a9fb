"""What several tests use."""

import os
import shutil
import sysconfig
import tempfile
from pathlib import Path

import numpy
import pytest

PICTURES = Path(sysconfig.get_path("data")) / "share" / "cnnview" / "images"


@pytest.fixture
def ship() -> str:
    """The path of the bundled ship."""
    return str(PICTURES / "ship.ppm")


@pytest.fixture
def pixels(ship) -> numpy.ndarray:
    """The pixels of the bundled ship."""
    data = Path(ship).read_bytes()
    return numpy.frombuffer(data[-32 * 32 * 3 :], dtype=numpy.uint8).reshape(32, 32, 3)


@pytest.fixture(autouse=True)
def temporary_files(tmp_path_factory, monkeypatch):
    """Every test leaves the folder of temporary files as empty as it was."""
    tmp_path_factory.getbasetemp()  # which is elsewhere
    folder = tempfile.mkdtemp()
    monkeypatch.setenv("TMPDIR", folder)
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield Path(folder)
    left = [name for name in os.listdir(folder) if name.startswith("cnnview-")]
    shutil.rmtree(folder)
    tempfile.tempdir = None
    assert left == []
