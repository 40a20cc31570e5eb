"""The invented rows of the departments that keep registers: each row with what it says.

Not here: who decides (`deciders`), inspects (`inspectors`), or sets standards (`standards`).
"""

from datetime import timedelta

from tests.faults.year.region import (
    CHECK,
    COUNTIES,
    ENTERPRISES,
    Flaw,
    Link,
    Row,
    Source,
    code,
    credit,
    day,
    enterprise,
    iso,
    name,
    pick,
    said,
    written,
)

SHORT = "9164"
LATER = timedelta(days=400)
PARTS, CHANGES = "statistics-by-county", "banking-changes"


def registered(n: int, v: int, w: int) -> Row:
    """工商: one enterprise of the register."""
    county, sector = pick(COUNTIES, n, v // 3), pick(("13", "14", "15", "99"), n)
    size, means = pick((("大型", "LARGE"), ("中型", "MEDIUM"), ("小型", "SMALL"), ("", None)), n, v)
    employees = 10 + n * 3 + v
    cells = {
        "统一社会信用代码": code(n),
        "企业名称": name(n, v // 4),
        "行政区划代码": county,
        "成立日期": written(day(n), "-c年/", w),
        "行业代码": sector if n % 5 else "",
        "企业规模": size,
        "从业人数": f"{employees:,}" if w % 2 else str(employees),
        "注册资本（万元）": f"{100 + v}.5",
        "经营状态": pick(("存续", "在营"), n, v),
        "联系电话": r"\N",
    }
    began = {"640104": 2002, "640105": 2002, "640205": 2003, "640302": 1998}[county]
    links = [Link("region", f"region:{county}~{began}")]
    links += [Link("sectors", f"sector:GB/T 4754-2011~{sector}")] if n % 5 else []
    own = {"name": name(n, v // 4), "founded_on": iso(day(n)), "size": means, "employees": employees}
    return Row(code(n), cells, (said("Enterprise", code(n), *links, uscc=code(n), **own),))


def counted(n: int, v: int, w: int, system: str = "statistics") -> Row:
    """统计: one unit, whether it is above the scale, and whether it reported falsely."""
    n += 5  # so that some enterprises are in one register only
    false, county = (n + v) % 4 == 0, pick(COUNTIES, n, v // 4)
    size, means = pick((("1", "LARGE"), ("2", "MEDIUM"), ("3", "SMALL"), ("4", "MICRO")), n, v)
    entered = day(n) if n % 3 else None
    left = day(n, v) + LATER if entered and v % 3 == 2 else None
    since = day(n, v) + LATER
    cells = {
        "统一社会信用代码": code(n).lower() if n % 6 == 1 else code(n),
        "单位详细名称": name(n, v // 3),
        "统计用区划代码": county + ("001001" if w % 2 else ""),
        "行业代码": pick(("1391", "1499", "152"), n),
        "单位规模": size,
        "从业人员期末人数": str(20 + n * 3 + v // 2),
        "入库日期": written(entered, "-c", w),
        "退库日期": written(left, "-c", w) or ("9999-9-9" if w % 2 else ""),
        "失信认定日期": written(since if false else None, "-c", w),
        "失信事由": "虚报营业收入（样例）" if false else "-",
        "公示截止日期": "",
        "是否规上": "1" if entered else "0",
        "报告期": "样例",
    }
    links = [Link("sectors", f"sector:GB/T 4754-2011~{pick(('13', '14', '15'), n)}")]
    links += [Link("member_of", "orgClass:规模以上企业", iso(entered), iso(left))] if entered else []
    own = {"name": name(n, v // 3), "size": means, "employees": 20 + n * 3 + v // 2}
    says = [said("Enterprise", code(n), *links, uscc=code(n), **own)]
    key = str(cells["统一社会信用代码"])
    if false:
        words = {"category": "统计失信", "summary": "虚报营业收入（样例）"}
        says.append(credit(system, key, n, "统计", since, **words))
    return Row(key, cells, tuple(says), part=county if system == PARTS else "")


def taxed(n: int, v: int, w: int) -> Row:
    """税务: one item of taxpayers' credit."""
    e = n % ENTERPRISES
    key, since = f"SS-2013-{n:04}", day(n, v) + LATER
    item = pick(("纳税信用级别", "欠税公告", "税收违法"), n)
    grade = pick("ABCD", n, v) if item == "纳税信用级别" else ""
    until = since + LATER if v % 2 else None
    cells = {
        "信息编号": key,
        "纳税人识别号": code(e),
        "纳税人名称": name(e, v // 3),
        "信息类别": item,
        "评价年度": "2012",
        "纳税信用级别": grade and pick((grade, chr(ord(grade) + 0xFEE0)), w),
        "税种": "增值税" if item == "欠税公告" else "",
        "欠税余额（元）": "1,200.50" if item == "欠税公告" else "",
        "违法事实": f"样例违法事实{v}" if item == "税收违法" else "无",
        "认定日期": written(since, "-c/年", w),
        "公示截止日期": written(until, "-c", w) or "9999-12-31",
        "备注": "",
    }
    summary = {"纳税信用级别": f"{grade}级", "欠税公告": "增值税", "税收违法": f"样例违法事实{v}"}[item]
    words = {"category": item, "summary": summary, "public_until": iso(until)}
    return Row(
        key, cells, (enterprise(e, name=name(e, v // 3)), credit("taxation", key, e, "税务", since, **words))
    )


def lent(n: int, v: int, w: int, system: str = "banking") -> Row:
    """银行: one loan; only the three lower classes are a default."""
    e = n % ENTERPRISES
    key, since = f"XD201306-{n:04}", day(n, v) + LATER
    quality = pick(("正常", "次级", "可疑", "关注", "损失"), n, v)
    cells = {
        "信息编号": key,
        "借款人代码": code(e).lower() if w % 3 == 1 else code(e),
        "借款人名称": name(e, v // 2),
        "五级分类": quality,
        "逾期天数": n * 3 + v,
        "逾期本金（万元）": 12.5 + v,
        "认定日期": since,
        "结清日期": None if v % 2 else since + LATER,
    }
    says = [enterprise(e, name=name(e, v // 2))]
    if quality in ("次级", "可疑", "损失"):
        says.append(credit(system, key, e, "银行", since, category="贷款违约", summary=quality))
    return Row(key, cells, tuple(says), version=iso(since) if system == CHANGES else None)


REGISTERS = (
    Source(
        "industry-and-commerce",
        "工商",
        registered,
        (
            Flaw("统一社会信用代码", CHECK, "check_digit", named=False),
            Flaw("统一社会信用代码", "", "required", named=False),
            Flaw("企业名称", "", "required"),
            Flaw("行政区划代码", "649999", "enum_unknown"),
            Flaw("成立日期", "2001-02-30", "date_invalid"),
            Flaw("企业规模", "巨型", "enum_unknown"),
            Flaw("从业人数", "许多", "type"),
        ),
        ("企业名称", "名称"),
    ),
    Source(
        "statistics",
        "统计",
        counted,
        (
            Flaw("统一社会信用代码", SHORT, "pattern", named=False),
            Flaw("入库日期", "六月", "date_invalid"),
            Flaw("是否规上", "2", "enum_unknown"),
            Flaw("从业人员期末人数", "-3", "range"),
        ),
    ),
    Source(
        "taxation",
        "税务",
        taxed,
        (
            Flaw("信息编号", "SS-1", "pattern", named=False),
            Flaw("纳税人识别号", CHECK, "check_digit"),
            Flaw("认定日期", "41402", "date_invalid"),
            Flaw("信息类别", "其他", "enum_unknown"),
        ),
        ("欠税余额（元）", "欠税余额"),
        ("涉税信用信息共享表（样例）", "数据截止日期：样例"),
    ),
    Source(
        "banking",
        "银行",
        lent,
        (
            Flaw("信息编号", None, "required", named=False),
            Flaw("借款人代码", CHECK, "check_digit"),
            Flaw("五级分类", "不明", "enum_unknown"),
            Flaw("逾期天数", 30_000, "range"),
        ),
    ),
)
