"""The policy document as a delivery: one record a part, with the clause that it is.

Not here: how the text is read into parts and what is refused (`document`), and what the clauses set up
(`facts`).
"""

from pathlib import Path

from graph.model import Link
from graph.model.policy import Clause, Document
from loaders.delivery import Delivery, Record
from loaders.sources.policy.document import Part, read_document

SYSTEM = "policy-document"
SLUG = "nx-2012-quality"
DOCUMENT: Link[Document] = Link(f"document:{SLUG}")
CLAUSE_PREFIX = f"clause:{SLUG}~"


class DocumentUnreadable(ValueError):
    """The file of the policy document cannot be read as text; the message says why and the remedy."""


def document_delivery(source: Path | str) -> Delivery:
    """Return the delivery of the policy document: its 74 clauses with their wording.

    Args:
        source: the path of the document's text, or the text itself.

    Raises:
        DocumentUnreadable: there is no such file, or it is not UTF-8.
        DocumentRefused: the text is not the document; line, locator and difference are named.
    """
    text = source if isinstance(source, str) else _text_of(source)
    name = "the policy document" if isinstance(source, str) else source.name
    parts = read_document(text)
    whole = Record("document", (Document(slug=SLUG),), name)
    return Delivery(SYSTEM, name, [whole, *(_record(part, name, text) for part in parts)])


def clause_of(locator: str, order: int, heading: str | None, parent: str | None) -> Clause:
    """Return what the outline says of a clause: its place and, where it has one, its heading."""
    known: dict[str, object] = {"document": DOCUMENT, "locator": locator, "order": order}
    if heading is not None:
        known["heading"] = heading
    if parent is not None:
        known["parent"] = Link[Clause](CLAUSE_PREFIX + parent)
    return Clause.model_validate(known)


def _record(part: Part, name: str, text: str) -> Record:
    outlined = clause_of(part.locator, part.order, part.heading, part.parent)
    worded = outlined.model_copy(update={"text": part.text, "start": part.start, "end": part.end})
    line = text.count("\n", 0, part.start) + 1
    return Record(part.locator, (worded,), f"{name}, line {line}")


def _text_of(path: Path) -> str:
    try:
        # Not `read_text`: it would turn line endings into others, and the spans count them.
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DocumentUnreadable(f"There is no file {path}; give the path of the document's text.") from None
    except UnicodeDecodeError as error:
        problem = f"{path} is not UTF-8 text (byte {error.start} does not fit)"
        raise DocumentUnreadable(f"{problem}; save it as UTF-8 and load it again.") from None
    except OSError as error:
        raise DocumentUnreadable(f"{path} cannot be read: {error.strerror}; give another path.") from None
