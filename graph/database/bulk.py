"""Bulk import: sheets of nodes and relationships become the first store of a data directory.

It writes the store's files itself, far faster than statements do, and needs a directory that no server has
opened. How sheets are to be read lies beside them in a file, `import.args`, so that Neo4j's own command reads
them too. Not here: what the sheets say, and constraints and indexes (`readiness`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.database.errors import DatabaseProblem
from graph.database.launch import Wanted, administer, configure
from graph.database.port import port_for
from graph.database.release import NEWEST, Release
from graph.database.server import lock_of, make
from graph.database.store import open_store

ARGUMENTS = "import.args"
MEMORY = "2g"  # beside Java's heap: whoever imports beside other work leaves room for it
BUFFER = 4 << 20  # signs of one value that the importer reads when it is told nothing


@dataclass(frozen=True)
class Sheet:
    """CSV files that read as one.

    Args:
        name: the labels of nodes, with colons between, or the type of relationships.
        files: their names, or patterns of names; the first begins with a header in the importer's own form.
    """

    name: str
    files: tuple[str, ...]

    @property
    def argument(self) -> str:
        """What the importer is told."""
        return f"{self.name}={','.join(f'./{file}' for file in self.files)}"  # it wants a folder before each


@dataclass(frozen=True)
class Reading:
    """How sheets are to be read.

    Args:
        separator: what sets the parts of a list apart.
        lines: texts may hold ends of lines; it is slower.
        longest: no value is longer.
    """

    separator: str = ";"
    lines: bool = False
    longest: int = 0

    @property
    def arguments(self) -> Iterator[str]:
        """What the importer is told."""
        yield "--bad-tolerance=0"
        yield f"--array-delimiter=U+{ord(self.separator):04X}"
        if self.lines:
            yield "--multiline-fields=true"
        if self.longest >= BUFFER:
            yield f"--read-buffer-size={self.longest + BUFFER}"


PLAIN = Reading()


def is_new(data: Path) -> bool:
    """Whether a data directory holds no store yet."""
    return not (data / "data" / "databases" / "neo4j").exists()


def write_arguments(
    folder: Path, nodes: Sequence[Sheet], edges: Sequence[Sheet], reading: Reading = PLAIN
) -> None:
    """Write beside sheets how they are to be imported.

    Args:
        folder: where they lie.
        nodes: those of nodes.
        edges: those of relationships, whose ends must all be there.
        reading: how they are read; text is in quotes, and nothing between commas is null.
    """
    lines = [*reading.arguments, *(f"--nodes={each.argument}" for each in nodes)]
    lines += [f"--relationships={each.argument}" for each in edges]
    (folder / ARGUMENTS).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def import_sheets(data: Path, jars: list[Path], folder: Path, release: Release = NEWEST) -> None:
    """Make the store of a data directory from sheets.

    Args:
        data: the directory; made when it is missing.
        jars: the class path of the release.
        folder: where the sheets lie, with their arguments.
        release: the one that will run on the directory.

    Raises:
        NewerStore: a newer release wrote the directory's files.
        DatabaseProblem: the directory holds a store or is held by a server, or a sheet cannot be read.
    """
    data, folder = data.resolve(), folder.resolve()
    if not (folder / ARGUMENTS).is_file():
        raise DatabaseProblem(
            f"{folder} holds no {ARGUMENTS}: name the folder that the files were written to."
        )
    make(data)
    with lock_of(data):
        open_store(data, release)
        configure(data, jars, Wanted(release), port_for(data))
        words = ["database", "import", "full", f"@{ARGUMENTS}", f"--max-off-heap-memory={MEMORY}"]
        words += [f"--report-file={data / 'import.report'}"]
        refusal = administer(data, *words, folder=folder)
    if refusal:
        raise DatabaseProblem(f"Neo4j could not import {folder} into {data}: {refusal}")
