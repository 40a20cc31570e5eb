"""The declared model: ids, what follows from a kind, and what a wrong declaration is told.

Not here: running the statements against a database.
"""

from datetime import date
from typing import Annotated, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from graph.model import (
    IN,
    Edge,
    FullText,
    Index,
    Key,
    Link,
    Model,
    ModelError,
    Node,
    Zh,
    constraints,
    indexes,
    merge_edges,
    merge_nodes,
    quality_model,
)
from graph.model.actors import Person, Region
from graph.model.market import Enterprise, Product
from graph.model.policy import Clause

CODE = Annotated[str, Key(), Zh("代号")]


class Laboratory(Node):
    """A testing laboratory."""

    zh: ClassVar[str] = "实验室"
    plural: ClassVar[str] = "laboratories"
    area: ClassVar[str] = "conformity"

    code: Annotated[str, Key(), Index(), Zh("编号")]
    name: Annotated[str | None, FullText(), Zh("名称")] = None
    region: Annotated[
        list[Link[Region]], Edge("LOCATED_IN", inverse="laboratories", dated=True), Zh("所在区划")
    ] = Field(default_factory=list)
    accredits: Annotated[Link["Scheme"] | None, Edge("ACCREDITS", direction=IN), Zh("认可制度")] = None


class Scheme(Node):
    """A scheme of accreditation, declared after the kind that points to it."""

    zh: ClassVar[str] = "认可制度"
    plural: ClassVar[str] = "schemes"
    area: ClassVar[str] = "conformity"

    code: CODE


def kind(label: str, doc: str | None = "A thing.", plural: str = "things", **fields: Any) -> type[Node]:
    """Make a kind as a class statement would; a field is its annotation."""
    space = {"__module__": __name__, "zh": "物", "plural": plural, "area": "test", "__doc__": doc}
    notes = {"zh": ClassVar[str], "plural": ClassVar[str], "area": ClassVar[str], **fields}
    return type(label, (Node,), {**space, "__annotations__": notes})


def extended() -> Model:
    return Model([*quality_model().classes.values(), Laboratory, Scheme])


def test_a_new_kind_appears_in_every_statement_by_being_declared() -> None:
    model = extended()
    lab = model.kind("Laboratory")
    made = "CREATE CONSTRAINT Laboratory_id IF NOT EXISTS FOR (n:Laboratory) REQUIRE n.id IS UNIQUE"
    assert set(constraints(model)) - set(constraints(quality_model())) >= {made}
    text = [line for line in indexes(model) if "Laboratory" in line]
    assert len(text) == 2
    assert "ON (n.code)" in text[0]
    assert "ON EACH [n.name]" in text[1]
    assert "'cjk'" in text[1]
    assert "MERGE (n:Laboratory {id: row.id})" in merge_nodes(lab)
    assert "(a)-[r:LOCATED_IN {key: row.key}]->(b)" in merge_edges(lab, lab.edge("region"))
    assert [e.source for e in model.inverses(model.kind("Region")) if e.inverse == "laboratories"] == [
        "Laboratory"
    ]


def test_what_has_one_of_few_values_is_indexed_in_order_of_the_id_too() -> None:
    made = [line.partition(" ON ")[2] for line in indexes(quality_model()) if ":Standard)" in line]
    assert {"(n.level)", "(n.level, n.id)", "(n.mandatory, n.id)", "(n.ics)"} <= set(made)
    assert "(n.ics, n.id)" not in made


def test_an_edge_declared_inwards_points_at_its_holder() -> None:
    lab = extended().kind("Laboratory")
    assert "(a)<-[r:ACCREDITS {key: row.key}]-(b)" in merge_edges(lab, lab.edge("accredits"))


def test_forward_and_self_references_find_their_targets() -> None:
    assert extended().kind("Laboratory").edge("accredits").target == "Scheme"
    assert quality_model().kind("Region").edge("part_of").target == "Region"


def test_constraints_do_not_depend_on_the_order_of_the_kinds() -> None:
    classes = list(quality_model().classes.values())
    assert constraints(Model(classes)) == constraints(Model(reversed(classes)))
    assert indexes(Model(classes)) == indexes(Model(reversed(classes)))


