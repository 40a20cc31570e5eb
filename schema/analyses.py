"""The root fields of the analyses. Not here: their rows as types (`rows`), and computing them (`desk`)."""

from collections.abc import Iterator

from graph.model import Model
from graph.model.declaration import camel
from queries.analyses import Analysis
from queries.compiler.limits import LIMITS
from queries.compiler.pages import DEFAULT_PAGE
from schema.descriptions import both
from schema.filters import value_name
from schema.registry import Argument, Field, Registry
from schema.rows import AS_OF, declare_row


def analysis_field(registry: Registry, model: Model, analysis: Analysis) -> Field:
    """Declare what an analysis answers with, and return its root field."""
    answer = declare_row(registry, model, analysis.row, analysis.zh)
    arguments = [*_arguments(registry, analysis), AS_OF]
    return Field(camel(analysis.name), f"{answer} | None", both(analysis.doc, analysis.zh), arguments)


def _arguments(registry: Registry, analysis: Analysis) -> Iterator[Argument]:
    if analysis.subject is not None:
        yield Argument("of", "ID", both(analysis.subject, "全局标识"))
    if analysis.narrowed is not None:
        name, values = analysis.narrowed
        kind = value_name(registry, values, f"{analysis.name}.{name}", None)
        yield Argument(name, f"{kind} | None", "Only those; all of them if not said · 筛选")
    if analysis.listing:
        yield Argument("first", "Int", f"How many, 0 to {LIMITS.page} · 数量", DEFAULT_PAGE)
        yield Argument("after", "String | None", "The endCursor of the page before · 起始游标")
