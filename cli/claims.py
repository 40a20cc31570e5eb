"""`./qg claims ENTITY [FIELD]`: who claims what of one thing, and what is served.

Not here: how that is found (`loaders.statements`).
"""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from cli.problems import told
from cli.settings import DataDir, Settings, opened
from cli.status import status_of
from graph.model import quality_model
from loaders.authority import ranking
from loaders.statements import Account, Statement, account_of


def claims(
    entity: Annotated[str, typer.Argument(help="The id of a thing, as the API shows it.")],
    field: Annotated[str | None, typer.Argument(help="Only this field; all when left out.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one line of JSON.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Tell what each live record claims of a thing: what is served (*), by which rule, and from where.

    Exit status: 0 told; 1 some records cannot be read under this model; 4 there is no such id or field, or a
    declaration is wrong; 6 the database failed.

    Example: ./qg claims enterprise:91640199MA9000011X name
    """
    with told(status_of):
        authority = ranking()
        with opened(Settings.of(data_dir=data_dir)) as database:
            account = account_of(database, quality_model(), authority, entity, field)
    typer.echo(json.dumps(asdict(account), ensure_ascii=False) if as_json else _text(account))
    raise typer.Exit(1 if account.unread else 0)


def _text(account: Account) -> str:
    lines, last = [account.entity], ""
    for each in account.statements:
        lines += [] if each.field == last else [f"{each.field}: {each.rule}"]
        lines.append(f"  {'*' if each.served else ' '} {_said(each)}")
        last = each.field
    lines += [f"Cannot be read under this model: {record}" for record in account.unread]
    return "\n".join(lines)


def _said(each: Statement) -> str:
    of = f"{each.system} ({each.department})" if each.department else each.system
    where = f", {each.place}" if each.place else ""
    day = f", since {each.recorded_from}" if each.recorded_from else ""
    run = f", run {each.run}" if each.run else ""
    # As Python writes a text: signs that a terminal would obey are escaped.
    return f"{each.value!r}: {of}, record {each.record!r}{where}{day}{run}"
