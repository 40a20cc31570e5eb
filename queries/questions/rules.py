"""The rules that a question's statement keeps, checked when its file is loaded.

They are what lets the compiler trust a file that it embeds unchanged: every node has a name and a kind, which
its label or its edge tells, so that what a caller may see can be put beside it; every relation that holds for
a time is held against the day asked about; nothing is written; values come as parameters. Not here: how words
are found (`lexer`).
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.model import IN, Kind, KindEdge, Model
from queries.questions.lexer import EdgePattern, NodePattern, Words

CLAUSES = "OPTIONAL MATCH|MATCH|UNWIND|WITH|RETURN|CALL|UNION|ORDER BY|WHERE|LIMIT|SKIP"
WORDS = (
    "optional match unwind with return call union order by where limit skip as and or xor not in is case "
    "when then else end distinct exists"
)
# The one procedure that a question may call: it finds nodes by their words, and only reads.
FULLTEXT = "db.index.fulltext.queryNodes"
WRITES = "CREATE|MERGE|SET|DELETE|DETACH|REMOVE|FOREACH|DROP|LOAD CSV"
# What the loader writes on every edge, beside what the edge's own class declares.
EDGE_PROPERTIES = {"key", "valid_from", "valid_to", "inferred", "rule", "records"}
# A code or a label; a place in the document; wording for people, which has a blank in it.
LITERAL = re.compile(r"[A-Z][A-Za-z_]*|[序署一二三四五六七八九十].*|[a-z][^ ]* .*|")

# Its query is a parameter, which the question has made of what was typed, and its answer is bounded.
YIELDS = re.compile(r"\(\w+, \$query, \{limit: (?:\$\w+|\d+)\}\) YIELD node, score$", re.MULTILINE)

Broken = tuple[int, str]  # where, and what is wrong with the remedy


class QuestionRefused(ValueError):
    """A question's file breaks a rule; the text names file, line and remedy."""


def check(text: str, file: Path, columns: Iterable[str], model: Model) -> None:
    """Raise unless a statement keeps every rule.

    Args:
        text: the statement.
        file: where it stands, for people.
        columns: the names that it is to return, in order.
        model: the kinds, types and properties that there are.

    Raises:
        QuestionRefused: it breaks a rule; the first place is told.
    """
    words = Words(text)
    rules = (_prefix(words), _writes(words), _keywords(words), _clauses(words), _literals(words))
    patterns = (_nodes(words, model), _edges(words, model), _properties(words, model))
    broken = [each for rule in (*rules, *patterns, _columns(words, list(columns))) for each in rule]
    if broken:
        at, what = min(broken)
        raise QuestionRefused(f"{file.name}, line {words.line(at)}: {what}")


def _prefix(words: Words) -> Iterator[Broken]:
    if found := re.match(r"\s*(CYPHER|EXPLAIN|PROFILE)\b", words.bare):
        yield found.start(1), f"begins with {found[1]}; leave it out, the compiler writes it"


def _writes(words: Words) -> Iterator[Broken]:
    for found in re.finditer(rf"(?<![\w.:$])({WRITES})\b", words.bare):
        yield found.start(), f"{found[1]} writes; a question only reads"
    for found in re.finditer(r"(?i)\bCALL\s+([\w.`]+)", words.bare):
        if found[1] != FULLTEXT:
            yield (
                found.start(),
                f"calls a procedure; a question walks the graph by patterns, or calls {FULLTEXT}",
            )
        elif not YIELDS.match(words.bare, found.end()):
            remedy = f"{FULLTEXT}(index, $query, {{limit: …}}) YIELD node, score"
            yield found.start(), f"searches in another form; write CALL {remedy}"


def _keywords(words: Words) -> Iterator[Broken]:
    small = "|".join(WORDS.split())
    for found in re.finditer(rf"(?<![\w.:$])({small})\b(?!\s*[:(.,)])", words.bare):
        yield found.start(), f"{found[1]} is a keyword; write {found[1].upper()}"


def _clauses(words: Words) -> Iterator[Broken]:
    start = 0
    for line in words.bare.split("\n"):
        for found in re.finditer(rf"(?<![\w.:$])({CLAUSES})\b(?!\s*:)", line):
            before = line[: found.start()]
            if before.strip() and not _goes_on(before, found[1]):
                yield start + found.start(), f"{found[1]} stands behind another clause; begin a line with it"
        start += len(line) + 1


def _goes_on(before: str, clause: str) -> bool:
    """Whether a clause's word belongs to what stands before it: STARTS WITH, or WHERE within brackets."""
    within = any(before.count(a) > before.count(b) for a, b in ("[]", "()"))
    return (clause == "WHERE" and within) or bool(re.search(r"\b(STARTS|ENDS) $", before))


def _literals(words: Words) -> Iterator[Broken]:
    for found in words.literals:
        if not LITERAL.fullmatch(found.text):
            yield found.at, f"{found.text!r} is a value; make it a parameter"


def _nodes(words: Words, model: Model) -> Iterator[Broken]:
    bound: set[str] = set()
    for node in words.nodes:
        if not node.variable:
            yield node.at, "a node has no variable; give it one"
            continue
        named_before = node.variable in bound or any(at < node.at for at in words.aliases(node.variable))
        yield from _label(node, model, named_before)
        bound.add(node.variable)


