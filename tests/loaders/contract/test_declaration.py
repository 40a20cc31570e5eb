"""A declaration that is wrong is refused before a row is read, with the key and the remedy. No database."""

from pathlib import Path

import pytest

from loaders.contract import DeclarationRefused, declared_source
from loaders.contract.declaration import RESERVED
from loaders.sources.catalogue import SOURCES
from loaders.sources.sample.elsewhere import SAMPLE
from tests.loaders.contract.orchards import MODEL, TOML, source, written


def refusal(folder: Path, old: str, new: str) -> str:
    assert old in TOML
    with pytest.raises(DeclarationRefused) as refused:
        declared_source(written(folder, TOML.replace(old, new, 1)), MODEL)
    return str(refused.value)


def test_a_declaration_that_fits_is_taken(tmp_path: Path) -> None:
    assert source(tmp_path).fields["uscc"].column == "代码"


def test_all_that_is_wrong_with_its_form_is_told_at_once(tmp_path: Path) -> None:
    text = TOML.replace("required = true", "requierd = true", 1).replace('title = "抽查结果"\n', "")
    with pytest.raises(DeclarationRefused) as refused:
        declared_source(written(tmp_path, text), MODEL)

    assert "fields.number.requierd: there is no such key" in str(refused.value)
    assert "title: Field required" in str(refused.value)


def test_the_systems_of_our_own_sources_are_reserved() -> None:
    assert {*SOURCES, SAMPLE} == RESERVED


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('mode = "snapshot"', 'mode = "incremental"', "mode incremental needs version"),
        ('mode = "snapshot"', 'mode = "changelog"\nversion = "number"', "mode changelog needs ending"),
        ('mode = "snapshot"', 'mode = "partition_snapshot"', "mode partition_snapshot needs parts"),
        ('mode = "snapshot"', 'mode = "snapshot"\nparts = "uscc"', "parts means nothing in mode snapshot"),
        ('mode = "snapshot"', 'mode = "snapshot"\nversion = "at"', "version: there is no field at"),
        ('mode = "snapshot"', 'mode = "snapshot"\nversion = "day"', "version: day must say required = true"),
        ('mode = "snapshot"', 'mode = "snapshot"\nversion = "uscc"', "must be a day or a whole number"),
        (
            'mode = "snapshot"',
            'mode = "changelog"\nversion = "number"\nending = { field = "phone", values = ["1"] }',
            "ending: phone must say required = true",
        ),
        ('nulls = ["NULL"]', "\n[expect.filled]\ntel = 9", "expect.filled: there is no field tel"),
        ('nulls = ["NULL"]', "\n[expect.filled]\nphone = 0", "expect.filled.phone: Input should be greater"),
        ('system = "orchard"', 'system = "policy"', "policy is a source of QualityGraph itself"),
        ('system = "orchard"', 'system = "Obst"', "system: String should match pattern"),
        ('record_key = ["number"]', 'record_key = ["nr"]', "record_key: there is no field nr"),
        ('record_key = ["number"]', 'record_key = ["day"]', "record_key: day must say required = true"),
        ('record_key = ["number"]', 'record_key = ["phone"]', "phone is sensitive"),
        ('result = "result" }', 'category = "phone" }', "claims: phone is sensitive"),
        ('transport = "csv"', 'transport = "csv"\nsheet = "a"', "sheet means nothing for csv"),
        ('transport = "csv"', 'transport = "sql"', "sql needs the statement"),
        (
            'transport = "csv"',
            'transport = "sql"\nstatement = "SELECT a FROM b WHERE c >= :since"',
            "a statement with :since needs an overlap",
        ),
        (
            'transport = "csv"',
            'transport = "sql"\nstatement = "SELECT a FROM b WHERE c >= :since"\noverlap = 3',
            ":since means nothing in mode snapshot",
        ),
        (
            'transport = "csv"',
            'transport = "csv"\nencoding = "gb1"',
            "gb1 cannot be read; write one of utf-8, gb18030",
        ),
        ('lookup = "results"', 'lookup = "outcomes"', "there is no table lookups.outcomes"),
        ('column = "电话"', 'column = "日 期"', "the column 日期 belongs to day too"),
        ('dates = ["2026-01-31"]', 'dates = ["31.1.2026"]', "days are not written like 31.1.2026"),
        ('dates = ["2026-01-31"]', "", "fields.day: say under dates how a day is written"),
        ('dates = ["2026-01-31"]', 'dates = ["2026-01-31"]\nmin = 3', "type date are written otherwise"),
        ("pattern = '1\\d{10}'", "pattern = '(1'", "pattern is no regular expression"),
        ('always = { kind = "SPOT_CHECK" }', "always = { result = 'PASS' }", "under take and under always"),
        ('column = "电话"', 'column = "电话"\npart = "a"', "fields.phone: csv has no objects or lists"),
        ('column = "代码"', 'column = "代码"\nlast_day = true', "last_day means nothing for type uscc"),
        ('column = "日期"', 'column = "日期"\nsplit = ";"', "split means nothing for type date"),
        ('column = "代码"', 'column = "代码"\nmasked = true', "masked means nothing for type uscc"),
        ('column = "结果"', 'column = "结果"\nsplit = "(;)"', "split has 1 groups in which text is kept"),
        ("pattern = '1\\d{10}'", "pattern = '(1)(2)'", "pattern has 2 groups in which text is kept"),
        ('column = "编号"', 'column = "编号"\nsplit = ";"', "number is not a whole cell"),
        (
            'valid_from = "day"',
            'properties = { a = "day" }\nproperties_always = { a = 1 }',
            "a stands under properties and properties_always",
        ),
    ],
)
def test_a_wrong_form_is_told_with_its_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refusal(tmp_path, old, new)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "Inspection"', 'kind = "Inspektion"', "there is no kind Inspektion"),
        ('kind = "Inspection"', 'kind = "SourceRecord"', "written by the loader itself"),
        ("inspected_on =", "seen_on =", "Inspection has no property seen_on"),
        ('inspected_on = "day"', 'inspected_on = "days"', "inspected_on: there is no field days"),
        ('inspected_on = "day"', 'inspected_on = "uscc"', "inspected_on is date, and what fills it is str"),
        ('"合格" = "PASS"', '"合格" = "GOOD"', "result cannot be GOOD; it is one of PASS, FAIL"),
        ('lookup = "results"', "", "result is one of PASS, FAIL: give the field a lookup"),
        ('kind = "SPOT_CHECK"', 'kind = "SPOT"', "kind cannot be SPOT"),
        ('edge = "enterprise"', 'edge = "company"', "Inspection has no edge company"),
        ('to = "Enterprise"', 'to = "Region"', "it leads to Enterprise, and Region is none"),
        ('take = { uscc = "uscc" }', "", "uscc must be said, so that the Enterprise is found"),
        ('take = { uscc = "uscc" }', 'take = { uscc = "day" }', "from day, which may be empty"),
        (
            'take = { uscc = "uscc" }',
            'take = { code = "uscc" }',
            "code is no part of what Enterprise is found",
        ),
        ('take = { uscc = "uscc" }', 'take = { uscc = "uscc" }\nvalid_from = "day"', "holds at all times"),
        ('valid_from = "day"', 'valid_from = "number"', "valid_from: number is no field of type date"),
        ('only_where = { result = ["FAIL"] }', 'only_where = { result = ["BAD"] }', "result is never BAD"),
        ('only_where = { result = ["FAIL"] }', "only_where = { uscc = [1] }", "only_where: uscc is never 1"),
        ('take = { uscc = "uscc" }', 'through = "region"', "no Enterprise is found through region"),
        ('take = { uscc = "uscc" }', 'through = "name"', "found through name; there is region"),
        ('only_if = ["day"]', 'only_if = ["date"]', "the condition speaks of date"),
        ('kind = "CreditRecord"', 'kind = "Product"', "maker must be said: Product cannot be without it"),
        ('column = "代码"', 'column = "代码"\nsplit = ";"', "and enterprise leads to one thing"),
        (
            'column = "结果"',
            'column = "结果"\nsplit = ";"',
            "is one value, and result may have several",
        ),
        ('column = "结果"', 'column = "结果"\nsplit = ";"', "only_where: result may have several values"),
        (
            'edge = "enterprise"\nto = "Enterprise"',
            'edge = "batch"\nto = "Batch"',
            "uscc is no part of what Batch is found by; that is maker, code, number",
        ),
        ('valid_from = "day"', 'properties_always = { degree = "IDT" }', "has no property degree"),
    ],
)
def test_what_the_model_does_not_have_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refusal(tmp_path, old, new)


