"""Puts the libraries that a staged program needs beside it, with their licences.

    libraries.py FOLDER             FOLDER/bin/cnnview -> FOLDER/lib/cnnview, FOLDER/share/cnnview/licences
    libraries.py --glibc FOLDER     prints the oldest version of glibc that has all that they need

The C library is left to the system, and libgcc_s, which comes with it: a program that brings its own can't load what
the system's newer libraries need of it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

LEFT_OUT = re.compile(r"(ld-linux.*|libc|libm|libdl|libpthread|librt|libresolv|libutil|libgcc_s)\.so")
# What Scripts/build links in where it finds the archives: it did where the program needs no shared one.
LINKED_IN = ("libhdf5", "libstdc++")
# Where a wheel has what a staged program has in lib/cnnview.
IN_A_WHEEL = "share/cnnview/lib"


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def debian_package(file: Path) -> str:
    """The package that a file came with; the database may know it without the /usr in front."""
    places = [str(file), str(file).removeprefix("/usr"), "/usr" + str(file)]
    for place in places:
        found = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True, encoding="utf-8")
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    sys.exit(f"Scripts/stage: {file}: no package of the system has it, so its licence isn't known")


def put_licence(file: Path, licences: Path) -> None:
    package = debian_package(file)
    licences.mkdir(parents=True, exist_ok=True)
    text = (Path("/usr/share/doc") / package / "copyright").read_text(encoding="utf-8")
    (licences / f"{package}.txt").write_text(text, encoding="utf-8")
    # Debian's texts name long licences by where Debian has them.
    common = Path("/usr/share/common-licenses")
    for name in set(re.findall(rf"{common}/([\w.-]*\w)", text)):
        if (common / name).exists():
            (licences / f"{name}.txt").write_bytes((common / name).read_bytes())


def linked_archive(name: str) -> Path:
    """The archive of a library that is linked in, found as Scripts/build finds it."""
    folders = run("pkg-config", "--libs-only-L", "hdf5").split() if name == "libhdf5" else []
    places = [Path(folder.removeprefix("-L")) / f"{name}.a" for folder in folders]
    places.append(Path(run("clang", f"-print-file-name={name}.a").strip()))
    for place in places:
        if place.exists():
            return place.resolve()
    sys.exit(f"Scripts/stage: {name}.a is nowhere, and is linked in")


def bundle_on_linux(folder: Path) -> None:
    from auditwheel.lddtree import ldd

    program = folder / "bin" / "cnnview"
    patchelf = Path(sys.executable).with_name("patchelf")
    libraries = folder / "lib" / "cnnview"
    licences = folder / "share" / "cnnview" / "licences"
    libraries.mkdir(parents=True)
    needed = ldd(program).libraries
    for name, library in sorted(needed.items()):
        if LEFT_OUT.match(name):
            continue
        if library.realpath is None:
            sys.exit(f"Scripts/stage: {name} is nowhere")
        source = Path(library.realpath).resolve()
        target = libraries / name
        shutil.copyfile(source, target)
        target.chmod(0o644)
        run(str(patchelf), "--force-rpath", "--set-rpath", "$ORIGIN", str(target))
        put_licence(source, licences)
    for name in LINKED_IN:
        if not any(library.startswith(name + ".so") for library in needed):
            put_licence(linked_archive(name), licences)
    # RPATH, not RUNPATH: a folder in LD_LIBRARY_PATH doesn't come first. The second place is that of a wheel, as `pip
    # install --target` leaves out a wheel's lib; the third is there before a wheel is installed, for auditwheel.
    places = ("../lib/cnnview", f"../{IN_A_WHEEL}", f"../data/{IN_A_WHEEL}")
    path = ":".join(f"$ORIGIN/{place}" for place in places)
    run(str(patchelf), "--force-rpath", "--set-rpath", path, str(program))


def bundle_on_mac(folder: Path) -> None:
    """Written by the documentation of delocate; never run by its authors."""
    from delocate.delocating import delocate_path

    libraries = folder / "lib" / "cnnview"
    libraries.mkdir(parents=True)
    copied = delocate_path(str(folder / "bin"), str(libraries))
    licences = folder / "share" / "cnnview" / "licences"
    licences.mkdir(parents=True, exist_ok=True)
    for source in map(Path, copied):
        # Homebrew has a formula's licence at the top of the folder of its version: …/Cellar/NAME/VERSION/lib/LIBRARY.
        place = source.resolve().parents[1]
        texts = [file for file in place.iterdir() if re.match(r"(?i)(licen[cs]e|copying|copyright)", file.name)]
        if not texts:
            sys.exit(f"Scripts/stage: {source}: no licence in {place}")
        for text in texts:
            shutil.copyfile(text, licences / f"{place.parent.name}-{text.name}.txt")


def oldest_glibc(folder: Path) -> str:
    """The newest version of glibc that a symbol is of."""
    from elftools.elf.elffile import ELFFile

    found = set()
    for path in [folder / "bin" / "cnnview", *(folder / "lib" / "cnnview").iterdir()]:
        with path.open("rb") as file:
            section = ELFFile(file).get_section_by_name(".gnu.version_r")
            for _, versions in section.iter_versions():
                names = [re.fullmatch(r"GLIBC_([0-9.]+)", version.name) for version in versions]
                found |= {tuple(map(int, name[1].split("."))) for name in names if name}
    return ".".join(map(str, max(found)))


if __name__ == "__main__":
    if sys.argv[1] == "--glibc":
        print(oldest_glibc(Path(sys.argv[2])))
        sys.exit()
    staged = Path(sys.argv[1])
    if sys.platform == "darwin":
        bundle_on_mac(staged)
    else:
        bundle_on_linux(staged)
