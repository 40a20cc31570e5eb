"""An extract of the register of enterprises, invented, as large as wanted. Not here: loading it."""

import csv
import random
from pathlib import Path

from stdnum.cn.uscc import calc_check_digit

COUNTIES = ("640104", "640105", "640106", "640121", "640122", "640181", "640205", "640221", "640302")
HEADER = (
    "统一社会信用代码,企业名称,行政区划代码,成立日期,行业代码,企业规模,从业人数,注册资本（万元）,经营状态,"
    "法定代表人,联系电话,经营范围"
)
REST = ("120.5", "存续", "", "0952-0000002", "食品制造")


def write_extract(file: Path, rows: int, changed: int = 0, seed: int = 1) -> None:
    """Write an extract.

    Args:
        file: where.
        rows: how many enterprises it has.
        changed: how many of them have other employees than with none changed.
        seed: of the chance.
    """
    chance = random.Random(seed)
    with file.open("w", encoding="gb18030", newline="") as text:
        lines = csv.writer(text)
        lines.writerow(HEADER.split(","))
        for number in range(rows):
            body = f"91640199MA{number:07d}"
            founded = f"{chance.randint(1990, 2012)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            county, employees = chance.choice(COUNTIES), chance.randint(1, 900)
            employees += 1 if number < changed else 0
            name = f"样例{number}号食品有限公司"
            lines.writerow(
                [body + calc_check_digit(body), name, county, founded, "", "小型", employees, *REST]
            )
