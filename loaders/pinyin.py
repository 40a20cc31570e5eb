"""How Chinese names are read: the hidden property by which the full-text index finds them in pinyin.

Derived from what is served, whoever claimed it, and never a claim of its own. 黑名单 becomes
`hei0 ming0 dan0 h9 m9 d9`: the digits keep syllables and initials apart from the words of other languages,
and from the stop words of the index, such as `an`. `queries.questions.words` asks in the same form.

Not here: which fields are names (`graph.model`), and the index (`graph.model.statements`).
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from graph.model import Kind
from graph.model.kinds import PINYIN

# Within a run, punctuation counts as nothing: 质量失信企业“黑名单”制度 is read in one breath.
RUN = re.compile(r"(?:[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff][^\w\s]*)+")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def reading_of(kind: Kind, properties: Mapping[str, Any]) -> dict[str, str]:
    """Return the hidden property of an entity of a kind; empty for a kind without names.

    Args:
        kind: the kind, whose fields say which are names.
        properties: its settled properties.
    """
    if not kind.read:
        return {}
    return {PINYIN: pinyin_of(*(properties.get(name) or "" for name in kind.read))}


def pinyin_of(*names: str) -> str:
    """Return how names are read, in the form of the index; "" when nothing in them is Chinese."""
    return " ".join(part for name in names for part in _parts(name))


def _parts(name: str) -> Iterator[str]:
    for run in RUN.finditer(name):
        yield from _read("".join(HAN.findall(run[0])))


@lru_cache(10_000)  # names of products and offices share most of their words
def _read(run: str) -> tuple[str, str]:
    from pypinyin import lazy_pinyin  # 56 MB of words, which a service that loads nothing need not hold

    # The index knows v for ü, but writes lue and nue as most people type them.
    syllables = [_typed(each) for each in lazy_pinyin(run)]
    return " ".join(f"{each}0" for each in syllables), " ".join(f"{each[0]}9" for each in syllables)


def _typed(syllable: str) -> str:
    return syllable[0] + "ue" if syllable in ("lve", "nve") else syllable
