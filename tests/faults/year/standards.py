"""The invented rows of those who set standards and certify against them: each row with what it says.

Not here: who inspects and tests (`inspectors`).
"""

from datetime import timedelta

from tests.faults.year.region import (
    CHECK,
    ENTERPRISES,
    Flaw,
    Link,
    Row,
    Source,
    code,
    day,
    enterprise,
    iso,
    name,
    of,
    pick,
    said,
    written,
)

YEAR = timedelta(days=365)


def national(n: int) -> str:
    """The number of a national standard."""
    return f"GB/T {99_000 + n}-2012"


def international(n: int) -> str:
    """The number of an international standard."""
    return f"ISO {99_000 + n}:2008"


def certified(n: int, v: int, w: int) -> Row:
    """认证机构: one certificate."""
    e, body, number, scheme = n % ENTERPRISES, f"样例批准-{n % 3}", f"QM{n:05}", f"样例-{n % 2}"
    state, means = pick((("有效", "VALID"), ("暂停", "SUSPENDED"), ("注销", "WITHDRAWN")), n, v)
    since, standards = day(n), [national(n % 6), international(n % 6)][: 1 + v % 2]
    cells = {
        "证书编号": number,
        "认证机构批准号": body,
        "认证机构名称": f"样例认证中心{n % 3}",
        "获证组织名称": name(e, v // 2),
        "统一社会信用代码": code(e),
        "认证项目代码": scheme,
        "认证项目": f"样例认证{n % 2}",
        "认证依据": pick("/；", w).join(standards) if n % 4 else "—",
        "颁证日期": written(since, "-/c", w),
        "证书到期日期": written(since + 3 * YEAR, "-/c", w) if v % 3 else "9999-12-31",
        "证书状态": state,
        "备注": "",
    }
    certificate = said(
        "Certificate",
        (body, number),
        Link("issuer", f"conformityBody:{body}"),
        of("holder", e),
        Link("scheme", f"certificationScheme:{scheme}"),
        *(Link("standards", f"standard:{each}") for each in (standards if n % 4 else ())),
        number=number,
        issued_on=iso(since),
        expires_on=iso(since + 3 * YEAR) if v % 3 else None,
        status=means,
    )
    says = (
        said("ConformityBody", body, key=body, kind="CERTIFICATION_BODY", name=f"样例认证中心{n % 3}"),
        said("CertificationScheme", scheme, key=scheme, name=f"样例认证{n % 2}"),
        enterprise(e, name=name(e, v // 2)),
        certificate,
    )
    return Row(f"{body}~{number}", cells, says)


def standardised(n: int, v: int, w: int) -> Row:
    """标准化主管部门: one national standard, what it adopts and what it replaces."""
    number = national(n)
    key = pick((number, number.replace("-", "—"), number.replace("GB/T", "ＧＢ／Ｔ")), n)
    state, stage = pick((("现行", "IN_FORCE"), ("废止", "WITHDRAWN"), ("即将实施", None)), n, v)
    degree = pick(("IDT", "MOD", "NEQ"), n, v) if n % 2 else None
    published, former = day(n), [f"GB/T {98_000 + n}-2002", f"GB/T {98_100 + n}-2002"][: v % 3]
    cells = {
        "标准号": key,
        "标准名称": f"样例标准{n}第{v // 2}版",
        "英文名称": f"Sample standard {n}",
        "标准性质": pick(("强制性", "推荐性", ""), n),
        "标准状态": state,
        "采标号": international(n).replace(":", "：" if w % 2 else ":") if degree else "无",
        "采标程度": degree or "—",
        "国际标准分类号": "67.080.10",
        "代替标准": pick("；,", w).join(former) or "—",
        "发布日期": written(published, "-c/", w),
        "实施日期": written(published + YEAR, "-c/", w),
        "废止日期": "9999-9-9",
        "备注": "",
    }
    adopted: tuple[tuple[str, str | int | bool], ...] = (
        (("degree", degree), ("verified", True)) if degree else ()
    )
    own = said(
        "Standard",
        number,
        Link("adopts", f"standard:{international(n)}", own=adopted) if degree else None,
        *(Link("replaces", f"standard:{each}") for each in former),
        number=number,
        level="NATIONAL",
        issuer="国家标准",
        verified=True,
        title=f"样例标准{n}第{v // 2}版",
        title_en=f"Sample standard {n}",
        mandatory=pick((True, False, None), n),
        ics="67.080.10",
        published_on=iso(published),
        effective_on=iso(published + YEAR),
    )
    standing = (said("Standard", number, number=number, stage=stage),) if stage else ()
    return Row(key, cells, (own, *standing))


def delivered(n: int, v: int, w: int) -> Row:
    """ISO: one deliverable; of a project, which is not published, nothing is said."""
    stage, code_, means = pick(
        ((6060, "60.60", "IN_FORCE"), (9092, "90.92", "TO_BE_REVISED"), (9599, "95.99", "WITHDRAWN")), n, v
    )
    project = n % 5 == 4
    cells = {
        "id": 990_000 + n,
        "reference": international(n),
        "title": {"en": f"Sample deliverable {n}, edition {v // 2}", "fr": None},
        "publicationDate": None if project else iso(day(n)),
        "icsCode": ["03.120.10", "67.080"] if v % 2 else None,
        "currentStage": 3020 if project else stage,
        "replaces": None,
    }
    if project:
        return Row(str(990_000 + n), cells, ())
    own = {"number": international(n), "level": "INTERNATIONAL", "verified": True, "stage": means}
    own |= {"title_en": f"Sample deliverable {n}, edition {v // 2}", "stage_code": code_}
    own |= {"ics": "03.120.10" if v % 2 else None, "published_on": iso(day(n))}
    return Row(str(990_000 + n), cells, (said("Standard", international(n), **own),))


STANDARDS = (
    Source(
        "certification-bodies",
        "认证机构",
        certified,
        (
            Flaw("证书编号", "", "required", named=False),
            Flaw("统一社会信用代码", CHECK, "check_digit"),
            Flaw("认证依据", "样例规范", "pattern"),
            Flaw("颁证日期", "1989-01-01", "range"),
            Flaw("证书状态", "未知", "enum_unknown"),
        ),
        ("获证组织名称", "组织名称"),
    ),
    Source(
        "national-standards",
        "标准化主管部门",
        standardised,
        (
            Flaw("标准号", "样例标准", "pattern", named=False),
            Flaw("标准名称", "", "required"),
            Flaw("标准状态", "不明", "enum_unknown"),
            Flaw("发布日期", "41402", "date_invalid"),
        ),
        ("国际标准分类号", "ICS"),
    ),
    Source(
        "iso-deliverables",
        "ISO",
        delivered,
        (
            Flaw("id", None, "required", named=False),
            Flaw("reference", "没有编号", "pattern"),
            Flaw("currentStage", 7777, "enum_unknown"),
            Flaw("publicationDate", "2013-02-30", "date_invalid"),
        ),
    ),
)
