"""The page of what the policy sets up, `docs/policy.md`, written from the policy's facts.

`python -m cli.policy_page` writes it; a test fails when it is stale. Not here: the facts
(`loaders.sources.policy`), and the wording of clauses, which is not shipped.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cli.reference import table
from graph.model import Link
from graph.model.actors import Actor
from graph.model.policy import Clause, Duty, Figure, Provision, Target, Topic
from loaders.sources.policy.facts import facts_delivery

READERS = {"leadership": "leadership", "standards-staff": "standards staff", "integrators": "integrators"}
# From which clause on the pages of questions of a part go; the parts are those of the fact files.
PARTS = {
    "序": "1-goals-and-enterprises",
    "三.（二）": "2-supervision",
    "三.（三）": "3-government-and-society",
    "三.（五）": "4-foundations-and-organisation",
}
PAGE = Path(__file__).resolve().parent.parent / "docs" / "policy.md"
OPENING = """\
# What the policy sets up, clause by clause · 政策设立的事项

Generated from the facts in `loaders/sources/policy/` by `python -m cli.policy_page`: change a fact, and this
page follows. Terms are the document's own, letter for letter; everything in English is ours. Where an actor
is missing, the clause does not name one: what several clauses set up stands under each, with what that clause
says of it. W is how much the graph has to know of it, from A to C.

How to ask: where a part of the document begins below, its questions are linked, by reader. The fields that
are made for the policy (outline, duties, terms, search, what is not stated) stand in
[asking-the-policy.md](asking-the-policy.md). In the page that `./qg up` serves:

```graphql
{ # all that one clause sets up, with who takes which part
  clause(id: "clause:nx-2012-quality~三.（二）.10") {
    heading
    text
    provisions(first: 100) {
      nodes {
        __typename name english kind weight open
        participants { edges { part position namedIn node { name } } }
        members { edges { position node { name } } }
        figures { nodes { name operator value unit year } }
      }
    }
  }
}
```

```graphql
{ # what one actor takes part in, and the duties that it bears
  orgClass(id: "orgClass:企业") {
    duties(first: 100) { nodes { name grade clauses { nodes { locator } } } }
    participatesIn(first: 100) { edges { part node { name kind } } }
  }
}
```

```graphql
{ # everything of one kind, here the awards with their amounts
  provisions(filter: {kind: {eq: AWARD}}, first: 100) {
    totalCount
    nodes { name english summary figures { nodes { value unit phrase } } parts { nodes { name } } }
  }
}
```

```graphql
{ # the targets without a number, which cannot be scored
  targets(filter: {quantified: {eq: false}}, first: 100) {
    nodes { name domain remark clauses { nodes { locator } } }
  }
}
```
"""


def policy_page() -> str:
    """Return the page: the provisions of each clause, in the order of the document."""
    claims = [claim for record in facts_delivery().records for claim in record.claims]
    names = {claim.id: claim.name or "" for claim in claims if isinstance(claim, Actor | Topic | Provision)}
    provisions = {claim.id: claim for claim in claims if isinstance(claim, Provision)}.values()
    figures = {claim.id: claim for claim in claims if isinstance(claim, Figure)}.values()
    parts = [OPENING]
    for clause in (claim for claim in claims if isinstance(claim, Clause)):
        said = [each for each in provisions if any(link.to == clause.id for link in each.clauses)]
        if not said and clause.heading is None:
            continue
        depth = 2 if clause.parent is None else 3
        parts.append(f"{'#' * depth} {clause.locator} {clause.heading or ''}".rstrip() + "\n")
        if clause.locator in PARTS:
            parts.append(f"Questions from here on: {_asked(PARTS[clause.locator])}\n")
        if said:
            rows = (_row(each, clause, names, figures) for each in said)
            parts.append(table(("Term", "English", "Kind", "W", "Who", "What and how much"), rows))
    return "\n".join(parts)


def _asked(part: str) -> str:
    return " · ".join(f"[{name}](questions/{folder}/{part}.md)" for folder, name in READERS.items())


def _row(
    each: Provision, clause: Clause, names: dict[str, str], figures: Iterable[Figure]
) -> tuple[str, ...]:
    kind = each.kind.value.lower().replace("_", " ")
    weight = each.weight.value if each.weight else ""
    who = "; ".join(_actors(each, clause, names))
    return (
        each.name,
        each.english or "",
        kind,
        weight,
        who,
        "; ".join(_contents(each, clause, names, figures)),
    )


def _actors(each: Provision, clause: Clause, names: dict[str, str]) -> Iterator[str]:
    bearers = _by(clause, each.bearers) if isinstance(each, Duty) else []
    if isinstance(each, Duty) and bearers:
        grade = f" {each.grade.value}" if each.grade else ""
        yield f"borne by{grade.lower()}: {_named(bearers, names)}"
    by_part: dict[str, list[Link[Any]]] = {}
    for link in _by(clause, each.participants):
        by_part.setdefault(str(link.properties["part"]).lower(), []).append(link)
    for part, links in by_part.items():
        yield f"{part}: {_named(links, names)}"


def _by(clause: Clause, links: Iterable[Link[Any]]) -> list[Link[Any]]:
    """Those whom this clause names."""
    return [link for link in links if link.properties["named_in"] == clause.id]


def _contents(
    each: Provision, clause: Clause, names: dict[str, str], figures: Iterable[Figure]
) -> Iterator[str]:
    if each.clauses[0].to == clause.id:  # from which the facts take all that is listed here
        yield from _listed(each, names, figures)
    if each.parts:
        yield f"parts: {_named(each.parts, names)}"


def _listed(each: Provision, names: dict[str, str], figures: Iterable[Figure]) -> Iterator[str]:
    if isinstance(each, Target) and each.phrase:
        yield each.phrase
    if each.objects:
        yield f"about {_named(each.objects, names)}"
    if each.members:
        yield f"lists {_named(each.members, names)}{' …' if each.open else ''}"
    own = [figure for figure in figures if any(link.to == each.id for link in figure.provisions)]
    yield from (figure.phrase for figure in own)


def _named(links: Iterable[Link[Any]], names: dict[str, str]) -> str:
    return " · ".join(names.get(link.to, link.to.partition(":")[2]) for link in links)


if __name__ == "__main__":
    PAGE.write_text(policy_page(), encoding="utf-8")
