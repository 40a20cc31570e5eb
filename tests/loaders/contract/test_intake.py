"""A whole extract: its header, rows that come twice, what is expected of it; each row has one outcome."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.contract import (
    AsItIs,
    ContractBroken,
    Intake,
    IssueCode,
    Outcome,
    Severity,
    Source,
    Unjudged,
    returned,
)
from loaders.reading import Cell, Extract, Place, RawRecord, RefusalCode, Reject, RejectCode
from loaders.staging import Staged
from tests.loaders.contract.extracts import extract_of
from tests.loaders.contract.orchards import MODEL, TOML, good, record, source

ON = date(2013, 6, 30)


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return source(tmp_path_factory.mktemp("orchard"))


def taken(declared: Source, rows: Iterable[RawRecord | Reject]) -> tuple[Intake, list[Outcome]]:
    intake = Intake(declared, MODEL, ON)
    return intake, list(intake.outcomes(extract_of(rows)))


def numbered(*rows: dict[str, Cell]) -> list[RawRecord]:
    return [record(cells, line) for line, cells in enumerate(rows, start=2)]


def codes(outcomes: Iterable[Outcome]) -> list[str]:
    return [issue.code.value for outcome in outcomes for issue in outcome.issues]


def refusal(declared: Source, *rows: dict[str, Cell]) -> str:
    with pytest.raises(ContractBroken) as refused:
        taken(declared, numbered(*rows))
    return str(refused.value)


def without(column: str) -> dict[str, Cell]:
    return {name: cell for name, cell in good().items() if name != column}


def test_every_reject_and_refusal_of_a_reader_has_an_issue_code() -> None:
    assert {code.value for code in (*RejectCode, *RefusalCode)} <= {code.value for code in IssueCode}


def test_a_column_that_is_missing_refuses_the_file(orchard: Source) -> None:
    assert "the column 电话 is missing" in refusal(orchard, without("电话"))


def test_a_column_that_nothing_speaks_of_refuses_the_file(orchard: Source) -> None:
    assert "column '新列': nothing is declared of this column" in refusal(orchard, good(新列="x"))


def test_two_columns_for_one_field_refuse_the_file(tmp_path: Path) -> None:
    declared = source(tmp_path, TOML.replace('column = "电话"', 'column = "电话"\nalso = ["手机"]'))
    assert "are both the column 电话" in refusal(declared, good(手机="13800000001"))


def test_a_column_is_found_by_a_former_name_and_in_other_signs(tmp_path: Path) -> None:
    declared = source(tmp_path, TOML.replace('column = "电话"', 'column = "电话(1)"\nalso = ["手机"]'))

    for name in ("手机", " 电 话（１）"):
        _, [outcome] = taken(declared, numbered({**without("电话"), name: ""}))
        assert outcome.record is not None


def test_a_column_that_may_be_discarded_is_told_of(tmp_path: Path) -> None:
    declared = source(tmp_path, TOML + '\n[contract]\nextra_columns = "discard_value"\nleft_out = ["备注"]\n')

    intake, outcomes = taken(declared, numbered(good(备注="x", 新列="x"), good(编号="2", 备注="x", 新列="x")))

    assert [outcome.record is not None for outcome in outcomes] == [True, True]
    assert [(issue.code, issue.field) for issue in intake.noticed] == [(IssueCode.HEADER_EXTRA, "'新列'")]


def test_a_column_that_is_discarded_is_told_once_of_objects_that_have_other_names_too(tmp_path: Path) -> None:
    text = TOML.replace('transport = "csv"', 'transport = "jsonl"')
    declared = source(tmp_path, text + '\n[contract]\nextra_columns = "discard_value"\n')
    rows = numbered({**good(), "新列": "x"}, {**without("电话"), "编号": "2", "新列": "x"})
    intake = Intake(declared, MODEL, ON)

    for file in ("a.jsonl", "b.jsonl"):
        list(intake.outcomes(Extract(file, (), iter(rows), "utf-8")))

    told = [(issue.file, issue.code) for issue in intake.noticed]
    assert told == [("a.jsonl", IssueCode.HEADER_EXTRA), ("b.jsonl", IssueCode.HEADER_EXTRA)]


def test_a_row_that_comes_again_is_left_out_and_one_that_says_otherwise_is_quarantined(
    orchard: Source,
) -> None:
    rows = numbered(good(), good(), good(结果="不合格"))

    intake, outcomes = taken(orchard, rows)

    assert codes(outcomes) == ["duplicate_key_same", "duplicate_key_conflict"]
    assert [outcome.quarantined for outcome in outcomes] == [False, False, True]
    assert "a.csv, line 2 has the same key and says otherwise" in str(outcomes[2].issues[0])
    assert (intake.rows, intake.quarantined, intake.left_out) == (3, 1, 1)


def test_the_same_file_twice_says_the_same_twice(orchard: Source) -> None:
    intake = Intake(orchard, MODEL, ON)
    outcomes = [each for _ in range(2) for each in intake.outcomes(extract_of(numbered(good())))]
    assert codes(outcomes) == ["duplicate_key_same"]


def test_a_row_that_points_nowhere_does_not_stand_before_its_correction(tmp_path: Path) -> None:
    region = (
        '\n[[claims.links]]\nedge = "region"\nto = "Region"\nthrough = "region"\ntake = { code = "code" }\n'
    )
    code = '\n[fields.code]\ncolumn = "区划"\ntype = "id"\nrequired = true\n'
    claim = '\n[[claims]]\nkind = "Enterprise"\ntake = { uscc = "uscc" }\n'
    declared = source(tmp_path, TOML + code + claim + region)

    _, outcomes = taken(declared, numbered(good(区划="640199"), good(区划="640104")))

    assert [outcome.record is not None for outcome in outcomes] == [False, True]


def test_a_row_that_comes_again_in_another_order_of_columns_says_the_same(orchard: Source) -> None:
    again = dict(reversed(good().items()))
    assert codes(taken(orchard, numbered(good(), again))[1]) == ["duplicate_key_same"]


def test_a_row_of_the_very_same_cells_is_judged_once_by_one_declaration(
    orchard: Source, tmp_path: Path
) -> None:
    known: dict[str, str] = {}

    def asked(rows: Sequence[Unjudged]) -> Callable[[], list[AsItIs | None]]:
        same = [each.key is not None and known.get(each.key) == each.cells for each in rows]
        known.update({each.key or "": each.cells for each in rows})
        return lambda: [(lambda: True) if each else None for each in same]

    def judged(declared: Source, on: date = ON, **changed: str) -> list[bool]:
        intake = Intake(declared, MODEL, on, known=asked)
        return [not each.same for each in intake.outcomes(extract_of(numbered(good(**changed))))]

    assert judged(orchard) == [True]
    assert judged(orchard) == [False]
    assert judged(orchard, on=ON + timedelta(days=1)) == [False]
    assert judged(orchard, 日期="2013-05-09") == [True]
    assert judged(source(tmp_path, TOML.replace("SPOT_CHECK", "SUPERVISION"))) == [True]


def test_what_is_no_record_is_quarantined_with_its_bytes(orchard: Source) -> None:
    reject = Reject(
        Place("a.csv", 3, 0), RejectCode.FIELD_COUNT, "of 13800000001 too much", b"1,13800000001,\n"
    )

    _, outcomes = taken(orchard, [record(good()), reject])

    assert outcomes[1].raw == b"1,13800000001,\n"
    assert "13800000001" not in str(outcomes[1].issues[0])


ROWS = st.sampled_from([good(), good(编号="2"), good(结果="?"), good(编号=""), dict.fromkeys(good(), "")])


@given(rows=st.lists(ROWS))
def test_every_row_has_one_outcome_and_the_counts_add_up(
    orchard: Source, rows: list[dict[str, Cell]]
) -> None:
    intake, outcomes = taken(orchard, numbered(*rows))

    records = [outcome.record for outcome in outcomes if outcome.record is not None]
    assert len(outcomes) == len(rows) == len(records) + intake.quarantined + intake.left_out
    with Staged(MODEL, orchard.system) as staging:
        for each in records:
            staging.add(each)


def test_an_object_of_json_may_leave_out_what_it_has_nothing_to_say_of(tmp_path: Path) -> None:
    declared = source(tmp_path, TOML.replace('transport = "csv"', 'transport = "jsonl"'))
    rows = numbered(without("电话"), {**without("结果"), "编号": "2"})

    outcomes = list(Intake(declared, MODEL, ON).outcomes(Extract("a.jsonl", (), iter(rows), "utf-8")))

    assert [outcome.record is not None for outcome in outcomes] == [True, False]
    assert codes(outcomes) == ["required"]


def test_a_row_that_is_kept_out_tells_its_key_if_that_is_right(orchard: Source) -> None:
    _, outcomes = taken(orchard, numbered(good(结果="?"), good(编号="")))

    assert [outcome.key for outcome in outcomes] == ["A-1", None]


@pytest.mark.parametrize("empty", ["", " ", None])
def test_an_empty_part_of_a_key_of_several_columns_costs_its_row_alone(
    tmp_path: Path, empty: str | None
) -> None:
    text = TOML.replace('record_key = ["number"]', 'record_key = ["number", "result"]')

    _, outcomes = taken(source(tmp_path, text), numbered(good(编号=empty), good(结果=empty), good()))

    assert [outcome.key for outcome in outcomes] == [None, None, "A-1~合格"]
    assert codes(outcomes) == ["required", "required"]


@pytest.mark.parametrize(
    ("bad", "rows", "percent", "refused"),
    [
        (1, 3, 5, False),
        (5, 11, 5, False),
        (5, 10, 5, True),
        (1, 2, 5, True),
        (6, 100, 5, True),
        (1, 100, 0, True),
        (1, 100, 1, False),
    ],
)
def test_a_few_bad_rows_of_a_small_delivery_are_kept_aside_and_no_reason_to_refuse_it(
    tmp_path: Path, bad: int, rows: int, percent: int, refused: bool
) -> None:
    declared = source(tmp_path, f"{TOML}\n[expect]\nmax_bad_percent = {percent}\n")
    each = (good(编号=str(number), 结果="?" if number < bad else "合格") for number in range(rows))
    intake, _ = taken(declared, numbered(*each))

    if refused:
        with pytest.raises(ContractBroken, match=f"{bad} of {rows} rows are bad, more than {percent} perc"):
            intake.conclude()
    else:
        intake.conclude()


EXPECT = "\n[expect]\nmin_rows = 2\nmax_rows = 3\nmax_bad_rows = 1\nmax_bad_percent = 40\n"


def test_what_is_expected_of_a_delivery_is_checked(tmp_path: Path) -> None:
    declared = source(tmp_path, TOML + EXPECT)
    few, _ = taken(declared, numbered(good()))
    bad, _ = taken(declared, numbered(good(), good(编号="2", 结果="?")))
    many, _ = taken(declared, numbered(*(good(编号=str(number)) for number in range(4))))

    with pytest.raises(ContractBroken, match="1 rows were delivered, and at least 2 are expected"):
        few.conclude()
    with pytest.raises(ContractBroken, match="1 of 2 rows are bad, more than 40 percent"):
        bad.conclude()
    many.conclude()
    assert [(issue.code, issue.severity) for issue in many.noticed] == [
        (IssueCode.TOO_MANY_ROWS, Severity.WARN)
    ]
    assert "2 of 2 rows read are bad, more than the 1 that may be" in refusal(
        declared, good(结果="?"), good(编号="2", 结果="?"), good(编号="3")
    )


EMPTY = ("", " NULL ", None)


def phoned(filled: int, rows: int) -> list[RawRecord]:
    """Rows of which some hold a telephone."""
    cells = ["13800000001" if number < filled else EMPTY[number % 3] for number in range(rows)]
    return numbered(*(good(编号=str(number), 电话=cell) for number, cell in enumerate(cells)))


@pytest.mark.parametrize(
    ("percent", "filled", "rows", "taken_in"),
    [
        (50, 10, 20, True),
        (50, 9, 20, False),
        (90, 6, 10, True),  # four are few
        (90, 5, 10, False),  # but half of it is not
        (90, 53, 60, False),
        (100, 10, 10, True),
        (100, 9, 10, False),
    ],
)
@pytest.mark.parametrize("judged", [True, False])
def test_a_column_that_comes_empty_refuses_the_delivery(
    tmp_path: Path, percent: int, filled: int, rows: int, taken_in: bool, judged: bool
) -> None:
    declared = source(tmp_path, f"{TOML}\n[expect.filled]\nday = 100\nphone = {percent}\n")
    as_it_is = None if judged else lambda lot: lambda: [lambda: True for _ in lot]
    intake = Intake(declared, MODEL, ON, known=as_it_is)
    assert len(list(intake.outcomes(extract_of(phoned(filled, rows))))) == rows

    if taken_in:
        intake.conclude()
    else:
        said = (
            f"{filled} of {rows} rows hold something in the column 电话, and {percent} percent are expected"
        )
        with pytest.raises(ContractBroken, match=said) as refused:
            intake.conclude()
        (issue,) = refused.value.issues
        assert (issue.code, issue.field) == (IssueCode.TOO_FEW_FILLED, "电话")


def test_rows_that_were_kept_aside_need_not_fill_a_column(tmp_path: Path) -> None:
    declared = source(tmp_path, f"{TOML}\n[expect.filled]\nphone = 100\n")

    intake, outcomes = taken(returned(declared), phoned(0, 9))

    intake.conclude()
    assert not codes(outcomes)
