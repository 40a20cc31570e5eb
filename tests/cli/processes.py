"""Commands run as a user runs them, each in a process of its own. Not here: what they are expected to do."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from graph.database.port import free_port

START_SECONDS = 300  # the machine may be busy, and a cold Neo4j plans slowly


def environment(cache: Path) -> dict[str, str]:
    """Return what a command runs in: nothing of ours, but the packages that the tests have fetched."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QG_", "NEO4J_"))}
    return {**kept, "QG_CACHE_DIR": str(cache)}


def ran(cache: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(
        command, env=environment(cache), capture_output=True, text=True, timeout=START_SECONDS, check=False
    )


@contextmanager
def served(cache: Path, *arguments: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Run a command that serves, until it is ready; it is killed at the end unless it has ended by then.

    Yields:
        The process, and the address that it serves on.
    """
    port = free_port()
    command = [sys.executable, "-m", "cli", *arguments, "--port", str(port)]
    with subprocess.Popen(command, env=environment(cache), stdout=subprocess.DEVNULL, text=True) as child:
        try:
            wait_until(child, f"http://127.0.0.1:{port}/readyz", 200)
            yield child, f"http://127.0.0.1:{port}"
        finally:
            child.kill()


def wait_until(child: "subprocess.Popen[str]", address: str, status: int) -> None:
    """Wait until an address answers with a status."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and child.poll() is None:
        try:
            if httpx.get(address).status_code == status:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{address} never answered {status}; the process said {child.poll()}")


def asked(address: str, query: str) -> dict[str, Any]:
    """Return the body of the answer to a GraphQL request."""
    answer: dict[str, Any] = httpx.post(f"{address}/graphql", json={"query": query}, timeout=60).json()
    return answer
