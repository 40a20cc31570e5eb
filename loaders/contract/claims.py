"""A typed row becomes a record: what it claims of the things that it describes.

A field without a value says nothing, so a claim has only what the row gives.
Not here: whether the declaration fits the model (`fit`), and what claims add up to (`loaders.claims`).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from graph.model import Kind, KindEdge, Link, Model, Node
from graph.model.declaration import Recorded, encode
from loaders.contract.declaration import Filled, KindClaim, LinkClaim
from loaders.contract.issues import Issue, IssueCode
from loaders.contract.keys import key_parts
from loaders.contract.resolvers import RESOLVERS
from loaders.contract.rows import Row
from loaders.delivery import Record
from loaders.errors import misfits
from loaders.values import said_of


class RowFaulty(Exception):
    """A row cannot be taken in.

    Args:
        issues: everything that is wrong with it.
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("; ".join(issue.message for issue in self.issues))


def record_of(model: Model, row: Row, on: date, *, sample: bool = False) -> Record:
    """Return what a row says.

    Args:
        model: the kinds that the claims are of.
        row: of a source that fits the model.
        on: the day of the extract: what it says without a day is true on this one.
        sample: the rows are invented, and everything in them is marked so.

    Raises:
        RowFaulty: cells are wrong, it points to what is not there, or says what the model refuses.
    """
    issues = list(row.issues)
    said = [claim for claim in row.source.claims if _holds(claim, row)]
    edges = [_edges(model, claim, row, on, issues) for claim in said]
    claims = []
    # Where a cell or a link is wrong, a claim would lack what the model needs: that is no fault of its own.
    for claim, its_edges in zip(said, edges, strict=True) if not issues else ():
        fields = {**_implied(model.kinds[claim.kind], row), **claim.always, **_taken(claim.take, row)}
        claims.append(_claim(model.kinds[claim.kind], {**fields, **its_edges}, row, sample, issues))
    if issues or row.key is None:
        raise RowFaulty(issues)
    return Record(row.key, tuple(claim for claim in claims if claim is not None), str(row.raw.place))


def _holds(filled: Filled, row: Row) -> bool:
    if not (filled.only_if or filled.only_where):  # most say it in any case
        return True
    there = all(row.values.get(name) is not None for name in filled.only_if)
    return there and all(row.values.get(name) in values for name, values in filled.only_where.items())


def _edges(model: Model, claim: KindClaim, row: Row, on: date, issues: list[Issue]) -> dict[str, Any]:
    """The links of a claim by their edge; what is wrong with them is added to the issues."""
    edges: dict[str, Any] = {}
    for said in claim.links:
        if not (_holds(said, row) and said.fields <= row.values.keys()):
            continue
        edge = model.kinds[claim.kind].edge(said.edge)
        for each in _apart(said, row):
            link = _link(model, edge, said, each, on)
            if isinstance(link, Issue):
                issues.append(link)
            else:
                edges[edge.name] = [*edges.get(edge.name, ()), link] if edge.many else link
    return edges


def _apart(said: LinkClaim, row: Row) -> Iterator[Row]:
    """The row once for each value of a field from which the link is made."""
    for name in said.take.values():
        if isinstance(values := row.values.get(name), tuple):
            yield from (row._replace(values={**row.values, name: value}) for value in values)
            return
    yield row


def _claim(kind: Kind, fields: dict[str, Any], row: Row, sample: bool, issues: list[Issue]) -> Node | None:
    try:
        return kind.declared.model_validate({**fields, "sample": True} if sample else fields)
    except ValidationError as wrong:
        problem = f"the model refuses what the row says of {kind.zh}: {'; '.join(misfits(wrong))}"
        issues.append(row.fault(IssueCode.CONSTRAINT, problem))
    return None


def _taken(take: Mapping[str, str], row: Row) -> dict[str, Any]:
    return {name: row.values[field] for name, field in take.items() if row.values.get(field) is not None}


def _implied(kind: Kind, row: Row) -> dict[str, Any]:
    return _own_key(row) if issubclass(kind.declared, Recorded) else {}


def _own_key(row: Row) -> dict[str, Any]:
    return {"system": row.source.system, "record_key": row.key}


def _link(model: Model, edge: KindEdge, said: LinkClaim, row: Row, on: date) -> Link[Any] | Issue:
    since = _day(row, said.valid_from)
    until = _day(row, said.valid_to)
    if since and until and until <= since:
        problem = f"it is not after the day on which the same begins, {since}; correct one of the two"
        return row.fault(IssueCode.RANGE, problem, said.valid_to)
    to = _found(said, row, on) if said.through else _made(model, said, row)
    if isinstance(to, Issue):
        return to
    told = {**said.properties_always, **_taken(said.properties, row)}
    return Link(to, since, until, properties=said_of(edge, told))


def _day(row: Row, field: str | None) -> date | None:
    value = None if field is None else row.values[field]
    return value if isinstance(value, date) else None


def _found(said: LinkClaim, row: Row, on: date) -> str | Issue:
    assert said.through is not None
    code = said.take["code"]
    day = _day(row, said.take.get("on")) or on
    found = RESOLVERS[said.through].find(str(row.values[code]), day)
    if found is None:
        problem = f"no {said.through} is known that had this code on {day}; correct the code"
        return row.fault(IssueCode.ENUM_UNKNOWN, problem, code)
    return found


def _made(model: Model, said: LinkClaim, row: Row) -> str:
    kind = model.kinds[said.to]
    given = {**_own_key(row), **said.always, **_taken(said.take, row)}
    return f"{kind.name}:{'~'.join(encode(given[name]) for name in key_parts(model, kind))}"
