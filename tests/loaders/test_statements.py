"""The account of what records claim of one thing."""

import pytest

from graph.database import Database
from loaders.errors import NoSuchThing
from loaders.statements import account_of
from tests.loaders import gardens
from tests.loaders.gardens import MODEL, RANKS
from tests.loaders.test_authority import load_all
from tests.loaders.test_model_change import LATER


def test_it_says_who_claims_what_and_what_is_served_by_which_rule(database: Database) -> None:
    load_all(database, ("hearsay", "copy", "register"))

    account = account_of(database, MODEL, RANKS, "tree:1")

    said = [(each.field, each.value, each.served, each.rule, each.system) for each in account.statements]
    assert [each for each in said if each[0] != "rooted"] == [
        ("name", "oak", True, "RANK", "register"),
        ("name", "oack", False, "RANK", "copy"),
        ("name", "tree", False, "RANK", "hearsay"),
        ("height", "7", True, "RANK", "copy"),
        ("height", "9", False, "RANK", "hearsay"),
        ("evergreen", "true", True, "ONLY", "hearsay"),
        ("keeper", "garden:g", True, "RANK", "register"),
        ("keeper", "garden:h", False, "RANK", "copy"),
        ("keeper", "garden:h", False, "RANK", "hearsay"),
    ]
    assert ("rooted", "garden:h from 2005-01-01 metres: 2", True, "ALL", "copy") in said


def test_a_statement_says_where_it_was_read_and_by_which_run(database: Database) -> None:
    run = gardens.load(database, "register", {"t": [gardens.Tree(code="1", name="oak")]}).run

    (said,) = account_of(database, MODEL, RANKS, "tree:1", "name").statements

    assert (said.record, said.place, said.run) == ("t", "list.csv, line 1", run.removeprefix("loadRun:"))


def test_a_field_is_named_as_the_model_or_the_api_names_it(database: Database) -> None:
    gardens.load(database, "register", {"t": [gardens.Tree(code="1", planted_on=None)]})

    one, other = (account_of(database, MODEL, RANKS, "tree:1", name) for name in ("planted_on", "plantedOn"))

    assert one == other
    assert [(each.field, each.value, each.served) for each in one.statements] == [("plantedOn", None, True)]


@pytest.mark.parametrize(
    ("entity", "field", "said"),
    [
        ("tree:9", None, "tree:9 is not in the graph: take the id"),
        ("tree", None, "'tree' is no id: write it as the API shows it"),
        ("shrub:1", None, "'shrub:1' is no id"),
        ("sourceRecord:a~b", None, "written by the loader itself"),
        ("tree:1", "nmae", "Tree has no field nmae that is claimed; it has sample, name, height"),
        ("tree:1", "code", "Tree has no field code that is claimed"),
    ],
)
def test_what_there_is_not_is_refused_with_the_remedy(
    database: Database, entity: str, field: str | None, said: str
) -> None:
    gardens.load(database, "register", {"t": [gardens.Tree(code="1")]})

    with pytest.raises(NoSuchThing, match=said):
        account_of(database, MODEL, RANKS, entity, field)


def test_a_record_that_cannot_be_read_is_named(database: Database) -> None:
    gardens.load(database, "register", {"t": [gardens.Tree(code="1", name="oak")]})

    assert account_of(database, LATER, RANKS, "tree:1").unread == ("sourceRecord:register~t",)
