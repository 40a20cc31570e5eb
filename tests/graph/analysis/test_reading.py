"""The statements of the analyses: dated edges are bounded by the day, nothing is written, areas are known."""

import re
from pathlib import Path

import pytest

from graph.analysis import gaps, impact
from graph.analysis.reading import FOLDER, areas_read
from graph.model import quality_model

STATEMENTS = sorted(FOLDER.glob("*.cypher"))
DATED = {edge.type for kind in quality_model().kinds.values() for edge in kind.edges if edge.dated}
# What a paper named or covered at any time counts, where its own end is why it names it no more.
WHENEVER = {"named", "covered", "once"}


def dated_edges(text: str) -> list[tuple[str, str]]:
    patterns = re.findall(r"\[(\w*):([A-Z_|]+)\]", text)
    return [(variable, types) for variable, types in patterns if DATED & set(types.split("|"))]


@pytest.mark.parametrize("file", STATEMENTS, ids=lambda file: file.stem)
def test_every_dated_edge_is_bounded_by_the_day(file: Path) -> None:
    text = file.read_text("utf-8")

    for variable, types in dated_edges(text):
        assert f"coalesce({variable}.valid_from <= $as_of, true)" in text, (variable, types)
        if variable not in WHENEVER:
            assert f"coalesce($as_of < {variable}.valid_to, true)" in text, (variable, types)


@pytest.mark.parametrize("file", STATEMENTS, ids=lambda file: file.stem)
def test_a_statement_says_what_it_finds_and_writes_nothing(file: Path) -> None:
    text = file.read_text("utf-8")

    assert text.startswith("// ")
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b", text)


def test_an_analysis_rests_on_the_areas_of_all_the_kinds_that_its_statements_name() -> None:
    model = quality_model()

    assert areas_read(("leading",), model) == {"policy", "actors"}
    assert {"conformity", "classification", "market"} <= areas_read(gaps.STATEMENTS, model)
    assert "enforcement" in areas_read(impact.STATEMENTS, model)


def test_no_statement_is_left_over() -> None:
    sources = "".join(each.read_text("utf-8") for each in FOLDER.parent.glob("*.py"))

    assert [file.stem for file in STATEMENTS if f'"{file.stem}"' not in sources] == []
