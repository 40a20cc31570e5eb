"""A fact that is wrong is refused with file and line, and what is wrong with it, before anything is loaded.

Not here: what a row of any source may hold (`test_rows`).
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.model.policy import Mechanism
from loaders.sources.policy import facts
from loaders.sources.policy.wording import worded_delivery
from loaders.sources.rows import RowRefused

FILE = "facts/2-supervision.toml"
FACT = """
[[Mechanism]]
key = "nx-2012-{key}"
name = "{name}"
kind = "{kind}"
clauses = [{clauses}]
participants = [ {{ to = "orgClass:{actor}", part = "PERFORMS"{named_in} }} ]
{more}
"""
RIGHT = {
    "key": "a-test", "name": "生产许可", "kind": "LICENCE", "clauses": '"三.（二）.3"', "actor": "企业",
    "named_in": "", "more": "",
}  # fmt: skip
AGAIN = 'restated = [{ clause = "三.（三）.3", term = "生产许可管理" }]'
Add = Callable[..., int]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """Adds a fact to a copy of the facts, and returns the line on which it begins."""
    copy = tmp_path / "policy"
    shutil.copytree(str(facts._FOLDER), copy)
    monkeypatch.setattr(facts, "_FOLDER", copy)
    monkeypatch.setattr(facts, "_FACTS", copy / "facts")

    def added(**changed: str) -> int:
        file = copy / FILE
        text = file.read_text("utf-8")
        file.write_text(text + FACT.format(**{**RIGHT, **changed}), "utf-8")
        facts._tables.cache_clear()
        return text.count("\n") + 2

    yield added
    facts._tables.cache_clear()


def test_a_right_fact_is_taken(add: Add) -> None:
    add()

    assert "mechanism:nx-2012-a-test" in {record.key for record in facts.facts_delivery().records}


def test_an_actor_is_named_in_the_clause_that_the_fact_says_among_several(add: Add) -> None:
    add(more=AGAIN, named_in=', named_in = "三.（三）.3"')

    (record,) = [each for each in facts.facts_delivery().records if each.key == "mechanism:nx-2012-a-test"]
    (link,) = next(each for each in record.claims if isinstance(each, Mechanism)).participants
    assert link.properties["named_in"] == "clause:nx-2012-quality~三.（三）.3"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"clauses": '"三.（二）.99"'}, "the document has no clause 三.（二）.99"),
        (
            {"key": "blacklist"},
            "mechanism:nx-2012-blacklist is a fact already, in policy/facts/2-",
        ),
        ({"actor": "无名机构"}, "field participants: there is no fact orgClass:无名机构"),
        (
            {"more": AGAIN},
            "orgClass:企业 is named in no clause; give `named_in` as one of 三.（二）.3, 三.（三）.3",
        ),
        (
            {"named_in": ', named_in = "三.（三）.3"'},
            "orgClass:企业 is named in 三.（三）.3; give `named_in` as one of 三.（二）.3",
        ),
        (
            {"named_in": ', named_in = "三.（五）.1"', "more": AGAIN},
            "orgClass:企业 is named in 三.（五）.1; give `named_in` as one of 三.（二）.3, 三.（三）.3",
        ),
        ({"clauses": ""}, "field clauses: none is given; say which clause sets it up"),
        ({"kind": "WONDER"}, "field kind: input should be 'INSTRUMENT'"),
    ],
)
def test_a_wrong_fact_is_refused_with_its_place(add: Add, changed: dict[str, str], said: str) -> None:
    line = add(**changed)

    with pytest.raises(RowRefused) as refused:
        facts.facts_delivery()

    assert str(refused.value).startswith(f"policy/{FILE}, line {line}: ")
    assert said in str(refused.value)


def test_a_term_that_is_not_in_its_clause_is_refused_when_the_document_is_at_hand(
    add: Add, policy_file: Path
) -> None:
    line = add(name="生产许可证书")

    with pytest.raises(RowRefused) as refused:
        worded_delivery(policy_file)

    assert str(refused.value).startswith(
        f"policy/{FILE}, line {line}: 生产许可证书 does not stand in 三.（二）.3"
    )
