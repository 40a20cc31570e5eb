"""Masks: personal numbers (identity cards, telephones, bank accounts) kept out of messages and logs.

The rule is coarse on purpose: whatever looks like such a number is hidden, in whichever column it stands,
since a number may have slipped into the wrong one. Whoever corrects the row finds it by its place, and the
clear text in the file of rejected rows alone. Not here: that file (`quarantine`).
"""

import re

SHOWN = 80
_BETWEEN = r"[\s.()（）_‐-―－-]{0,2}"  # what people write between the digits; a digit is one of any script
_HIDDEN = re.compile(
    rf"\d(?:{_BETWEEN}\d){{10,}}(?:{_BETWEEN}[XxＸｘ])?"  # 11 or more: a mobile telephone is the shortest
    rf"|(?<!\d)[0０]\d{{2,3}}{_BETWEEN}\d{{7,8}}(?!\d)"  # a telephone with its area code has 10 to 12
)


def masked(text: str) -> str:
    """Return a text with every personal number replaced by how many digits it has."""
    return _HIDDEN.sub(lambda found: f"‹{sum(map(str.isdigit, found[0]))} digits›", text)


def shown(value: object, *, sensitive: bool = False) -> str:
    """Return a value as a message shows it: masked, short, and without signs that a terminal would obey.

    Args:
        value: as it was delivered.
        sensitive: nothing of it may be shown.
    """
    text = value if isinstance(value, str) else str(value)
    if sensitive:
        return f"‹{len(text)} signs›"
    text = masked(text)
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")
