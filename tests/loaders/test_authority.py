"""Several systems that speak of one thing: whom to believe, whatever comes first.

Not here: the pure rules by which claims add up (`test_claims`), and in what they differ (`test_conflicts`).
"""

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from graph.database import Database
from graph.model import Link, Node, quality_model
from loaders.authority import Authority, FieldRule, Policy, ranking
from loaders.errors import AuthorityWrong
from tests.loaders import gardens
from tests.loaders.conftest import empty
from tests.loaders.gardens import MODEL, RANKS, Garden, Tree, load, rooted

GARDENS: dict[str, list[Node]] = {"g": [Garden(code="g")], "h": [Garden(code="h")]}
SAYS: dict[str, list[Node]] = {
    "register": [
        Tree(code="1", name="oak", keeper=Link("garden:g"), rooted=[rooted("g", date(2001, 1, 1), 3)])
    ],
    "copy": [
        Tree(
            code="1",
            name="oack",
            height=7,
            keeper=Link("garden:h"),
            rooted=[rooted("g", date(2001, 1, 1), 4), rooted("h", date(2005, 1, 1), 2)],
        )
    ],
    "hearsay": [Tree(code="1", name="tree", height=9, evergreen=True, keeper=Link("garden:h"))],
}


def load_all(database: Database, systems: tuple[str, ...]) -> None:
    load(database, "places", GARDENS)
    for system in systems:
        load(database, system, {"t": SAYS[system]})


def test_the_system_of_the_matter_is_believed_whatever_comes_first(database: Database) -> None:
    found = []
    for systems in permutations(SAYS):
        empty(database)
        load_all(database, systems)
        found.append(gardens.served(database))

    oak = gardens.tree(database) or {}
    assert (oak["name"], oak["height"], oak["evergreen"]) == ("oak", 7, True)
    assert gardens.edges(database, "KEPT_BY") == [("tree:1", "unknown", "garden:g")]
    assert [key for _, key, _ in gardens.edges(database, "ROOTED_IN")] == ["2001-01-01", "2005-01-01"]
    assert all(each == found[0] for each in found)


def test_when_the_believed_system_is_withdrawn_the_other_is_believed(database: Database) -> None:
    load_all(database, ("copy", "register"))

    report = loaders.withdraw(database, MODEL, "register", authority=RANKS)

    assert report.withdrawn == 1
    assert (gardens.tree(database) or {})["name"] == "oack"
    assert gardens.edges(database, "KEPT_BY") == [("tree:1", "unknown", "garden:h")]
    rows = database.read(
        "MATCH ()-[r:ROOTED_IN {key: '2001-01-01'}]->() RETURN r.metres AS m, r.records AS of", {}
    )
    assert rows == [{"m": 4, "of": ["sourceRecord:copy~t"]}]


def test_an_edge_names_every_record_that_claims_it(database: Database) -> None:
    load_all(database, ("copy", "register"))

    rows = database.read(
        "MATCH ()-[r:ROOTED_IN {key: '2001-01-01'}]->() RETURN r.metres AS m, r.records AS of", {}
    )

    assert rows == [{"m": 3, "of": ["sourceRecord:copy~t", "sourceRecord:register~t"]}]


@pytest.mark.parametrize("system", ["policy-document", "policy", "regions", "standards"])
def test_the_sample_is_believed_less_than_what_is_real(system: str) -> None:
    assert ranking().rank_of(system) < ranking().rank_of("sample")


STATES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.none() | st.sampled_from(["oak", "Oak", "ｏａｋ", "elm"]),
        "height": st.integers(0, 2),
        "planted_on": st.none() | st.sampled_from([date(2001, 1, 1), date(2009, 1, 1)]),
        "keeper": st.none() | st.sampled_from("gh").map(lambda code: Link[Garden](f"garden:{code}")),
        "rooted": st.lists(
            st.sampled_from([rooted("g", date(2001, 1, 1), 3), rooted("h", date(2005, 1, 1), 1)])
        ),
    },
)
SYSTEMS = ("register", "copy", "hearsay")
RULED = Authority(
    RANKS.ranks,
    {
        "Tree": {
            "height": FieldRule(systems=("hearsay", "copy")),
            "name": FieldRule(policy=Policy.NEWEST, by="planted_on"),
            "keeper": FieldRule(policy=Policy.MUST_AGREE),
        }
    },
)


