"""The same extract loaded by `LOAD CSV … CALL IN TRANSACTIONS`, the database's own way to read a file.

Cypher can neither read GB18030 nor make pinyin, payloads and hashes, so the file is prepared by the script's
own rows, which is not counted. This form has no checkpoint, and a server of the house lets no file be read.
Not here: the script (`script`).
"""

import csv
from datetime import date
from pathlib import Path

from bench.loading.script import BATCH, BEGIN, RUN, rows_of
from graph.database import Database

LOAD = f"""\
LOAD CSV WITH HEADERS FROM $file AS row
CALL (row) {{
  MATCH (run:LoadRun {{id: $run}})
  MATCH (r:Region {{id: row.region}})
  MERGE (e:Enterprise {{id: row.id}})
  SET e:Actor, e.name = row.name, e.uscc = row.uscc, e.size = row.size, e.pinyin = row.pinyin,
    e.employees = toInteger(row.employees), e.founded_on = date(row.founded_on), e.sample = true
  MERGE (s:SourceRecord {{id: row.record}})
  SET s.system = row.system, s.record_key = row.record_key, s.department = row.department,
    s.place = row.place, s.recorded_from = date(row.recorded_from), s.sample = true,
    s.payload = row.payload, s.row_hash = row.row_hash, s.cells = row.cells
  MERGE (s)-[:DESCRIBES]->(e)
  MERGE (s)-[i:RECORDED_IN {{key: 'unknown'}}]->(run)
  SET i.inferred = false
  MERGE (e)-[l:LOCATED_IN {{key: 'unknown'}}]->(r)
  SET l.inferred = false, l.records = [row.record]
}} IN TRANSACTIONS OF {BATCH} ROWS
"""


def prepare_csv(extract: Path, on: date, file: Path) -> None:
    """Write what an extract says as the columns that the statement reads.

    Args:
        extract: as the department delivers it.
        on: its day.
        file: where to; in UTF-8, quotes doubled, so that a backslash is one (RFC 4180).
    """
    with file.open("w", encoding="utf-8", newline="") as text:
        lines = None
        for row in rows_of(extract, on):
            said = {name: row[name] for name in ("id", "record", "region")} | row["said"] | row["kept"]
            if lines is None:
                lines = csv.DictWriter(text, sorted(said))
                lines.writeheader()
            lines.writerow(said)


def load(database: Database, file: Path) -> None:
    """Load a prepared file.

    Args:
        database: with constraints, indexes and regions, on a server that may read the file.
        file: written by `prepare_csv`.
    """
    database.write(lambda transaction: transaction.run(BEGIN, run=RUN).consume())
    database.run(LOAD, {"file": f"file:///{file.name}", "run": RUN})
