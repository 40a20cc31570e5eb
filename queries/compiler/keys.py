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
        SelectionRefused: neither an id nor a whole key is given, or both are; or one is no id.
    """
    kind = model.kinds.get(label or "")
    names = [camel(name) for name in kind.keys] if kind else []
    given = {name: arguments[name] for name in names if arguments.get(name) is not None}
    node_id = arguments.get("id")
    if node_id is not None and not given:
        label_of(model, "id", node_id)
        return str(node_id)
    if kind is None or node_id is not None or len(given) < len(names):
        text = f"Give id, or all of the key: {', '.join(names)}; not both."
        if kind and given and node_id is None:
            missing = ", ".join(name for name in names if name not in given)
            text += f" {missing} is missing: the list {kind.plural} finds by a filter what less is known of."
        raise SelectionRefused("BAD_USER_INPUT", text)
    try:
        return f"{kind.name}:{'~'.join(_part(model, kind, name, given[camel(name)]) for name in kind.keys)}"
    except ValueError:
        return ""  # a part is empty: nothing has such a key


def label_of(model: Model, argument: str, node_id: Any) -> str:
    """Return the label of the kind that an id names.

    Args:
        model: the kinds.
        argument: that gives the id.
        node_id: the id, which nothing need have.

    Raises:
        SelectionRefused: it is no id at all.
    """
    if kind := model.kind_of(str(node_id)):
        return kind.label
    raise SelectionRefused(
        "BAD_USER_INPUT",
        f'{argument} is "{str(node_id)[:80]}", which is no id: one is the name of a kind, a colon and a key, '
        "as the field id tells it, such as enterprise:91640199MA0000015J.",
    )


def _part(model: Model, kind: Kind, name: str, value: Any) -> str:
    target = next((edge.target for edge in kind.edges if edge.name == name), None)
    if target is None:
        return encode(value)
    named = model.kinds[label_of(model, camel(name), value)]
    if target not in (named.label, *named.interfaces):
        text = f"{camel(name)} is the id of a {named.label}: give that of: {target}."
        raise SelectionRefused("BAD_USER_INPUT", text)
    return str(value).partition(":")[2]  # encoded already
