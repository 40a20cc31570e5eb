"""Writing of generated requests: fields one after another, in fragments, under conditions, with arguments.

Not here: which fields (`documents`), and the values of arguments (`arguments`).
"""

from dataclasses import dataclass, field
from typing import Any

from tests.differential.arguments import Drawing, World, literal


@dataclass
class Writing:
    """What one request consists of so far."""

    drawing: Drawing
    fragments: list[str] = field(default_factory=list)
    cursors: list[str] = field(default_factory=list)
    aliases: int = 0

    @property
    def world(self) -> World:
        """What there is to ask for."""
        return self.drawing.world

    def _schema_type(self, name: str) -> Any:
        return self.world.schema.type_map[name]

    def _alias(self) -> str:
        self.aliases += 1
        return f"a{self.aliases}: "

    def _arguments(
        self, parent: str, name: str, named: dict[str, Any], also: dict[str, Any], cursor: str = ""
    ) -> str:
        """Write the arguments of a field; a cursor's variable is null at first."""
        kinds = self._schema_type(parent).fields[name].args
        texts = [
            f"{key}: {self.drawing.written(value, kinds[key].type)}"
            for key, value in {**named, **also}.items()
        ]
        if cursor:
            self.cursors.append(cursor)
            self.drawing.declared.append(f"${cursor}: String")
            self.drawing.values[cursor] = None
            texts.append(f"after: ${cursor}")
        left_out = [
            key for key in ("filter", "orderBy", "asOf") if key in kinds and key not in {**named, **also}
        ]
        if left_out and self.drawing.chance(6):
            key = self.drawing.pick(left_out)
            texts.append(f"{key}: {self.drawing.absent(kinds[key].type)}")
        return f"({', '.join(texts)})" if texts else ""

    def _arranged(self, items: list[str], kind: str) -> str:
        """Write items one after another, some in fragments, some twice, some under a condition."""
        found: list[str] = []
        for item in items:
            way = self.drawing.pick(["plain"] * 7 + ["condition", "twice", "inline", "named"])
            if "end_c" in item:  # what gives a cursor must be there
                way = "plain"
            if way == "condition" and not item.startswith("..."):
                head, brace, rest = self._parted(item)
                found.append(f"{head} {self._condition()} {brace}{rest}")
            elif way == "twice" and not item.startswith("..."):
                found += [item, item]
            elif way in ("inline", "named"):
                found.append(self._fragment([item], kind, named=way == "named"))
            else:
                found.append(item)
        return " ".join(found)

    def _parted(self, item: str) -> tuple[str, str, str]:
        """Split a field before its selection; the braces of its arguments are none."""
        depth = 0
        for place, letter in enumerate(item):
            depth += (letter == "(") - (letter == ")")
            if letter == "{" and depth == 0:
                return item[:place].rstrip(), "{", item[place + 1 :]
        return item, "", ""

    def _fragment(self, items: list[str], kind: str, *, named: bool | None = None) -> str:
        text = " ".join(items)
        condition = f" {self._condition()}" if self.drawing.chance(15) else ""
        if named if named is not None else self.drawing.chance(40):
            name = f"F{len(self.fragments)}"
            self.fragments.append(f"fragment {name} on {kind} {{ {text} }}")
            again = f" ...{name}" if self.drawing.chance(20) else ""
            return f"...{name}{condition}{again}"
        whom = "" if named is not None and self.drawing.chance(30) else f" on {kind}"
        return f"...{whom}{condition} {{ {text} }}"

    def _condition(self) -> str:
        word, value = self.drawing.pick(["skip", "include"]), self.drawing.pick([True, False])
        if not self.drawing.chance(60):
            return f"@{word}(if: {literal(value)})"
        name = f"v{len(self.drawing.declared)}"
        default = f" = {literal(not value)}" if self.drawing.chance(30) else ""
        self.drawing.declared.append(f"${name}: Boolean!{default}")
        self.drawing.values[name] = value
        return f"@{word}(if: ${name})"