def test_our_model_is_labelled_in_both_languages_throughout() -> None:
    for each in quality_model().kinds.values():
        assert each.zh
        assert each.doc
        assert all(p.zh for p in each.properties), each.label
        assert all(e.zh for e in each.edges), each.label


def test_a_kind_is_named_by_what_it_says_or_by_its_name_and_by_nothing_that_it_lacks() -> None:
    model = extended()
    assert [prop.name for prop in model.kind("Laboratory").named_by] == ["name"]
    assert model.kind("Scheme").named_by == ()
    assert model.named_by["Standard"] == ["number", "title"]

    lamp = kind("Lamp", code=CODE)
    lamp.named_by = ("colour",)
    with pytest.raises(ModelError, match=r"Lamp\.named_by holds colour, which is no property of it"):
        Model([lamp])


def test_an_edge_of_which_one_holds_at_a_time_gives_the_one_of_the_day_too() -> None:
    lamp = kind(
        "Lamp",
        code=CODE,
        rooms=Annotated[
            list[Link[Scheme]], Edge("HANGS_IN", inverse="lamps", dated=True, single=True), Zh("房间")
        ],
    )
    model = Model([lamp, Scheme])

    (rooms, current) = model.edges(model.kind("Lamp"))

    assert (rooms.name, rooms.many, rooms.single) == ("rooms", True, True)
    assert (current.name, current.many, current.nullable, current.dated) == (
        "current_rooms",
        False,
        True,
        True,
    )
    assert [edge.name for edge in model.kind("Lamp").edges] == ["rooms"]  # what is loaded is loaded once
    assert [edge.single for edge in model.edges(model.kind("Scheme"))] == [False]


def test_what_is_one_at_a_time_is_dated_and_a_list_of_its_times() -> None:
    lamp = kind(
        "Lamp", code=CODE, room=Annotated[list[Link[Scheme]], Edge("HANGS_IN", single=True), Zh("房间")]
    )
    with pytest.raises(ModelError, match=r"Lamp\.room: a single edge is dated"):
        Model([lamp, Scheme])


def test_two_at_a_time_of_what_is_one_at_a_time_are_refused() -> None:
    def moved(first_ends: date | None, then: date | None) -> Enterprise:
        first = Link[Region]("region:1~1", valid_to=first_ends)
        return Enterprise(uscc="X1", region=[Link[Region]("region:2~1", valid_from=then), first])

    day = date(2019, 1, 1)
    assert len(moved(day, day).region) == 2
    for first_ends, then in ((None, day), (day, None), (date(2019, 1, 2), day)):
        with pytest.raises(
            ValidationError, match=r"Enterprise\.region is one at a time, and region:.~1 has not ended"
        ):
            moved(first_ends, then)


def test_ids_are_the_natural_keys_with_a_prefix() -> None:
    assert Region(code="640104", began=2002, name="兴庆区").id == "region:640104~2002"
    clause = Clause(document=Link("document:nx-2012-quality"), locator="三.（二）.10", order=10)
    assert clause.id == "clause:nx-2012-quality~三.（二）.10"
    assert Product(maker=Link("enterprise:X1"), code="a~b%", name="枸杞").id == "product:X1~a%7Eb%25"


PARTS = st.text(st.sampled_from("~%7Ea:") | st.characters(codec="utf-8"), min_size=1)


@given(st.tuples(PARTS, PARTS), st.tuples(PARTS, PARTS))
def test_distinct_composite_keys_give_distinct_ids(one: tuple[str, str], two: tuple[str, str]) -> None:
    ids = [Person(organisation=a, register_key=b).id for a, b in (one, two)]
    assert (ids[0] == ids[1]) == (one == two)


@given(PARTS, PARTS)
def test_moving_the_border_between_two_parts_changes_the_id(a: str, b: str) -> None:
    assert Person(organisation=a, register_key=f"~{b}").id != Person(organisation=f"{a}~", register_key=b).id


def test_two_periods_of_one_edge_have_two_keys_and_an_unknown_start_has_one_too() -> None:
    first, second = Link[Region]("region:1~1", date(2002, 1, 1)), Link[Region]("region:1~1", date(2009, 1, 1))
    assert len({first.key, second.key, Link[Region]("region:1~1").key}) == 3
    assert first.row("region:2~1", first.key)["properties"]["valid_from"] == date(2002, 1, 1)


