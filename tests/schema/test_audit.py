"""The public audits of GraphQL over HTTP, run against the service by Node, with the packages of `audit/`."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cli.web import MADE_BY_NPM, WEB, PageProblem, with_node, with_packages
from graph.database import Database
from schema.http import create_app
from schema.readiness import Readiness
from schema.service import executor_of
from tests.schema.serving import served

AUDIT = Path(__file__).with_name("audit")
AUDITS = 61


def node_and_packages(folder: Path) -> list[str]:
    """Return what runs Node in a folder with the packages: this machine's, or that of the page's lock."""
    node, npm = shutil.which("node"), shutil.which("npm")
    shutil.copytree(AUDIT, folder / "page", ignore=shutil.ignore_patterns(*MADE_BY_NPM))
    if node is None or npm is None:
        program = with_node(WEB / "node.lock", folder / "node", lambda step: None)
        with_packages(program, folder, lambda step: None)
        return [str(program)]
    install = [npm, "ci", "--ignore-scripts", "--cache", str(folder / "npm")]
    subprocess.run(install, cwd=folder / "page", check=True, capture_output=True)
    return [node]


@pytest.fixture(scope="module")
def audits(neo4j: Database, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("audit")
    try:
        node = node_and_packages(folder)
    except (PageProblem, subprocess.SubprocessError) as absent:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"Node or the audits cannot be had: {absent}")
    executor = executor_of(neo4j)
    application = create_app(executor, lambda: Readiness(None), version="1", tag=executor.tag)
    with served(application, "/graphql") as address:
        done = subprocess.run(
            [*node, "audit.js", address], cwd=folder / "page", check=True, capture_output=True, text=True
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_audit_of_graphql_over_http_passes(audits: list[dict[str, Any]]) -> None:
    assert [each for each in audits if each["status"] != "ok"] == []
    assert len(audits) == AUDITS


def test_the_lock_names_versions_and_hashes_but_no_addresses() -> None:
    lock = (AUDIT / "package-lock.json").read_text("utf-8")

    assert "://" not in lock
    assert lock.count('"integrity": "sha512-') == 2
