"""Names and codes that nobody bears: each name says 样例, each code is one that cannot be issued.

Not here: which enterprise gets which (`enterprises`).
"""

from stdnum.cn.uscc import calc_check_digit
from stdnum.ean import calc_check_digit as calc_barcode_check_digit

MARK = "样例"

# 91: an enterprise of the market register. 640199: no county has this code. MA: a body of its own.
USCC_HEAD = "91640199MA"

# GS1's prefixes 20 to 29 are for restricted circulation: nobody is given one.
BARCODE_HEAD = "29"

_SYLLABLES = "天禾云岭泽朔漠渠原丰瑞康安和顺达通盛华锦青兰红绿金玉石泉晨旭远宏德信诚益嘉润新同"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_NUMERALS = "一二三四五六七八九十"
_STRIDE = 1009  # shares no factor with 40, so that neighbours in number are none in name

# GB 11714: the weights of an organisation code's check digit.
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def uscc(number: int) -> str:
    """Return the unified social credit code of an enterprise, with both check digits.

    Args:
        number: the number of the enterprise, from 1 to 999 999.
    """
    organisation = f"MA{number:06d}"
    body = USCC_HEAD.removesuffix("MA") + organisation + _organisation_check(organisation)
    return body + calc_check_digit(body)


def _organisation_check(code: str) -> str:
    total = sum(int(sign, 36) * weight for sign, weight in zip(code, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[(11 - total % 11) % 11]


def barcode(number: int, place: int) -> str:
    """Return the bar code (GTIN-13) of a product of an enterprise, which no maker can be given.

    GS1 keeps the numbers that begin with 20 to 29 for use within one shop or region: it licenses none of them
    to a company, so no traded product of the world has one.

    Args:
        number: the number of the enterprise.
        place: the number of the product within it, from 1 to 9999.
    """
    body = f"{BARCODE_HEAD}{number:06d}{place:04d}"
    return body + calc_barcode_check_digit(body)


def trade_name(number: int) -> str:
    """Return the invented trade name of an enterprise, another for every number: two signs, later three."""
    size, first = len(_SYLLABLES), 1
    length = 2
    while number - first >= size**length:
        first += size**length
        length += 1
    place = ((number - first) * _STRIDE + size) % size**length  # + size: the first is 天禾
    return "".join(_SYLLABLES[place // size**digit % size] for digit in range(length))


def enterprise_name(number: int, prefecture: str, trade: str) -> str:
    """Return the registered name of an enterprise: 银川样例天禾枸杞食品有限公司."""
    return f"{prefecture.removesuffix('市')}{MARK}{trade_name(number)}{trade}有限公司"


def person_name(number: int) -> str:
    """Return an invented person's name, one of a hundred: 样例甲一."""
    return f"{MARK}{_STEMS[number // 10 % 10]}{_NUMERALS[number % 10]}"
