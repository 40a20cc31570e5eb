"""The locked list of Neo4j's packages, and their verified download into a cache.

A list (`neo4j-2026.09.tsv`) holds group, artifact, version, classifier, sha256 and size of each.
Not here: resolving versions, which was done once when the list was made (`listing`).
"""

import csv
import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.database.errors import DatabaseProblem

LIST = Path(__file__).with_name("neo4j-2026.09.tsv")
TRIES = 2  # a download that was cut is asked for once more


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


def fetch(
    jars: list[Jar],
    folder: Path,
    arrived: Callable[[Jar], None] = lambda jar: None,
    mirror: str | None = None,
) -> list[Path]:
    """Make the cache whole, 8 downloads at a time, and return the class path.

    Args:
        jars: the packages wanted.
        folder: the cache; files that are intact are not asked for again, damaged ones are replaced.
        arrived: called once for each package downloaded.
        mirror: the address to download from instead of the registry that the client knows.

    Raises:
        DatabaseProblem: a package could not be had, or is not what the list names.
    """
    if _missing(jars, folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _alone(folder):
                _download_all(_missing(jars, folder), folder, arrived, mirror)
        except OSError as refused:
            raise DatabaseProblem(
                f"The packages of Neo4j cannot be kept in {folder} ({refused.strerror or refused}):"
                " make room, or choose another --data-dir or QG_CACHE_DIR."
            ) from refused
    return [folder / jar.filename for jar in jars]


def _missing(jars: list[Jar], folder: Path) -> list[Jar]:
    return [jar for jar in jars if not is_intact(jar, folder)]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _download_all(jars: list[Jar], folder: Path, arrived: Callable[[Jar], None], mirror: str | None) -> None:
    with ThreadPoolExecutor(8) as pool:
        downloads = [pool.submit(_download, jar, folder, mirror) for jar in jars]
        try:
            for download in as_completed(downloads):
                arrived(download.result())
        except (
            BaseException
        ):  # the first failure is told at once; the rest would fail the same way, one by one
            pool.shutdown(cancel_futures=True)
            raise


def _download(jar: Jar, folder: Path, mirror: str | None) -> Jar:
    for _ in range(TRIES):
        with tempfile.TemporaryDirectory(dir=folder) as staging:
            staged = Path(staging) / jar.filename
            shutil.copyfile(_resolved(jar, Path(staging), mirror), staged)
            if is_intact(jar, Path(staging)):
                staged.replace(folder / jar.filename)
                return jar
    raise DatabaseProblem(
        f"{jar.filename} arrived with other bytes than the locked list names: it was not kept."
        f" Run the command again; if it stays so, {_source(mirror)} is not to be trusted."
    )


def _resolved(jar: Jar, staging: Path, mirror: str | None) -> Path:
    from jgo.maven import MavenContext  # 7 MiB, which only a download needs

    remotes = {"mirror": mirror.rstrip("/")} if mirror else None
    try:
        context = MavenContext(repo_cache=staging, remote_repos=remotes, timeout=60)
        component = context.project(jar.group, jar.artifact).at_version(jar.version)
        return Path(component.artifact(jar.classifier, "jar").resolve())
    except Exception as problem:  # the client raises plain exceptions of several libraries
        raise DatabaseProblem(
            f"{jar.filename} could not be downloaded from {_source(mirror)}: check the network"
            f"{' and QG_JAR_MIRROR' if mirror else ''}, then run the command again; what has arrived is kept."
        ) from problem


def _source(mirror: str | None) -> str:
    return mirror or "the registry"
