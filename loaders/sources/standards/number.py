"""The one way to write a standard's number, whatever way it came: full-width, other dashes, run together.

National and other Chinese numbers have a dash before the year (`GB/T 19001-2016`), ISO and IEC a colon
(`ISO/IEC 17025:2017`), behind which an amendment names itself (`ISO 9001:2015/Amd 1:2024`). Not here: which
standards there are.
"""

import re
import unicodedata

from graph.model.standards import StandardLevel

# 一 is no dash, but stands for one in many a printed number.
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－ー一"), "-")
_SHAPE = re.compile(
    r"(?P<body>(?:DB\d+|[A-Z]+)(?:/[A-Z]+)*)\s*(?P<guide>GUIDE)?\s*"
    r"(?P<serial>\d+S?(?:\.\d+)*(?:-\d{1,3})?)(?:\s*[-:]\s*(?P<year>\d{4}|\d{2}))?"
)
# What ISO and IEC publish beside: `ISO/IEC TR 29110-5-1:2012`, parts of any length, amendments.
_INTERNATIONAL = re.compile(
    r"(?:ISO|IEC|IWA)(?:/[A-Z][A-Z0-9]*)*(?: [A-Z]+)? \d+(?:-\d+)*(?:\.\d+)?(?::\d{4})?"
    r"(?:/(?:[A-Z]+ )*[A-Z]+ \d+(?:\.\d+)?(?::\d{4})?)*"
)
_CASED = {"GUIDE": "Guide", "AMD": "Amd", "DAMD": "DAmd", "COR": "Cor", "DCOR": "DCor", "ADD": "Add"}
_CASED |= {"SUPPL": "Suppl", "DSUPPL": "DSuppl"}
_LEVELS = {
    "GB": StandardLevel.NATIONAL,
    "ISO": StandardLevel.INTERNATIONAL,
    "IEC": StandardLevel.INTERNATIONAL,
    "IWA": StandardLevel.INTERNATIONAL,
}
_RUN_TOGETHER = {"GBT": "GB/T", "GBZ": "GB/Z", "ISOIEC": "ISO/IEC"}


class NumberRefused(ValueError):
    """What was given is no standard's number; the message says what one looks like."""


def standard_number(written: str) -> str:
    """Return a standard's number as keys have it.

    Args:
        written: the number as a source has it.

    Raises:
        NumberRefused: it is no number of a standard.
    """
    text = unicodedata.normalize("NFKC", written).translate(_DASHES).upper()
    text = re.sub(r"\s*([/-])\s*", r"\1", " ".join(text.split()))
    found = _SHAPE.fullmatch(text)
    if not found and _INTERNATIONAL.fullmatch(text):
        return re.sub(r"[A-Z]+", lambda word: _CASED.get(word[0], word[0]), text)
    if not found:
        raise NumberRefused(f"{written!r} is no standard's number; write it as GB/T 19001-2016")
    body = _RUN_TOGETHER.get(found["body"], found["body"])
    name = f"{body} Guide {found['serial']}" if found["guide"] else f"{body} {found['serial']}"
    return f"{name}{_before_year(body)}{found['year']}" if found["year"] else name


def issuer_of(number: str) -> str | None:
    """Return who issues the standards of a number's series, as far as the series says it."""
    series = number.partition(" ")[0]
    if series.partition("/")[0] == "GB":
        return "国家标准"
    return series if series in ("ISO", "IEC", "ISO/IEC") else None


def level_of(number: str) -> StandardLevel | None:
    """Return whose standard it is, where the number's series says it; None: another series, not stated."""
    body = number.partition(" ")[0].partition("/")[0]
    return StandardLevel.LOCAL if re.fullmatch(r"DB\d+", body) else _LEVELS.get(body)


def _before_year(body: str) -> str:
    return ":" if body.partition("/")[0] in ("ISO", "IEC", "IWA") else "-"
