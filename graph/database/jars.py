"""The locked list of Neo4j's packages, and their verified download into a cache.

The list (`neo4j-2026.09.tsv`) holds group, artifact, version, classifier, sha256 and size of each.
Not here: resolving versions, which was done once when the list was made.
"""

import csv
import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jgo.maven import MavenContext

from graph.database.errors import DatabaseProblem

LIST = Path(__file__).with_name("neo4j-2026.09.tsv")


@dataclass(frozen=True)
class Jar:
    """One package of the list."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @property
    def filename(self) -> str:
        """The name of its file in the cache, unique over the list."""
        parts = [self.group, self.artifact, self.version, self.classifier]
        return "~".join(part for part in parts if part) + ".jar"


def locked_jars(path: Path = LIST) -> list[Jar]:
    """The packages of a list, in the order of its class path."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t"))[1:]
    return [Jar(row[0], row[1], row[2], row[3], row[4], int(row[5])) for row in rows]


def is_intact(jar: Jar, folder: Path) -> bool:
    """Whether the cache holds exactly the bytes that the list names."""
    file = folder / jar.filename
    if not file.is_file() or file.stat().st_size != jar.size:
        return False
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() == jar.sha256


def fetch(jars: list[Jar], folder: Path, arrived: Callable[[Jar], None] = lambda jar: None) -> list[Path]:
    """Make the cache whole, 8 downloads at a time, and return the class path.

    Args:
        jars: the packages wanted.
        folder: the cache; files that are intact are not asked for again, damaged ones are replaced.
        arrived: called once for each package downloaded, from its thread.

    Raises:
        DatabaseProblem: a package could not be had, or is not what the list names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        missing = [jar for jar in jars if not is_intact(jar, folder)]
        with ThreadPoolExecutor(8) as pool:
            for jar in pool.map(lambda jar: _download(jar, folder), missing):
                arrived(jar)
    return [folder / jar.filename for jar in jars]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _download(jar: Jar, folder: Path) -> Jar:
    with tempfile.TemporaryDirectory(dir=folder) as staging:
        try:
            context = MavenContext(repo_cache=Path(staging), timeout=60)
            component = context.project(jar.group, jar.artifact).at_version(jar.version)
            found = component.artifact(jar.classifier, "jar").resolve()
        except Exception as problem:  # the client raises plain exceptions of several libraries
            raise DatabaseProblem(
                f"{jar.filename} could not be downloaded: check the network, then run the command again;"
                " what has arrived is kept."
            ) from problem
        staged = Path(staging) / jar.filename
        shutil.copyfile(found, staged)
        if not is_intact(jar, Path(staging)):
            raise DatabaseProblem(
                f"{jar.filename} arrived with other bytes than the locked list names: it was not kept."
                " Run the command again; if it stays so, the source is not to be trusted."
            )
        staged.replace(folder / jar.filename)
    return jar
