"""A row: all that is wrong with it at once, the same key and hash in any order of columns, and its claims."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from graph.model import Key, Model, Node, Zh
from loaders.contract import declared_source
from loaders.contract.claims import RowFaulty, record_of
from loaders.contract.declaration import Source
from loaders.contract.header import Header, header_of
from loaders.contract.issues import Issue, IssueCode, Severity
from loaders.contract.rows import Row, cells_of, row_of
from loaders.delivery import Record
from loaders.reading import Cell, Place, RawRecord
from tests.loaders.contract.orchards import CODE, MODEL, TOML, good, record, source, written

ON = date(2013, 6, 30)
WRONG = {
    "代码": ("91640199MA9000011Y", IssueCode.CHECK_DIGIT),
    "日期": ("2013-02-30", IssueCode.DATE_INVALID),
    "结果": ("尚可", IssueCode.ENUM_UNKNOWN),
    "电话": ("138-0013-8000", IssueCode.PATTERN),
    "编号": ("", IssueCode.REQUIRED),
}


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return source(tmp_path_factory.mktemp("orchard"))


def read(declared: Source, cells: dict[str, Cell]) -> Row:
    return row_of(declared, header_of(declared, list(cells), "a.csv"), record(cells))


def said(declared: Source, **changes: Cell) -> Record:
    return record_of(MODEL, read(declared, good(**changes)), ON)


def faults(declared: Source, **changes: Cell) -> tuple[Issue, ...]:
    with pytest.raises(RowFaulty) as faulty:
        said(declared, **changes)
    return faulty.value.issues


@given(columns=st.sets(st.sampled_from(sorted(WRONG)), min_size=1))
def test_every_fault_of_a_row_is_told(orchard: Source, columns: set[str]) -> None:
    issues = faults(orchard, **{column: WRONG[column][0] for column in columns})

    assert {issue.field: issue.code for issue in issues} == {c: WRONG[c][1] for c in columns}


@given(order=st.permutations(sorted(good())))
def test_key_and_hash_do_not_depend_on_the_order_of_columns(orchard: Source, order: list[str]) -> None:
    one, other = read(orchard, good()), read(orchard, {column: good()[column] for column in order})

    assert (one.key, one.hash) == (other.key, other.hash)


CELLS = st.lists(
    st.one_of(
        st.sampled_from([None, "", "1", "2013-05-06", "null", "\ud800"]),
        st.sampled_from([1, 1.0, True, float("nan"), b"1", Decimal(1), ON, datetime(2013, 6, 30)]),
        st.text(max_size=3),
    ),
    min_size=2,
    max_size=2,
)


@given(CELLS, CELLS)
def test_cells_are_told_apart_by_what_they_hold_and_how(one: list[Cell], other: list[Cell]) -> None:
    header, place = Header({"a": "甲", "b": "乙"}, {}, ()), Place("a", 1, 1)

    said = [
        cells_of(header, RawRecord(place, dict(zip("甲乙", cells, strict=True)), b""))
        for cells in (one, other)
    ]

    assert (said[0] == said[1]) == (repr(one) == repr(other))


@given(column=st.sampled_from(["代码", "日期", "结果", "电话"]))
def test_the_hash_changes_with_any_value(orchard: Source, column: str) -> None:
    other = {"代码": "91640199MA0000015J", "日期": "", "结果": "不合格", "电话": "13800000002"}

    assert read(orchard, good()).hash != read(orchard, good(**{column: other[column]})).hash


@given(digits=st.text("0123456789", min_size=11, max_size=19))
def test_an_issue_never_has_a_personal_number(orchard: Source, digits: str) -> None:
    for issue in faults(orchard, 编号="", 代码=digits, 日期=digits, 结果=digits, 电话=f"{digits}x"):
        told = f"{issue} {issue.as_json()}"
        assert digits not in told
        assert f"{digits}x" not in told


def test_a_personal_number_in_a_text_that_is_served_is_told_and_loaded(tmp_path: Path) -> None:
    text = TOML.replace('result = "result" }', 'result = "result", category = "note" }', 1)
    declared = source(tmp_path, text + '[fields.note]\ncolumn = "备注"\n')

    row = read(declared, good(备注="电话 138 0013 8000"))

    [warning] = row.warnings
    assert (warning.code, warning.severity) == (IssueCode.PERSONAL_NUMBER, Severity.WARN)
    assert "8000" not in str(warning)
    assert record_of(MODEL, row, ON).claims
    assert read(declared, good(备注="抽样单 2013-05")).warnings == ()


def test_a_key_of_several_columns_is_told_apart_from_every_other(tmp_path: Path) -> None:
    text = TOML.replace('record_key = ["number"]', 'record_key = ["number", "result"]')
    two = source(tmp_path, text)

    assert read(two, good(编号="a~b")).key == "a%7Eb~合格"


def test_the_same_fault_has_the_same_id_wherever_it_stands(orchard: Source) -> None:
    cells = good(日期="x")
    header = header_of(orchard, list(cells), "a.csv")
    [one] = row_of(orchard, header, record(cells, 2, "monday.csv")).issues
    [other] = row_of(orchard, header, record(cells, 9, "tuesday.csv")).issues
    [another] = row_of(orchard, header, record(good(日期="y"))).issues

    assert one.id == other.id != another.id


def test_a_row_claims_what_it_gives_and_nothing_else(orchard: Source) -> None:
    record = said(orchard, 日期="")

    [inspection] = record.claims
    assert record.key == "A-1"
    assert inspection.id == "inspection:orchard~A-1"
    assert inspection.model_fields_set == {"system", "record_key", "kind", "result", "enterprise"}


def test_a_claim_is_made_where_its_condition_holds(orchard: Source) -> None:
    assert [type(claim).__name__ for claim in said(orchard).claims] == ["Inspection"]

    credit: Any = said(orchard, 结果="不合格").claims[1]

    assert credit.id == "creditRecord:orchard~A-1"
    [link] = credit.contributed_by
    assert (link.to, link.valid_from) == ("department:nx-2012-质监", date(2013, 5, 6))


def test_a_link_is_left_out_where_its_condition_does_not_hold(orchard: Source) -> None:
    assert "contributed_by" not in said(orchard, 结果="不合格", 日期="").claims[1].model_fields_set


def test_an_invented_row_is_marked(orchard: Source) -> None:
    assert record_of(MODEL, read(orchard, good()), ON, sample=True).claims[0].sample


REGION = """
[fields.code]
column = "区划"
type = "id"
required = true

