"""Three small departments with invented extracts, for what is done to a loader. Not here: loading them.

The register names enterprises, the staff office says how many work in one, and the inspectors point to
enterprises and say nothing of them: so claims meet, entities end, and links dangle.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from loaders.sources.sample.names import uscc

SOURCES = Path(__file__).with_name("sources")
REGISTER, STAFF, CHECKS = "market-register", "market-staff", "market-checks"
HEADERS: Mapping[str, tuple[str, ...]] = {
    REGISTER: ("代码", "名称", "成立"),
    STAFF: ("代码", "人数"),
    CHECKS: ("编号", "代码", "日期", "结论", "类别", "部位"),
}
Cells = Sequence[str]


def code(number: int) -> str:
    """The code of one of the invented enterprises."""
    return uscc(900_100 + number)


def registered(number: int, name: str = "样例商行", founded: str = "2001-02-03") -> Cells:
    """A row of the register."""
    return code(number), name, founded


def staffed(number: int, employees: object = 7) -> Cells:
    """A row of the staff office."""
    return code(number), str(employees)


def checked(
    number: object,
    of: int = 1,
    *,
    day: str = "2013-04-09",
    result: str = "合格",
    category: str = "",
    unit: str = "",
) -> Cells:
    """A row of the inspectors."""
    return f"CC-{number}", code(of), day, result, category, unit


def written(file: Path, system: str, rows: Iterable[Cells]) -> Path:
    """Write an extract, and return its file."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([HEADERS[system], *rows])
    return file


def declared(folder: Path, system: str, *changes: tuple[str, str], name: str | None = None) -> Path:
    """Declare a source that is like one of these but for some text, in a folder for `--sources`.

    Args:
        folder: the one for `--sources`.
        system: the source that it is like.
        changes: what is written there, and what instead.
        name: its own system; the name of the other with `-2` when left out.
    """
    name = name or f"{system}-2"
    text = (SOURCES / system.replace("-", "_") / "source.toml").read_text(encoding="utf-8")
    for was, becomes in ((f'"{system}"', f'"{name}"'), *changes):
        assert was in text, was
        text = text.replace(was, becomes)
    place = folder / name.replace("-", "_")
    place.mkdir(parents=True, exist_ok=True)
    (place / "source.toml").write_text(text, encoding="utf-8")
    return folder
