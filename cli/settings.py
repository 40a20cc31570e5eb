"""Settings, from the command line, then the environment, then `qg.toml` in the data directory.

And the database that they lead to, opened.

Not here: what a command does with them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from cli.problems import Problem
from graph import database
from graph.database import NEWEST, Address, Database, Running, release_named
from loaders.errors import misfits
from schema.documents import Documents
from schema.service import documents_of

DEFAULT_DATA = Path.home() / ".local" / "share" / "qualitygraph"
DataDir = Annotated[
    Path | None,
    typer.Option(help="The data directory: everything that is written lies there. [QG_DATA_DIR]"),
]
SIZE = r"^\d+[kmgKMG]$"  # as Java and Neo4j both write it
DocumentsDir = Annotated[
    Path | None,
    typer.Option("--documents", help="A folder of trusted documents, *.graphql or manifests. [QG_DOCUMENTS]"),
]
OnlyTrusted = Annotated[
    bool | None,
    typer.Option("--only-trusted", help="Run nothing but the trusted documents. [QG_ONLY_TRUSTED]"),
]
Explain = Annotated[
    bool | None,
    typer.Option("--explain", help="Let requests ask for their statements and what these cost. [QG_EXPLAIN]"),
]
Port = Annotated[int | None, typer.Option(min=1, max=65535, help="The port to answer on. [8000]")]


class Settings(BaseSettings):
    """What a command was told; each field is `QG_` and its name in the environment, unless said otherwise."""

    model_config = SettingsConfigDict(env_prefix="QG_", extra="forbid", populate_by_name=True)

    data_dir: Path = DEFAULT_DATA
    cache_dir: Path | None = None
    policy_file: Path | None = None
    documents: Path | None = None
    only_trusted: bool = False
    explain: bool = False
    port: int = Field(8000, ge=1, le=65535)
    sample: int = Field(500, ge=0)
    neo4j_version: str = NEWEST.name
    heap: str = Field("512m", pattern=SIZE)
    page_cache: str = Field("64m", pattern=SIZE)
    jar_mirror: str | None = None
    neo4j_uri: str | None = Field(None, validation_alias=AliasChoices("neo4j_uri", "NEO4J_URI"))
    neo4j_user: str = Field(
        "neo4j", validation_alias=AliasChoices("neo4j_user", "NEO4J_USER", "NEO4J_USERNAME")
    )
    neo4j_password: SecretStr | None = Field(
        None, validation_alias=AliasChoices("neo4j_password", "NEO4J_PASSWORD")
    )
    neo4j_password_file: Path | None = Field(
        None, validation_alias=AliasChoices("neo4j_password_file", "NEO4J_PASSWORD_FILE")
    )

    @property
    def cache(self) -> Path:
        """Where what is fetched or built once lies: the data directory's own cache, unless another is set."""
        return (self.cache_dir or self.data_dir / "cache").resolve()

    @classmethod
    def of(cls, **flags: Any) -> "Settings":
        """Return the settings; a flag that was not given is None.

        Raises:
            Problem: one of them cannot have its value.
        """
        given = {name: value for name, value in flags.items() if value is not None}
        try:
            place = given.get("data_dir") or Settings(**given).data_dir
            settings = _at(Path(place) / "qg.toml")(**given)
        except ValidationError as wrong:
            told = "; ".join(misfits(wrong))
            raise Problem(
                f"A setting is wrong: {told}. Mend the flag, the environment or qg.toml."
            ) from wrong
        except OSError as unreadable:
            raise Problem(
                f"{Path(place) / 'qg.toml'} cannot be read ({unreadable.strerror}): mend it, or remove it."
            ) from unreadable
        except ValueError as wrong:
            raise Problem(
                f"{Path(place) / 'qg.toml'} is no TOML ({wrong}): mend it, or remove it."
            ) from wrong
        return settings.model_copy(update={"data_dir": settings.data_dir.resolve()})


def _at(file: Path) -> type[Settings]:
    class Here(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=file)

    return Here


def documents_for(settings: Settings) -> Documents:
    """Return the documents that requests may name, the trusted ones read and checked.

    Raises:
        DocumentsRefused, Problem: they cannot be used.
    """
    if settings.only_trusted and settings.documents is None:
        raise Problem(
            "--only-trusted runs nothing without --documents: give the folder of trusted documents."
        )
    return documents_of(settings.documents, only=settings.only_trusted)


@contextmanager
def opened(settings: Settings, *, exclusive: bool = False, lasting: bool = False) -> Iterator[Database]:
    """Open the database that the settings lead to, and close it at the end.

    With `NEO4J_URI` that one; else the embedded server of the data directory: the one that runs, or one that
    is started and ends with the command.

    Args:
        settings: where it is.
        exclusive: refuse a server that runs already, since another command holds it.
        lasting: a server that has to be started will serve for long, as an exclusive one does.

    Raises:
        DatabaseProblem, Problem: it cannot be reached or started.
    """
    if settings.neo4j_uri:
        address = Address(settings.neo4j_uri, settings.neo4j_user, _password(settings))
        with Database(address) as reached:
            reached.check()
            yield reached
        return
    with _embedded(settings, exclusive, lasting) as address, Database(address) as reached:
        yield reached


@contextmanager
def _embedded(settings: Settings, exclusive: bool, lasting: bool) -> Iterator[Address]:
    data = settings.data_dir
    running = database.find(data)
    if running is not None and not exclusive:
        yield database.address_of(running)
        return
    if running is not None:
        raise Problem(
            f"{data} is in use by the server of process {running.supervisor}: stop it (Ctrl-C where ./qg up"
            " runs, or ./qg neo4j stop), or choose another --data-dir."
        )
    started = started_for(settings, owned=True, short_lived=not (exclusive or lasting))
    try:
        yield database.address_of(started)
    finally:
        database.stop(data)


def started_for(
    settings: Settings, *, owned: bool, short_lived: bool, readable: Path | None = None
) -> Running:
    """Start the embedded server as the settings want it, its packages fetched first."""
    running, _ = database.start(
        settings.data_dir,
        fetched(settings),
        owned=owned,
        version=settings.neo4j_version,
        heap=settings.heap,
        page_cache=settings.page_cache,
        short_lived=short_lived,
        readable=readable,
    )
    return running


def _password(settings: Settings) -> str:
    if settings.neo4j_password is not None:
        return settings.neo4j_password.get_secret_value()
    if settings.neo4j_password_file is None:
        raise Problem(
            "NEO4J_URI is set without a password: set NEO4J_PASSWORD_FILE (or NEO4J_PASSWORD), or unset"
            " NEO4J_URI to use the embedded Neo4j."
        )
    file = settings.neo4j_password_file
    try:
        password = file.read_text("utf-8").strip()
    except OSError as unreadable:
        raise Problem(
            f"The password file {file} cannot be read ({unreadable.strerror}): give another."
        ) from unreadable
    except UnicodeDecodeError as unreadable:
        raise Problem(
            f"The password file {file} is no text: give another NEO4J_PASSWORD_FILE."
        ) from unreadable
    if not password:
        raise Problem(
            f"The password file {file} is empty: write the password of {settings.neo4j_user} to it."
        )
    return password


def fetched(settings: Settings) -> list[Path]:
    """Return Neo4j's packages, downloaded once into the cache, with a progress bar on a terminal."""
    jars = database.locked_jars(release_named(settings.neo4j_version).list)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Neo4j, once", total=sum(jar.size for jar in jars))

        def arrived(jar: database.Jar) -> None:
            progress.advance(task, jar.size)

        return database.fetch(jars, settings.cache / "jars", arrived, settings.jar_mirror)
