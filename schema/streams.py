"""`/export`: a whole list as a stream of JSON Lines or CSV, at the speed at which the client takes it.

A body that ends as HTTP says that one ends is whole. An export that cannot go on is broken off: its
connection is closed without that end, which every client reports.

Not here: reading the list (`schema.export`), writing rows (`schema.tables`), the address (`schema.http`).
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from schema import errors
from schema.answers import sent, within
from schema.documents import Documents
from schema.export import MAXIMUM_ROWS, ExportFailed, export_of
from schema.media import TABLES, table_format
from schema.outcome import Executor
from schema.refused import Refused
from schema.request import GraphQLRequest, read_request
from schema.tables import Table, table_of
from schema.workers import Workers

EXPORTS = 2  # at once
EXPORT_SECONDS = 600.0
STATUS = {errors.DATABASE_UNAVAILABLE: 503, errors.TIMEOUT: 504, errors.INTERNAL: 500}

log = logging.getLogger(__name__)


class Exports:
    """Answers requests for whole lists: few at once, with threads of their own."""

    def __init__(
        self,
        executor: Executor,
        documents: Documents,
        page_seconds: float,
        *,
        at_once: int = EXPORTS,
        seconds: float = EXPORT_SECONDS,
        rows: int = MAXIMUM_ROWS,
    ) -> None:
        """Keep what exports run on.

        Args:
            executor: runs each page, in a thread.
            documents: those that a request may name.
            page_seconds: how long one page may take.
            at_once: how many exports may run at once.
            seconds: how long one may take, however slow the client is.
            rows: how many rows one may have.
        """
        self.workers = Workers(at_once, "export")
        self._executor, self._documents = executor, documents
        self._page_seconds, self._seconds, self._rows = page_seconds, seconds, rows
        self._free = at_once

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        try:
            format_, bom = _wanted(request)
            asked = await read_request(request, documents=self._documents)
            if not self._free:
                text = "As many exports run as may run at once; send this one again in a while."
                raise Refused(503, errors.LIMIT_EXCEEDED, text, {"Retry-After": "10"})
            self._free -= 1
            try:
                return await self._begun(asked, format_, bom, head=request.method == "HEAD")
            except BaseException:
                self._free += 1
                raise
        except Refused as refused:
            return sent({"errors": [refused.error]}, refused.status, headers=refused.headers)
        except ExportFailed as failure:
            return sent({"errors": [failure.error]}, STATUS.get(failure.code, 400))

    async def _begun(self, asked: GraphQLRequest, format_: str, bom: bool, *, head: bool) -> Response:
        """Return the stream of a list whose first page has been read: what is wrong is said by then."""
        begin = partial(_begin, asked, format_, bom, self._executor, self._rows)
        begun = await within(self.workers, begin, self._page_seconds)
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{begun.name}.{format_}"',
            "Vary": "Accept",
        }
        media = f"{begun.table.media}; charset=utf-8"
        if head:
            self._ended()
            return Response(headers=headers, media_type=media)
        return Stream(self._pieces(begun), headers, media, self._seconds, self._ended)

    def _ended(self) -> None:
        self._free += 1

    async def _pieces(self, begun: "Begun") -> AsyncIterator[bytes]:
        """Yield the text piece by piece; the next page is read once the last piece was sent."""
        piece: bytes | None = begun.first
        while piece is not None:
            yield piece
            try:
                piece = await within(self.workers, begun.more, self._page_seconds)
            except (ExportFailed, Refused) as failure:
                raise BrokenOff(str(failure)) from failure
            except Exception as fault:
                raise BrokenOff(errors.internal(fault)["message"]) from fault


@dataclass(frozen=True)
class Begun:
    """An export of which the first piece is there."""

    name: str
    table: Table
    first: bytes
    pages: Iterator[list[Any]]

    def more(self) -> bytes | None:
        """Return the next piece, or None after the last."""
        page = next(self.pages, None)
        return None if page is None else self.table.lines(page)


def _begin(asked: GraphQLRequest, format_: str, bom: bool, executor: Executor, most: int) -> Begun:
    export = export_of(asked.document, asked.variables, asked.operation_name)
    try:
        if (found := export.rows(executor)) > most:
            text = f"The list has {found:,} rows; an export has at most {most:,}: filter it."
            raise ExportFailed(errors.error(errors.LIMIT_EXCEEDED, text))
        table, pages = table_of(format_, export.columns, bom=bom), export.pages(executor)
        return Begun(export.name, table, table.head() + table.lines(next(pages)), pages)
    except ExportFailed:
        raise
    except Exception as fault:
        raise ExportFailed(errors.internal(fault)) from fault


class BrokenOff(Exception):
    """An export cannot go on; the text says why."""


class Stream(StreamingResponse):
    """A body in pieces, within its time; one that is broken off has no end."""

    def __init__(
        self,
        pieces: AsyncIterator[bytes],
        headers: Mapping[str, str],
        media: str,
        seconds: float,
        ended: Callable[[], None],
    ) -> None:
        super().__init__(pieces, headers=headers, media_type=media)
        self._seconds, self._ended = seconds, ended

    async def stream_response(self, send: Send) -> None:
        """Send the pieces, each when the one before has been taken."""
        try:
            async with asyncio.timeout(self._seconds):
                await super().stream_response(send)
        except BrokenOff as why:
            log.warning("an export was broken off: %s", why)
        except TimeoutError:
            log.warning("an export was broken off: it took longer than %g s", self._seconds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the body, and give the place back however it ends."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._ended()


def _wanted(request: Request) -> tuple[str, bool]:
    """Return the format that is asked for, and whether it begins with a byte order mark."""
    if _from_elsewhere(request):
        raise Refused(403, errors.BAD_REQUEST, "Another site's page may link to an export, not embed it.")
    said = request.query_params.get("format")
    format_ = said or table_format(request.headers.get("accept"))
    if format_ is None:
        text = f"Exports are {', '.join(TABLES)}; accept one of them, or say format=jsonl or format=csv."
        raise Refused(406, errors.BAD_REQUEST, text)
    if format_ not in TABLES.values():
        raise Refused(400, errors.BAD_REQUEST, f"format is {format_[:20]}; say jsonl or csv.")
    return format_, request.query_params.get("bom", "") in ("1", "true")


def _from_elsewhere(request: Request) -> bool:
    """Return whether a page of another site makes the browser ask: it could take every place."""
    site, mode = (request.headers.get(f"sec-fetch-{name}", "") for name in ("site", "mode"))
    return site == "cross-site" and mode != "navigate"
