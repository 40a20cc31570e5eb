"""Other terms under which a document names what it sets up.

A system that several clauses name is one provision; how the other clauses call it is kept here, letter for
letter. Not here: the provision and its own term (`policy`).
"""

from typing import Annotated, ClassVar

from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Zh
from graph.model.policy import Clause, Provision


class Restatement(Node):
    """Another term under which a clause names a provision."""

    zh: ClassVar[str] = "异名"
    plural: ClassVar[str] = "restatements"
    area: ClassVar[str] = "policy"
    named_by: ClassVar[tuple[str, ...]] = ("term",)

    key: Annotated[str, Key(), Zh("代号")]
    term: Annotated[str, FullText(pinyin=True), Index(), Zh("名称")]  # letter for letter as in the clause
    provision: Annotated[Link[Provision], Edge("RESTATES", inverse="restatements"), Zh("所指规定事项")]
    clause: Annotated[Link[Clause], Edge("RESTATED_IN", inverse="restatements"), Zh("所在条款")]
