"""What the graph has before the year begins, for the rows to point to; one sector and one award are missing.

Not here: loading it (`test_year`).
"""

from collections.abc import Iterator
from typing import Any

from graph.model import Model
from loaders.delivery import Delivery, Record
from tests.faults.year.region import Row, Said, said

SYSTEM = "year-ground"
DEPARTMENTS = ("质监", "工商", "海关", "商务", "统计", "税务", "银行", "检验检疫")


def ground() -> list[Row]:
    """The records of it."""
    rows = [(f"部门{key}", _department(key)) for key in DEPARTMENTS]
    rows += [("共享", _mechanism("credit-sharing")), ("分类", _mechanism("exporter-classes"))]
    rows += [("质量奖", _mechanism("government-quality-award"))]
    rows += [(f"行业{code}", _sector(code)) for code in ("13", "14", "99")]
    rows += [("规上", said("OrgClass", "规模以上企业", key="规模以上企业", name="规模以上企业"))]
    regions = (("640104", 2002), ("640105", 2002), ("640205", 2003), ("640302", 1998))
    rows += [(f"区划{code}", _region(code, began)) for code, began in regions]
    return [Row(key, {}, (each,)) for key, each in rows]


def delivery(model: Model) -> Delivery:
    """The same, to be loaded."""
    records = [Record(row.key, tuple(_claims(model, row))) for row in ground()]
    return Delivery(SYSTEM, "样例底数", records)


def _claims(model: Model, row: Row) -> Iterator[Any]:
    for each in row.says:
        yield model.kinds[each.kind].declared.model_validate({**dict(each.fields), "sample": True})


def _department(key: str) -> Said:
    return said("Department", f"nx-2012-{key}", key=f"nx-2012-{key}", name=f"样例{key}部门")


def _mechanism(key: str) -> Said:
    own = {"key": f"nx-2012-{key}", "name": f"样例{key}"}
    return said("Mechanism", own["key"], kind="MECHANISM", **own)


def _sector(code: str) -> Said:
    edition = "GB/T 4754-2011"
    return said("Sector", (edition, code), edition=edition, code=code, name=f"样例行业{code}")


def _region(code: str, began: int) -> Said:
    return said("Region", (code, began), code=code, began=began, name=f"样例县{code}")
