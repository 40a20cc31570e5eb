"""The service: one database, its schema, its executor and the application over them, put together.

Not here: opening a database and listening (`cli`).
"""

import gc
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock

from starlette.applications import Starlette

from graph.database import Database, forget_tables
from graph.model import Model, quality_model
from queries.analyses import all_analyses
from queries.compiler import LIMITS, Compiler, Limits
from queries.questions import all_questions
from schema.desk import Desk
from schema.documents import Documents
from schema.executor import Executor
from schema.http import create_app
from schema.readiness import Readiness, readiness_of
from schema.times import Times
from schema.trusted import read_trusted
from schema.types import build_schema

VERSION = "0.1.0"


def executor_of(
    database: Database,
    model: Model | None = None,
    times: Times = Times(),  # noqa: B008 - it is frozen
    limits: Limits = LIMITS,
    explains: bool = False,
) -> Executor:
    """Return what runs requests on a database, with every question and analysis.

    Args:
        database: stays open as long as requests run.
        model: the kinds; the quality responsibility system's when left out.
        times: how long the database may take for one statement, and for all of one request.
        limits: how much one root field may ask for.
        explains: whether a request may ask how its answer was found.
    """
    model = model or quality_model()
    questions, analyses = all_questions(), all_analyses()
    schema = build_schema(model, questions, analyses)
    compiler = Compiler(model, questions, analyses, limits)
    return Executor(schema, compiler, database, times, Desk(database, model), explains)


def documents_of(folder: Path | None, *, only: bool = False) -> Documents:
    """Return the documents that requests may name; those of a folder are read and checked.

    Args:
        folder: where the trusted documents lie, if there are any.
        only: nothing but these is run.

    Raises:
        DocumentsRefused: one of them cannot be run.
    """
    if folder is None:
        return Documents(only=only)
    schema = build_schema(quality_model(), all_questions(), all_analyses())
    return Documents(read_trusted(folder, schema._schema), only=only)


def service_of(
    database: Database,
    page: Path | None = None,
    examples: Sequence[Mapping[str, str]] = (),
    limits: Limits = LIMITS,
    explains: bool = False,
    documents: Documents | None = None,
) -> Starlette:
    """Return the application on an open database, which has planned the questions by then.

    Args:
        database: stays open as long as the application runs.
        page: the folder of the built GraphiQL page, when there is one.
        examples: the requests that the page opens with.
        limits: how much one root field may ask for.
        explains: whether a request may ask how its answer was found.
        documents: those that requests may name.
    """
    executor = executor_of(database, limits=limits, explains=explains)
    executor.warm()
    _settle()
    without = "The page to explore it with comes with ./qg up."
    ready = Ready(executor, database)
    return create_app(
        executor,
        ready,
        version=VERSION,
        page=page,
        without_page=without,
        examples=examples,
        tag=executor.tag,
        documents=documents,
    )


def _settle() -> None:
    """Drop what the driver made and nobody reads, and take the schema out of the garbage collector's rounds.

    The schema stays as long as the process, and a large answer would wait while it is gone through: a list of
    1,000 rows took 9.1 ms of the processor with it in the rounds, and 6.9 ms without.
    """
    forget_tables()
    gc.collect()
    gc.freeze()


class Ready:
    """Finds out whether the service can answer; a database that was away has to plan the questions again."""

    def __init__(self, executor: Executor, database: Database) -> None:
        self._executor, self._database = executor, database
        self._away, self._planning = False, Lock()

    def __call__(self) -> Readiness:
        """Ask the database, and let it plan first where it has come back."""
        found = readiness_of(self._database, quality_model())
        self._away |= not found.ready
        if found.ready and self._away:
            if not self._planning.acquire(blocking=False):
                return Readiness(None)
            try:
                self._executor.warm()
                self._away = False
            finally:
                self._planning.release()
        return found
