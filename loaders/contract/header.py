"""The header: which column of an extract is which declared field, and what the two do not have in common.

A column is found by its name or a former one, full-width signs and spaces aside. A declared column that is
missing refuses the file, even where its cells may be empty: a renamed column would else read as if all that
it said had been taken back. Not here: what the cells hold (`cells`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.contract.cells import Value, reader_of
from loaders.contract.columns import Transport, folded
from loaders.contract.declaration import ExtraColumns, Source
from loaders.contract.issues import Issue, IssueCode, Severity
from loaders.contract.masks import shown
from loaders.reading import Cell


@dataclass(frozen=True)
class Header:
    """A header that was read.

    Args:
        columns: by field, its column as the extract writes it, or as declared where it has none.
        readers: by field, what reads the cells of its column.
        issues: what is wrong; with an error the file cannot be read.
    """

    columns: Mapping[str, str]
    readers: Mapping[str, Callable[[Cell], Value | None]]
    issues: tuple[Issue, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing can be read under this header."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)


def header_of(source: Source, names: Sequence[str], file: str) -> Header:
    """Return which of the columns with these names is which field of a source."""
    given: dict[str, list[str]] = {}
    for name in names:
        given.setdefault(folded(name), []).append(name)
    found = {name: _columns(source, name, given) for name in source.fields}
    columns = {name: (*columns, source.fields[name].column)[0] for name, columns in found.items()}
    readers = {
        name: reader_of(field, source.format, source.meaning(name)) for name, field in source.fields.items()
    }
    return Header(columns, readers, tuple(_issues(source, given, found, file)))


def _columns(source: Source, name: str, given: Mapping[str, list[str]]) -> list[str]:
    field = source.fields[name]
    return [each for column in (field.column, *field.also) for each in given.get(folded(column), ())]


def _issues(
    source: Source, given: Mapping[str, list[str]], found: Mapping[str, list[str]], file: str
) -> Iterator[Issue]:
    for name, columns in found.items():
        column = source.fields[name].column
        # An object of JSON leaves out what it has nothing to say of; a table does not.
        if not columns and source.format.transport is not Transport.JSONL:
            problem = f"the column {column} is missing; deliver it, or add its new name under also"
            yield Issue(source.system, IssueCode.COLUMN_MISSING, problem, file, field=column)
        if len(columns) > 1:
            problem = f"{' and '.join(map(shown, columns))} are both the column {column}; deliver one"
            yield Issue(source.system, IssueCode.HEADER_DUPLICATE, problem, file, field=column)
    left_out = {folded(column) for column in source.contract.left_out}
    known = left_out | {folded(each) for columns in found.values() for each in columns}
    freeze = source.contract.extra_columns is ExtraColumns.FREEZE
    for column in (each for name, columns in given.items() if name not in known for each in columns):
        problem = "nothing is declared of this column; add it to fields or to contract.left_out"
        severity = Severity.ERROR if freeze else Severity.WARN
        yield Issue(
            source.system, IssueCode.HEADER_EXTRA, problem, file, field=shown(column), severity=severity
        )
