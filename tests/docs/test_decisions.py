"""A decision is one page in one form, and every link inside the documentation leads somewhere."""

import re
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
DECISIONS = sorted((HOME / "docs" / "decisions").glob("*.md"))
SECTIONS = [
    "Problem",
    "Decision",
    "What it costs",
    "How it could be abused",
    "Out of scope",
    "What would change our mind",
]
PAGES = [*sorted((HOME / "docs").rglob("*.md")), *sorted(HOME.glob("*.md")), HOME / "web" / "README.md"]


def named(path: Path) -> str:
    return path.relative_to(HOME).as_posix()


def anchors(page: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_a_decision_is_one_page_with_all_its_sections_in_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"^\*\*([^*]+)\.\*\* ", text, re.MULTILINE) == SECTIONS
    assert len(text.splitlines()) <= 40


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_a_decisions_title_is_its_file_name(path: Path) -> None:
    title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").lower()
    words = set(re.findall(r"[a-z0-9]+", title.replace("'", "")))

    assert set(path.stem[5:].split("-")) <= words


def test_decisions_are_numbered_without_a_gap() -> None:
    assert DECISIONS
    assert [path.name[:5] for path in DECISIONS] == [f"{n:04}-" for n in range(1, len(DECISIONS) + 1)]


def test_the_index_names_every_page_of_the_documentation() -> None:
    index = (HOME / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [path.relative_to(HOME / "docs").as_posix() for path in (HOME / "docs").rglob("*.md")]

    assert [page for page in pages if page != "README.md" and f"]({page})" not in index] == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    broken = []
    for link in links:
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            broken.append(link)

    assert broken == []


def test_the_changelog_begins_with_what_is_not_released_yet() -> None:
    text = (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))

    assert heads[0] == "[Unreleased]"
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
