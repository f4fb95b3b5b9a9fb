"""Makes a wheel of a staged program and the Python files beside it: the same input gives the same bytes.

    write_wheel.py FOLDER VERSION TARGET     FOLDER as Scripts/stage made it with --libraries; prints the wheel's path

The tag says what the program needs: on Linux the oldest policy that auditwheel finds the wheel to be consistent with,
on a Mac the system that the program was built for. Times of files are SOURCE_DATE_EPOCH.
"""

import base64
import csv
import hashlib
import io
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Dict, Tuple

from libraries import IN_A_WHEEL
from licences import expression

ROOT = Path(__file__).resolve().parents[2]
NOTE = """The files of cnnview are in the folder cnnview, beside this one. This one is here because pip takes away no
folder that has no files of its own: with it, nothing stays here when cnnview is uninstalled.
"""
METADATA = """Metadata-Version: 2.4
Name: cnnview
Version: {version}
Summary: Look inside a convolutional network while it classifies a picture, in the terminal.
Keywords: convolutional neural network,explainability,keras,teaching,terminal
License-Expression: {expression}
{licences}Classifier: Development Status :: 4 - Beta
Classifier: Environment :: Console :: Curses
Classifier: Intended Audience :: Education
Classifier: Intended Audience :: Science/Research
Classifier: Operating System :: {system}
Classifier: Programming Language :: Python :: 3
Classifier: Programming Language :: Python :: 3 :: Only
Classifier: Topic :: Education
Classifier: Topic :: Scientific/Engineering :: Artificial Intelligence
Classifier: Topic :: Scientific/Engineering :: Visualization
Classifier: Typing :: Typed
Requires-Python: >=3.9
Provides-Extra: activations
Requires-Dist: numpy; extra == "activations"
Description-Content-Type: text/markdown

{description}"""

Files = Dict[str, Tuple[int, bytes]]


def contents(staged: Path, version: str) -> Files:
    """The files of the wheel by their names in it, each with its mode, but for WHEEL and RECORD."""
    files: Files = {}
    information, data = f"cnnview-{version}.dist-info", f"cnnview-{version}.data"
    for source in sorted((ROOT / "Scripts" / "python" / "cnnview").glob("*")):
        if source.suffix in (".py", ".typed"):
            files[f"cnnview/{source.name}"] = (0o644, source.read_bytes())
    licences = []
    for source in sorted(path for path in staged.rglob("*") if path.is_file()):
        name = source.relative_to(staged).as_posix()
        if name == "bin/cnnview":
            files[f"{data}/scripts/cnnview"] = (0o755, source.read_bytes())
            continue
        if name.startswith("lib/cnnview/"):
            name = f"{IN_A_WHEEL}/{source.name}"
        files[f"{data}/data/{name}"] = (0o644, source.read_bytes())
        if name == "share/cnnview/LICENSE" or name.startswith("share/cnnview/licences/"):
            licences.append(name.removeprefix("share/cnnview/"))
            files[f"{information}/licenses/{licences[-1]}"] = (0o644, source.read_bytes())
    files[f"{data}/data/share/cnnview.txt"] = (0o644, NOTE.encode())
    metadata = METADATA.format(
        version=version,
        expression=expression([Path(name).stem for name in licences if name.startswith("licences/")]),
        licences="".join(f"License-File: {name}\n" for name in licences),
        system="MacOS" if sys.platform == "darwin" else "POSIX :: Linux",
        description=(ROOT / "README.md").read_text(encoding="utf-8"),
    )
    files[f"{information}/METADATA"] = (0o644, metadata.encode())
    return files


def write(files: Files, version: str, tag: str, folder: Path) -> Path:
    """Writes a wheel with a tag, in which files have one time and one order."""
    information = f"cnnview-{version}.dist-info"
    wheel = f"Wheel-Version: 1.0\nGenerator: cnnview ({version})\nRoot-Is-Purelib: false\nTag: {tag}\n"
    files = {**files, f"{information}/WHEEL": (0o644, wheel.encode())}
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    for name in sorted(files):
        digest = base64.urlsafe_b64encode(hashlib.sha256(files[name][1]).digest()).rstrip(b"=").decode()
        rows.writerow([name, f"sha256={digest}", len(files[name][1])])
    rows.writerow([f"{information}/RECORD", "", ""])
    # What installers read stands at the end, as the format recommends.
    order = sorted(files, key=lambda name: (name.startswith(information), name))
    path = folder / f"cnnview-{version}-{tag}.whl"
    moment = time.gmtime(max(int(os.environ["SOURCE_DATE_EPOCH"]), 315_532_800))[:6]
    part = path.with_name(path.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, (mode, data) in [(name, files[name]) for name in order] + [
            (f"{information}/RECORD", (0o644, record.getvalue().encode()))
        ]:
            entry = zipfile.ZipInfo(name, moment)
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    part.chmod(0o644)
    part.replace(path)
    return path


def platform_tag(files: Files, version: str, program: Path) -> str:
    """The platform that the staged program runs on."""
    machine = platform.machine()
    if sys.platform == "darwin":
        command = ["otool", "-l", str(program)]
        commands = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
        least = re.search(r"minos (\d+)\.(\d+)", commands)
        if least is None:
            sys.exit("Scripts/wheel: the program doesn't say which macOS it is for")
        return f"macosx_{least[1]}_{least[2]}_{machine}"
    from auditwheel.wheel_abi import analyze_wheel_abi
    from auditwheel.wheeltools import get_wheel_architecture

    with tempfile.TemporaryDirectory() as folder:
        wheel = write(files, version, f"py3-none-linux_{machine}", Path(folder))
        architecture = get_wheel_architecture(wheel.name)
        result = analyze_wheel_abi(
            None, architecture, wheel, frozenset(), disable_isa_ext_check=False, allow_graft=False
        )
        tag = result.overall_policy.name
    if tag.startswith("linux"):
        sys.exit("Scripts/wheel: auditwheel knows no policy that the wheel fits: auditwheel show says why")
    return tag


if __name__ == "__main__":
    folder, number, target = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    everything = contents(folder, number)
    tag = platform_tag(everything, number, folder / "bin" / "cnnview")
    target.mkdir(parents=True, exist_ok=True)
    print(write(everything, number, f"py3-none-{tag}", target))
