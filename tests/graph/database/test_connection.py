"""Reading, writing, and what goes wrong with it, on a real server."""

import gc
import socket
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from graph import database

TOO_MUCH = "UNWIND range(1, 100000000) AS n RETURN size(collect('number ' + n))"
ENDLESS = "UNWIND range(1, 1000000000) AS n WITH n WHERE n % 7 = 8 RETURN count(n)"


def test_what_is_written_in_one_transaction_is_read_back(neo4j: database.Database) -> None:
    neo4j.run("MATCH (n) DETACH DELETE n")
    neo4j.write(lambda tx: tx.run("CREATE (:Note {text: $text})", text="宁夏").consume())

    rows = neo4j.read("MATCH (note:Note) RETURN note.text AS text", {})

    assert rows == [{"text": "宁夏"}]


def test_one_record_is_its_values_and_none_when_there_is_none(neo4j: database.Database) -> None:
    assert neo4j.one("RETURN $n AS n, {b: [1, {c: 2}]} AS map", {"n": 1}) == [1, {"b": [1, {"c": 2}]}]
    assert neo4j.one("UNWIND [] AS n RETURN n", {}) is None


BATCH = 100_000  # bytes


@pytest.mark.parametrize(
    "send",
    [
        lambda neo4j, values: neo4j.read("RETURN size($values) AS n", {"values": values}),
        lambda neo4j, values: neo4j.write(
            lambda tx: database.rows_of(tx.run("RETURN size($values) AS n", {"values": values}))
        ),
    ],
    ids=["read", "write"],
)
def test_what_was_sent_is_let_go_of_with_its_answer(
    neo4j: database.Database, send: Callable[[database.Database, list[str]], list[dict[str, Any]]]
) -> None:
    send(neo4j, [])
    gc.disable()  # circles of dead objects stay
    tracemalloc.start()
    try:
        for _ in range(20):
            assert send(neo4j, [f"{number:0100}" for number in range(BATCH // 100)]) == [{"n": BATCH // 100}]
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.enable()

    assert kept < 5 * BATCH


def test_a_transaction_that_fails_leaves_nothing(neo4j: database.Database) -> None:
    def fails(tx: Any) -> None:
        tx.run("CREATE (:Half)").consume()
        raise RuntimeError("stopped half way")

    with pytest.raises(RuntimeError):
        neo4j.write(fails)

    assert neo4j.one("MATCH (half:Half) RETURN count(half)", {}) == [0]


def test_a_read_session_refuses_to_write(neo4j: database.Database) -> None:
    with pytest.raises(database.StatementRefused, match="read access mode"):
        neo4j.read("CREATE (:Forbidden)", {})


def test_a_statement_that_takes_too_long_is_ended_and_told_as_such(neo4j: database.Database) -> None:
    with pytest.raises(database.DatabaseTimeout, match="longer than it may"):
        neo4j.read(ENDLESS, {}, seconds=0.3)


def test_a_statement_that_takes_too_much_memory_is_ended_and_the_server_goes_on(
    neo4j: database.Database,
) -> None:
    with pytest.raises(database.MemoryExceeded, match="more memory than one transaction may have"):
        neo4j.read(TOO_MUCH, {}, seconds=120)

    assert neo4j.one("RETURN 1", {}) == [1]


def test_a_wrong_statement_inside_a_transaction_is_told_and_not_what_followed_from_it(
    neo4j: database.Database,
) -> None:
    with pytest.raises(database.StatementRefused, match="MATSCH") as refused:
        neo4j.write(lambda tx: tx.run("MATSCH (n) RETURN n").consume())

    assert refused.value.code == "Neo.ClientError.Statement.SyntaxError"
    assert not refused.value.passing


def test_a_wrong_password_is_one_sentence_with_the_remedy(neo4j: database.Database) -> None:
    with (
        database.Database(database.Address(neo4j.uri, "neo4j", "wrong")) as stranger,
        pytest.raises(database.DatabaseRefused, match="NEO4J_PASSWORD_FILE"),
    ):
        stranger.check()


def test_an_address_where_nothing_answers_is_one_sentence_with_the_remedy() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # taken, and nobody listens
        uri = f"bolt://127.0.0.1:{closed.getsockname()[1]}"
        with (
            database.Database(database.Address(uri, "neo4j", "x")) as nowhere,
            pytest.raises(database.DatabaseUnavailable, match=rf"does not answer at {uri}: .* NEO4J_URI"),
        ):
            nowhere.one("RETURN 1", {})


@pytest.mark.parametrize("uri", ["nonsense", "http://127.0.0.1:7474", "bolt+http://127.0.0.1"])
def test_an_address_that_is_none_is_refused_with_an_example(uri: str) -> None:
    with pytest.raises(database.DatabaseUnavailable, match=r"write it like bolt://host:7687"):
        database.Database(database.Address(uri, "neo4j", "x"))


def test_an_error_on_commit_says_that_the_data_may_be_there(
    neo4j: database.Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Any) -> None:
        raise OSError("the line went dead")

    monkeypatch.setattr(database.Transaction, "commit", broken)

    with pytest.raises(database.CommitUnknown, match="read again what is there"):
        neo4j.write(lambda tx: tx.run("RETURN 1").consume())


@pytest.mark.parametrize(
    ("code", "asked"), [("General.MemoryPoolOutOfMemoryError", 1), ("Transaction.DeadlockDetected", 2)]
)
def test_a_passing_error_is_asked_again_once_and_the_memory_limit_never(
    code: str, asked: int, neo4j: database.Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from neo4j import Session
    from neo4j.exceptions import Neo4jError

    tries = []

    def refused(self: Any, *_: Any) -> None:
        tries.append(code)
        raise Neo4jError._hydrate_gql(
            gql_status="50N42",
            message="refused",
            neo4j_code=f"Neo.TransientError.{code}",
            description="refused",
        )

    monkeypatch.setattr(Session, "run", refused)

    with pytest.raises(database.DatabaseProblem):
        neo4j.one("RETURN 1", {})

    assert len(tries) == asked