def test_a_row_holds_only_what_was_given() -> None:
    assert Laboratory(code="L1").row() == {"id": "laboratory:L1", "properties": {"code": "L1"}}


def test_a_link_to_the_wrong_kind_an_empty_key_and_an_unknown_field_are_refused() -> None:
    with pytest.raises(ValidationError, match="is no Region"):
        Region(code="1", began=2000, name="x", part_of=[Link("enterprise:1")])
    with pytest.raises(ValidationError, match="key is empty"):
        Scheme(code="")
    with pytest.raises(ValidationError, match="colour"):
        Scheme.model_validate({"code": "1", "colour": "red"})


@pytest.mark.parametrize(
    ("to", "begins", "ends", "said"),
    [
        ("640104", None, None, "no global id"),
        ("region:", None, None, "no global id"),
        ("region:1~1", date(2002, 1, 1), date(2002, 1, 1), "ends before it begins"),
    ],
)
def test_a_link_that_cannot_be_is_refused(to: str, begins: date | None, ends: date | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Link[Region](to, begins, ends)


BAD = [
    ("plural equals", lambda: [kind("Thing", plural="thing", code=CODE)], r"Thing\.plural"),
    ("no docstring", lambda: [kind("Thing", doc=None, code=CODE)], r"Thing has no docstring"),
    ("no Chinese label", lambda: [kind("Thing", plural="", code=CODE)], r"Thing\.plural is not declared"),
    ("no key", lambda: [kind("Thing", name=str)], r"Thing has no key"),
    ("a key that may be missing", lambda: [kind("Thing", code=Annotated[str | None, Key()])], r"Thing\.code"),
    (
        "a target outside the model",
        lambda: [kind("Thing", code=CODE, at=Annotated[list[Link[Region]], Edge("AT")])],
        r"Thing\.at points to Region",
    ),
    (
        "a target that does not exist",
        lambda: [kind("Thing", code=CODE, at=Annotated[list[Link["Nowhere"]], Edge("AT")])],  # type: ignore[name-defined]  # noqa: F821
        r"Thing\.at points to",
    ),
    (
        "an inverse that is a field already",
        lambda: [
            Scheme,
            kind("Thing", code=CODE, at=Annotated[list[Link[Scheme]], Edge("AT", inverse="code")]),
        ],
        r"Scheme\.code is declared twice: code and the inverse of Thing\.at",
    ),
    (
        "two inverses of one name",
        lambda: [
            Scheme,
            kind("Thing", code=CODE, at=Annotated[list[Link[Scheme]], Edge("AT", inverse="x")]),
            kind(
                "Other", plural="others", code=CODE, at=Annotated[list[Link[Scheme]], Edge("AT", inverse="x")]
            ),
        ],
        r"Scheme\.x is declared twice",
    ),
    (
        "two fields that read each other's edges",
        lambda: [
            Scheme,
            kind(
                "Thing",
                code=CODE,
                at=Annotated[list[Link[Scheme]], Edge("AT")],
                by=Annotated[list[Link[Scheme]], Edge("AT")],
            ),
        ],
        r"Thing\.by and Thing\.at are both AT to Scheme",
    ),
    (
        "an id prefix twice",
        lambda: [kind("Thing", code=CODE), kind("thing", "A.", "t", code=CODE)],
        "id prefix",
    ),
    ("a plural twice", lambda: [kind("Thing", code=CODE), kind("Other", code=CODE)], r"Other: the plural"),
    ("a label outside ASCII", lambda: [kind("物", code=CODE)], r"物.*is no name"),
    (
        "an edge type with a hyphen",
        lambda: [Scheme, kind("Thing", code=CODE, at=Annotated[list[Link[Scheme]], Edge("PART-OF")])],
        r"Thing\.at: 'PART-OF' is no name",
    ),
    ("a link without a marker", lambda: [Scheme, kind("Thing", code=CODE, at=Link[Scheme])], r"Thing\.at"),
    (
        "a marker without a link",
        lambda: [kind("Thing", code=CODE, at=Annotated[str, Edge("AT")])],
        r"Thing\.at",
    ),
]


@pytest.mark.parametrize(("make", "said"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_wrong_declaration_is_told_where_it_is_wrong(make: Any, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        Model(make())