@given(
    st.lists(STATES, min_size=3, max_size=3),
    STATES,
    st.permutations(SYSTEMS),
    st.sampled_from([RANKS, RULED]),
)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_graph_is_the_same_in_whatever_order_systems_deliver_and_correct_themselves(
    database: Database,
    said: list[dict[str, Any]],
    mistaken: dict[str, Any],
    order: list[str],
    authority: Authority,
) -> None:
    def deliver(system: str, fields: dict[str, Any]) -> None:
        records: dict[str, list[Node]] = {"t": [Tree(code="1", **fields)]}
        loaders.deliver(database, MODEL, gardens.delivery(system, records), authority=authority)

    empty(database)
    load(database, "places", GARDENS)
    for system, fields in zip(SYSTEMS, said, strict=True):
        deliver(system, fields)
    clean = gardens.whole(database)

    empty(database)
    load(database, "places", GARDENS)
    deliver(order[-1], mistaken)
    for system in order:
        deliver(system, said[SYSTEMS.index(system)])

    assert gardens.whole(database) == clean


def test_a_field_has_an_order_of_systems_of_its_own(database: Database) -> None:
    load(database, "places", GARDENS)
    for system, records in SAYS.items():
        loaders.deliver(database, MODEL, gardens.delivery(system, {"t": records}), authority=RULED)

    oak = gardens.tree(database) or {}

    assert (oak["name"], oak["height"]) == ("oak", 9)
    assert gardens.edges(database, "KEPT_BY") == []  # they do not agree


WRONG = {
    "[fields.Tre]\nname = {}": "fields.Tre: the model has no kind of this name",
    "[fields.Tree]\nnmae = {}": "fields.Tree.nmae: Tree has no field of this name",
    "[fields.Tree]\ncode = {}": "fields.Tree.code: it is part of the key",
    "[fields.Tree]\nrooted = {}": "fields.Tree.rooted: of this relation all is served",
    "[fields.Tree]\nstands = { policy = 'must_agree' }": "fields.Tree.stands.policy: of what holds one",
    "[fields.Living]\nrooted = {}": "fields.Living.rooted: of this relation all is served",
    "[fields.Tree]\nname = { systems = ['nobody'] }": "fields.Tree.name.systems: nobody has no rank",
    "[fields.Tree]\nname = { systems = ['a', 'a'] }": "fields.Tree.name.systems: one stands there twice",
    "[fields.Tree]\nname = { policy = 'newest' }": "fields.Tree.name.by: name the property of Tree",
    "[fields.Tree]\nname = { policy = 'newest', by = 'height' }": "fields.Tree.name.by: name the property",
    "[fields.Tree]\nname = { by = 'planted_on' }": "fields.Tree.name.by: only the policy newest",
    "[fields.Tree]\nevergreen = { policy = 'must_agree' }": "fields.Tree.evergreen.policy: nothing is served",
    "[fields.Tree]\nname = { policy = 'loudest' }": "fields.Tree.name.policy: Input should be 'rank'",
    "[fields.Tree]\nname = { system = ['a'] }": "fields.Tree.name.system: Extra inputs",
    "a =": "it cannot be read",
}


@pytest.mark.parametrize(("written", "said"), WRONG.items())
def test_what_is_declared_wrongly_is_refused_with_its_key(tmp_path: Path, written: str, said: str) -> None:
    file = tmp_path / "authority.toml"
    file.write_text(f"[rank]\na = 1\n{written}\n", encoding="utf-8")

    with pytest.raises(AuthorityWrong) as refused:
        ranking(file, MODEL)

    assert said in str(refused.value)
    assert str(file) in str(refused.value)


def test_a_rule_of_an_interface_holds_for_every_kind_below_unless_the_kind_has_its_own(
    tmp_path: Path,
) -> None:
    file = tmp_path / "authority.toml"
    file.write_text(
        "[rank]\na = 1\nb = 2\n[fields.Actor]\nname = { systems = ['b'] }\n"
        "[fields.Department]\nname = { systems = ['a'] }\n",
        encoding="utf-8",
    )
    authority, kinds = ranking(file), quality_model().kinds

    assert authority.rules_of(kinds["Enterprise"])["name"].systems == ("b",)
    assert authority.rules_of(kinds["Department"])["name"].systems == ("a",)
    assert authority.rules_of(kinds["Product"]) == {}
