"""A thing of whatever kind: what a statement says of it, and the shape of what is selected of it.

The id, the label and whether it is a sample are said of every kind alike; all else is told by a further
statement, for each kind that it turns out to be. Not here: things of one kind or interface (`projection`).
"""

from collections.abc import Mapping
from typing import Any, Protocol

from queries.compiler import shape
from queries.compiler.selection import Selected
from queries.compiler.statement import Lists

PLACES: dict[str, int | None] = {"__typename": None, "id": 1, "sample": 2, "label": 3}
LABELS = "labels"  # of the node, by which its kind is known
NAMED_BY = "named_by"  # the parameter that holds `Model.named_by`


class Onward(Protocol):
    """Where selections go on that one statement cannot hold."""

    def slot(self, label: str, children: Mapping[str, tuple[Selected, ...]], lists: Lists) -> shape.Shape:
        """Take a selection of nodes with a label, of those in lists, and return what shapes its answer."""


def said_of(variable: str, chosen: str = "") -> str:
    """Print what is said of a node of whatever kind: all, or what the parameter `chosen` names."""
    kind = f"head([label IN labels({variable}) WHERE label IN keys(${NAMED_BY})])"
    said = {
        LABELS: f"labels({variable})",
        "id": f"{variable}.id",
        "sample": f"coalesce({variable}.sample, false)",
        "label": f"[name IN ${NAMED_BY}[{kind}] | toString({variable}[name])] + {variable}.id",
    }
    return told(said, chosen) if chosen else f"[{', '.join(said.values())}]"


def told(said: Mapping[str, str], chosen: str) -> str:
    """Print a list of what is said by name, with null for what the parameter `chosen` does not name."""
    values = (f"CASE WHEN {chosen}.{name} THEN {text} END" for name, text in said.items())
    return f"[{', '.join(values)}]"


def shaped(
    children: Mapping[str, tuple[Selected, ...]],
    onward: Onward | None,
    lists: Lists,
    chosen: dict[str, Any] | None = None,
) -> shape.Shape | None:
    """Return how a selection is taken from what is said; None where it would have to go on and cannot.

    Args:
        children: what is selected of each kind.
        onward: where what is not said goes on.
        lists: that hold the things.
        chosen: where it is noted what is read of what is said.
    """
    by_type: dict[str, shape.Shape] = {}
    read = set()
    for kind, selected in children.items():
        if all(each.name in PLACES for each in selected):
            by_type[kind] = shape.Picked(tuple(_member(kind, each) for each in selected))
            read |= {each.name for each in selected} - {"__typename"}
        elif onward is None:
            return None
        else:
            by_type[kind] = onward.slot(kind, {kind: selected}, lists)
            read.add("id")
    if chosen is not None:
        chosen.update(dict.fromkeys(sorted(read), True))
    return by_label(by_type, chosen)


def by_label(by_type: Mapping[str, shape.Shape], chosen: dict[str, Any] | None) -> shape.Shape:
    """Return the shape of things of several kinds; labels are noted as chosen where they tell kinds apart."""
    first, *others = by_type.values()
    if all(other == first for other in others):
        return first
    if chosen is not None:
        chosen[LABELS] = True
    return shape.ByLabel(by_type)


def _member(kind: str, each: Selected) -> tuple[str, int | None, shape.Shape]:
    made: dict[str, shape.Shape] = {"__typename": shape.Constant(kind), "label": shape.Label()}
    return each.key, PLACES[each.name], made.get(each.name, shape.Leaf())