[fields.since]
column = "自"
type = "date"
dates = ["2026-01-31"]

[fields.until]
column = "至"
type = "date"
dates = ["2026-01-31"]

[[claims]]
kind = "Enterprise"
take = { uscc = "uscc" }

[[claims.links]]
edge = "region"
to = "Region"
through = "region"
take = { code = "code" }
valid_from = "since"
valid_to = "until"
"""


@pytest.mark.parametrize(
    ("code", "on", "region"),
    [
        ("640104", date(1995, 1, 1), "region:640104~1980"),
        ("640104", date(2013, 6, 30), "region:640104~2002"),
        ("640104", date(2002, 1, 1), "region:640104~2002"),
        ("640104", date(2001, 12, 31), "region:640104~1980"),
        ("640199", date(2013, 6, 30), None),
    ],
)
def test_a_code_is_the_region_that_had_it_on_the_day(
    tmp_path: Path, code: str, on: date, region: str
) -> None:
    declared = source(tmp_path, TOML + REGION)
    row = read(declared, good(区划=code, 自="", 至=""))
    if region is None:
        with pytest.raises(RowFaulty, match="no region is known that had this code on 2013-06-30"):
            record_of(MODEL, row, on)
        return
    enterprise: Any = record_of(MODEL, row, on).claims[1]
    assert [link.to for link in enterprise.region] == [region]


def test_a_wrong_code_is_told_beside_wrong_cells(tmp_path: Path) -> None:
    declared = source(tmp_path, TOML + REGION)
    issues = faults(declared, 区划="640199", 自="2013-13-01", 至="")
    assert [(issue.field, issue.code.value) for issue in issues] == [("自", "date_invalid")]

    issues = faults(declared, 区划="640199", 日期="2013-13-01", 自="", 至="")
    assert {issue.field for issue in issues} == {"日期", "区划"}


def test_a_link_that_ends_before_it_begins_is_told(tmp_path: Path) -> None:
    declared = source(tmp_path, TOML + REGION)

    [issue] = faults(declared, 区划="640104", 自="2013-01-01", 至="2012-01-01")

    assert (issue.code, issue.field) == (IssueCode.RANGE, "至")


class Stall(Node):
    """A stall whose name is short."""

    zh: ClassVar[str] = "摊位"
    plural: ClassVar[str] = "stalls"
    area: ClassVar[str] = "market"

    code: Annotated[str, Key(), Zh("编号")]
    name: Annotated[str, Field(max_length=3), Zh("名称")]


def test_what_the_model_refuses_is_an_issue_of_the_row(tmp_path: Path) -> None:
    claims = '[[claims]]\nkind = "Stall"\ntake = { code = "number", name = "uscc" }\n'
    model = Model([Stall])
    declared = declared_source(written(tmp_path, TOML[: TOML.index("[[claims]]")] + claims), model)

    with pytest.raises(
        RowFaulty, match="the model refuses what the row says of 摊位: name: String should have"
    ):
        record_of(model, read(declared, good()), ON)


def test_an_enterprise_that_the_row_names_is_the_one_that_is_linked(orchard: Source) -> None:
    inspection: Any = said(orchard).claims[0]

    assert inspection.enterprise.to == f"enterprise:{CODE}"


REPORTS = """
title = "检验结果"
department = "质监"
system = "reports"
mode = "snapshot"
record_key = ["report", "item"]

[format]
transport = "jsonl"

[fields.report]
column = "报告"
type = "id"
required = true

