"""Authority: whom to believe when two say different things, as data (`authority.toml`).

Every system has a rank. A field may have an order of systems of its own, and a policy by which its claims are
weighed. Not here: the weighing itself (`claims`).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.model import Kind, KindEdge, Model, Property, quality_model
from loaders.errors import AuthorityWrong, misfits

FILE = Path(__file__).with_name("authority.toml")
UNLISTED = 2**31


class Policy(Enum):
    """How the claims about a field are weighed."""

    RANK = "rank"  # the system that stands first
    NEWEST = "newest"  # the latest day, which each claim itself gives in the property `by`
    MUST_AGREE = "must_agree"  # what all say; nothing while they differ


class FieldRule(BaseModel):
    """How the claims about one field are weighed; systems that are not listed come after those that are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    systems: tuple[str, ...] = ()
    policy: Policy = Policy.RANK
    by: str | None = None

    def order_of(self, system: str) -> int:
        """Return the place of a system in the field's own order, from 0."""
        return self.systems.index(system) if system in self.systems else len(self.systems)


PLAIN = FieldRule()


@dataclass(frozen=True)
class Authority:
    """Whom to believe.

    Args:
        ranks: the rank of systems, the lowest number to be believed first.
        fields: by the label of a kind or interface and the field, the rules of fields that have their own.
    """

    ranks: Mapping[str, int]
    fields: Mapping[str, Mapping[str, FieldRule]] = field(default_factory=dict)

    def rank_of(self, system: str) -> int:
        """Return the rank of a system; one that is not listed comes last."""
        return self.ranks.get(system, UNLISTED)

    def rules_of(self, kind: Kind) -> Mapping[str, FieldRule]:
        """Return the rules of a kind's fields, by field; its own go before those of an interface."""
        labels = (*reversed(kind.interfaces), kind.label)
        if labels not in self._found:
            above = (self.fields.get(label, {}) for label in labels)
            self._found[labels] = {name: rule for rules in above for name, rule in rules.items()}
        return self._found[labels]

    @cached_property
    def _found(self) -> dict[tuple[str, ...], Mapping[str, FieldRule]]:
        """The rules that were found, by the labels of a kind: they are asked for with each entity."""
        return {}


class _Written(BaseModel):
    """The file as it is written."""

    model_config = ConfigDict(extra="forbid")

    rank: dict[str, int]
    fields: dict[str, dict[str, FieldRule]] = Field(default_factory=dict)


def ranking(file: Path = FILE, model: Model | None = None) -> Authority:
    """Return what a file says of whom to believe.

    Args:
        file: in the form of `authority.toml`.
        model: what it speaks of; the one of the house when left out.

    Raises:
        AuthorityWrong: a key or value in it is wrong, or the model has no such field.
    """
    try:
        written = _Written.model_validate(tomllib.loads(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as unreadable:
        raise AuthorityWrong(file, [f"it cannot be read: {unreadable}"]) from unreadable
    except ValidationError as wrong:
        raise AuthorityWrong(file, misfits(wrong)) from wrong
    if problems := list(_misfits(written, model or quality_model())):
        raise AuthorityWrong(file, problems)
    return Authority(written.rank, written.fields)


def _misfits(written: _Written, model: Model) -> Iterator[str]:
    for label, fields in written.fields.items():
        if label not in model.kinds and label not in model.interfaces:
            yield f"fields.{label}: the model has no kind of this name; docs/model.md lists them"
            continue
        kind = model.kind(label)
        for name, rule in fields.items():
            where = f"fields.{label}.{name}"
            yield from (f"{where}: {problem}" for problem in _wrong_with(kind, name))
            yield from (f"{where}.{problem}" for problem in _wrong_in(kind, name, rule, written.rank))


def _wrong_with(kind: Kind, name: str) -> Iterator[str]:
    found = field_of(kind, name)
    if found is None:
        yield f"{kind.label} has no field of this name; write it as the model does, such as founded_on"
    elif found.key:
        yield "it is part of the key, of which two records about one thing say the same; leave it out"
    elif isinstance(found, KindEdge) and (found.many or found.dated) and not found.single:
        yield "of this relation all is served that anyone claims; leave it out"


def _wrong_in(kind: Kind, name: str, rule: FieldRule, ranks: Mapping[str, int]) -> Iterator[str]:
    found = field_of(kind, name)
    if len(set(rule.systems)) < len(rule.systems):
        yield "systems: one stands there twice; keep the first"
    if unknown := [system for system in rule.systems if system not in ranks]:
        yield f"systems: {', '.join(unknown)} has no rank; write it right, or give it one in [rank]"
    if rule.policy is Policy.MUST_AGREE and isinstance(found, KindEdge) and found.single:
        yield "policy: of what holds one at a time, what is not at odds is served; take rank or newest"
    elif rule.policy is Policy.MUST_AGREE and found is not None and not found.nullable:
        yield "policy: nothing is served while claims differ, but this field is never missing; take rank"
    if rule.policy is not Policy.NEWEST:
        if rule.by is not None:
            yield "by: only the policy newest asks for a day; leave it out"
        return
    day = field_of(kind, rule.by) if rule.by else None
    if not isinstance(day, Property) or not _is_day(day.type):
        yield f"by: name the property of {kind.label} that holds the day of what is claimed"


def _is_day(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, date)


def field_of(kind: Kind, name: str) -> Property | KindEdge | None:
    """Return a property or declared edge of a kind by its name in the model, or None."""
    return next((each for each in declared_fields(kind) if each.name == name), None)


def declared_fields(kind: Kind) -> list[Property | KindEdge]:
    """Return the properties and declared edges of a kind, in the order of the model."""
    return [*kind.properties, *kind.edges]
