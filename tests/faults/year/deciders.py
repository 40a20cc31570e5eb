"""The invented rows of the departments that class, punish and award: each row with what it says.

Not here: who keeps registers (`registers`).
"""

from datetime import timedelta

from tests.faults.year.region import (
    CHECK,
    ENTERPRISES,
    Flaw,
    Link,
    Row,
    Source,
    by,
    code,
    credit,
    day,
    enterprise,
    iso,
    name,
    of,
    pick,
    said,
    written,
    yuan,
)

LATER = timedelta(days=400)
LOG = "commerce-log"


def classed(n: int, v: int, w: int) -> Row:
    """海关: the class of one exporter, from a day on; key and day stay as they were first written."""
    e = n % ENTERPRISES
    since = day(n) + LATER
    decided = written(since, "-c", n)
    key = f"{code(e)}~{decided}"
    grade, ended = pick(("AA", "A", "B", "C", "D"), n, v), since + LATER if v % 3 == 1 else None
    cells = {
        "统一社会信用代码": code(e),
        "管理类别": f"{grade}类",
        "认定日期": decided,
        "失效日期": written(ended, "-c", w) or None,
        "认定理由": f"样例理由{v}",
        "备注": None,
    }
    rating = said(
        "Rating",
        ("customs", key),
        of("enterprise", e),
        by("rated_by", "海关"),
        Link("mechanism", "mechanism:nx-2012-exporter-classes"),
        system="customs",
        record_key=key,
        kind="EXPORTER_CLASS",
        grade=grade,
        rated_on=iso(since),
        ended_on=iso(ended),
        reason=f"样例理由{v}",
    )
    words = {"category": "海关企业分类下调", "summary": f"样例理由{v}"}
    fallen = (credit("customs", key, e, "海关", since, **words),) if grade in "CD" else ()
    return Row(key, cells, (rating, *fallen))


def punished(n: int, v: int, w: int, system: str = "commerce") -> Row:
    """商务: one penalty; one that is lifted says nothing but who it was against."""
    e = n % ENTERPRISES
    key, since = f"样商罚字〔2013〕第{n:04}号", day(n, v) + LATER
    sort, means = pick((("罚款", "PENALTY"), ("警告", "PENALTY"), ("吊销许可证", "REVOCATION")), n)
    lifted, fine = v % 5 == 4, f"{n}.5"
    until = since + LATER if n % 2 else None
    cells = {
        "行政处罚决定书文号": key,
        "行政相对人名称": name(e, v // 2),
        "统一社会信用代码": code(e),
        "处罚类别": sort,
        "违法事实": f"样例事实{v}，未建台账",
        "处罚内容": f"处以{sort}",
        "罚款金额（万元）": fine if sort == "罚款" else r"\n",
        "处罚决定日期": written(since, "-/年", w),
        "公示截止期": written(until, "-/", w) or "2099-12-31",
        "操作标识": "撤销" if lifted else pick(("新增", "变更"), w),
    }
    says = [enterprise(e, name=name(e, v // 2))]
    if not lifted:
        own = {"system": system, "record_key": key, "kind": means, "title": f"处以{sort}"}
        own |= {"imposed_on": iso(since), "amount": yuan(fine) if sort == "罚款" else None}
        says.append(said("Sanction", (system, key), of("against", e), by("imposed_by", "商务"), **own))
        words = {"category": "商务行政处罚", "summary": f"样例事实{v}，未建台账", "public_until": iso(until)}
        says.append(credit(system, key, e, "商务", since, **words))
    if system == LOG:
        return Row(key, cells, () if lifted else tuple(says), version=iso(since), ends=lifted)
    return Row(key, cells, tuple(says))


def awarded(n: int, v: int, w: int) -> Row:
    """领导小组办公室: one award; of one for a person nothing is said."""
    e = n % ENTERPRISES
    sorts = (
        ("宁夏名牌产品", "TITLE", "nx-2012-ningxia-famous-brands"),
        ("自治区政府质量奖", "AWARD", "nx-2012-government-quality-award"),
        ("质量贡献奖", "", ""),
    )
    title, kind, provision = pick(sorts, n)
    key, last = f"MP-2012-{n:04}", day(n, v) + LATER
    cells = {
        "序号": n,
        "编号": key,
        "名称": title,
        "等次": f"样例{v}等",
        "年度": 2012,
        "获奖单位": name(e, v // 2),
        "获奖单位代码": code(e) if kind else "/",
        "授予日期": day(n) if w % 2 else written(day(n), "-年", w // 2),
        "有效期至": last,
        "奖励金额（万元）": 20 + v if n % 2 else None,
    }
    if not kind:
        return Row(key, cells, ())
    award = said(
        "Conferral",
        ("quality-awards", key),
        Link("under", f"mechanism:{provision}"),
        of("holder", e),
        system="quality-awards",
        record_key=key,
        stage="CONFERRED",
        kind=kind,
        title=title,
        tier=f"样例{v}等",
        year=2012,
        conferred_on=iso(day(n)),
        ended_on=iso(last + timedelta(days=1)),
        amount=f"{(20 + v) * 10_000}.0" if n % 2 else None,
    )
    return Row(key, cells, (enterprise(e, name=name(e, v // 2)), award))


DECIDERS = (
    Source(
        "customs",
        "海关",
        classed,
        (
            Flaw("统一社会信用代码", CHECK, "check_digit", named=False),
            Flaw("认定日期", "2013-13-01", "date_invalid", named=False),
            Flaw("管理类别", "E类", "enum_unknown"),
            Flaw("失效日期", "以后", "date_invalid"),
        ),
    ),
    Source(
        "commerce",
        "商务",
        punished,
        (
            Flaw("行政处罚决定书文号", "样商罚字第1号", "pattern", named=False),
            Flaw("统一社会信用代码", "91640199MA9I000011", "pattern"),
            Flaw("处罚类别", "口头", "enum_unknown"),
            Flaw("罚款金额（万元）", "五千", "type"),
            Flaw("处罚决定日期", "1990-01-01", "range"),
        ),
        ("行政相对人名称", "企业名称"),
    ),
    Source(
        "quality-awards",
        "领导小组办公室",
        awarded,
        (
            Flaw("编号", "MP-1", "pattern", named=False),
            Flaw("编号", 2012, "id_cell_numeric", named=False),
            Flaw("年度", 1989, "range"),
            Flaw("授予日期", 41_402, "date_invalid"),
            Flaw("等次", "长" * 101, "too_long"),
        ),
        ("获奖单位代码", "统一社会信用代码"),
        ("质量奖励和名牌产品名单（样例）",),
    ),
)
