"""`python -m cnnview` is the program itself."""

import os
import sys

from ._program import Error, program

try:
    path = program()
    os.execv(path, [path, *sys.argv[1:]])
except (Error, OSError) as error:
    sys.exit(f"cnnview: {error}")
