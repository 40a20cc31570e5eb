"""The report: what was measured on each size, as a table, beside what is promised of points and pages.

Not here: measuring (`measure`).
"""

from collections.abc import Iterator, Sequence

from bench.growth.measure import Found, Size
from bench.growth.shapes import ASKED, TOLD

LATER = 1.5  # times the median on the smallest graph: what a noisy machine does to an equal one
HARDER = 1.2  # times its database hits, which no noise touches


def table(sizes: Sequence[Size]) -> Iterator[str]:
    """Return a table's lines in Markdown: p50 / p95 in ms, database hits, and the ratios of each size."""
    heads = [f"{size.nodes:,} nodes" for size in sizes]
    yield "| " + " | ".join(["Shape", *heads, *(f"× at {head}" for head in heads[1:]), ""]) + " |"
    yield "|--" * (2 * len(sizes) + 1) + "|"
    for shape in ASKED:
        found = [size.found[shape.name] for size in sizes]
        cells = [_cell(each) for each in found]
        ratios = [f"{each.over(found[0]):.2f}, {each.hits / found[0].hits:.2f}" for each in found[1:]]
        verdict = "told" if shape.name in TOLD else "holds" if holds(found) else "**misses**"
        yield "| " + " | ".join([f"{shape.name}: {shape.says}", *cells, *ratios, verdict]) + " |"


def _cell(found: Found) -> str:
    refused = f", {found.refused} refused" if found.refused else ""
    return f"{found.p50:.2f} / {found.p95:.2f}, {found.hits:,.0f}{refused}"


def holds(found: Sequence[Found]) -> bool:
    """Whether a shape is always answered, and costs on no graph more than on the first, the smallest."""
    first = found[0]
    return all(
        each.over(first) <= LATER and each.hits <= first.hits * HARDER and not each.refused for each in found
    )
