"""The driver without the library that it would take up unasked."""

import subprocess
import sys
from pathlib import Path

from neo4j._codec.packstream import v1 as packstream


def test_the_driver_brings_no_pyarrow_and_leaves_it_to_who_needs_it() -> None:
    code = "import sys, graph.database; print('pyarrow' in sys.modules); import pyarrow.parquet, neo4j.vector"

    command = [sys.executable, "-c", code]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])

    assert told.stdout == "False\n"


def test_the_driver_packs_and_unpacks_by_its_native_codec() -> None:
    assert packstream._rust_pack is not None
    assert packstream._rust_unpack is not None
