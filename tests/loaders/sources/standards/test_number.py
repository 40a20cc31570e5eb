"""A standard has one number as key, whatever way a source wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.standards import StandardLevel
from loaders.sources.standards.number import NumberRefused, issuer_of, level_of, standard_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("GB/T 19001-2016", "GB/T 19001-2016"),
        ("GB/T 19001—2016", "GB/T 19001-2016"),
        ("GB／T　19001－2016", "GB/T 19001-2016"),
        ("ＧＢ／Ｔ１９００１－２０１６", "GB/T 19001-2016"),
        ("GB/T 19001一2016", "GB/T 19001-2016"),
        ("gb/t19001–2016", "GB/T 19001-2016"),
        ("GBT 19001-2016", "GB/T 19001-2016"),
        ("  GB / T  19001 - 2016 ", "GB/T 19001-2016"),
        ("GB/T 19001:2016", "GB/T 19001-2016"),
        ("GB/T 27021.1—2017", "GB/T 27021.1-2017"),
        ("GB 2312-80", "GB 2312-80"),
        ("GB/T 19001", "GB/T 19001"),
        ("DB64/T 1234-2016", "DB64/T 1234-2016"),
        ("Q/ABC 0001S-2015", "Q/ABC 0001S-2015"),
        ("T/CAS 100-2020", "T/CAS 100-2020"),
        ("ISO 9001:2015", "ISO 9001:2015"),
        ("ISO 9001：2015", "ISO 9001:2015"),
        ("ISO9001-2015", "ISO 9001:2015"),
        ("iso/iec 17025:2017", "ISO/IEC 17025:2017"),
        ("ISOIEC 17025—2017", "ISO/IEC 17025:2017"),
        ("ISO 10012-1:1992", "ISO 10012-1:1992"),
        ("ISO 2859-1", "ISO 2859-1"),
        ("ISO/IEC Guide 65:1996", "ISO/IEC Guide 65:1996"),
        ("ISO 9001:2015/Amd 1:2024", "ISO 9001:2015/Amd 1:2024"),
        ("iso 9001：2008 / cor 1：2009", "ISO 9001:2008/Cor 1:2009"),
        ("ISO/IEC TR 29110-5-1:2012", "ISO/IEC TR 29110-5-1:2012"),
        ("ISO 10303-1106:2014", "ISO 10303-1106:2014"),
        ("ISO/IEC 10646:2020/CD Amd 1", "ISO/IEC 10646:2020/CD Amd 1"),
        ("IWA 42:2022", "IWA 42:2022"),
        ("ISO/DIS 9001", "ISO/DIS 9001"),
    ],
)
def test_every_way_of_writing_comes_to_the_one_number(written: str, number: str) -> None:
    assert standard_number(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "",
        "19001",
        "质量管理体系",
        "GB/T",
        "GB/T 19001-20166",
        "GB/T 1; GB/T 2",
        "ISO 9001:2015/",
        "ISO Amd 1:2024/1",
    ],
)
def test_what_is_no_number_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(NumberRefused, match="write it as GB/T 19001-2016"):
        standard_number(written)


SERIES = st.sampled_from(["GB", "GB/T", "DB64/T", "NY/T", "ISO", "ISO/IEC", "IEC"])


@given(SERIES, st.integers(1, 99999), st.none() | st.integers(1, 99), st.none() | st.integers(1980, 2030))
def test_a_number_once_written_stays_as_it_is(
    series: str, serial: int, part: int | None, year: int | None
) -> None:
    tail = "" if year is None else f"-{year}"
    number = standard_number(f"{series} {serial}{'' if part is None else f'-{part}'}{tail}")

    assert standard_number(number) == number
    assert standard_number(number.replace("-", "—").replace("/", "／")) == number


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("GB/T 19001-2016", "国家标准"),
        ("GB 2312-80", "国家标准"),
        ("ISO 9001:2015", "ISO"),
        ("ISO/IEC Guide 65:1996", "ISO/IEC"),
        ("DB64/T 1234-2016", None),
    ],
)
def test_the_issuer_is_what_the_series_says_and_nothing_else(number: str, issuer: str | None) -> None:
    assert issuer_of(number) == issuer


@pytest.mark.parametrize(
    ("number", "level"),
    [
        ("GB/T 19001-2016", StandardLevel.NATIONAL),
        ("GB 2312-80", StandardLevel.NATIONAL),
        ("ISO 9001:2015", StandardLevel.INTERNATIONAL),
        ("IEC 60335-1:2020", StandardLevel.INTERNATIONAL),
        ("ISO/IEC Guide 65:1996", StandardLevel.INTERNATIONAL),
        ("IWA 42:2022", StandardLevel.INTERNATIONAL),
        ("DB64/T 1234-2016", StandardLevel.LOCAL),
        ("NY/T 5010-2016", None),
    ],
)
def test_the_level_is_what_the_series_says_and_nothing_else(number: str, level: StandardLevel | None) -> None:
    assert level_of(number) is level
