"""A small declaration for the tests, and rows of it. Not here: what is asserted of them."""

from collections.abc import Mapping
from pathlib import Path

from graph.model import quality_model
from loaders.contract.columns import FieldType, Format, SourceField, Transport
from loaders.contract.declaration import Source
from loaders.contract.fit import declared_source
from loaders.reading import Cell, Place, RawRecord
from loaders.sources.sample.names import uscc

MODEL = quality_model()
CSV = Format(transport=Transport.CSV)
CODE = uscc(900_101)

TOML = """
title = "抽查结果"
department = "质监"
system = "orchard"
mode = "snapshot"
record_key = ["number"]

[format]
transport = "csv"
nulls = ["NULL"]

[fields.number]
column = "编号"
type = "id"
required = true

[fields.uscc]
column = "代码"
type = "uscc"
required = true

[fields.day]
column = "日期"
type = "date"
dates = ["2026-01-31"]

[fields.result]
column = "结果"
required = true
lookup = "results"

[fields.phone]
column = "电话"
pattern = '1\\d{10}'
sensitive = true

[lookups.results]
"合格" = "PASS"
"不合格" = "FAIL"

[[claims]]
kind = "Inspection"
take = { inspected_on = "day", result = "result" }
always = { kind = "SPOT_CHECK" }

[[claims.links]]
edge = "enterprise"
to = "Enterprise"
take = { uscc = "uscc" }

[[claims]]
kind = "CreditRecord"
only_where = { result = ["FAIL"] }
take = { recorded_on = "day" }

[[claims.links]]
edge = "contributed_by"
to = "Department"
only_if = ["day"]
always = { key = "nx-2012-质监" }
valid_from = "day"
"""


CHANGES = 'mode = "changelog"\nversion = "turn"\nending = { field = "act", values = ["D"] }'
PARTS = 'mode = "partition_snapshot"\nparts = "county"\nversion = "turn"'
FIELDS_OF_MODES = """
[fields.turn]
column = "序"
type = "integer"
required = true

[fields.act]
column = "操作"
required = true

[fields.county]
column = "区县"
required = true

[lookups"""


def written(folder: Path, text: str = TOML) -> Path:
    """Write a declaration and return its file."""
    file = folder / "source.toml"
    file.write_text(text, encoding="utf-8")
    return file


def source(folder: Path, text: str = TOML) -> Source:
    """Return the declaration, checked."""
    return declared_source(written(folder, text), MODEL)


def in_mode(folder: Path, mode: str) -> Source:
    """Return the declaration in another mode, with the fields that modes need, checked."""
    text = TOML.replace('mode = "snapshot"', mode)
    return source(folder, text.replace("\n[lookups", FIELDS_OF_MODES, 1))


def field(kind: FieldType = FieldType.TEXT, **more: object) -> SourceField:
    """Return the declaration of one column."""
    return SourceField.model_validate({"column": "c", "type": kind, **more})


def record(cells: Mapping[str, Cell], line: int = 2, file: str = "a.csv") -> RawRecord:
    """Return a record as a reader gives it."""
    raw = ",".join("" if cell is None else str(cell) for cell in cells.values())
    return RawRecord(Place(file, line, 0), cells, raw.encode(errors="surrogatepass"))


def good(**changes: Cell) -> dict[str, Cell]:
    """Return the cells of a row in which nothing is wrong, but for the changes."""
    cells = {"编号": "A-1", "代码": CODE, "日期": "2013-05-06", "结果": "合格", "电话": "13800000001"}
    return cells | changes
