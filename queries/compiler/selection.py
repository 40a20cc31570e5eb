"""What a client selected, freed of GraphQL's syntax: fields with coerced arguments, by concrete type.

Not here: how a document becomes a selection (`schema.selection`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Selected:
    """One selected field.

    Args:
        key: its name in the answer, the alias where there is one.
        name: the field's name in the schema.
        arguments: coerced values by GraphQL name; absent when not given.
        children: what is selected below it, by the name of each concrete type it may have; empty for a leaf.
        refusal: why its arguments cannot be taken; "" when they can.
    """

    key: str
    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    children: Mapping[str, tuple["Selected", ...]] = field(default_factory=dict)
    refusal: str = ""

    def below(self) -> tuple["Selected", ...]:
        """What is selected below a field of one concrete type."""
        return next(iter(self.children.values()), ())
