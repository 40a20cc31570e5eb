"""Reading the answer of a database to one statement, as the database sends it.

The statement is the declaration's, values are its parameters, and the session only reads where the database
can be told so. An answer has no order of its own, so reading never goes on within one: a run begins again
from its watermark. Not here: what the cells mean (`loaders.contract`); watermarks.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from loaders.reading.cells import cell_of, line_of
from loaders.reading.formats import SqlFormat
from loaders.reading.header import checked
from loaders.reading.record import Extract, Place, RawRecord
from loaders.reading.refused import ExtractRefused, RefusalCode

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult
    from sqlalchemy.exc import SQLAlchemyError

BATCH = 1_000
AGAIN = "run the load again; nothing that was not read counts as gone"
_BUSY = ("55", "57")  # classes of SQLSTATE: a lock is not to be had, somebody intervened


@contextmanager
def query(url: str, form: SqlFormat, parameters: Mapping[str, Any]) -> Iterator[Extract]:
    """Ask a database.

    Args:
        url: where it is and who asks, as SQLAlchemy writes it; never part of a message.
        form: what to ask.
        parameters: values of this run, beside those that the declaration fixes.

    Raises:
        ExtractRefused: the database cannot be reached or refuses the statement, or a column is missing; while
            records are read: the connection was lost.
    """
    from sqlalchemy.exc import SQLAlchemyError  # only a load from a database needs it

    with ExitStack() as stack:
        try:
            connection = stack.enter_context(_connected(url))
        except (SQLAlchemyError, ImportError) as error:
            why = f"the database cannot be reached: {_said(error)}"
            remedy = "look at the address, the rights of the loader, and that the driver is installed"
            raise ExtractRefused(form.name, RefusalCode.SOURCE_UNAVAILABLE, why, remedy) from None
        try:
            answer = _asked(connection, form, parameters)
            names = list(answer.keys())
        except SQLAlchemyError as error:
            raise _refused(form.name, error) from None
        yield Extract(form.name, checked(form.name, names, form.columns), _items(form.name, names, answer))


def has_password(url: str) -> bool:
    """Return whether the address of a database holds a password."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(url).password is not None
    except ArgumentError:  # it is refused when it is asked
        return False


def _connected(url: str) -> "Connection":
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    connection = create_engine(url, poolclass=NullPool).connect()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA query_only = ON")
    return connection.execution_options(yield_per=BATCH, postgresql_readonly=True)


def _asked(connection: "Connection", form: SqlFormat, parameters: Mapping[str, Any]) -> "CursorResult[Any]":
    from sqlalchemy import text

    # Bound beforehand, so that a day is written as the database at hand writes it.
    values = {**form.parameters, **parameters}
    return connection.execute(text(form.statement).bindparams(**values))


def _items(name: str, columns: list[str], answer: "CursorResult[Any]") -> Iterator[RawRecord]:
    for number, row in enumerate(_rows(name, answer), 1):
        cells = {column: cell_of(value) for column, value in zip(columns, row, strict=True)}
        yield RawRecord(Place(name, number, number), cells, line_of(cells))


def _rows(name: str, answer: "CursorResult[Any]") -> Iterator[tuple[Any, ...]]:
    from sqlalchemy.exc import SQLAlchemyError

    number = 0
    while True:
        try:
            rows = answer.fetchmany(BATCH)
        except SQLAlchemyError as error:
            why = f"the answer broke off behind row {number}: {_said(error)}"
            raise ExtractRefused(name, RefusalCode.CONNECTION_LOST, why, AGAIN) from None
        if not rows:
            return
        yield from rows
        number += len(rows)


def _refused(name: str, error: "SQLAlchemyError") -> ExtractRefused:
    state = str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")
    if getattr(error, "connection_invalidated", False):
        return ExtractRefused(
            name, RefusalCode.CONNECTION_LOST, f"the connection was lost: {_said(error)}", AGAIN
        )
    if state.startswith(_BUSY) or "database is locked" in str(error):
        return ExtractRefused(
            name, RefusalCode.SOURCE_UNAVAILABLE, f"the database is busy: {_said(error)}", AGAIN
        )
    why = f"the database refuses the statement: {_said(error)}"
    remedy = "correct the statement or its parameters in source.toml; a statement only reads"
    return ExtractRefused(name, RefusalCode.STATEMENT, why, remedy)


def _said(error: Exception) -> str:
    """Return what the database said, without the statement and its values."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
