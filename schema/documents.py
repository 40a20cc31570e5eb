"""Documents that a request names instead of sending them: trusted ones, and those that clients register.

A trusted document is in the folder that the operator gave (`schema.trusted`). A registered one was sent once
with its hash, by the protocol of automatic persisted queries. The identifiers are those of the appendix on
persisted documents of GraphQL over HTTP.

Not here: reading the folder, and reading a request (`schema.request`).
"""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from schema import errors
from schema.refused import Refused
from schema.trusted import Named, Trusted, hash_of

REGISTERED = 500  # documents in memory, the last asked for


class Documents:
    """Finds the document that a request means."""

    def __init__(self, trusted: Trusted | None = None, *, only: bool = False) -> None:
        """Keep what may be named.

        Args:
            trusted: the operator's documents.
            only: nothing but these is run.
        """
        self._trusted = trusted or Trusted()
        self._only = only
        self._registered: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def meant(self, given: Mapping[str, Any]) -> Named:
        """Return the document of a request, and the operation that its identifier names, if it does.

        Args:
            given: the members of the request.

        Raises:
            Refused: it names none, an unknown one, one that is not trusted, or contradicts itself.
        """
        text, identifier, asked = given.get("query"), given.get("documentId"), _hash_in(given)
        if identifier is not None:
            if text:
                raise _bad("The request has both `query` and `documentId`; send one of them.")
            return self._identified(identifier)
        if isinstance(text, str) and text.strip():
            return self._sent(text, asked), None
        if text or asked is None:
            raise _bad("The request has no `query`; give the GraphQL document as text, or its `documentId`.")
        return self._hashed(asked), None

    def _identified(self, identifier: Any) -> Named:
        if not isinstance(identifier, str) or not identifier:
            raise _bad("`documentId` must be text, such as sha256: and 64 hexadecimal digits.")
        if found := self._trusted.named.get(identifier):
            return found
        prefix, _, digits = identifier.partition(":")
        if not self._only and prefix == "sha256" and (kept := self._kept(digits)):
            return kept, None
        raise Refused(
            400,
            errors.DOCUMENT_NOT_FOUND,
            f"No document is known as {identifier[:80]}: send it as `query`, or ask the operator to add it.",
        )

    def _sent(self, text: str, asked: str | None) -> str:
        if asked is not None and asked != (digits := hash_of(text)):
            raise _bad(f"sha256Hash is not the hash of `query`, which is {digits}: send that, or none.")
        if self._only and not self._trusted.holds(text):
            raise _untrusted()
        if asked and not self._only:
            self._keep(asked, text)
        return text

    def _hashed(self, digits: str) -> str:
        if found := self._trusted.named.get(f"sha256:{digits}"):
            return found[0]
        if self._only:
            raise _untrusted()
        if kept := self._kept(digits):
            return kept
        # The protocol's own words: clients compare them, and then send the document with its hash.
        raise Refused(400, errors.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound", expected=True)

    def _keep(self, digits: str, text: str) -> None:
        with self._lock:
            self._registered[digits] = text
            self._registered.move_to_end(digits)
            if len(self._registered) > REGISTERED:
                self._registered.popitem(last=False)

    def _kept(self, digits: str) -> str | None:
        with self._lock:
            if digits not in self._registered:
                return None
            self._registered.move_to_end(digits)
            return self._registered[digits]


def _hash_in(given: Mapping[str, Any]) -> str | None:
    said = (given.get("extensions") or {}).get("persistedQuery")
    if said is None:
        return None
    digits = said.get("sha256Hash") if isinstance(said, dict) and said.get("version") == 1 else None
    if not isinstance(digits, str) or len(digits) != 64:
        raise _bad('`persistedQuery` must be {"version": 1, "sha256Hash": …}, with 64 hexadecimal digits.')
    return digits.lower()


def _untrusted() -> Refused:
    text = (
        "Only documents that the operator trusts are run here, and this is none: send the `documentId`"
        " of one, or ask the operator to add this one."
    )
    return Refused(403, errors.DOCUMENT_NOT_TRUSTED, text)


def _bad(text: str) -> Refused:
    return Refused(400, errors.BAD_REQUEST, text)
