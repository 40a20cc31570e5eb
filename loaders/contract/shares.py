"""Shares: whether a part of a delivery is too great. Not here: of what (`filling`, `intake`)."""

from decimal import Decimal

FEW = 5  # so many are never too great a part, unless they are half of the whole, or none may be


def too_many(part: int, whole: int, most: Decimal | int) -> bool:
    """Return whether a part of some rows is too great.

    Args:
        part: how many of them are meant.
        whole: how many there are.
        most: the percent of them that may be.
    """
    few = part <= FEW and part * 2 < whole
    return part * 100 > most * whole and not (most and few)
