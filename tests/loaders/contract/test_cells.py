"""One cell: each type's forms, what is refused with which code, and that nothing is cast in silence."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from loaders.contract.cells import CellFault, Value, value_of
from loaders.contract.columns import DATE_FORMS, FieldType, Format, SourceField, Transport
from loaders.contract.issues import IssueCode
from loaders.reading import Cell
from tests.loaders.contract.orchards import CODE, CSV, field

SIGN = "0-9A-HJ-NP-RTUWXY"
XLSX = Format(transport=Transport.XLSX)
SQL = Format(transport=Transport.SQL, statement="SELECT 1")
DAY = field(FieldType.DATE, dates=list(DATE_FORMS))


def fault(declared: SourceField, cell: Cell, form: Format = CSV, **more: Any) -> IssueCode:
    with pytest.raises(CellFault) as wrong:
        value_of(declared, cell, form, **more)
    return wrong.value.code


@pytest.mark.parametrize(
    ("declared", "cell", "value"),
    [
        (field(), "  银川\u3000", "银川"),
        (field(), "e\u0301", "é"),
        (field(FieldType.ID), "ＡＢ－００１", "AB-001"),
        (field(FieldType.ID), "007", "007"),
        (field(FieldType.USCC), CODE.lower(), CODE),
        (field(FieldType.INTEGER), "1,200", 1200),
        (field(FieldType.INTEGER), "－５", -5),
        (field(FieldType.DECIMAL), "0.10", Decimal("0.10")),
        (field(FieldType.MONEY, unit="万元"), "1,200.50", Decimal(12_005_000)),
        (field(FieldType.BOOLEAN), "是", True),
        (field(FieldType.BOOLEAN), "否", False),
        (field(), "NULL", None),
        (field(), "  ", None),
        (field(FieldType.DATE), datetime(2013, 5, 6), date(2013, 5, 6)),
        (DAY, 20130506, date(2013, 5, 6)),
        (field(FieldType.STANDARD), "ＧＢ／Ｔ　19001－2016", "GB/T 19001-2016"),
        (field(FieldType.ID, pattern=r"(\d{6})(?:\d{3}){0,2}"), "640104001", "640104"),
        (field(masked=True), "请回电 138 0013 8000", "请回电 ‹11 digits›"),
        (field(FieldType.DATE, dates=["2026-01-31"], last_day=True), "2015-12-31", date(2016, 1, 1)),
        (field(FieldType.DATE), date(9999, 9, 9), None),
        (field(part="en"), '{"en": "wine", "fr": null}', "wine"),
        (field(part="fr"), '{"en": "wine", "fr": null}', None),
        (field(part="de"), '{"en": "wine", "fr": null}', None),
        (field(part="en"), "NULL", None),
        (field(part="en"), '{"en": "NULL"}', None),
        (field(FieldType.ID, part=0), '["01.040", "03.120"]', "01.040"),
        (field(FieldType.ID, part=2), '["01.040", "03.120"]', None),
    ],
)
def test_a_cell_becomes_what_is_declared(declared: SourceField, cell: Cell, value: Value | None) -> None:
    nulls = frozenset({"NULL", "9999-09-09"})
    found = value_of(declared, cell, Format(transport=Transport.CSV, nulls=nulls))

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "text", ["2026-01-31", "2026-1-31", "20260131", "2026年1月31日", "２０２６/1/31", "2026.01.31"]
)
def test_a_day_is_read_in_each_declared_form(text: str) -> None:
    assert value_of(DAY, text, CSV) == date(2026, 1, 31)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(sorted(DATE_FORMS)))
def test_every_day_is_read_back_from_every_form(day: date, form: str) -> None:
    assert value_of(field(FieldType.DATE, dates=[form]), day.strftime(DATE_FORMS[form]), CSV) == day


@pytest.mark.parametrize(
    "cell", ["2013-02-29", "41325", 41325, 41325.0, "2013131", "13-01-31", True, "2013-01-31 08:00:00"]
)
def test_what_is_no_day_is_refused(cell: Cell) -> None:
    assert fault(DAY, cell) is IssueCode.DATE_INVALID


def test_a_serial_of_a_spreadsheet_is_named_as_such() -> None:
    with pytest.raises(CellFault, match="a spreadsheet counts days by"):
        value_of(DAY, "41325", CSV)


@pytest.mark.parametrize("kind", [FieldType.ID, FieldType.USCC])
@pytest.mark.parametrize("cell", [916401990000000000, 9.1640199e17, Decimal(5)])
def test_an_id_from_a_numeric_cell_of_a_sheet_is_refused(kind: FieldType, cell: Cell) -> None:
    assert fault(field(kind), cell, XLSX) is IssueCode.ID_CELL_NUMERIC


def test_a_database_keeps_a_whole_number_whole() -> None:
    assert value_of(field(FieldType.ID), 2**62, SQL) == str(2**62)
    assert fault(field(FieldType.ID), 1.0, SQL) is IssueCode.ID_CELL_NUMERIC


@pytest.mark.parametrize("text", ["固\ufffd市", "固\ue000市", "\ud800"])
def test_lost_signs_are_told(text: str) -> None:
    assert fault(field(), text) is IssueCode.LOSSY_DECODE


@pytest.mark.parametrize("place", range(17))
def test_a_mistyped_code_is_told(place: int) -> None:
    other = "1" if CODE[place] != "1" else "2"

    code = fault(field(FieldType.USCC), CODE[:place] + other + CODE[place + 1 :])

    assert code in {IssueCode.CHECK_DIGIT, IssueCode.PATTERN}


@given(
    st.from_regex(f"[{SIGN}]{{2}}[0-9]{{6}}[{SIGN}]{{9}}", fullmatch=True),
    st.from_regex(f"[{SIGN}]", fullmatch=True),
)
def test_a_credit_code_is_one_where_its_last_sign_fits(body: str, last: str) -> None:
    fitting = uscc.calc_check_digit(body)

    assert value_of(field(FieldType.USCC), body + fitting, CSV) == body + fitting
    if last != fitting:
        assert fault(field(FieldType.USCC), body + last) is IssueCode.CHECK_DIGIT


@pytest.mark.parametrize(
    ("declared", "cell", "code"),
    [
        (field(required=True), " ", IssueCode.REQUIRED),
        (field(), 5, IssueCode.TYPE),
        (field(), b"x", IssueCode.TYPE),
        (field(longest=3), "abcd", IssueCode.TOO_LONG),
        (field(pattern="[a-c]+"), "abd", IssueCode.PATTERN),
        (field(FieldType.USCC), CODE[:17], IssueCode.PATTERN),
        (field(FieldType.USCC), CODE[:10] + "OOOOOOO" + CODE[-1], IssueCode.PATTERN),
        (field(FieldType.INTEGER), "1.5", IssueCode.TYPE),
        (field(FieldType.INTEGER), "1_000", IssueCode.TYPE),
        (field(FieldType.INTEGER), True, IssueCode.TYPE),
        (field(FieldType.INTEGER, min=0), "-1", IssueCode.RANGE),
        (field(FieldType.INTEGER), str(2**63), IssueCode.RANGE),
        (field(FieldType.DECIMAL), "NaN", IssueCode.TYPE),
        (field(FieldType.DECIMAL), float("nan"), IssueCode.TYPE),
        (field(FieldType.DECIMAL), "1,20", IssueCode.TYPE),
        (field(FieldType.MONEY, max=100, unit="万元"), "1", IssueCode.RANGE),
        (field(FieldType.BOOLEAN), "yes", IssueCode.TYPE),
        (field(FieldType.DATE, dates=["2026-01-31"], max=date(2030, 1, 1)), "9999-9-9", IssueCode.RANGE),
        (field(FieldType.DATE, dates=["2026-01-31"], last_day=True), "9999-12-31", IssueCode.RANGE),
        (field(FieldType.STANDARD), "质量管理体系", IssueCode.PATTERN),
        (field(FieldType.ID, pattern=r"(\d{6})|x"), "x", IssueCode.PATTERN),
        (field(split=";", longest=3), "abc;abcd", IssueCode.TOO_LONG),
        (field(split=";", required=True), " ; ", IssueCode.REQUIRED),
        (field(part="en"), "wine", IssueCode.TYPE),
        (field(part="en"), '["wine"]', IssueCode.TYPE),
        (field(part=0), '{"en": "wine"}', IssueCode.TYPE),
        (field(part="en"), '{"en": "wine"', IssueCode.TYPE),
        (field(part="en", required=True), '{"fr": "vin"}', IssueCode.REQUIRED),
    ],
)
def test_each_fault_has_its_code(declared: SourceField, cell: Cell, code: IssueCode) -> None:
    assert fault(declared, cell) is code


@given(
    st.dictionaries(st.text("甲乙丙丁", min_size=1), st.sampled_from(["PASS", "FAIL", True, False])),
    st.text("甲乙丙丁戊", min_size=1),
)
def test_a_lookup_is_total(table: dict[str, str | bool], text: str) -> None:
    declared = field(lookup="t")
    if text in table:
        assert value_of(declared, text, CSV, table) == table[text]
    else:
        assert fault(declared, text, meaning=table) is IssueCode.ENUM_UNKNOWN


@given(
    st.one_of(
        st.text(),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.binary(),
        st.dates(),
        st.datetimes(),
        st.none(),
    )
)
def test_any_cell_is_a_value_of_its_type_or_a_fault(cell: Cell) -> None:
    types = {FieldType.DATE: date, FieldType.INTEGER: int, FieldType.BOOLEAN: bool}
    types |= dict.fromkeys([FieldType.DECIMAL, FieldType.MONEY], Decimal)
    for kind in FieldType:
        declared = DAY if kind is FieldType.DATE else field(kind)
        for form in (CSV, XLSX, SQL):
            try:
                value = value_of(declared, cell, form)
            except CellFault:
                continue
            assert value is None or type(value) is types.get(kind, str)


@given(st.text(st.characters(exclude_categories=["Co", "Cs"]), min_size=1))
def test_what_was_read_as_text_is_read_the_same_again(text: str) -> None:
    assume("\ufffd" not in text)
    value = value_of(field(), text, CSV)
    assert value_of(field(), value, CSV) == value


SEVERAL = field(FieldType.STANDARD, split="[;；]|/(?=ISO)")
NESTED = Format(transport=Transport.JSONL)


@pytest.mark.parametrize(
    ("cell", "form", "values"),
    [
        ("GB/T 1-2001；GB/T 2—2002;", CSV, ("GB/T 1-2001", "GB/T 2-2002")),
        ("GB/T 1-2001/ISO 1:2000", CSV, ("GB/T 1-2001", "ISO 1:2000")),
        ("GB/T 1-2001;GB/T 1—2001", CSV, ("GB/T 1-2001",)),
        ('["GB/T 1-2001", null, "GB/T 2-2002"]', NESTED, ("GB/T 1-2001", "GB/T 2-2002")),
        ("[]", NESTED, None),
        (" ", CSV, None),
        (None, NESTED, None),
    ],
)
def test_a_cell_with_several_values_gives_each_once(
    cell: Cell, form: Format, values: tuple[str, ...] | None
) -> None:
    assert value_of(SEVERAL, cell, form) == values


@given(st.lists(st.text("甲乙丙", min_size=1), unique=True))
def test_what_is_joined_is_taken_apart_again(values: list[str]) -> None:
    assert value_of(field(split="；"), "；".join(values), CSV) == (tuple(values) or None)
    assert value_of(field(split="；"), json.dumps(values), NESTED) == (tuple(values) or None)


@given(st.dates(max_value=date(9999, 12, 30)))
def test_the_day_after_the_last_is_taken(day: date) -> None:
    declared = field(FieldType.DATE, last_day=True)
    assert value_of(declared, day, CSV) == day + timedelta(days=1)