STANDARDS = """
[fields.adopts]
column = "采标号"
type = "standard"
split = ";"

[fields.replaces]
column = "代替"
type = "standard"

[[claims]]
kind = "Standard"
take = { number = "number" }

[[claims.links]]
edge = "adopts"
to = "Standard"
only_if = ["adopts"]
take = { number = "adopts" }
properties_always = { degree = "IDT", verified = true }
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('degree = "IDT", ', "", "degree must be said under properties"),
        ('"IDT"', '"SAME"', "degree cannot be SAME; it is one of IDT, MOD, NEQ"),
        ("verified = true", 'verified = "yes"', "verified is bool, and what fills it is str"),
        ('only_if = ["adopts"]\n', "", "number is taken from adopts, which may be empty"),
        ("properties_always = {", 'properties = { degree = "adopts" }\n#', "and adopts may have several"),
    ],
)
def test_what_a_link_says_of_itself_is_checked(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in STANDARDS
    declared_source(written(tmp_path, TOML + STANDARDS), MODEL)

    with pytest.raises(DeclarationRefused) as refused:
        declared_source(written(tmp_path, TOML + STANDARDS.replace(old, new, 1)), MODEL)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("field", "taken"),
    [
        ('column = "结果"\nlookup = "others"', True),
        ('column = "结果"', True),
        ('column = "结果"\nlookup = "results"', False),
        ('column = "电话"', False),
    ],
)
def test_a_column_is_read_twice_only_where_something_else_of_it_is_read(
    tmp_path: Path, field: str, taken: bool
) -> None:
    text = f'{TOML}\n[lookups.others]\n"合格" = "good"\n\n[fields.again]\n{field}\n'
    if taken:
        assert source(tmp_path, text).fields["again"].column == "结果"
        return
    with pytest.raises(DeclarationRefused, match=r"fields\.again: the column .* belongs to"):
        source(tmp_path, text)


def test_a_row_belongs_to_one_part(tmp_path: Path) -> None:
    text = TOML.replace('mode = "snapshot"', 'mode = "partition_snapshot"\nparts = "uscc"')
    assert source(tmp_path, text).parts == "uscc"

    with pytest.raises(DeclarationRefused, match="parts: uscc may have several values; take another column"):
        source(tmp_path, text.replace('column = "代码"', 'column = "代码"\nsplit = ";"'))


def test_a_column_that_is_left_out_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(DeclarationRefused, match=r"the column 结果 belongs to contract\.left_out too"):
        source(tmp_path, f'{TOML}\n[contract]\nleft_out = ["结果"]\n')
