"""The GraphQL schema that follows from the model and the questions: nothing of it is written by hand.

Each kind becomes a type, each abstract class an interface, each edge a field or a connection, each question a
root field. Names are the camelCase of the model's.

Not here: how one type is made of its parts (`filters`, `connections`, `rows`), and running a request.
"""

from collections.abc import Iterator, Sequence

import strawberry
from graphql import GraphQLInputObjectType
from strawberry.schema.config import StrawberryConfig

from graph.model import Kind, KindEdge, Model
from graph.model.declaration import camel
from queries.analyses import Analysis
from queries.compiler.limits import LIMITS
from queries.compiler.pages import DEFAULT_PAGE
from queries.questions import Question
from schema.aggregates import GROUPS, declare_aggregates, fill_aggregates
from schema.analyses import analysis_field
from schema.connections import (
    connection_name,
    declare_edge_connection,
    declare_page_info,
    declare_root_connection,
    edge_arguments,
    list_arguments,
)
from schema.descriptions import both, of_edge, of_kind, of_property
from schema.filters import declare_inputs, fill_inputs, value_type
from schema.paths import path_field
from schema.registry import Argument, Field, Registry
from schema.relations import RELATION, declare_relations
from schema.rows import AS_OF, question_field
from schema.scalars import scalar_map

QUERY = (
    f"What can be asked of the graph. A list gives {DEFAULT_PAGE} things a page where `first` is not said, "
    f"and {LIMITS.page} at most; `groups` {GROUPS} and {LIMITS.groups:,}. One field of this type may give "
    f"{LIMITS.nodes:,} things in all, its page sizes multiplied, and {LIMITS.cells:,} values; its filters "
    f"may hold {LIMITS.conditions} conditions, and a filter or an order may follow {LIMITS.hops} relations "
    f"one after another. A selection that goes on beyond that is told by {LIMITS.further} further statements."
)
ID = Argument("id", "ID", "Global id, kind:key · 全局标识")
ID_FIELD = Field("id", "ID", "Global id, kind:key, readable and stable · 全局标识")
LABEL_FIELD = Field(
    "label",
    "String",
    "What to show of it, whatever its kind; not unique · 显示名称",
)
SAMPLE_FIELD = Field("sample", "Boolean", "Whether the thing is invented, for trying out · 虚构数据")


def build_schema(
    model: Model, questions: Sequence[Question] = (), analyses: Sequence[Analysis] = ()
) -> strawberry.Schema:
    """Return the schema of a model, and of the questions and analyses over it.

    Raises:
        SchemaError: if two types or two fields would share a name, or a value has no GraphQL type.
    """
    registry = Registry()
    every = _ordered(model)
    relations = _declare(registry, model, every)
    for kind in every:
        _fill(registry, model, kind, relations)
    registry.add_object("Query", both(QUERY, "查询"))
    registry.fill("Query", list(_root(registry, model, every, questions, analyses)))
    kinds = [registry.class_of(name) for name in model.kinds]
    config = StrawberryConfig(auto_camel_case=False, scalar_map=scalar_map())
    schema = strawberry.Schema(query=registry.class_of("Query"), types=kinds, config=config)
    _complete(schema)
    return schema


def _complete(schema: strawberry.Schema) -> None:
    """Say to graphql-core what Strawberry keeps to itself, since documents are validated by graphql-core."""
    schema._schema.description = both(
        "A region's quality responsibility system: who answers for it, by which rule and record",
        "区域质量责任体系",
    )
    for each in schema._schema.type_map.values():
        if isinstance(each, GraphQLInputObjectType):
            definition = each.extensions["strawberry-definition"]
            each.is_one_of = definition.is_one_of


def _ordered(model: Model) -> list[Kind]:
    """Interfaces before those that implement them, since a class is made after the ones above it."""
    interfaces = sorted(model.interfaces.values(), key=lambda kind: len(kind.interfaces))
    return [*interfaces, *model.kinds.values()]


