"""The plan of a load in words and as JSON, one record each. Not here: what is planned (`loaders.plan`)."""

import json
from dataclasses import asdict

from loaders.plan import Change, Intent, Planned

SIGNS = {Intent.ADD: "+", Intent.CHANGE: "~", Intent.WITHDRAW: "-"}
NOTHING = "nothing"


def told_in_words(planned: Planned) -> str:
    """Return what is meant to be done about a record, as a line with an indented one for each change."""
    place = f"  {planned.place}" if planned.place else ""
    lines = [f"{SIGNS[planned.intent]} {planned.key}{place}", *map(_change, planned.changes)]
    return "\n".join(lines)


def told_as_json(planned: Planned) -> str:
    """Return the same as one line of JSON, whose keys stay."""
    return json.dumps({**asdict(planned), "intent": planned.intent.value}, ensure_ascii=False)


def _change(change: Change) -> str:
    if change.field is None:
        return f"    {change.thing}: {'described no more' if change.after is None else 'described too'}"
    before, after = (NOTHING if each is None else each for each in (change.before, change.after))
    return f"    {change.thing} {change.field}: {before} → {after}"
