"""The desk: computed once for all who wait, kept while nothing changes, and said to be stale when it does.

Not here: what the analyses find (`tests/graph/analysis`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Annotated, Any

import pytest

from graph.analysis import Reader
from graph.database import Database, prepare
from graph.model import Zh, quality_model
from graph.model.actors import Department
from queries.analyses import Analysis, Listing, Told
from queries.compiler import Compiler
from queries.questions import Row
from schema import desk as desks
from schema.desk import Desk
from schema.executor import Executor
from schema.times import PATIENT, Times
from schema.types import build_schema

DOCUMENT = '{ tally(asOf: "2026-01-31") { stale totalCount items { number } } }'
HURRIED = Times(statement=5.0, request=0.6)


class TallyItem(Row):
    """One number."""

    number: Annotated[int, Zh("数")]
    department: Annotated[Department | None, Zh("部门")]
    departments: Annotated[list[Department], Zh("部门")]


class Tally(Listing):
    """How often it was computed."""

    items: Annotated[list[TallyItem], Zh("数")]


@dataclass
class Counting:
    """An analysis that counts how often it is computed, and waits until it may end."""

    may_end: Event = field(default_factory=Event)
    failing: list[Exception] = field(default_factory=list)
    before_end: Callable[[], object] = lambda: None
    computed: int = 0

    def compute(self, reader: Reader, subject: str | None) -> list[int]:
        self.computed += 1
        self.before_end()
        assert self.may_end.wait(60)
        if self.failing:
            raise self.failing.pop()
        return [self.computed] * 5

    def tell(self, found: list[int], narrowed: object) -> Told:
        nodes = {"department": "department:d", "departments": ["department:d", "department:gone"]}
        items = [(f"{place}", {"number": number, **nodes}) for place, number in enumerate(found)]
        return Told("counting", {}, items, len(items))

    @property
    def analysis(self) -> Analysis:
        return Analysis("tally", "计数", "Counts.", Tally, ("regions",), self.compute, self.tell)


@pytest.fixture
def counting() -> Iterator[Counting]:
    made = Counting()
    yield made
    made.may_end.set()


@pytest.fixture
def database(neo4j: Database) -> Database:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, quality_model())
    neo4j.run("CREATE (:Actor:Authority:Department {id: 'department:d', key: 'd', name: '局'})")
    return neo4j


def executor(database: Database, counting: Counting, times: Times = PATIENT) -> Executor:
    model, analyses = quality_model(), [counting.analysis]
    schema, compiler = build_schema(model, (), analyses), Compiler(model, (), analyses)
    return Executor(schema, compiler, database, times, Desk(database, model))


def write(database: Database, area: str = "actors") -> None:
    database.run("MERGE (v:GraphVersion {area: $area}) SET v.n = coalesce(v.n, 0) + 1", {"area": area})


def tally(asked: Executor, document: str = DOCUMENT) -> Any:
    outcome = asked.run(document, None, None)
    return outcome.data["tally"] if outcome.data and not outcome.errors else outcome.errors


def code(errors: Any) -> str:
    return str(errors[0]["extensions"]["code"])


def test_a_request_that_finds_nothing_ready_is_told_to_ask_again_and_then_succeeds(
    database: Database, counting: Counting
) -> None:
    asked = executor(database, counting, HURRIED)

    errors = tally(asked)
    counting.may_end.set()

    assert (code(errors), errors[0]["path"]) == ("ANALYSIS_PENDING", ["tally"])
    assert "ask again" in errors[0]["message"]
    answers = [tally(executor_) for executor_ in (asked,) * 20]
    assert answers[-1]["items"][0] == {"number": 1}


def test_many_who_ask_for_the_same_wait_for_one_computation(database: Database, counting: Counting) -> None:
    asked = executor(database, counting)
    answers: list[Any] = []
    threads = [Thread(target=lambda: answers.append(tally(asked))) for _ in range(6)]

    for each in threads:
        each.start()
    counting.may_end.set()
    for each in threads:
        each.join()

    assert [each["items"][0]["number"] for each in answers] == [1] * 6
    assert counting.computed == 1


def test_an_answer_is_kept_until_an_area_that_it_rests_on_is_written_to(
    database: Database, counting: Counting
) -> None:
    counting.may_end.set()
    asked = executor(database, counting)

    tally(asked)
    write(database, "credit")
    tally(asked)
    assert counting.computed == 1

    write(database, "actors")
    answer = tally(asked)
    assert (counting.computed, answer["stale"], answer["items"][0]["number"]) == (2, False, 2)


def test_an_older_answer_is_given_and_said_to_be_stale_while_the_newer_one_is_not_there(
    database: Database, counting: Counting
) -> None:
    counting.may_end.set()
    asked = executor(database, counting, Times(statement=5.0, request=4.0))
    assert tally(asked)["stale"] is False

    counting.may_end.clear()
    write(database)
    answer = tally(asked)

    assert (answer["stale"], answer["items"][0]["number"]) == (True, 1)


def test_an_answer_is_of_one_state_of_the_graph(database: Database, counting: Counting) -> None:
    counting.may_end.set()
    counting.before_end = lambda: write(database) if counting.computed == 1 else None

    answer = tally(executor(database, counting))

    assert (counting.computed, answer["stale"], answer["items"][0]["number"]) == (2, False, 2)


def test_an_answer_that_never_saw_one_state_is_stale(database: Database, counting: Counting) -> None:
    counting.may_end.set()
    counting.before_end = lambda: write(database)

    answer = tally(executor(database, counting))

    assert (counting.computed, answer["stale"]) == (desks.ATTEMPTS, True)


def test_a_failure_is_told_to_those_who_wait_and_the_next_request_tries_again(
    database: Database, counting: Counting
) -> None:
    counting.may_end.set()
    counting.failing = [RuntimeError("the reason")]
    asked = executor(database, counting)

    errors = tally(asked)

    assert code(errors) == "INTERNAL"
    assert "the reason" not in str(errors)
    assert tally(asked)["items"][0]["number"] == 2


def test_answers_are_kept_for_a_bounded_number_of_days(
    database: Database, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "KEPT", 2)
    counting.may_end.set()
    asked = executor(database, counting)

    for day in ("01", "02", "01", "03", "01", "02"):
        tally(asked, DOCUMENT.replace("31", day))

    # 03 pushed out 02, which had not been asked for as lately as 01.
    assert counting.computed == 4


def test_more_than_a_few_that_wait_are_told_to_come_back(
    database: Database, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "WAITING", 1)
    asked = executor(database, counting, HURRIED)

    codes = [code(tally(asked, DOCUMENT.replace("31", day))) for day in ("01", "02", "03")]

    assert codes == ["ANALYSIS_PENDING"] * 3
    assert len(asked._desk._pending) == 1  # type: ignore[union-attr]


def test_only_some_requests_may_wait_since_each_holds_a_place(
    database: Database, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "WAITERS", 1)
    asked = executor(database, counting)
    waiting = Thread(target=lambda: tally(asked))
    waiting.start()
    while not counting.computed:
        waiting.join(0.01)

    assert code(tally(asked)) == "ANALYSIS_PENDING"

    counting.may_end.set()
    waiting.join()
    assert tally(asked)["items"][0]["number"] == 1


def test_pages_within_pages_are_bounded_by_all_that_they_may_hold(
    database: Database, counting: Counting
) -> None:
    document = "{ tally(first: FIRST) { items { departments { duties(first: 20) { nodes { id } } } } } }"
    counting.may_end.set()
    asked = executor(database, counting)

    assert tally(asked, document.replace("FIRST", "25"))["items"]
    assert code(tally(asked, document.replace("FIRST", "26"))) == "LIMIT_EXCEEDED"


def test_a_list_comes_a_page_at_a_time(database: Database, counting: Counting) -> None:
    counting.may_end.set()
    asked = executor(database, counting)
    document = "{ tally(first: 3, after: AFTER) { totalCount hasNextPage endCursor items { number } } }"

    first = tally(asked, document.replace("AFTER", "null"))
    last = tally(asked, document.replace("AFTER", f'"{first["endCursor"]}"'))

    assert [(len(page["items"]), page["hasNextPage"], page["totalCount"]) for page in (first, last)] == [
        (3, True, 5),
        (2, False, 5),
    ]


@pytest.mark.parametrize(
    ("arguments", "refused"),
    [
        ("first: 101", "LIMIT_EXCEEDED"),
        ("first: -1", "LIMIT_EXCEEDED"),
        ('after: "none"', "BAD_USER_INPUT"),
        ('after: "é"', "BAD_USER_INPUT"),
        ('after: "OTk"', "BAD_USER_INPUT"),
    ],
)
def test_a_page_that_cannot_be_is_refused(
    database: Database, counting: Counting, arguments: str, refused: str
) -> None:
    counting.may_end.set()

    assert code(tally(executor(database, counting), f"{{ tally({arguments}) {{ stale }} }}")) == refused


def test_a_node_is_selected_further_and_one_that_has_ended_is_left_out(
    database: Database, counting: Counting, statements_sent: Callable[[Callable[[], object]], int]
) -> None:
    counting.may_end.set()
    asked = executor(database, counting)
    document = """{ tally(first: 2) { __typename computedAt asOf items {
        n: number department { __typename id name duties { totalCount } } departments { name } } } }"""
    answers: list[Any] = []

    tally(asked)
    sent = statements_sent(
        lambda: answers.append(tally(asked, document.replace("tally(", 'tally(asOf: "2026-01-31", ')))
    )

    item = {
        "n": 1,
        "department": {
            "__typename": "Department", "id": "department:d", "name": "局", "duties": {"totalCount": 0},
        },
        "departments": [{"name": "局"}],
    }  # fmt: skip
    assert answers[0]["items"] == [item, item]
    assert (answers[0]["__typename"], answers[0]["asOf"]) == ("Tally", "2026-01-31")
    assert sent == 2  # whether anything has changed, and the nodes


def test_the_areas_of_an_analysis_follow_from_what_it_reads(counting: Counting) -> None:
    assert counting.analysis.areas(quality_model()) == {"actors"}