[fields.item]
column = "序号"
type = "integer"
required = true

[fields.maker]
column = "企业"
part = "代码"
type = "uscc"
required = true

[fields.phone]
column = "企业"
part = "电话"
pattern = '1\\d{10}'
sensitive = true

[fields.code]
column = "产品"
type = "id"
required = true

[fields.batch]
column = "批号"
type = "id"
required = true

[fields.result]
column = "结论"
required = true
lookup = "results"

[fields.conforms]
column = "结论"
lookup = "verdicts"

[fields.standards]
column = "依据"
type = "standard"
split = "；"

[fields.degree]
column = "程度"
lookup = "degrees"

[lookups.results]
"合格" = "PASS"
"不合格" = "FAIL"

[lookups.verdicts]
"合格" = true
"不合格" = false

[lookups.degrees]
"等同" = "IDT"

[[claims]]
kind = "Inspection"
take = { record_key = "report", result = "result" }

[[claims.links]]
edge = "batch"
to = "Batch"
take = { maker = "maker", code = "code", number = "batch" }

[[claims]]
kind = "Finding"
take = { number = "item", text = "report", conforms = "conforms" }

[[claims.links]]
edge = "inspection"
to = "Inspection"
take = { record_key = "report" }

[[claims.links]]
edge = "against"
to = "Standard"
only_if = ["standards"]
take = { number = "standards" }

[[claims]]
kind = "Standard"
only_if = ["standards", "degree"]
always = { number = "GB/T 99901-2012" }

[[claims.links]]
edge = "adopts"
to = "Standard"
take = { number = "standards" }
properties = { degree = "degree" }
properties_always = { verified = true }
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return source(tmp_path_factory.mktemp("reports"), REPORTS)


def item(**changes: Cell) -> dict[str, Cell]:
    maker = f'{{"代码": "{CODE}", "电话": "13800000001"}}'
    cells = {"报告": "R~1", "序号": 1, "企业": maker, "产品": "P-1", "批号": "07", "结论": "合格"}
    return cells | changes


def told(declared: Source, **changes: Cell) -> tuple[Any, ...]:
    return record_of(MODEL, read(declared, item(**changes)), ON).claims


def test_several_rows_speak_of_one_report_and_each_of_its_own_item(reports: Source) -> None:
    (first, one), (second, other) = told(reports), told(reports, 序号=2)

    assert first.id == second.id == "inspection:reports~R%7E1"
    assert (one.id, other.id) == ("finding:reports~R%7E1~1", "finding:reports~R%7E1~2")
    assert one.inspection.to == first.id


def test_a_thing_that_belongs_to_a_thing_is_linked_by_the_parts_of_both(reports: Source) -> None:
    assert told(reports)[0].batch.to == f"batch:{CODE}~P-1~07"


def test_each_of_several_values_has_a_link(reports: Source) -> None:
    _, finding, standard = told(reports, 依据="GB/T 99902-2011；ISO 99901:2009", 程度="等同")

    wanted = ["standard:GB/T 99902-2011", "standard:ISO 99901:2009"]
    assert [link.to for link in finding.against] == wanted
    assert [(link.to, link.properties) for link in standard.adopts] == [
        (to, {"degree": "IDT", "verified": True}) for to in wanted
    ]
    assert told(reports)[1].against == []


def test_a_column_that_is_read_twice_is_wrong_once(reports: Source) -> None:
    issues = read(reports, item(结论="尚可")).issues

    assert [(issue.field, issue.code.value) for issue in issues] == [("结论", "enum_unknown")]


def test_of_a_part_that_is_wrong_nothing_beside_it_is_told(reports: Source) -> None:
    cells = item(企业='{"代码": "91640199MA9000011Y", "电话": "13800000001", "联系人": "样例丙"}')

    [issue] = read(reports, cells).issues

    assert issue.value == "'91640199MA9000011Y'"
    [sensitive] = read(reports, item(企业=f'{{"代码": "{CODE}", "电话": "138-0000"}}')).issues
    assert sensitive.value == "‹8 signs›"
    issues = read(reports, item(企业=f"样例丙，{CODE}，13800000001")).issues
    assert {(issue.code, issue.value) for issue in issues} == {(IssueCode.TYPE, None)}


def test_a_personal_number_is_found_among_several_texts(tmp_path: Path) -> None:
    text = TOML + '[fields.notes]\ncolumn = "备注"\nsplit = ";"\n'
    link = '[[claims.links]]\nedge = "standards"\nto = "Standard"\nonly_if = ["notes"]\n'
    claim = '[[claims]]\nkind = "Certificate"\ntake = { number = "number" }\n'
    issuer = '[[claims.links]]\nedge = "issuer"\nto = "ConformityBody"\ntake = { key = "number" }\n'
    declared = source(tmp_path, text + claim + issuer + link + 'take = { number = "notes" }\n')

    [warning] = read(declared, good(备注="a; 138 0013 8000")).warnings

    assert warning.code is IssueCode.PERSONAL_NUMBER
