"""What the licences of a package's parts are called in SPDX: of cnnview, and of what is bundled and linked in."""

import re
import sys
from pathlib import Path
from typing import List

# By the beginnings of the names of the packages that the parts come from; each as their libraries are licensed, where
# manuals, examples and tools are licensed otherwise.
NAMES = {
    "libaec|libsz": "BSD-2-Clause",
    "libbz2|bzip2": "bzip2-1.0.6",
    "libhdf5|hdf5": "BSD-3-Clause",
    "libncurses|libtinfo|ncurses": "X11-distribute-modifications-variant",
    "libpng": "libpng-2.0",
    "libssl3|openssl@3": "Apache-2.0",
    r"libstdc\+\+": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libturbojpeg|jpeg-turbo": "IJG AND BSD-3-Clause AND Zlib",
    "libwebp|webp|libsharpyuv": "BSD-3-Clause",
    "libzip": "BSD-3-Clause",
    "libzstd|zstd": "BSD-3-Clause",
    "liblzma|xz": "0BSD",
    "swift": "Apache-2.0 WITH Swift-exception",
    "zlib": "Zlib",
}


def expression(names: List[str]) -> str:
    """The expression of all that a package holds, by the names of its parts' licence files."""
    found = set()
    for name in names:
        if (Path("/usr/share/common-licenses") / name).exists():
            continue  # a text that others refer to
        known = [licence for beginning, licence in NAMES.items() if re.match(f"({beginning})", name)]
        if not known:
            sys.exit(f"Scripts/wheel: {name}: its licence has no name in Scripts/packaging/licences.py; add it there")
        found |= set(known[0].split(" AND "))
    return " AND ".join(["MIT", *sorted(found, key=str.lower)])
