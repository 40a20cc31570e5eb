"""The model: what kinds of thing there are, declared once.

Not here: loading, querying and the API, which all follow from it.
"""

from graph.model.declaration import IN, OUT, Direction, Edge, FullText, Index, Key, Link, Node, Vocabulary, Zh
from graph.model.description import Model, quality_model
from graph.model.kinds import Kind, KindEdge, ModelError, Property, properties_of
from graph.model.statements import constraints, indexes, merge_edges, merge_nodes

__all__ = [
    "IN",
    "OUT",
    "Direction",
    "Edge",
    "FullText",
    "Index",
    "Key",
    "Kind",
    "KindEdge",
    "Link",
    "Model",
    "ModelError",
    "Node",
    "Property",
    "Vocabulary",
    "Zh",
    "constraints",
    "indexes",
    "merge_edges",
    "merge_nodes",
    "properties_of",
    "quality_model",
]
