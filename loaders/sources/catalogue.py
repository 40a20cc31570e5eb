"""The sources by name: what `./qg load NAME [FILE]` reads.

Not here: bringing a delivery into the graph (`loaders.deliver`), and the sample, which needs a size.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.delivery import Delivery
from loaders.sources.policy.facts import facts_delivery
from loaders.sources.policy.wording import worded_delivery
from loaders.sources.regions.delivery import regions_delivery
from loaders.sources.standards.delivery import standards_delivery


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
