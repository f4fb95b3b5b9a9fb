"""Makes an archive of a staged program: the same input gives the same bytes, with tar of any system.

write_archive.py FOLDER NAME TARGET     NAME is that of the folder in the archive
"""

import gzip
import io
import os
import sys
import tarfile
from pathlib import Path

READ_ME = """cnnview looks inside a convolutional network while it classifies a picture.

    bin/cnnview sample ship              opens the explorer on a picture that comes along
    bin/cnnview PICTURE --model FILE     opens yours, on a network saved by Keras
    man -l share/man/man1/cnnview.1      the manual; with bin in PATH: man cnnview

The folder may lie anywhere. With its bin in PATH, or a symbolic link to bin/cnnview there, it is cnnview.
"""


def entry(name: str, mode: int, size: int = 0) -> tarfile.TarInfo:
    information = tarfile.TarInfo(name)
    information.mode, information.size = mode, size
    information.mtime = int(os.environ["SOURCE_DATE_EPOCH"])
    information.uname = information.gname = "root"
    return information


def main(staged: Path, name: str, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    with part.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
            folder = entry(name, 0o755)
            folder.type = tarfile.DIRTYPE
            archive.addfile(folder)
            text = READ_ME.encode()
            archive.addfile(entry(f"{name}/README", 0o644, len(text)), io.BytesIO(text))
            for path in sorted(staged.rglob("*")):
                inner = f"{name}/{path.relative_to(staged).as_posix()}"
                if path.is_dir():
                    folder = entry(inner, 0o755)
                    folder.type = tarfile.DIRTYPE
                    archive.addfile(folder)
                else:
                    data = path.read_bytes()
                    mode = 0o755 if inner == f"{name}/bin/cnnview" else 0o644
                    archive.addfile(entry(inner, mode, len(data)), io.BytesIO(data))
    part.chmod(0o644)
    part.replace(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
