"""Ningxia's divisions, as they are and as they were: codes are used again and counties move."""

from collections import Counter
from datetime import date

import pytest

from graph.model import Link
from graph.model.actors import Region
from loaders.sources.regions.delivery import regions_delivery

TODAY = date(2026, 1, 1)
CURRENT = {
    "640100": "银川市",
    "640104": "兴庆区",
    "640105": "西夏区",
    "640106": "金凤区",
    "640121": "永宁县",
    "640122": "贺兰县",
    "640181": "灵武市",
    "640200": "石嘴山市",
    "640202": "大武口区",
    "640205": "惠农区",
    "640221": "平罗县",
    "640300": "吴忠市",
    "640302": "利通区",
    "640303": "红寺堡区",
    "640323": "盐池县",
    "640324": "同心县",
    "640381": "青铜峡市",
    "640400": "固原市",
    "640402": "原州区",
    "640422": "西吉县",
    "640423": "隆德县",
    "640424": "泾源县",
    "640425": "彭阳县",
    "640500": "中卫市",
    "640502": "沙坡头区",
    "640521": "中宁县",
    "640522": "海原县",
    "640000": "宁夏回族自治区",
}


@pytest.fixture(scope="module")
def regions() -> dict[str, Region]:
    found = (claim for record in regions_delivery().records for claim in record.claims)
    return {region.id: region for region in found if isinstance(region, Region)}


def holds(link: Link, day: date) -> bool:
    return (link.valid_from or date.min) <= day < (link.valid_to or date.max)


def parents(region: Region, day: date) -> list[str]:
    return [link.to for link in region.part_of if holds(link, day)]


def counties(regions: dict[str, Region], day: date) -> dict[str, str]:
    """Give the counties that have a parent on a day, each with its parent's name."""
    return {
        f"{region.code} {region.name}": regions[parent].name
        for region in regions.values()
        if region.level and region.level.value == "COUNTY"
        for parent in parents(region, day)
    }


def test_the_current_set_is_22_counties_in_5_prefectures_in_one_region(regions: dict[str, Region]) -> None:
    current = [region for region in regions.values() if region.ended is None]

    assert {region.code: region.name for region in current} == CURRENT
    levels = Counter(region.level.value for region in current if region.level)
    assert levels == {"COUNTY": 22, "PREFECTURE": 5, "REGION": 1}


def test_every_current_county_has_exactly_one_parent_today_and_no_former_one_has_any(
    regions: dict[str, Region],
) -> None:
    for region in regions.values():
        expected = 1 if region.ended is None and region.code != "640000" else 0
        assert len(parents(region, TODAY)) == expected, region.id


@pytest.mark.parametrize("year", range(1979, 2027))
def test_on_no_day_has_a_division_two_parents_or_a_parent_that_has_ended(
    regions: dict[str, Region], year: int
) -> None:
    for day in (date(year, 1, 1), date(year, 6, 30), date(year, 7, 1), date(year, 12, 31)):
        for region in regions.values():
            above = parents(region, day)
            assert len(above) <= 1, f"{region.id} on {day}"
            assert all(parents(regions[parent], day) or parent == "region:640000~1980" for parent in above)


def test_in_june_2001_there_were_24_counties_in_4_prefectures(regions: dict[str, Region]) -> None:
    found = counties(regions, date(2001, 6, 1))

    assert Counter(found.values()) == {"银川市": 5, "石嘴山市": 6, "吴忠市": 7, "固原市": 6}
    assert found["640104 郊区"] == "银川市"
    assert found["640382 灵武市"] == "吴忠市"
    assert found["640421 海原县"] == "固原市"
    assert found["640204 石炭井区"] == "石嘴山市"
    assert "640303 红寺堡区" not in found


def test_lingwu_moved_from_wuzhong_to_yinchuan_in_2002(regions: dict[str, Region]) -> None:
    before, after = counties(regions, date(2001, 12, 31)), counties(regions, date(2002, 1, 1))

    assert (before["640382 灵武市"], after["640181 灵武市"]) == ("吴忠市", "银川市")
    assert "640382 灵武市" not in after
    assert regions["region:640181~2002"].succeeds == [Link("region:640382~1998")]


def test_haiyuan_has_had_three_codes_under_guyuan_and_then_zhongwei(regions: dict[str, Region]) -> None:
    days = {date(2000, 12, 31), date(2001, 1, 1), date(2003, 6, 30), date(2003, 7, 1)}
    found = {
        day: [
            (name[:6], parent) for name, parent in counties(regions, day).items() if name.endswith("海原县")
        ]
        for day in days
    }

    assert found == {
        date(2000, 12, 31): [("642222", "固原地区")],
        date(2001, 1, 1): [("640421", "固原市")],
        date(2003, 6, 30): [("640421", "固原市")],
        date(2003, 7, 1): [("640522", "中卫市")],
    }


def test_a_code_that_is_used_again_is_another_region(regions: dict[str, Region]) -> None:
    names = {key: regions[f"region:{key}"].name for key in ("640104~1980", "640104~2002", "640205~2003")}

    assert names == {"640104~1980": "郊区", "640104~2002": "兴庆区", "640205~2003": "惠农区"}


def test_a_region_that_is_in_the_first_list_has_an_unknown_beginning(regions: dict[str, Region]) -> None:
    [link] = regions["region:640121~1980"].part_of

    assert (link.to, link.valid_from, link.valid_to) == ("region:640100~1980", None, None)


def test_every_region_that_ended_ends_the_year_its_successor_began(regions: dict[str, Region]) -> None:
    for region in regions.values():
        for link in region.succeeds:
            assert regions[link.to].ended == region.began, f"{region.id} after {link.to}"


def test_only_regrouped_districts_succeed_by_a_rule(regions: dict[str, Region]) -> None:
    ruled = {r.id for r in regions.values() if any(link.inferred for link in r.succeeds)}

    assert ruled == {
        "region:640104~2002",
        "region:640105~2002",
        "region:640106~2002",
        "region:640223~1987",
    }


def test_records_are_keyed_by_code_and_year_and_say_their_line() -> None:
    records = regions_delivery().records

    assert len({record.key for record in records}) == len(records)
    assert records[0].place == "regions/divisions.csv, line 2"
