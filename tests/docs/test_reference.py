"""The reference page follows from the model: it is never stale, and a new kind needs no second place."""

from datetime import date
from enum import Enum
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from cli.reference import PAGE, reference
from graph.model import Edge, FullText, Key, Link, Model, Node, Zh, quality_model
from graph.model.actors import Region


class Method(Enum):
    TASTE = "TASTE"
    TITRATION = "TITRATION"


class Accreditation(BaseModel):
    """Since when a method may be used."""

    since: Annotated[date | None, Zh("认可日期")] = None


class WineCellar(Node):
    """A cellar in which wine is kept."""

    zh: ClassVar[str] = "酒窖"
    plural: ClassVar[str] = "wineCellars"
    area: ClassVar[str] = "cellars"

    number: Annotated[str, Key(), Zh("酒窖编号")]
    house_name: Annotated[str | None, FullText(), Zh("窖名")] = None
    method: Annotated[Method | None, Zh("检验方法")] = None
    region: Annotated[
        list[Link[Region]],
        Edge("DUG_IN", inverse="wine_cellars", dated=True, properties=Accreditation),
        Zh("所在地"),
    ] = Field(default_factory=list)


def with_the_cellar() -> str:
    return reference(Model([*quality_model().classes.values(), WineCellar]))


def section(page: str, kind: str) -> str:
    return page.partition(f"\n### {kind}\n")[2].partition("\n### ")[0].partition("\n## ")[0]


def test_the_page_in_the_repository_is_what_the_model_says_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(quality_model()), "run: python -m cli.reference"


def test_every_kind_and_interface_has_a_section_in_both_languages() -> None:
    page, model = reference(quality_model()), quality_model()

    for kind in [*model.kinds.values(), *model.interfaces.values()]:
        found = section(page, kind.label)
        assert kind.zh in found
        assert kind.doc in found


def test_a_new_kind_is_in_the_page_with_nothing_else_touched() -> None:
    page = with_the_cellar()
    found = section(page, "WineCellar")

    assert "\n## cellars\n" in page
    assert "| cellars | [WineCellar](#winecellar) | 酒窖 | `wineCellars` |" in page
    assert "- Id: `wineCellar:number`" in found
    assert "| `houseName` | 窖名 | text | found by its words |" in found
    assert "one of `TASTE`, `TITRATION`" in found
    assert "`(WineCellar)-[:DUG_IN]->(Region)`" in found
    assert "| `since` | 认可日期 | day |" in found


def test_the_other_side_of_a_new_edge_is_in_the_page_too() -> None:
    row = "| `wineCellars` | 酒窖（所在地） | `(Region)<-[:DUG_IN]-(WineCellar)` [WineCellar](#winecellar) |"

    assert row in section(with_the_cellar(), "Region")
    assert "wineCellars" not in reference(quality_model())


def test_a_kind_says_which_interface_it_also_is_and_the_interface_who_carries_it() -> None:
    page = reference(quality_model())

    assert "- Is also: [Actor](#actor)" in section(page, "Enterprise")
    assert (
        "[Enterprise](#enterprise)" in section(page, "Actor").partition("- Carried by: ")[2].splitlines()[0]
    )
    assert "of every Actor" in section(page, "Enterprise")
