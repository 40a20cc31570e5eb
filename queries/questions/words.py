"""What a person types → what the full-text indexes are asked, with nothing of Lucene's own syntax in it.

Only letters, digits and Chinese characters of the text are kept, so that no sign of it can be read as syntax.
All parts of the text are wanted, in whatever field; a thing that has them letter for letter comes first. A
text in Latin letters may also be pinyin, in full or by initials; names are indexed so (`loaders.pinyin`).

Not here: what may be pinyin (`pinyin`), and which indexes there are (`graph.model.statements`).
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.model import Kind, Model
from graph.model.statements import fulltext_index
from queries.questions.pinyin import initials_of, readings

MAXIMUM_TEXT = 200  # characters
MAXIMUM_FIRST = 100
ENOUGH = 200  # of one index: more than are answered, since the exact ones are put first afterwards
COUNTED = 10_000  # of one kind: more take longer to count than is worth knowing
WORD = re.compile(r"(?<!^)(?=[A-Z])")  # where a word begins within a label
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
PART = re.compile(rf"{HAN.pattern}|[^\W_]+?(?={HAN.pattern}|[\W_]|$)")


class TextRefused(ValueError):
    """Nothing can be searched for; the message says what to give instead."""


def asked(model: Model, values: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the parameters of a statement that searches for a text.

    Args:
        model: says which kinds are found by words, and by which of their fields.
        values: the arguments; `kinds`, if it is there and given, says in which kinds, and `first` how many.
        text: what was typed.

    Raises:
        TextRefused: the text is empty or too long, or `first` is out of bounds.
    """
    parts = parts_of(text)
    first = values.get("first", MAXIMUM_FIRST)
    if not 1 <= first <= MAXIMUM_FIRST:
        raise TextRefused(f"first is {first}; give a number from 1 to {MAXIMUM_FIRST}.")
    kinds = _kinds(model, values.get("kinds"))
    return {
        "query": query_of(text),
        "text": text.encode("utf-8", "ignore").decode().strip().lower(),  # half a surrogate pair is no text
        "parts": parts,
        "pinyin": bool(readings(text)) or bool(initials_of(text)),
        "indexes": [index for kind in kinds if (index := fulltext_index(kind))],
        "labels": [kind.label for kind in kinds],
        "fields": sorted({prop.name for kind in kinds for prop in kind.properties if prop.fulltext}),
        "names": sorted({prop.name for kind in kinds for prop in kind.properties if prop.pinyin}),
        "enough": ENOUGH,
    }


@cache  # of some fifty labels, at every search
def search_kind(label: str) -> str:
    """Return what a kind or interface is called where a search is narrowed to it: PRODUCT_CLASS."""
    return WORD.sub("_", label).upper()


def searched(model: Model) -> dict[str, list[Kind]]:
    """Return each label, of a kind or interface, with the kinds below it that are found by words."""
    labels = sorted([*model.kinds, *model.interfaces])
    found = {label: [k for k in model.kinds_below(label) if fulltext_index(k)] for label in labels}
    return {label: kinds for label, kinds in found.items() if kinds}


def _kinds(model: Model, labels: list[str] | None) -> list[Kind]:
    every = searched(model)
    wanted = list(every) if labels is None else labels
    found = {kind.label: kind for label in wanted for kind in every[label]}
    return [found[label] for label in sorted(found)]


def parts_of(text: str) -> list[str]:
    """Return the runs of Chinese characters and the words of a text, in lower case.

    Raises:
        TextRefused: it has none, or is too long.
    """
    if len(text) > MAXIMUM_TEXT:
        raise TextRefused(f"The text has {len(text):,} characters; search for at most {MAXIMUM_TEXT}.")
    parts = PART.findall(unicodedata.normalize("NFKC", text).lower())  # wide letters are letters too
    if not parts:
        raise TextRefused("The text holds nothing to search for; give a letter, a digit or a character.")
    return parts


def query_of(text: str) -> str:
    """Return the query of a text: its parts as they stand before their pieces, and what it may be in pinyin.

    Raises:
        TextRefused: it has no parts, or is too long.
    """
    parts = parts_of(text)
    whole = " AND ".join(_whole(part) for part in parts)
    loose = " AND ".join(_loose(part) for part in parts)
    read = [f'"{" ".join(f"{each}0" for each in found)}"^2' for found in readings(text)]
    read += [f'"{initials}"' for initials in initials_of(text)]
    return " OR ".join([f"({whole})^4", f"({loose})", *read])


def nearest_of(text: str) -> str:
    """Return the query for what is like a text: any of its pieces will do.

    Raises:
        TextRefused: it has no parts, or is too long.
    """
    pieces = [piece for part in parts_of(text) for piece in _pieces(part)]
    return f"({query_of(text)})^4 OR {' OR '.join(pieces)}"


def _whole(part: str) -> str:
    return f"({' OR '.join(_pieces(part))})" if len(part) == 1 else f'"{part}"'


def _loose(part: str) -> str:
    if HAN.fullmatch(part):
        return f"({' AND '.join(_pieces(part))})" if len(part) > 1 else f"({' OR '.join(_pieces(part))})"
    return f'("{part}" OR {part}*)' if len(part) > 2 else f'"{part}"'


def _pieces(part: str) -> list[str]:
    """The index knows two characters at a time; one alone is what two begin or end with."""
    if not HAN.fullmatch(part):
        return [f'"{part}"']
    if len(part) == 1:
        return [f'"{part}"', f"{part}*", f"*{part}"]
    return [f'"{part[at : at + 2]}"' for at in range(len(part) - 1)]
