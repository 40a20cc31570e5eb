"""The driver, imported as if pyarrow were not installed, which takes 36 MiB of each process.

The driver takes it up wherever it is, and nothing here gives or asks for its arrays; only a load of Parquet
reads with it. Not here: speaking to the driver (`connection`).
"""

import sys

ARROW = "pyarrow"
_unasked = ARROW not in sys.modules
if _unasked:
    sys.modules[ARROW] = None  # type: ignore[assignment]  # so Python says that there is none
import neo4j  # noqa: E402, F401

if _unasked:
    del sys.modules[ARROW]
