"""What is asked of each size: the eight shapes of `bench.peers`, and points and pages beside them.

Not here: the documents (`ours.graphql`), and the data (`bench.peers.data`).
"""

from pathlib import Path

from bench.peers.data import Plan, drawn, uscc
from bench.peers.shapes import SHAPES, Shape, Variables
from graph.model import Property, quality_model
from queries.compiler.fields import Fields
from queries.compiler.pages import SortKey, mark_of, write_cursor

HERE = Path(__file__).resolve().parent
DRAWN = 30  # sets of values, each asked once before anything is measured
TOLD = {"search"}  # and not promised: whatever shares a word with the text is ranked


def _numbers(plan: Plan) -> list[int]:
    return drawn(list(range(plan.enterprises)), DRAWN, 5)


def _keys(plan: Plan) -> list[Variables]:
    return [{"uscc": uscc(number)} for number in _numbers(plan)]


def _sizes(plan: Plan) -> list[Variables]:
    return [{"size": size} for size in ("LARGE", "MEDIUM", "SMALL", "MICRO")]


def _places(plan: Plan) -> list[Variables]:
    mark = mark_of("EnterpriseConnection", (SortKey(None, False),))
    return [{"after": write_cursor([plan.enterprise(each)], mark)} for each in _numbers(plan)]


def _names(plan: Plan) -> list[Variables]:
    name = Fields(quality_model()).of("Enterprise")["name"]
    assert isinstance(name, Property)
    mark = mark_of("EnterpriseConnection", (SortKey(name, False), SortKey(None, False)))
    return [{"after": write_cursor([_name(each), plan.enterprise(each)], mark)} for each in _numbers(plan)]


def _products(plan: Plan) -> list[Variables]:
    return [{"id": f"product:{uscc(number)}~P-00"} for number in _numbers(plan)]


def _texts(plan: Plan) -> list[Variables]:
    return [{"text": _name(number)} for number in _numbers(plan)]


def _name(number: int) -> str:
    return f"样例企业第{number}号有限公司"


ASKED = (
    *SHAPES,
    Shape("key", "one enterprise by its code", _keys, folder=HERE),
    Shape("page", "20 enterprises after a cursor anywhere", _places, folder=HERE),
    Shape("ordered", "20 enterprises by name, after a cursor anywhere", _names, folder=HERE),
    Shape("filtered", "the first 20 enterprises of a size", _sizes, folder=HERE),
    Shape("related", "the enterprises of a product, and how many", _products, folder=HERE),
    Shape("search", "5 enterprises by the words of a name", _texts, folder=HERE),
)
