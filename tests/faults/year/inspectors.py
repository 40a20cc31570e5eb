"""The invented rows of those who inspect and test, and of who takes complaints: each row with what it says.

Not here: who keeps registers (`registers`), decides (`deciders`), or sets standards (`standards`).
"""

from datetime import timedelta
from typing import Any

from tests.faults.year.region import (
    CHECK,
    ENTERPRISES,
    Flaw,
    Link,
    Row,
    Said,
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
)
from tests.faults.year.standards import national

NOTE = "备注一\n备注二"  # two lines in one cell
YEAR = timedelta(days=365)


def product_of(e: int) -> tuple[str, str]:
    """The maker's code of its one product, and the id of it."""
    return f"P-{e:02}", f"product:{code(e)}~P-{e:02}"


def product(e: int, words: str) -> Said:
    """Something about a product."""
    own, _ = product_of(e)
    return said("Product", (code(e), own), of("maker", e), code=own, name=words)


def checked(n: int, v: int, w: int) -> Row:
    """质监: one spot check; one that failed has a finding, and goes on the maker's credit."""
    e = n % ENTERPRISES
    system, key, failed = "quality-supervision", f"CC-{n:05}", (n + v) % 3 == 0
    own, its = product_of(e)
    since, goods = day(n, v) + YEAR, f"样例产品{e}" + ("（新）" if v % 7 == 6 else "")
    cells = {
        "抽样单编号": key,
        "标称生产企业代码": code(e),
        "标称生产企业": name(e, v // 2),
        "产品名称": goods,
        "产品编号": own if n % 4 else "/",
        "抽样日期": written(since, "-/.c", w),
        "抽查类别": "样例类别",
        "检验结论": pick(("不合格", "不符合") if failed else ("合格", "符合"), w),
        "不合格项目": f"样例项目{v}" if failed else "/",
        "公示截止日期": written(since + YEAR, "-c", w),
        "备注": NOTE if n % 5 == 2 else "",
    }
    to_it = Link("product", its) if n % 4 else None
    inspection = said(
        "Inspection",
        (system, key),
        of("enterprise", e),
        to_it,
        by("inspector", "质监"),
        system=system,
        record_key=key,
        kind="SPOT_CHECK",
        category="样例类别",
        inspected_on=iso(since),
        result="FAIL" if failed else "PASS",
    )
    says = [enterprise(e, name=name(e, v // 2)), *([product(e, goods)] if n % 4 else []), inspection]
    if failed:
        words = {"category": "监督抽查不合格", "summary": f"样例项目{v}", "public_until": iso(since + YEAR)}
        says += [_finding(system, key, 1, f"样例项目{v}", False)]
        says += [credit(system, key, e, "质监", since, **words)]
    return Row(key, cells, tuple(says))


def exported(n: int, v: int, w: int) -> Row:
    """检验检疫: one declaration of goods for export."""
    e = n % ENTERPRISES
    system, key = "inspection-and-quarantine", f"64000021390{n:04}"
    failed, statutory, batched = (n + v) % 4 == 1, n % 2 == 0, n % 3 > 0
    own, its = product_of(e)
    since, goods = day(n, v) + YEAR, f"样例产品{e}"
    cells = {
        "报检号": key,
        "发货人代码": code(e),
        "发货人名称": name(e, v // 3),
        "货物名称": goods,
        "产品编号": own,
        "批号": f"B-{n:03}" if batched else None,
        "货值（美元）": 1_000.5 + v,
        "是否法检": "是" if statutory else "否",
        "检验日期": since if w % 2 else written(since, "-年", w // 2),
        "检验检疫结果": "不合格" if failed else "合格",
        "不合格原因": f"样例原因{v}" if failed else "无",
    }
    batch = f"batch:{code(e)}~{own}~B-{n:03}"
    says = [enterprise(e, name=name(e, v // 3)), product(e, goods)]
    if batched:
        whose = (code(e), own, f"B-{n:03}")
        moves: dict[str, Any] = {"direction": "EXPORT", "statutory_inspection": statutory}
        says.append(said("Batch", whose, Link("product", its), number=f"B-{n:03}", **moves))
    says.append(
        said(
            "Inspection",
            (system, key),
            of("enterprise", e),
            Link("product", its),
            Link("batch", batch) if batched else None,
            by("inspector", "检验检疫"),
            system=system,
            record_key=key,
            kind="STATUTORY" if statutory else "SPOT_CHECK",
            category="出口商品检验检疫",
            inspected_on=iso(since),
            result="FAIL" if failed else "PASS",
        )
    )
    if failed:
        words = {"category": "出口检验检疫不合格", "summary": f"样例原因{v}"}
        record = credit(system, key, e, "检验检疫", since, **words)
        says.append(_finding(system, key, 1, f"样例原因{v}", False))
        says.append(Said(record.kind, record.id, record.fields, (*record.links, Link("product", its))))
    return Row(key, cells, tuple(says))


def tested(n: int, v: int, w: int) -> Row:
    """检验检测机构: one item of a report; a report has two, and what is said of all of it stays as it is."""
    r, item = n // 2, n % 2 + 1
    e = r % ENTERPRISES
    system, report, met = "inspection-results", f"JY2013-{r:04}", (n + v) % 3 > 0
    own, its = product_of(e)
    since, failed = day(r) + YEAR, r % 2 == 0
    cells = {
        "report_no": report,
        "lab_no": f"样例资质-{r % 3}",
        "lab_name": f"样例检验所{r % 3}",
        "kind": "监督抽查",
        "uscc": code(e),
        "maker": name(e, r),
        "product": f"样例产品{e}",
        "product_code": own,
        "batch": "N/A",
        "sampled_on": written(since, "-c", r),
        "conclusion": "不合格" if failed else "合格",
        "item_no": item,
        "name": "水分",
        "measured": f"{v}.5 %",
        "required": None,
        "standard_no": national(r % 6) if n % 3 else "/",
        "verdict": "符合" if met else "不符合",
    }
    lab = f"样例资质-{r % 3}"
    inspection = said(
        "Inspection",
        (system, report),
        Link("inspector", f"conformityBody:{lab}"),
        of("enterprise", e),
        Link("product", its),
        system=system,
        record_key=report,
        kind="SPOT_CHECK",
        category="监督抽查",
        inspected_on=iso(since),
        result="FAIL" if failed else "PASS",
    )
    body = said("ConformityBody", lab, key=lab, kind="TEST_CENTRE", name=f"样例检验所{r % 3}")
    against = (Link("against", f"standard:{national(r % 6)}"),) if n % 3 and not met else ()
    finding = _finding(system, report, item, f"水分：实测{v}.5 %，要求未记录", met)
    says = (body, enterprise(e, name=name(e, r)), product(e, f"样例产品{e}"), inspection)
    whole = Said(finding.kind, finding.id, finding.fields, (*finding.links, *against))
    return Row(f"{report}~{item}", cells, (*says, whole))


def complained(n: int, v: int, w: int) -> Row:
    """质量举报和投诉处理机构: one item that was brought forward."""
    e, system, key = n % (ENTERPRISES + 3), "complaints-and-tips", f"12365-2013-{n:04}"
    sort, means = pick(
        (("投诉", "COMPLAINT"), ("举报", "TIP"), ("索赔", "CLAIM"), ("质量纠纷", "DISPUTE")), n
    )
    received, closed = day(n) + YEAR, day(n, v) + YEAR if v % 2 else None
    _, its = product_of(e)
    whom, handler = n % 5 > 0, pick(("质监", "工商", None), n, v)
    before = f"12365-2013-{n - 1:04}" if n % 6 == 5 else None
    cells = {
        "受理编号": key,
        "类型": sort,
        "渠道": pick(("12365", "１２３６５"), w),
        "受理部门": handler,
        "受理日期": written(received, "-/", w),
        "办结日期": written(closed, "-/", w) or "9999-9-9",
        "事由": f"样例事由{v}",
        "被反映单位": {"统一社会信用代码": code(e), "名称": "样例"} if whom else None,
        "产品编号": f"P-{e:02}" if n % 2 else None,
        "赔偿金额（元）": f"{60 + v}.00" if means == "CLAIM" else None,
        "奖励金额（元）": 500 if means == "TIP" else None,
        "重复件编号": before,
        "是否匿名": True,
    }
    complaint = said(
        "Complaint",
        (system, key),
        of("about", e) if whom else None,
        Link("product", its) if whom and n % 2 else None,
        by("handled_by", handler) if handler else None,
        Link("duplicate_of", f"complaint:{system}~{before}") if before else None,
        system=system,
        record_key=key,
        kind=means,
        channel="12365",
        subject=f"样例事由{v}",
        received_on=iso(received),
        closed_on=iso(closed),
        amount=f"{60 + v}.00" if means == "CLAIM" else None,
        reward="500" if means == "TIP" else None,
    )
    return Row(key, cells, (complaint,))


def _finding(system: str, key: str, number: int, text: str, conforms: bool) -> Said:
    to = Link("inspection", f"inspection:{system}~{key}")
    return said("Finding", (system, key, number), to, number=number, text=text, conforms=conforms)


INSPECTORS = (
    Source(
        "quality-supervision",
        "质监",
        checked,
        (
            Flaw("抽样单编号", "C", "pattern", named=False),
            Flaw("标称生产企业代码", CHECK, "check_digit"),
            Flaw("标称生产企业", "", "required"),
            Flaw("抽样日期", "2013-02-30", "date_invalid"),
            Flaw("检验结论", "待定", "enum_unknown"),
            Flaw("产品名称", "样\ufffd例", "lossy_decode"),
        ),
        ("抽样单编号", "抽查编号"),
    ),
    Source(
        "inspection-and-quarantine",
        "检验检疫",
        exported,
        (
            Flaw("报检号", 640_000_213_900_001, "id_cell_numeric", named=False),
            Flaw("发货人代码", CHECK, "check_digit"),
            Flaw("是否法检", "也许", "enum_unknown"),
            Flaw("检验日期", 41_402, "date_invalid"),
        ),
    ),
    Source(
        "inspection-results",
        "检验检测机构",
        tested,
        (
            Flaw("item_no", 1_000, "range", named=False),
            Flaw("name", None, "required"),
            Flaw("standard_no", "样例标准", "pattern"),
            Flaw("verdict", "不明", "enum_unknown"),
        ),
    ),
    Source(
        "complaints-and-tips",
        "质量举报和投诉处理机构",
        complained,
        (
            Flaw("受理编号", "12365", "pattern", named=False),
            Flaw("类型", "其他", "enum_unknown"),
            Flaw("受理日期", "2013-05-06 08:30:00", "date_invalid"),
            Flaw("赔偿金额（元）", "若干", "type"),
            Flaw("被反映单位", {"统一社会信用代码": CHECK}, "check_digit"),
        ),
    ),
)
