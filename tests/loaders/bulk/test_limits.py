"""What no index could hold is found before an import, exactly where the database would refuse it."""

import pytest

from graph.database import Database, StatementRefused
from loaders.bulk.limits import ENTRY, OWN, too_long
from tests.loaders.gardens import MODEL, Garden
from tests.loaders.staging import row

SHORT = len("garden:")


def said(size: int, sign: str) -> str | None:
    return too_long(MODEL, row("1", Garden(code=sign * size)))


@pytest.mark.parametrize(("sign", "size"), [("x", 1), ("样", 3)])
def test_an_id_is_as_long_as_its_index_takes(database: Database, sign: str, size: int) -> None:
    most = (ENTRY - OWN - SHORT) // size

    for length in (most, most + 1):
        refused = said(length, sign) is not None
        assert refused == is_refused(database, "CREATE (:Garden {id: $id})", id=Garden(code=sign * length).id)


def test_two_values_of_an_index_are_as_long_together(database: Database) -> None:
    database.run("CREATE INDEX two IF NOT EXISTS FOR (n:Two) ON (n.a, n.id)")
    database.read("CALL db.awaitIndexes(60)", {}, seconds=70)
    most = ENTRY - 2 * OWN - 100

    assert not is_refused(database, "CREATE (:Two {a: $a, id: $id})", a="a" * most, id="i" * 100)
    assert is_refused(database, "CREATE (:Two {a: $a, id: $id})", a="a" * (most + 1), id="i" * 100)
    database.run("DROP INDEX two")


def is_refused(database: Database, statement: str, **values: str) -> bool:
    try:
        database.write(lambda transaction: transaction.run(statement, values).consume())
    except StatementRefused:
        return True
    return False
