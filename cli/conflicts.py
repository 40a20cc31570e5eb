"""`./qg conflicts`: in which fields records disagree. Not here: how that is found (`loaders.conflicts`)."""

import json
from typing import Annotated, Any

import typer

from cli.problems import told
from cli.settings import DataDir, Settings, opened
from cli.status import status_of
from graph.model import quality_model
from loaders.conflicts import open_conflicts
from loaders.errors import NoSuchThing


def conflicts(
    system: Annotated[str | None, typer.Option(help="Only those that this system has a part in.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only those about this kind, such as Enterprise.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="How many to tell.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As one line of JSON.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Tell the fields about which live records disagree: all values, whose each is, and which is served (*).

    Exit status: 0 told; 4 there is no such kind; 6 the database failed.

    Example: ./qg conflicts --system quality-supervision --kind Enterprise --limit 5
    """
    with told(status_of):
        if kind is not None and kind not in (kinds := quality_model().kinds):
            raise NoSuchThing(f"The model has no kind {kind}; it has {', '.join(kinds)}.")
        with opened(Settings.of(data_dir=data_dir)) as database:
            count, found = open_conflicts(database, system, kind, limit)
    if as_json:
        typer.echo(json.dumps({"count": count, "conflicts": found}, ensure_ascii=False))
        return
    for each in found:
        typer.echo(_text(each))
    more = f", of which {len(found):,} are told; --limit tells more" if count > len(found) else ""
    typer.echo(f"{count:,} open conflicts{more}")


def _text(conflict: dict[str, Any]) -> str:
    since = f", since {conflict['since']}" if conflict["since"] else ""
    lines = [f"{conflict['entity']} {conflict['field']}: {conflict['decided_by']}{since}"]
    for each in conflict["claims"]:
        of = f"{each['system']} ({each['department']})" if each["department"] else each["system"]
        where = f", {each['place']}" if each["place"] else ""
        more = f", and {each['records'] - 1:,} more records" if each["records"] > 1 else ""
        served = "*" if each["served"] else " "
        lines.append(f"  {served} {each['value']!r}: {of}, record {each['record']!r}{where}{more}")
    return "\n".join(lines)
