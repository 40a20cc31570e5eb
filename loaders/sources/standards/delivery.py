"""Standards as a delivery: international ones, their national counterparts, what replaces and adopts what.

The table beside this module is `standards.csv`; its origin stands in `source.toml`. What `verified` says of a
national standard it says of its adoption too: no source that was seen confirms them.

Not here: how a number is written (`number`). Titles of the international ones are not in the table.
"""

from collections.abc import Iterator
from importlib.resources import files

from graph.model import Link
from graph.model.standards import Adoption, AdoptionDegree, Stage, Standard
from loaders.delivery import Delivery, Record
from loaders.sources.rows import Row, claim_of, csv_rows, title_of
from loaders.sources.standards.number import NumberRefused, issuer_of, level_of, standard_number

SYSTEM = "standards"
SUCCESSION = "it adopts the edition that replaces the edition which the other adopts"
_FOLDER = files(__package__)
_LINKED = ("replaces", "adopts")
# ISO's harmonised stage codes, as far as the table has them.
_STAGES = {
    "60.60": Stage.IN_FORCE,
    "90.20": Stage.IN_FORCE,
    "90.60": Stage.IN_FORCE,
    "90.92": Stage.TO_BE_REVISED,
    "90.93": Stage.IN_FORCE,
    "95.99": Stage.WITHDRAWN,
}


def standards_delivery() -> Delivery:
    """Return the delivery of standards.

    Raises:
        RowRefused: a row of the table is wrong; file, line and field are named.
    """
    rows = [_normal(row) for row in csv_rows(_FOLDER, "standards.csv")]
    standards = {row.values["number"]: _standard(row) for row in rows}
    records = [
        Record(number, (_succeeding(standard, standards),), row.place)
        for row, (number, standard) in zip(rows, standards.items(), strict=True)
    ]
    return Delivery(SYSTEM, title_of(_FOLDER), records)


def _normal(row: Row) -> Row:
    """The row with its numbers as keys have them."""
    try:
        written = {name: row.values[name] for name in ("number", *_LINKED) if name in row.values}
        numbers = {name: standard_number(number) for name, number in written.items()}
    except NumberRefused as error:
        raise row.refuse(str(error)) from error
    return Row(row.file, row.line, {**row.values, **numbers})


def _standard(row: Row) -> Standard:
    values = dict(row.without("adopts", "degree").values)
    values["issuer"] = issuer_of(values["number"])
    if "stage_code" in values:
        values["stage"] = _stage(row)
    standard = claim_of(Standard, Row(row.file, row.line, values))
    adopts = list(_adoption(row, standard))
    known = {"adopts": adopts, "level": level_of(standard.number)}
    return standard.model_copy(update={name: value for name, value in known.items() if value})


def _stage(row: Row) -> Stage:
    code = row.values["stage_code"]
    if code not in _STAGES:
        raise row.refuse(f"field stage_code: {code} is none of {', '.join(_STAGES)}")
    return _STAGES[code]


def _adoption(row: Row, standard: Standard) -> Iterator[Link[Standard]]:
    if ("adopts" in row.values) != ("degree" in row.values):
        raise row.refuse("field degree: what is adopted and how far go together; write both or none")
    if "adopts" in row.values:
        degree = row.values["degree"]
        if degree not in AdoptionDegree.__members__:
            raise row.refuse(f"field degree: {degree} is none of {', '.join(AdoptionDegree.__members__)}")
        said = Adoption(degree=AdoptionDegree(degree), verified=standard.verified)
        properties = {"degree": said.degree.value, "verified": said.verified}
        yield Link(f"standard:{row.values['adopts']}", properties=properties)


def _succeeding(standard: Standard, standards: dict[str, Standard]) -> Standard:
    """The standard, with the links that follow from what it and others adopt."""
    replaced = {link.to for adopted in _adopted(standard, standards) for link in adopted.replaces}
    former = [
        Link[Standard](other.id, inferred=True, rule=SUCCESSION)
        for other in standards.values()
        if replaced.intersection(link.to for link in other.adopts) and _series(other) == _series(standard)
    ]
    return standard.model_copy(update={"replaces": [*standard.replaces, *former]}) if former else standard


def _adopted(standard: Standard, standards: dict[str, Standard]) -> list[Standard]:
    numbers = [link.to.removeprefix("standard:") for link in standard.adopts]
    return [standards[number] for number in numbers if number in standards]


def _series(standard: Standard) -> str:
    """The number without its year."""
    return standard.number.rpartition("-")[0]
