"""Records that were stored under an earlier model, when the program has a later one."""

from typing import Annotated, ClassVar

import loaders
from graph.database import Database
from graph.model import Key, Model, Zh
from tests.loaders import gardens
from tests.loaders.gardens import OWN, RANKS, Garden, Living, load
from tests.loaders.gardens import Tree as FormerTree


class Tree(Living):
    """A tree, of which the vigour must be said now, and the keeper no longer can."""

    zh: ClassVar[str] = "树"
    plural: ClassVar[str] = "trees"
    area: ClassVar[str] = "growth"

    code: Annotated[str, Key(), Zh("编号")]
    vigour: Annotated[int, Zh("长势")]


LATER = Model([Garden, Living, Tree, *OWN])


def test_what_no_longer_fits_the_model_is_told_and_served_again_when_delivered_again(
    database: Database,
) -> None:
    load(database, "copy", {"t": [FormerTree(code="1", name="oak", keeper=None)]})

    delivery = gardens.delivery("register", {"t": [Tree(code="1", vigour=3)]})
    report = loaders.deliver(database, LATER, delivery, authority=RANKS)

    assert report.unread == ("sourceRecord:copy~t",)
    assert str(report).endswith("0 dangling, 1 of other systems unread")
    again = gardens.delivery("copy", {"t": [Tree(code="1", vigour=1)]})
    assert loaders.deliver(database, LATER, again, authority=RANKS).unread == ()
    assert loaders.withdraw(database, LATER, "register", authority=RANKS).unread == ()
    assert (gardens.tree(database) or {})["vigour"] == 1


def test_a_system_that_is_delivered_anew_is_not_held_up_by_its_own_former_records(database: Database) -> None:
    load(database, "register", {"a": [FormerTree(code="1")], "b": [FormerTree(code="1", name="oak")]})

    anew = gardens.delivery("register", {"a": [Tree(code="1", vigour=1)], "b": [Tree(code="1", vigour=2)]})
    report = loaders.deliver(database, LATER, anew, batch_size=1)

    assert (report.applied, report.unread) == (2, ())
    assert gardens.record(database, "b")["of"] == ["tree:1"]


def test_a_system_whose_records_no_longer_fit_can_be_withdrawn(database: Database) -> None:
    load(database, "register", {"a": [FormerTree(code="1")], "b": [FormerTree(code="1")]})

    report = loaders.withdraw(database, LATER, "register", batch_size=1)

    assert report.withdrawn == 2
    assert gardens.served(database) == []
