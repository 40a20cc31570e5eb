"""Plans: what a document's operation compiles to, kept for the next request of the same form.

A plan holds for all requests whose variables have the same form and in which the same is decided. Where a
document comes again, its root fields are merged into one statement.

Not here: parsing and validating a document, and running a plan (`executor`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
)
from graphql.execution.values import VariableValues

from queries.compiler import (
    Compiled,
    Compiler,
    Context,
    Decision,
    Decisions,
    Merged,
    Selected,
    SelectionRefused,
    Statement,
    Today,
    form_of,
    made,
    merged,
)
from schema import errors
from schema.selection import INTROSPECTION, Collector

MAXIMUM_ROOTS = 20
PLANS = 8  # of one operation: a client's forms of variables are few
MERGED_AT = 3  # the first requests run each field's own text, which others may have had planned already
MERGED_MOST = 5  # planning takes longer with each


@dataclass(frozen=True)
class Operation:
    """One operation of a document, checked."""

    document: DocumentNode
    node: OperationDefinitionNode
    fragments: dict[str, FragmentDefinitionNode]
    plans: "list[Plan]" = field(default_factory=list)


@dataclass(frozen=True)
class Root:
    """A root field of a plan: what it compiles to, or why it is refused."""

    key: str
    name: str
    selected: Selected
    compiled: Compiled | None = None
    refusal: SelectionRefused | None = None


@dataclass
class Plan:
    """What an operation's root fields compile to, for requests of one form.

    Args:
        form: of the variables.
        decisions: that have to come out the same.
        roots: in the order of the answer.
        fields: how many fields are selected, counted with fragments expanded.
        lasting: whether other requests may use it.
        used: how often it was, to know what comes again.
    """

    form: Any
    decisions: tuple[Decision, ...]
    roots: tuple[Root, ...]
    fields: int
    lasting: bool
    used: int = 0
    _merged: "tuple[Merged, tuple[str, ...]] | None" = None

    def serves(self, form: Any, context: Context) -> bool:
        """Whether it holds for a request."""
        return bool(form == self.form) and all(each.holds(context) for each in self.decisions)

    @property
    def describes(self) -> bool:
        """Whether something is asked of the schema itself."""
        return any(root.name in INTROSPECTION for root in self.roots)

    def statements(self) -> Iterator[Statement]:
        """Yield the statements of all root fields, in turn, as they are before they are merged."""
        for root in self.roots:
            yield from root.compiled.statements if root.compiled else ()

    def at_once(self) -> "tuple[Merged, tuple[str, ...]] | None":
        """Return what asks for several root fields at once, and their keys; None as long as none does."""
        if self._merged is None and self.lasting and self.used >= MERGED_AT:
            some = [root for root in self.roots if root.compiled and _merges(root.compiled)][:MERGED_MOST]
            if len(some) > 1:
                statements = [root.compiled.statement for root in some if root.compiled]
                self._merged = (
                    merged([each for each in statements if each]),
                    tuple(root.key for root in some),
                )
        return self._merged


def _merges(compiled: Compiled) -> bool:
    """Whether a field may be merged: a question's text is long, and planned once for all documents."""
    return compiled.statement is not None and not compiled.question


@dataclass(frozen=True)
class Planner:
    """Makes plans, and finds those that were made."""

    schema: GraphQLSchema
    root: GraphQLObjectType
    compiler: Compiler

    def plan(self, operation: Operation, variables: VariableValues, context: Context) -> Plan:
        """Return the plan of an operation for a request.

        Raises:
            SelectionRefused: the operation as a whole asks for too much.
        """
        form = form_of(context.variables)
        for plan in operation.plans:
            if plan.serves(form, context):
                plan.used += 1
                return plan
        plan = self._made(operation, variables, context, form)
        if plan.lasting:
            operation.plans.insert(0, plan)
            del operation.plans[PLANS:]
        return plan

    def _made(self, operation: Operation, variables: VariableValues, context: Context, form: Any) -> Plan:
        decisions = Decisions(context)
        collector = Collector(self.schema, operation.fragments, variables, decisions)
        selected = collector.collect(self.root, [operation.node.selection_set])
        if len(selected) > MAXIMUM_ROOTS:
            raise SelectionRefused(
                errors.LIMIT_EXCEEDED, f"The operation has more than {MAXIMUM_ROOTS} root fields: split it."
            )
        roots = tuple(self._root(each, decisions) for each in selected)
        lasting = decisions.lasting and not any(root.refusal for root in roots)
        return Plan(form, tuple(decisions.made), roots, collector.collected, lasting)

    def _root(self, each: Selected, decisions: Decisions) -> Root:
        if each.name in INTROSPECTION or each.name == "__typename":
            return Root(each.key, each.name, each)
        if each.refusal:
            refusal = SelectionRefused(errors.BAD_USER_INPUT, f"{each.refusal}.")
            return Root(each.key, each.name, each, refusal=refusal)
        as_of = made(_day, [each.arguments.get("asOf"), Today()])
        try:
            compiled = self.compiler.compile(each, as_of, decisions)
        except SelectionRefused as refusal:
            return Root(each.key, each.name, each, refusal=refusal)
        return Root(each.key, each.name, each, compiled)


def _day(said: list[Any]) -> date:
    asked, today = said
    day: date = asked or today
    return day
