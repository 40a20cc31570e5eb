"""Bulk import: sheets of nodes and relationships become the first store of a data directory.

It writes the store's files itself, far faster than statements do, and needs a directory that no server has
opened. Not here: what the sheets say, and constraints and indexes (`readiness`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.database.errors import DatabaseProblem
from graph.database.launch import Wanted, administer, configure
from graph.database.port import port_for
from graph.database.release import NEWEST
from graph.database.server import lock_of, make

MEMORY = "2g"  # beside Java's heap: whoever imports beside other work leaves room for it


@dataclass(frozen=True)
class Sheets:
    """CSV files that read as one: a header in the importer's own form, then rows.

    Args:
        name: the labels of nodes, with colons between, or the type of relationships.
        header: the header's file name.
        rows: a pattern that the names of the other files match.
    """

    name: str
    header: str
    rows: str

    @property
    def argument(self) -> str:
        """What the importer is told."""
        return f"{self.name}=./{self.header},./{self.rows}"  # the importer wants a folder before each


def is_new(data: Path) -> bool:
    """Whether a data directory holds no store yet."""
    return not (data / "data" / "databases" / "neo4j").exists()


def import_sheets(
    data: Path, jars: list[Path], folder: Path, nodes: Sequence[Sheets], edges: Sequence[Sheets]
) -> None:
    """Make the store of a data directory from sheets; text is in quotes, and nothing between commas is null.

    Args:
        data: the directory; made when it is missing.
        jars: the class path of the newest release.
        folder: where the sheets lie.
        nodes: those of nodes.
        edges: those of relationships, whose ends must all be there.

    Raises:
        DatabaseProblem: the directory holds a store or is held by a server, or a sheet cannot be read.
    """
    data = data.resolve()
    make(data)
    with lock_of(data):
        configure(data, jars, Wanted(NEWEST), port_for(data))
        words = ["database", "import", "full", "neo4j", f"--max-off-heap-memory={MEMORY}"]
        words += [f"--report-file={folder.resolve() / 'import.report'}", "--bad-tolerance=0"]
        words += [f"--nodes={each.argument}" for each in nodes]
        words += [f"--relationships={each.argument}" for each in edges]
        refusal = administer(data, *words, folder=folder)
    if refusal:
        raise DatabaseProblem(f"Neo4j could not import {folder} into {data}: {refusal}")
