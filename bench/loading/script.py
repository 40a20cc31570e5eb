"""The same extract loaded by a script that was written by hand for it, as a good one is written.

It reads the CSV, makes each field what it is, and writes batches by `UNWIND … MERGE`, nodes before edges,
with the same properties, records and hashes as the loaders store. It judges no row, knows no other source,
keeps nothing aside and cannot go on where it was cut short. Not here: the loaders (`loaders`).
"""

import csv
import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from graph.database import Database, Transaction
from loaders.pinyin import pinyin_of
from loaders.sources.regions.delivery import region_on

BATCH = 5_000  # of 1,000, 2,000, 5,000 and 10,000 the fastest
SYSTEM, RUN = "industry-and-commerce", "loadRun:script"
SIZES = {"大型": "LARGE", "中型": "MEDIUM", "小型": "SMALL", "微型": "MICRO"}
BEGIN = "MERGE (r:LoadRun {id: $run}) SET r.key = 'script', r.sample = false"
NODES = """\
UNWIND $rows AS row
MERGE (e:Enterprise {id: row.id})
SET e:Actor, e += row.said
"""
RECORDS = """\
UNWIND $rows AS row
MERGE (s:SourceRecord {id: row.record})
SET s += row.kept
"""
EDGES = """\
MATCH (run:LoadRun {id: $run})
UNWIND $rows AS row
MATCH (s:SourceRecord {id: row.record})
MATCH (e:Enterprise {id: row.id})
MATCH (r:Region {id: row.region})
MERGE (s)-[:DESCRIBES]->(e)
MERGE (s)-[i:RECORDED_IN {key: 'unknown'}]->(run)
SET i.inferred = false
MERGE (e)-[l:LOCATED_IN {key: 'unknown'}]->(r)
SET l.inferred = false, l.records = [row.record]
"""


def load(database: Database, file: Path, on: date) -> None:
    """Load an extract.

    Args:
        database: with constraints, indexes and regions.
        file: the extract.
        on: its day.
    """
    database.write(lambda transaction: transaction.run(BEGIN, run=RUN).consume())
    rows = rows_of(file, on)
    while some := list(islice(rows, BATCH)):
        database.write(partial(_write, some))


def rows_of(file: Path, on: date) -> Iterator[dict[str, Any]]:
    """Give each row of an extract as what is written of it.

    Args:
        file: the extract.
        on: its day.
    """
    with file.open(encoding="gb18030", newline="") as text:
        yield from _rows(csv.DictReader(text), file.name, on)


def _write(rows: list[dict[str, Any]], transaction: Transaction) -> None:
    for statement in (NODES, RECORDS, EDGES):
        transaction.run(statement, rows=rows, run=RUN).consume()


def _rows(cells: Iterator[dict[str, str]], file: str, on: date) -> Iterator[dict[str, Any]]:
    today = date.today()
    for line, row in enumerate(cells, start=2):
        code = row["统一社会信用代码"]
        record, region = f"sourceRecord:{SYSTEM}~{code}", region_on(row["行政区划代码"], on)
        said: dict[str, Any] = {
            "employees": int(row["从业人数"]),
            "founded_on": row["成立日期"],
            "name": row["企业名称"],
            "sample": True,
            "size": SIZES[row["企业规模"]],
            "uscc": code,
        }
        claim = {"edges": {"region": [{"to": region}]}, "kind": "Enterprise", "properties": said}
        payload = json.dumps([claim], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield {
            "id": f"enterprise:{code}",
            "record": record,
            "region": region,
            "said": {
                **said,
                "founded_on": date.fromisoformat(said["founded_on"]),
                "pinyin": pinyin_of(said["name"]),
            },
            "kept": {
                "system": SYSTEM,
                "record_key": code,
                "department": "工商",
                "place": f"{file}, line {line}",
                "recorded_from": today,
                "sample": True,
                "payload": payload,
                "row_hash": blake2b(payload.encode(), digest_size=16).hexdigest(),
                "cells": blake2b(repr([*row.values()]).encode(), digest_size=16).hexdigest(),
            },
        }
