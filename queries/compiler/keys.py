"""Natural keys: the id of a thing from the parts of its key, given as arguments of its field.

Not here: how a key makes an id in the first place (`graph.model.declaration`).
"""

from collections.abc import Mapping
from typing import Any

from graph.model import Kind, Model
from graph.model.declaration import camel, encode
from queries.compiler.errors import SelectionRefused


def id_of(model: Model, label: str | None, arguments: Mapping[str, Any]) -> str:
    """Return the id that a field by id or natural key asks for.

    Args:
        model: the kinds.
        label: of the field's kind; None, or an interface's, when only an id can be given.
        arguments: `id`, or the parts of the key by their GraphQL names.

    Raises:
        SelectionRefused: neither an id nor a whole key is given, or both are.
    """
    kind = model.kinds.get(label or "")
    names = [camel(name) for name in kind.keys] if kind else []
    given = {name: arguments[name] for name in names if arguments.get(name) is not None}
    node_id = arguments.get("id")
    if node_id is not None and not given:
        return str(node_id)
    if kind is None or node_id is not None or len(given) < len(names):
        raise SelectionRefused("BAD_USER_INPUT", f"Give id, or all of the key: {', '.join(names)}; not both.")
    try:
        return f"{kind.name}:{'~'.join(_part(model, kind, name, given[camel(name)]) for name in kind.keys)}"
    except ValueError:
        return ""  # as malformed as an id can be: nothing is found by it


def _part(model: Model, kind: Kind, name: str, value: Any) -> str:
    target = next((edge.target for edge in kind.edges if edge.name == name), None)
    if target is None:
        return encode(value)
    named = model.kind_of(str(value))
    if named is None or target not in (named.label, *named.interfaces):
        raise ValueError(f"{value} is no id of {target}")
    return str(value).partition(":")[2]  # encoded already