def _label(node: NodePattern, model: Model, named_before: bool) -> Iterator[Broken]:
    if not node.labels and not named_before and not _label_told(node, model):
        yield node.at, f"the node {node.variable} has no label; say of which kind it is"
    if node.labels and not node.labels.isidentifier():
        yield node.at, f"the node {node.variable} has several labels; use one, of an interface perhaps"
    elif node.labels and node.labels not in model.classes:
        yield node.at, f"{node.labels} is no kind of the model; correct the label"
    elif node.labels:
        for name in set(node.properties) - _names(model, [node.labels]):
            yield node.at, f"{node.labels} has no property {name}; correct it"


def labels_of(variable: str, words: Words, model: Model) -> set[str]:
    """Return the labels of the nodes in a variable: those written beside it, or else what its edges tell."""
    alike = [node for node in words.nodes if node.variable == variable]
    written = {node.labels for node in alike if node.labels}
    return written or {label for node in alike if (label := _label_told(node, model))}


def _label_told(node: NodePattern, model: Model) -> str:
    """Return the only label that the edges beside a node lead to; "" when they tell none.

    To write it too has Neo4j look it up for each node.
    """
    known = _types(model)
    told = {
        edge.target if (edge.direction is IN) != arrives else edge.source
        for name, arrives in node.ends
        for edge in known.get(name, ())
    }
    return told.pop() if len(told) == 1 else ""


def _edges(words: Words, model: Model) -> Iterator[Broken]:
    for found in words.bare_edges:
        yield found.at, f"{found.text} names no type; write it with one"
    known = _types(model)
    for edge in words.edges:
        yield from _edge(edge, words, known)


def _edge(edge: EdgePattern, words: Words, known: dict[str, list[KindEdge]]) -> Iterator[Broken]:
    if not edge.types:
        yield edge.at, "an edge has no type; say which"
    if edge.length is not None:
        yield (
            edge.at,
            "an edge has a star; write a quantified pattern with the bound inside: ((a)-[r:T]->(b)){0,3}",
        )
    for name in edge.types:
        if name not in known:
            yield edge.at, f"{name} is no edge of the model; correct the type"
        elif any(each.dated for each in known[name]):
            yield from _dated(edge, name, words)


def _dated(edge: EdgePattern, name: str, words: Words) -> Iterator[Broken]:
    if not edge.variable:
        yield edge.at, f"{name} holds for a time; give the edge a variable and bound it by $as_of"
        return
    alike = [each for each in words.edges if each.variable == edge.variable]
    start, end = (_bounds(words, edge.variable, bound) for bound in ("valid_from", "valid_to"))
    if min(start, end) < len(alike):
        remedy = "coalesce({0}.valid_from <= $as_of, true) AND coalesce($as_of < {0}.valid_to, true)"
        yield edge.at, f"{name} holds for a time; bound it: {remedy.format(edge.variable)}"


def _bounds(words: Words, variable: str, bound: str) -> int:
    """Count how often an edge is held against the day; a bound that is not known counts as none."""
    side = f"{variable}.{bound}"
    held = f"{side} <= $as_of" if bound == "valid_from" else f"$as_of < {side}"
    return words.bare.count(f"coalesce({held}, true)") + words.bare.count(f"{side} IS NULL OR {held}")


def _properties(words: Words, model: Model) -> Iterator[Broken]:
    for variable, known, what in _known(words, model):
        for found in re.finditer(rf"(?<![\w.$]){variable}\.(\w+)", words.bare):
            if found[1] not in known and not words.aliases(variable):
                yield found.start(), f"{what} has no property {found[1]}; correct it"


def _known(words: Words, model: Model) -> Iterator[tuple[str, set[str], str]]:
    """Yield each variable of a pattern, the properties that it may have, and what it is."""
    for variable in {node.variable for node in words.nodes if node.variable}:
        labels = sorted(labels_of(variable, words, model))
        if labels and all(label in model.classes for label in labels):
            yield variable, _names(model, labels), " or ".join(labels)
    types = _types(model)
    for variable in {edge.variable for edge in words.edges if edge.variable}:
        named = sorted({name for e in words.edges if e.variable == variable for name in e.types})
        declared = (each.properties for name in named for each in types.get(name, ()))
        own = {name for each in declared if each for name in each.model_fields}
        yield variable, EDGE_PROPERTIES | own, " or ".join(named)


def _columns(words: Words, wanted: list[str]) -> Iterator[Broken]:
    found = words.columns()
    names = [column.text for column in found]
    if names != wanted:
        at = found[0].at if found else len(words.text) - 1
        yield at, f"returns {', '.join(names) or 'nothing'}; return {', '.join(wanted)}, each with AS"


def _names(model: Model, labels: Iterable[str]) -> set[str]:
    return {"id"} | {
        prop.name for label in labels for kind in _kinds(model, label) for prop in kind.properties
    }


def _kinds(model: Model, label: str) -> list[Kind]:
    return [model.kind(label), *model.kinds_below(label)]


def _types(model: Model) -> dict[str, list[KindEdge]]:
    found: dict[str, list[KindEdge]] = {}
    for kind in (*model.kinds.values(), *model.interfaces.values()):
        for edge in model.edges(kind):
            found.setdefault(edge.type, []).append(edge)
    return found