def _declare(registry: Registry, model: Model, every: Sequence[Kind]) -> list[Field]:
    """Declare the types, and return what every kind has beside what the model says."""
    registry.add_interface("Node", both("Anything in the graph with an id of its own (Relay)", "节点"))
    declare_page_info(registry)
    relations = declare_relations(registry, model)
    registry.fill("Node", [ID_FIELD, LABEL_FIELD, SAMPLE_FIELD, *relations])
    for kind in every:
        make = registry.add_interface if kind.abstract else registry.add_object
        make(kind.label, of_kind(kind), (*kind.interfaces, "Node"))
        declare_inputs(registry, kind)
        declare_aggregates(registry, kind)
    return relations


def _fill(registry: Registry, model: Model, kind: Kind, relations: list[Field]) -> None:
    declare_root_connection(registry, kind)
    for edge in model.edges(kind):
        # What a kind inherits is declared with the interface.
        if edge.many and edge.source == kind.label:
            declare_edge_connection(registry, model, edge)
    registry.fill(kind.label, [*_fields(registry, model, kind), *relations])
    fill_inputs(registry, model, kind)
    fill_aggregates(registry, model, kind)


def _fields(registry: Registry, model: Model, kind: Kind) -> Iterator[Field]:
    yield ID_FIELD
    yield LABEL_FIELD
    for prop in kind.properties:
        value = value_type(registry, prop)
        full = f"{value} | None" if prop.nullable else value
        yield SAMPLE_FIELD if prop.name == "sample" else Field(camel(prop.name), full, of_property(prop))
    for edge in model.edges(kind):
        yield _edge_field(model, edge)


def _edge_field(model: Model, edge: KindEdge) -> Field:
    if edge.many:
        found, arguments = f"{connection_name(edge)}Connection", edge_arguments(edge)
    else:
        found, arguments = f"{edge.target} | None" if edge.nullable else edge.target, []
    return Field(camel(edge.name), found, of_edge(model, edge), arguments)


def _root(
    registry: Registry,
    model: Model,
    every: Sequence[Kind],
    questions: Sequence[Question],
    analyses: Sequence[Analysis],
) -> Iterator[Field]:
    for question in questions:
        yield question_field(registry, model, question)
    for analysis in analyses:
        yield analysis_field(registry, model, analysis)
    yield Field("node", "Node | None", "The thing with this id, of whatever kind · 按标识查询", [ID, AS_OF])
    ids = Argument("ids", "list[ID]", f"Global ids, of any kinds, {LIMITS.ids} at most · 全局标识列表")
    text = "The things with these ids, in their order; null where there is none · 按标识批量查询"
    yield Field("nodes", "list[Node | None]", text, [ids, AS_OF])
    if RELATION in registry:
        yield path_field(registry)
    for kind in every:
        yield _by_id(registry, kind)
        arguments = [*list_arguments(kind.label), AS_OF]
        text = f"Those that are a {kind.label}, a page at a time · {kind.zh}列表"
        yield Field(kind.plural, f"{kind.label}Connection", text, arguments)


def _by_id(registry: Registry, kind: Kind) -> Field:
    """The field of one thing, by its id or by all parts of its natural key."""
    if kind.abstract:
        text = f"The {kind.label} with this id · {kind.zh}"
        return Field(kind.name, f"{kind.label} | None", text, [ID, AS_OF])
    either = Argument("id", "ID | None", "Global id, kind:key; or give the key instead · 全局标识")
    properties = {prop.name: prop for prop in kind.properties}
    parts = [
        Argument(
            camel(name), f"{value_type(registry, properties[name])} | None", of_property(properties[name])
        )
        if name in properties
        else Argument(
            camel(name), "ID | None", f"Global id of {kind.edge(name).target} · {kind.edge(name).zh}"
        )
        for name in kind.keys
    ]
    text = f"The {kind.label} with this id, or this key · {kind.zh}"
    return Field(kind.name, f"{kind.label} | None", text, [either, *parts, AS_OF])
