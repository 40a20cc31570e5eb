"""The sources by name: our own, which `./qg load NAME [FILE]` reads, and those that departments declare.

Not here: bringing a delivery into the graph (`loaders.deliver`), reading what a department delivers
(`loaders.extracts`), and the sample, which needs a size.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.contract.conformance import source_folders
from loaders.contract.declaration import FILE
from loaders.delivery import Delivery
from loaders.sources.policy.facts import facts_delivery
from loaders.sources.policy.wording import worded_delivery
from loaders.sources.regions.delivery import regions_delivery
from loaders.sources.standards.delivery import standards_delivery

DEPARTMENTS = Path(__file__).resolve().parent / "departments"


class SourceRefused(ValueError):
    """A source cannot be read as it was asked for; the message says what to write."""


@dataclass(frozen=True)
class Source:
    """One source.

    Args:
        name: what it is called on the command line.
        summary: what it holds, in one line.
        facts: returns the delivery of what the repository holds; None: it needs a file.
        file: returns the delivery of a file; None: it takes none.
    """

    name: str
    summary: str
    facts: Callable[[], Delivery] | None = None
    file: Callable[[Path], Delivery] | None = None


SOURCES: Mapping[str, Source] = {
    source.name: source
    for source in (
        Source("regions", "Ningxia's divisions from 1980 on", facts=regions_delivery),
        Source("standards", "international standards and their counterparts", facts=standards_delivery),
        Source(
            "policy",
            "the policy's facts; with its document, the wording of the clauses too",
            facts=facts_delivery,
            file=worded_delivery,
        ),
        Source("policy-document", "the wording of the clauses, from the document", file=worded_delivery),
    )
}


def deliveries_of(name: str, file: Path | None = None) -> list[Delivery]:
    """Return what a source delivers, in the order to load it in.

    Args:
        name: the source's name.
        file: a file that it is to read; without one, what the repository holds.

    Raises:
        SourceRefused: there is no such source, or it takes no file, or it needs one.
        DocumentRefused, DocumentUnreadable: the file is not the policy document.
        RowRefused: the repository's own facts are wrong.
    """
    source = SOURCES.get(name)
    if source is None:
        raise SourceRefused(f"There is no source {name}; write one of {', '.join(SOURCES)}.")
    if file is None and source.facts is None:
        raise SourceRefused(f"The source {name} needs a file; write {name} FILE.")
    if file is not None and source.file is None:
        raise SourceRefused(f"The source {name} takes no file; write {name} alone.")
    read = [source.file(file)] if file is not None and source.file is not None else []
    # The file first: when it is refused, nothing has been loaded.
    return [*([source.facts()] if source.facts is not None else []), *read]


def declaration_of(system: str, folders: Iterable[Path] = ()) -> Path:
    """Return the file that declares the source of a department.

    Args:
        system: its key.
        folders: where sources lie, in folders of their own, beside those of this repository.

    Raises:
        SourceRefused: nothing declares it, or two folders do; or there is no such folder.
    """
    found: dict[str, list[Path]] = {}
    unread: list[str] = []
    for folder in dict.fromkeys(each.resolve() for each in (DEPARTMENTS, *folders)):
        if not folder.is_dir():
            raise SourceRefused(
                f"There is no folder {folder}: give --sources the folder that sources lie in."
            )
        for file in (each / FILE for each in source_folders(folder)):
            try:
                name = tomllib.loads(file.read_text(encoding="utf-8")).get("system")
            except (OSError, ValueError) as wrong:
                unread.append(f"{file} cannot be read as TOML in UTF-8: {wrong}")
            else:
                found.setdefault(str(name), []).append(file)
    declared = list(dict.fromkeys(found.get(system, ())))
    if len(declared) > 1:
        both = " and ".join(map(str, declared))
        raise SourceRefused(f"The system {system} is declared twice, in {both}: keep one, or rename one.")
    if not declared:
        names = ", ".join((*SOURCES, *sorted(found)))
        raise SourceRefused("\n  ".join([f"There is no source {system}; write one of {names}.", *unread]))
    return declared[0]
