"""Names that were loaded before names were read: completed once, so that search finds them in pinyin too.

A record that says the same as before is left alone, so no delivery would do it. Not here: how a name is read
(`pinyin`).
"""

from functools import partial

from graph.database import Database, Transaction
from graph.model import Kind, Model
from graph.model.kinds import PINYIN
from loaders.batch import RAISE_VERSION
from loaders.entities import Row, ask
from loaders.fence import write_fenced
from loaders.pinyin import pinyin_of

ROWS = 1000


def complete(database: Database, model: Model) -> int:
    """Write how names are read where that is missing, and return of how many things.

    Args:
        database: open, and prepared for the model.
        model: says which fields are names.
    """
    kinds = [kind for kind in model.kinds.values() if any(prop.pinyin for prop in kind.properties)]
    return sum(_of_kind(database, kind) for kind in kinds)


def _of_kind(database: Database, kind: Kind) -> int:
    names = ", ".join(f"n.{prop.name}" for prop in kind.properties if prop.pinyin)
    unread = (
        f"MATCH (n:{kind.label}) WHERE n.{PINYIN} IS NULL RETURN n.id AS id, [{names}] AS names LIMIT {ROWS}"
    )
    done = 0
    while rows := database.read(unread, {}, seconds=120):
        read = [{"id": row["id"], "read": pinyin_of(*(each or "" for each in row["names"]))} for row in rows]
        write_fenced(database, partial(_write, kind, read))
        done += len(rows)
    return done


def _write(kind: Kind, rows: list[Row], transaction: Transaction) -> tuple[None, set[str]]:
    write = f"UNWIND $rows AS row MATCH (n:{kind.label} {{id: row.id}}) SET n.{PINYIN} = row.read"
    ask(transaction, write, rows=rows)
    ask(transaction, RAISE_VERSION, areas=[kind.area])
    return None, {kind.area}
