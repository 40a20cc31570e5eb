"""What the container files promise; that they run is tried by hand, see docs/containers.md."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from graph import database
from tests.containers import block_yaml

HOME = Path(__file__).resolve().parents[2]
DOCKERFILE = (HOME / "Dockerfile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = block_yaml.read((HOME / "docker-compose.yml").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def settings(compose: dict[str, Any]) -> dict[str, str]:
    """What Neo4j is told, under the names of its configuration file."""
    environment = {n: v for n, v in compose["services"]["neo4j"]["environment"].items() if "AUTH" not in n}
    names = {name: name.removeprefix("NEO4J_").replace("__", "\0") for name in environment}
    return {name.replace("_", ".").replace("\0", "_"): environment[was] for was, name in names.items()}


def test_the_api_waits_for_a_healthy_database(compose: dict[str, Any]) -> None:
    assert compose["services"]["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}


def test_every_service_has_a_health_check_with_a_time_limit(compose: dict[str, Any]) -> None:
    checks = {name: service["healthcheck"] for name, service in compose["services"].items()}

    assert set(checks) == {"api", "neo4j"}
    assert [n for n, check in checks.items() if check["test"][0] != "CMD" or "timeout" not in check] == []


def test_the_database_lies_in_a_named_volume(compose: dict[str, Any]) -> None:
    assert compose["services"]["neo4j"]["volumes"] == ["neo4j-data:/data"]
    assert "neo4j-data" in compose["volumes"]


def test_passwords_come_from_files_only(compose: dict[str, Any]) -> None:
    said = {n: v for s in compose["services"].values() for n, v in s["environment"].items()}
    secret = {name: value for name, value in said.items() if re.search("AUTH|PASSWORD", name)}

    assert sorted(secret) == ["NEO4J_AUTH_FILE", "NEO4J_PASSWORD_FILE"]
    assert {Path(value).name for value in secret.values()} == set(compose["secrets"])
    for service in compose["services"].values():
        files = [v for n, v in service["environment"].items() if n in secret]
        assert [f"/run/secrets/{name}" for name in service["secrets"]] == files


def test_no_password_stands_in_the_checkout(compose: dict[str, Any]) -> None:
    files = [secret["file"] for secret in compose["secrets"].values()]
    ignored = subprocess.run(["git", "check-ignore", *files], cwd=HOME, capture_output=True, text=True)

    assert ignored.stdout.split() == files
    assert not any("external" in secret or "environment" in secret for secret in compose["secrets"].values())


def test_only_the_api_is_published_and_only_on_loopback(compose: dict[str, Any]) -> None:
    ports = {name: service.get("ports", []) for name, service in compose["services"].items()}

    assert ports["neo4j"] == []
    assert ports["api"]
    assert all(port.startswith("127.0.0.1:") for port in ports["api"])


def test_the_databases_image_is_the_release_that_runs_embedded(compose: dict[str, Any]) -> None:
    image = compose["services"]["neo4j"]["image"]
    core = next(jar for jar in database.locked_jars() if jar.artifact == "neo4j")

    assert image == f"neo4j:{core.version.rpartition('.')[0]}-community"


def test_the_api_runs_without_rights_that_it_does_not_need(compose: dict[str, Any]) -> None:
    api = compose["services"]["api"]

    assert (api["read_only"], api["cap_drop"]) == ("true", ["ALL"])
    assert "no-new-privileges:true" in api["security_opt"]
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]


def test_the_image_copies_the_rooms_and_nothing_that_is_ignored() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    names = {name.rstrip("/") for line in copied for name in line.split()}
    lines = (HOME / ".dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = {line[1:].rstrip("/") for line in lines if line.startswith("!")}

    assert "*" in lines
    assert {name.partition("/")[0] for name in names} == allowed
    assert {"cli", "graph", "loaders", "queries", "schema"} <= names
    assert [name for name in names if not (HOME / name).exists()] == []


def test_the_image_is_healthy_by_the_same_check_as_in_compose(compose: dict[str, Any]) -> None:
    found = re.search(r"^HEALTHCHECK[^\[]*CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)

    assert found
    assert "/healthz" in found[1]
    assert json.loads(found[1]) == compose["services"]["api"]["healthcheck"]["test"][1:]


def test_neo4j_knows_every_setting_that_it_is_given(
    settings: dict[str, str], neo4j: database.Database
) -> None:
    version = neo4j.read("CALL dbms.components() YIELD versions RETURN versions[0] AS version", {})
    if not str(version[0]["version"]).startswith(database.NEWEST.name):
        pytest.skip("the compose file names another Neo4j than this one")
    known = {row["name"] for row in neo4j.read("SHOW SETTINGS YIELD name", {})}
    public = {name for name in settings if not name.startswith("internal.")}

    assert public
    assert sorted(public - known) == []


def test_the_databases_health_check_tells_neo4j_from_anything_else(
    compose: dict[str, Any], neo4j: database.Database
) -> None:
    port = urlsplit(neo4j.uri).port
    check = compose["services"]["neo4j"]["healthcheck"]["test"][1:]

    def status(port: int | None) -> int:
        here = [part.replace("/7687", f"/{port}") for part in check]
        return subprocess.run(here, capture_output=True, timeout=30, check=False).returncode

    assert status(port) == 0
    assert status(1) != 0
