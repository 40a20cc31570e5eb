"""A name marked as read in pinyin: its index covers the hidden property, and no field may be called so.

Not here: how a name is read (`tests/queries/questions/test_words`).
"""

from typing import Annotated, ClassVar

import pytest

from graph.model import FullText, Key, Model, ModelError, Node, Zh, indexes
from graph.model.statements import fulltext_index


class Hill(Node):
    """A hill."""

    zh: ClassVar[str] = "山"
    plural: ClassVar[str] = "hills"
    area: ClassVar[str] = "places"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str | None, FullText(pinyin=True), Zh("名称")] = None
    text: Annotated[str | None, FullText(), Zh("说明")] = None


class Dale(Node):
    """A dale."""

    zh: ClassVar[str] = "谷"
    plural: ClassVar[str] = "dales"
    area: ClassVar[str] = "places"

    key: Annotated[str, Key(), Zh("代号")]
    text: Annotated[str | None, FullText(), Zh("说明")] = None


class Plain(Node):
    """A plain."""

    zh: ClassVar[str] = "原"
    plural: ClassVar[str] = "plains"
    area: ClassVar[str] = "places"

    pinyin: Annotated[str, Key(), Zh("拼音")]


def test_the_index_of_a_kind_with_names_covers_how_they_are_read() -> None:
    model = Model([Hill, Dale])

    hill, dale = (
        next(each for each in indexes(model) if f"{label}_fulltext" in each) for label in ("Hill", "Dale")
    )
    assert "ON EACH [n.name, n.text, n.pinyin]" in hill
    assert "ON EACH [n.text]" in dale
    assert fulltext_index(model.kinds["Hill"]) == "Hill_fulltext"


def test_how_a_name_is_read_is_no_field_of_the_kind() -> None:
    assert [prop.name for prop in Model([Hill]).kinds["Hill"].properties] == ["sample", "key", "name", "text"]


def test_a_field_may_not_be_called_as_the_hidden_property() -> None:
    with pytest.raises(ModelError, match=r"Plain\.pinyin: the loader writes a property of this name"):
        Model([Plain])
