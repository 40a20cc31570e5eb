"""The documents that the operator trusts, read from a folder and checked whole before anything is answered.

The folder holds `*.graphql` files, one document each, and `*.json` manifests as the generators of front-ends
write them: that of Apollo, or one object of identifiers and documents.

Not here: which document a request means (`schema.documents`).
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, OperationType

from schema.parsing import checked

IDENTIFIER = re.compile(r"((sha256|x-[\w.~-]+):)?[\w.~-]+", re.ASCII)
HASH = re.compile(r"(sha256:)?[0-9a-f]{64}")
MANIFEST = "apollo-persisted-query-manifest"

Named = tuple[str, str | None]  # a document, and its operation where the name says which


class DocumentsRefused(Exception):
    """The folder cannot be used; the text says which file, where in it, and what to do."""


@dataclass(frozen=True)
class Trusted:
    """The trusted documents by identifier: `sha256:` and hash, names of operations, a manifest's own."""

    named: dict[str, Named] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def holds(self, text: str) -> bool:
        """Return whether a document is one of these, to the letter."""
        return f"sha256:{hash_of(text)}" in self.named

    def add(self, identifier: str, named: Named, place: str) -> None:
        """Add a document by an identifier; the same again changes nothing.

        Raises:
            DocumentsRefused: another document has the identifier.
        """
        if self.named.setdefault(identifier, named)[0] != named[0]:
            raise DocumentsRefused(
                f"{place}: {identifier} already names the document of {self.places[identifier]}: rename one."
            )
        self.places.setdefault(identifier, place)


def hash_of(text: str) -> str:
    """Return what a document is known by: SHA-256 of its text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_trusted(folder: Path, schema: GraphQLSchema) -> Trusted:
    """Return the documents of a folder, each valid on a schema.

    Raises:
        DocumentsRefused: the folder or a file cannot be read, or a document cannot be run.
    """
    if not folder.is_dir():
        raise DocumentsRefused(f"{folder} is no folder: give the one that holds the trusted documents.")
    found = Trusted()
    for file in sorted(each for each in folder.rglob("*") if each.suffix in (".graphql", ".json")):
        for identifier, text, place in _documents(file):
            _add(found, identifier, text, place, schema)
    if not found.named:
        raise DocumentsRefused(f"{folder} holds no document: put *.graphql or manifests (*.json) there.")
    return found


def _add(found: Trusted, identifier: str | None, text: str, place: str, schema: GraphQLSchema) -> None:
    digits = hash_of(text)
    if identifier and HASH.fullmatch(identifier) and identifier[-64:] != digits:
        raise DocumentsRefused(f"{place}: the hash of its document is {digits}: generate the manifest again.")
    operations = _operations(text, place, schema)
    for name in {f"sha256:{digits}", identifier or f"sha256:{digits}"}:
        found.add(name, (text, None), place)
    for operation in operations:
        if operation.name:
            found.add(operation.name.value, (text, operation.name.value), place)


def _operations(text: str, place: str, schema: GraphQLSchema) -> list[OperationDefinitionNode]:
    document = checked(schema, text)
    if not isinstance(document, DocumentNode):
        first = document[0]
        at = "".join(f":{each['line']}:{each['column']}" for each in first.get("locations", [])[:1])
        raise DocumentsRefused(f"{place}{at}: {first['message']} Mend the document, or take it out.")
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if not operations or any(each.operation is not OperationType.QUERY for each in operations):
        raise DocumentsRefused(
            f"{place}: it must hold queries, and no other operations: mend it, or take it out."
        )
    return operations


def _documents(file: Path) -> Iterator[tuple[str | None, str, str]]:
    """Yield each document of a file: its identifier if it has one, its text, and its place for messages."""
    try:
        text = file.read_bytes().decode("utf-8")  # as it is: its hash is that of the file
    except (OSError, UnicodeDecodeError) as unreadable:
        raise DocumentsRefused(
            f"{file} cannot be read as text in UTF-8: mend it, or take it out."
        ) from unreadable
    if file.suffix == ".graphql":
        yield None, text, str(file)
        return
    try:
        manifest = json.loads(text)
    except ValueError as wrong:
        raise DocumentsRefused(f"{file}: no JSON ({wrong}): generate the manifest again.") from wrong
    for identifier, body in _entries(manifest, file):
        place = f"{file}, {str(identifier)[:80]}"
        if (
            not isinstance(identifier, str)
            or not IDENTIFIER.fullmatch(identifier)
            or not isinstance(body, str)
        ):
            raise DocumentsRefused(
                f"{place}: an identifier has letters, digits and - . _ ~, and a document text."
            )
        yield identifier, body, place


def _entries(manifest: Any, file: Path) -> Iterator[tuple[Any, Any]]:
    if not isinstance(manifest, dict):
        raise DocumentsRefused(f"{file}: no manifest: it must be an object of identifiers and documents.")
    if "format" not in manifest:
        yield from manifest.items()
        return
    operations = manifest.get("operations")
    if (manifest["format"], manifest.get("version")) != (MANIFEST, 1) or not isinstance(operations, list):
        raise DocumentsRefused(f"{file}: the manifest must be of the format {MANIFEST}, version 1.")
    for each in operations:
        given = each if isinstance(each, dict) else {}
        yield given.get("id"), given.get("body")
