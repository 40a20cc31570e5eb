"""What is typed in Latin letters, read as pinyin: in syllables, or as their initials.

Not here: how names are read (`loaders.pinyin`), and the query that is made of a reading (`words`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

READINGS = 8  # of one text
# Every syllable of Mandarin as it is typed without tones, by its initial.
SYLLABLES = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "f": "a an ang ei en eng o ou u",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo v",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue un uo v",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "w": "a ai an ang ei en eng o u",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
}
_KNOWN = frozenset(initial + rest for initial, rests in SYLLABLES.items() for rest in rests.split())


@lru_cache(maxsize=256)
def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return how a text in Latin letters may be read as pinyin, with the longest syllables first."""
    typed = text.lower().replace("ü", "v").replace("’", "'")
    words = re.split(r"[\s'-]+", typed.strip())
    if not all(re.fullmatch(r"[a-z]+", word) for word in words):
        return ()
    # A blank or an apostrophe parts syllables.
    return tuple(islice(_across(words), READINGS))


def _across(words: list[str]) -> Iterator[tuple[str, ...]]:
    if not words:
        yield ()
        return
    for head in islice(_split(words[0]), READINGS):
        yield from (head + tail for tail in _across(words[1:]))


def _split(word: str) -> Iterator[tuple[str, ...]]:
    # What can be split to the end is found first, so that a long word of no reading costs no more than that.
    ends = _splits_from(word)
    yield from _walk(word, 0, ends)


def _splits_from(word: str) -> list[bool]:
    can = [False] * len(word) + [True]
    for at in reversed(range(len(word))):
        can[at] = any(
            can[end] and word[at:end] in _KNOWN for end in range(at + 1, min(at + 6, len(word)) + 1)
        )
    return can


def _walk(word: str, at: int, can: list[bool]) -> Iterator[tuple[str, ...]]:
    if at == len(word):
        yield ()
        return
    for end in range(min(at + 6, len(word)), at, -1):
        if can[end] and word[at:end] in _KNOWN:
            yield from ((word[at:end], *rest) for rest in _walk(word, end, can))


def initials_of(text: str) -> list[str]:
    """Return a text as the initials of syllables, as the index writes them; none when it can be none."""
    letters = re.sub(r"\s+", "", text.lower())
    return [" ".join(f"{each}9" for each in letters)] if re.fullmatch(r"[a-z]{2,12}", letters) else []
