"""The field that finds a shortest way between any two things, and the types that tell of it.

Not here: finding it (`queries.compiler.paths`).
"""

from queries.compiler.paths import DEFAULT_LENGTH, LONGEST, Path, PathStep
from schema.registry import Argument, Field, Registry
from schema.relations import HOLDING, RELATION
from schema.rows import AS_OF


def path_field(registry: Registry) -> Field:
    """Declare what tells of a way, and return the root field; the relations are declared already."""
    relation, step, path = RELATION, PathStep.__name__, Path.__name__
    registry.add_object(step, "A thing on a way, and the relation that leads to it · 路径的一步")
    registry.fill(
        step,
        [
            Field("node", "Node", "The thing · 节点"),
            Field("relation", f"{relation} | None", "How it is reached; null for the first · 关系"),
            Field("against", "Boolean", "Whether the relation points from it to the one before · 是否逆向"),
            *HOLDING,
        ],
    )
    registry.add_object(path, "A shortest way between two things · 最短路径")
    registry.fill(
        path,
        [
            Field("length", "Int | None", "How many relations it has; null: there is no way · 路径长度"),
            Field("steps", f"list[{step}]", "Its things, from end to end; none: there is no way · 各步"),
        ],
    )
    text = (
        "A shortest way between two things along relations that hold on the day, in either direction; any "
        "one of those equally short. Null where one of the two is not there · 两个节点之间的最短路径"
    )
    length = f"How many relations at most, 1 to {LONGEST} · 最大长度"
    arguments = [
        Argument("from", "ID", "Where it begins: a global id · 起点标识"),
        Argument("to", "ID", "Where it ends: a global id · 终点标识"),
        Argument("via", f"list[{relation}] | None", "Only along these; none: along all · 限定的关系类型"),
        Argument("maxLength", "Int", length, DEFAULT_LENGTH),
        AS_OF,
    ]
    return Field("path", f"{path} | None", text, arguments)
