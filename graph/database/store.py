"""Which Neo4j wrote a data directory: a newer one is refused, an older one's files are copied first.

Not here: opening the files (Neo4j itself does).
"""

import shutil
from pathlib import Path

from graph.database.errors import DatabaseProblem, NewerStore
from graph.database.release import Release, order_of

FILE = "neo4j-version"


def open_store(data: Path, release: Release) -> None:
    """Make sure that a release may open the files of a data directory, and write down that it did.

    A store that an older release wrote opens in a newer one and never again in the older. So it is copied
    first, as a data directory of its own (`before-2026.09`) that the older release opens as it was.

    Raises:
        NewerStore: a newer release wrote the files.
        DatabaseProblem: the copy does not fit on the disk.
    """
    found = release_of(data)
    if found and order_of(found) > release.order:
        raise NewerStore(_refusal(data, found, release))
    if found and order_of(found) < release.order:
        _copy(data, copy_before(data, release.name))
    _write(data, release.name)


def release_of(data: Path) -> str | None:
    """The release that last opened a data directory, or None when none has.

    Raises:
        DatabaseProblem: the file that says it was damaged.
    """
    file = data / FILE
    if not file.exists():
        return None
    name = file.read_text().strip()
    if not all(part.isdigit() for part in name.split(".")):
        raise DatabaseProblem(
            f"{file} says {name!r}, which is no release of Neo4j: write 5.26 or 2026.09 there."
        )
    return name


def copy_before(data: Path, name: str) -> Path:
    """Where the files lie as they were before the upgrade to a release."""
    return data / f"before-{name}"


def _refusal(data: Path, found: str, release: Release) -> str:
    kept = copy_before(data, found)
    remedy = f", or --data-dir {kept}, which holds the data from before the upgrade" if kept.exists() else ""
    return (
        f"{data} holds files of Neo4j {found}, which Neo4j {release.name} cannot open: use the newer"
        f" program, another --data-dir{remedy}."
    )


def _copy(data: Path, target: Path) -> None:
    if target.exists():
        return
    size = sum(file.stat().st_size for file in (data / "data").rglob("*") if file.is_file())
    if size > shutil.disk_usage(data).free:
        raise DatabaseProblem(
            f"{data} is to be upgraded, and a copy of its {size >> 20} MB does not fit on the disk:"
            " make room."
        )
    staged = target.with_name(f"{target.name}.part")
    shutil.rmtree(staged, ignore_errors=True)
    shutil.copytree(data / "data", staged / "data")
    for name in ("password", FILE):
        if (data / name).exists():
            shutil.copy2(data / name, staged / name)
    staged.rename(target)


def _write(data: Path, name: str) -> None:
    staged = data / f"{FILE}.part"
    staged.write_text(f"{name}\n")
    staged.replace(data / FILE)
