"""The straight way does what the shape does: the same object, or nothing where the shape tells of a problem.

Shapes and values are drawn together, with nulls where none may be, members that an enum does not have, and
lists of another length.
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.compiler import straight as module
from queries.compiler.connection import Aside, Connection, EdgeShape, PageInfo
from queries.compiler.shape import (
    Arranged,
    ByLabel,
    Constant,
    Leaf,
    Listed,
    Member,
    Missing,
    Object,
    OneOf,
    Only,
    Optional,
    Picked,
    Problems,
    Refused,
    Required,
    Shape,
    Whole,
    steps_of,
)
from queries.compiler.straight import WRITTEN_AT, Taker, straight

Drawn = tuple[Shape, Any]
KEYS = ("id", "name", "__typename", "alias_1", "名", "it's", 'a"b\\', "{x}", "v", "rows")
COLOURS = frozenset({"RED", "BLUE"})
MARK = b"abc"

scalars = st.one_of(st.text(max_size=4), st.integers(), st.booleans(), st.floats(allow_nan=False))
leaves: st.SearchStrategy[Drawn] = st.one_of(
    st.tuples(st.just(Leaf()), st.none() | scalars),
    st.tuples(st.just(Required(Leaf(), "it")), st.none() | scalars),
    st.tuples(st.just(Whole("it")), st.none() | st.integers(-(2**33), 2**33)),
    st.tuples(st.just(Required(Whole("it"), "it")), st.none() | st.integers(-5, 5)),
    st.tuples(st.just(Member("it", COLOURS)), st.sampled_from(["RED", "BLUE", "GREEN", None])),
    st.tuples(st.just(Required(Member("it", COLOURS), "it")), st.sampled_from(["RED", "GREEN", None])),
)
constants: st.SearchStrategy[Drawn] = st.tuples(
    st.builds(Constant, st.sampled_from(["Enterprise", "it's", None, 3])), st.none()
)


def some(below: st.SearchStrategy[Drawn]) -> st.SearchStrategy[list[tuple[str, Drawn]]]:
    pairs = st.dictionaries(st.sampled_from(KEYS), below | constants, max_size=4)
    return pairs.map(lambda each: list(each.items()))


def values_of(members: list[tuple[str, Drawn]]) -> list[Any]:
    return [value for _, (made, value) in members if not isinstance(made, Constant)]


def objects(below: st.SearchStrategy[Drawn]) -> st.SearchStrategy[Drawn]:
    return some(below).map(
        lambda members: (Object(tuple((key, made) for key, (made, _) in members)), values_of(members))
    )


def picked(below: st.SearchStrategy[Drawn]) -> st.SearchStrategy[Drawn]:
    def of(members: list[tuple[str, Drawn]]) -> Drawn:
        places = iter(range(len(members)))
        chosen = tuple(
            (key, None if isinstance(made, Constant) else next(places), made) for key, (made, _) in members
        )
        return Picked(chosen), values_of(members)

    return some(below).map(of)


def wrapped(below: st.SearchStrategy[Drawn]) -> st.SearchStrategy[Drawn]:
    wraps: list[Callable[[Shape, Any], Drawn]] = [
        lambda made, value: (Optional(made), value),
        lambda made, value: (Required(made, "it"), value),
        lambda made, value: (Listed(made), [value, value]),
        lambda made, value: (Only(made), [value]),
        lambda made, value: (Only(made), []),
        lambda made, value: (OneOf({"A": made, "B": Leaf()}), ["A", value]),
        lambda made, value: (ByLabel({"A": Picked((("it", 1, made),))}), [["Node", "A"], value]),
        lambda made, value: (Arranged(("x",), (made,)), [[["x", value]]]),
        lambda made, value: (made, None),
    ]
    return st.tuples(below, st.sampled_from(wraps)).map(lambda pair: pair[1](*pair[0]))


@st.composite
def connections(draw: st.DrawFn, below: st.SearchStrategy[Drawn]) -> Drawn:
    """A page whose rows are what was drawn, as nodes, edges or both, with all that may stand beside."""
    node, value = draw(below)
    cursors, bare = draw(st.sampled_from([MARK, None])), draw(st.booleans())
    info = PageInfo((("more", "hasNextPage"), ("end", "endCursor")))
    parts: list[tuple[str, Any]] = list(draw(st.permutations([("totalCount", None), ("pageInfo", info)])))
    columns: list[Any] = []
    if draw(st.booleans()):
        parts.append(("nodes", node))
        columns.append(value)
    if draw(st.booleans()):
        own = () if isinstance(node, Constant) else (value,)
        parts.append(("edges", EdgeShape((("at", None), ("it", node), ("type", Constant("Edge"))))))
        columns.append([*own])
    if draw(st.booleans()):
        parts.append(("refused", Refused("no")))
    if not bare:
        parts.append(("groups", Aside(Leaf())))
    whole = [["id"], *columns] if cursors else columns
    if not whole:
        return Leaf(), None
    row = whole[0] if len(whole) == 1 else whole
    rows = draw(st.sampled_from([None, *([row] * size for size in range(5))]))
    said = rows if bare else [rows, draw(st.none() | st.integers(0, 9)), "beside"]
    first = draw(st.integers(0, 3))
    return Connection(tuple(parts), first, draw(st.booleans()), cursors, len(columns), bare), said


drawn = st.recursive(
    leaves,
    lambda below: st.one_of(objects(below), picked(below), wrapped(below), connections(below)),
    max_leaves=6,
)


def by_shape(made: Shape, value: Any) -> str | None:
    """What a shape makes of a value, in words that tell order and types; None where it tells of a problem."""
    problems = Problems()
    try:
        taken = made.take(value, None, problems)
    except Exception:
        return None
    return None if problems.found else repr(taken)


def by_function(made: Shape, value: Any) -> str | None:
    try:
        return repr(straight(made)(value))
    except Exception:
        return None


@given(drawn)
def test_a_function_gives_what_the_shape_gives_and_nothing_where_it_tells(each: Drawn) -> None:
    made, value = each
    assert by_function(made, value) == by_shape(made, value)


@given(drawn, st.recursive(scalars | st.none(), lambda below: st.lists(below, max_size=3)))
def test_a_value_of_another_form_is_never_taken_for_something_else(each: Drawn, other: Any) -> None:
    made, _ = each
    assert by_function(made, other) in (None, by_shape(made, other))


def test_what_is_wrong_is_told_with_its_place_however_often_it_is_asked() -> None:
    row = Object((("name", Required(Leaf(), "name")), ("colour", Member("colour", COLOURS))))
    taker = Taker(Listed(Optional(row)))
    for _ in range(WRITTEN_AT + 1):
        problems = Problems()
        taken = taker.take([["a", "RED"], [None, "RED"], ["b", "GREEN"]], None, problems)
        assert taken == [{"name": "a", "colour": "RED"}, None, None]
        assert [(each.text, steps_of(each.path)) for each in problems.found] == [
            ("name is not on record", [1, "name"]),
            ("colour is on record with a value that it cannot have", [2, "colour"]),
        ]


def test_what_may_not_be_null_travels_up_however_often_it_is_asked() -> None:
    taker = Taker(Required(Object((("name", Required(Leaf(), "name")),)), "it"))
    for _ in range(WRITTEN_AT + 1):
        with pytest.raises(Missing):
            taker.take([None], None, Problems())


def test_a_function_is_written_only_for_what_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Shape] = []
    monkeypatch.setattr(module, "straight", lambda each: made.append(each) or list)
    once, often = Taker(Listed(Leaf())), Taker(Listed(Leaf()))
    for _ in range(WRITTEN_AT - 1):
        once.take([1], None, Problems())
        often.take([1], None, Problems())
    assert not made
    for _ in range(3):
        often.take([1], None, Problems())
    assert len(made) == 1


def test_a_wide_selection_has_a_function_too() -> None:
    wide = Listed(Object(tuple((f"f{place}", Required(Leaf(), "f")) for place in range(2_000))))
    assert straight(wide)([list(range(2_000))])[0]["f1999"] == 1999
