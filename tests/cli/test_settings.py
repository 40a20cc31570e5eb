"""Settings from the flag, the environment and the file, and the database that they lead to."""

import socket
from pathlib import Path

import pytest

from cli.problems import Problem
from cli.settings import Settings, documents_for, opened
from graph import database
from schema.trusted import DocumentsRefused


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("QG_PORT", "QG_SAMPLE", "QG_CACHE_DIR", "QG_POLICY_FILE", "NEO4J_URI", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QG_DATA_DIR", str(tmp_path))


def test_a_flag_goes_before_the_environment_and_that_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "qg.toml").write_text('port = 1111\nsample = 1\nheap = "1g"\n')
    monkeypatch.setenv("QG_PORT", "2222")
    monkeypatch.setenv("QG_SAMPLE", "2")

    settings = Settings.of(port=3333)

    assert (settings.port, settings.sample, settings.heap) == (3333, 2, "1g")


def test_the_file_is_that_of_the_data_directory_of_the_flag(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "qg.toml").write_text("port = 1111\n")
    (tmp_path / "other" / "qg.toml").write_text("port = 2222\n")

    assert Settings.of(data_dir=tmp_path / "other").port == 2222


def test_the_cache_lies_in_the_data_directory_unless_another_is_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert Settings.of().cache == tmp_path / "cache"
    monkeypatch.setenv("QG_CACHE_DIR", str(tmp_path / "shared"))
    assert Settings.of().cache == tmp_path / "shared"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("port = 0", "port"),
        ('heap = "much"', "heap"),
        ("colour = 1", "colour"),
        ("port 1", "is no TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_the_remedy(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "qg.toml").write_text(text)

    with pytest.raises(Problem, match=rf"{said}.*(Mend|mend)"):
        Settings.of()


@pytest.mark.parametrize("name", ["NEO4J_USER", "NEO4J_USERNAME"])
def test_a_configured_neo4j_is_opened_with_the_password_of_a_file(
    name: str, neo4j: database.Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    neo4j_data = tmp_path / "password"
    neo4j_data.write_text("wrong\n")
    monkeypatch.setenv("NEO4J_URI", neo4j.uri)
    monkeypatch.setenv(name, "somebody")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(neo4j_data))

    assert Settings.of().neo4j_user == "somebody"
    with pytest.raises(database.DatabaseRefused, match="NEO4J_USER"), opened(Settings.of()):
        pass


def test_a_configured_neo4j_without_a_password_says_where_to_put_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")

    with pytest.raises(Problem, match="NEO4J_PASSWORD_FILE"), opened(Settings.of()):
        pass


@pytest.mark.parametrize(("held", "said"), [(b"\xff\xfe\x00", "is no text"), (b"\n", "is empty")])
def test_a_password_file_that_holds_none_is_told(
    held: bytes, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "password").write_bytes(held)
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "password"))

    with pytest.raises(Problem, match=said), opened(Settings.of()):
        pass


def test_a_configured_neo4j_that_does_not_answer_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("NEO4J_URI", f"bolt://127.0.0.1:{closed.getsockname()[1]}")
        monkeypatch.setenv("NEO4J_PASSWORD", "x")

        with pytest.raises(database.DatabaseUnavailable, match="does not answer"), opened(Settings.of()):
            pass


def test_the_embedded_neo4j_is_attached_to_when_it_runs_and_else_started_for_the_time_of_the_command(
    class_path: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QG_CACHE_DIR", str(class_path[0].parents[1]))
    settings = Settings.of()

    with opened(settings) as first:
        first.run("CREATE (:Kept)")
        with opened(settings) as second:
            assert second.uri == first.uri
            assert second.one("MATCH (kept:Kept) RETURN count(kept)", {}) == [1]
        assert first.one("RETURN 1", {}) == [1]  # the one that attached did not stop it
        with (
            pytest.raises(Problem, match="is in use by the server of process"),
            opened(settings, exclusive=True),
        ):
            pass

    assert database.find(tmp_path) is None


def test_a_trusted_document_that_cannot_be_run_stops_the_start_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wrong.graphql").write_text("query A {\n  nothing\n}")
    monkeypatch.setenv("QG_DOCUMENTS", str(tmp_path))

    with pytest.raises(DocumentsRefused, match=r"wrong\.graphql:2:3: Cannot query field 'nothing'"):
        documents_for(Settings.of(data_dir=tmp_path))


def test_only_trusted_documents_need_a_folder_of_them(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="--documents"):
        documents_for(Settings.of(data_dir=tmp_path, only_trusted=True))
