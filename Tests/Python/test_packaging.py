"""What the scripts that make packages write, and what they leave alone."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "Scripts"
WHEEL = os.environ.get("CNNVIEW_WHEEL")

WRITE = """
import sys, pathlib
sys.path.insert(0, sys.argv[1])
import write_archive, write_wheel
staged, out = map(pathlib.Path, sys.argv[2:])
out.mkdir(parents=True)
write_archive.main(staged, "cnnview-1", out / "cnnview.tar.gz")
print(write_wheel.write(write_wheel.contents(staged, "1"), "1", "py3-none-any", out))
"""


def test_another_language_and_mask_give_the_same_bytes(tmp_path):
    staged = tmp_path / "staged"
    for name in (
        "bin/cnnview",
        "lib/cnnview/libpng.so",
        "share/cnnview/LICENSE",
        "share/cnnview/licences/libpng16.txt",
    ):
        (staged / name).parent.mkdir(parents=True, exist_ok=True)
        (staged / name).write_text("Ü" + name, encoding="utf-8")
    found = []
    for number, (language, mask) in enumerate((("C", "077"), ("C.UTF-8", "022"))):
        variables = {**os.environ, "LC_ALL": language, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        variables.update(SOURCE_DATE_EPOCH="1700000000", PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED=str(number))
        command = [sys.executable, "-c", WRITE, SCRIPTS / "packaging", staged, tmp_path / str(number)]
        subprocess.run(["sh", "-c", f'umask {mask}; exec "$@"', "sh", *command], env=variables, check=True)
        files = sorted((tmp_path / str(number)).iterdir())
        assert all(file.stat().st_mode & 0o777 == 0o644 for file in files)
        found.append([(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files])
    assert found[0] == found[1] and len(found[0]) == 2


def test_a_folder_with_files_is_not_staged_in(tmp_path):
    (tmp_path / "mine").write_text("mine")
    run = subprocess.run([SCRIPTS / "stage", tmp_path], capture_output=True, text=True)
    assert run.returncode == 73 and "has files, and they may be yours" in run.stderr
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.skipif(not WHEEL, reason="CNNVIEW_WHEEL names no wheel")
def test_a_target_folder_of_pip_has_all_that_the_program_needs(ship, tmp_path):
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        "--target",
        tmp_path / "x",
        WHEEL,
    ]
    subprocess.run(command, check=True)
    variables = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path / "x")}
    code = "import cnnview, sys; print(cnnview.__file__, cnnview.explain(None, sys.argv[1], 'dense_1[ship]')['name'])"
    run = subprocess.run([sys.executable, "-c", code, ship], env=variables, capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(tmp_path / "x" / "cnnview" / "__init__.py"), "dense_1[8]"]
    (tmp_path / "x" / "bin" / "cnnview").unlink()
    run = subprocess.run([sys.executable, "-c", code, ship], env=variables, capture_output=True, text=True)
    assert "the program of this wheel is gone" in run.stderr and "cnnview-0" in run.stderr


@pytest.mark.skipif(not WHEEL, reason="CNNVIEW_WHEEL names no wheel")
def test_the_licence_of_the_wheel_names_all_that_it_holds():
    import importlib.metadata

    expression = importlib.metadata.metadata("cnnview")["License-Expression"]
    assert expression.startswith("MIT AND ")
    for part in ("Apache-2.0 WITH Swift-exception", "GPL-3.0-or-later WITH GCC-exception-3.1", "libpng-2.0", "Zlib"):
        assert part in expression
