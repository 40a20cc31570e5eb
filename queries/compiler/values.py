"""Values of a request that a plan leaves open: it is made once, and used for all values of the same form.

An argument is a tree of mappings and lists with values at its leaves. A leaf that a variable gives is
`Given`; what is made of such leaves is `Made`; any other leaf stands in the document. What shapes the plan (a
page's size, the kind of an id, a direction) is decided by a `Decision`, which a plan is only used with again
when it comes out the same.

Not here: what is decided, and plans themselves (`compiler`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Context:
    """What one request gives: the coerced values of its variables, and the day that it is asked on."""

    variables: Mapping[str, Any]
    today: date


@dataclass(frozen=True)
class Given:
    """A value that a variable gives, by its place within the variables."""

    path: Path

    def of(self, context: Context) -> Any:
        """Return the value in a request."""
        found: Any = context.variables
        for step in self.path:
            found = found[step]
        return found


@dataclass(frozen=True)
class Made:
    """A value that a function makes of others, some of which are given."""

    make: Callable[[Any], Any]
    parts: Any

    def of(self, context: Context) -> Any:
        """Return the value in a request; whatever the function raises."""
        return self.make(resolved(self.parts, context))


@dataclass(frozen=True)
class Today:
    """The day that a request is asked on."""

    def of(self, context: Context) -> date:
        """Return the day of a request."""
        return context.today


OPEN = (Given, Made, Today)


def is_open(tree: Any) -> bool:
    """Whether a tree holds a value that only a request tells."""
    if isinstance(tree, Mapping):
        return any(is_open(each) for each in tree.values())
    return any(map(is_open, tree)) if isinstance(tree, list) else isinstance(tree, OPEN)


def resolved(tree: Any, context: Context) -> Any:
    """Return a tree with the values of a request."""
    if isinstance(tree, OPEN):
        return tree.of(context)
    if isinstance(tree, Mapping):
        return {name: resolved(each, context) for name, each in tree.items()}
    return [resolved(each, context) for each in tree] if isinstance(tree, list) else tree


def made(make: Callable[[Any], Any], parts: Any) -> Any:
    """Return what a function makes of a tree: at once where nothing of it is open."""
    return Made(make, parts) if is_open(parts) else make(parts)


def opened(value: Any, path: Path) -> Any:
    """Return the tree of a variable's value: its form as it is, and each leaf as one that the variable gives.

    A list of scalars is one leaf: how many it holds changes no statement. An empty one may be of anything.
    """
    if isinstance(value, Mapping):
        return {name: opened(each, (*path, name)) for name, each in value.items()}
    if isinstance(value, list) and _is_formed(value):
        return [opened(each, (*path, place)) for place, each in enumerate(value)]
    return None if value is None else Given(path)


def form_of(value: Any) -> Any:
    """Return the form of a value: what two have in common that lead to the same tree."""
    if isinstance(value, Mapping):
        return tuple((name, form_of(each)) for name, each in value.items())
    if isinstance(value, list) and _is_formed(value):
        return [form_of(each) for each in value]
    return value is None


def _is_formed(values: list[Any]) -> bool:
    return not values or any(isinstance(each, Mapping) for each in values)


@dataclass(frozen=True)
class Decision:
    """What was decided by a value: a plan holds for requests in which it comes out the same."""

    value: Any
    by: Callable[[Any], Any]
    found: Any

    def holds(self, context: Context) -> bool:
        """Whether a request leads to the same; one that is refused does not."""
        try:
            return bool(self.by(resolved(self.value, context)) == self.found)
        except Exception:  # compiled anew, it is refused with its reason
            return False


def itself(value: Any) -> Any:
    """Decide by a value as it is."""
    return value


@dataclass
class Decisions:
    """What was decided while a plan was made for a request; `lasting` is False when no other may use it."""

    context: Context
    made: list[Decision] = field(default_factory=list)
    lasting: bool = True

    def on(self, value: Any, by: Callable[[Any], Any] = itself) -> Any:
        """Decide by a value: return what `by` makes of it, and hold the plan to that."""
        found = by(resolved(value, self.context))
        if is_open(value):
            self.made.append(Decision(value, by, found))
        return found

    def only_now(self, tree: Any) -> Any:
        """Return a tree with this request's values, for a plan that no other request may use."""
        self.lasting = False
        return resolved(tree, self.context)
