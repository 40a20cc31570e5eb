"""Equality: whether two values of one field mean the same, however they are written.

Texts are compared without what differs by habit only: full and half width, kinds of brackets and dashes,
spaces. Decimals are compared by value, points in time as instants, lists without their order. A day is a day:
the model has no coarser one. Not here: which of two different values is served (`claims`).
"""

import re
import unicodedata
from collections.abc import Hashable
from typing import Any

# After NFKC, which already makes half width of full width, and one bracket of its wide form.
_ALIKE = str.maketrans("〔〕【】[]〈〉《》“”‘’‐‑‒–—―−·•‧・", "()()()<><>\"\"''-------····")
_SPACES = re.compile(r"\s+")
_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")  # Latin words keep the space between them
_IN_BRACKETS = re.compile(r"(?<=\() | (?=\))| (?=\()|(?<=\)) ")


def meaning(value: Any) -> Hashable:
    """Return what a value means: equal for two values that differ only in how they are written.

    Args:
        value: of one field; those of different fields are not to be compared.
    """
    if isinstance(value, str):
        return _folded(value)
    if isinstance(value, list | tuple):
        return tuple(sorted((meaning(each) for each in value), key=repr))
    found: Hashable = value  # decimals, days and points in time are equal by what they say
    return found


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    spaced = _BESIDE_HAN.sub("", _SPACES.sub(" ", plain).strip())
    return _IN_BRACKETS.sub("", spaced)
