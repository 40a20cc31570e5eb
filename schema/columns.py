"""The columns of an export: the paths of the values that its document selects of a row.

Not here: the values (`schema.tables`), and whether the document is valid, which running it tells.
"""

from collections.abc import Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
)

from schema.limits import DEPTH
from schema.selection import MAXIMUM_FIELDS

Path = tuple[str, ...]


class TooMany(Exception):
    """More is selected than an operation may select."""


class Columns:
    """Collects paths, with fragments expanded: each fragment once at a path, and a bounded number."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._spread: set[tuple[Path, str]] = set()
        self._visited = 0
        self._found: dict[Path, None] = {}

    def of(self, chosen: SelectionSetNode) -> tuple[Path, ...]:
        """Return the paths of the values, in the order of first appearance.

        Raises:
            TooMany: there are more than an operation may select.
        """
        self._collect(chosen, ())
        return tuple(self._found)

    def _collect(self, chosen: SelectionSetNode, path: Path) -> None:
        if len(path) > DEPTH:  # of a fragment that names itself, which is refused when it is run
            return
        for node in chosen.selections:
            self._visited += 1
            if self._visited > MAXIMUM_FIELDS:
                raise TooMany
            if isinstance(node, FieldNode):
                self._field(node, (*path, node.alias.value if node.alias else node.name.value))
            elif isinstance(node, FragmentSpreadNode):
                self._fragment(node.name.value, path)
            elif isinstance(node, InlineFragmentNode):
                self._collect(node.selection_set, path)

    def _field(self, node: FieldNode, path: Path) -> None:
        if node.selection_set:
            self._collect(node.selection_set, path)
        else:
            self._found[path] = None

    def _fragment(self, name: str, path: Path) -> None:
        fragment = self._fragments.get(name)
        if fragment and (path, name) not in self._spread:
            self._spread.add((path, name))
            self._collect(fragment.selection_set, path)
