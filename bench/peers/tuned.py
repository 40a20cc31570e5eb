"""The tuned statements: what somebody who knows Neo4j well writes by hand for each shape.

An anchor at the unique key, held by a barrier (in q4 by a subquery: the planner steps over `LIMIT 1` and
begins at the range of employees); sorted and cut before anything nests; one record, whose rows are lists;
hints where the planner guesses wrong. Each stands in the same fence that the compiler prints, asks for the
same order and holds dated edges to the day. Not here: who sends them (`bare`, `driver`), and how their lists
become objects (`shaped`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.peers import shaped
from queries.compiler.statement import FENCE, holds


@dataclass(frozen=True)
class Tuned:
    """One statement: what leads to its answer, the answer, and how its lists become the client's objects."""

    areas: tuple[str, ...]
    way: str
    answer: str
    shaped: Callable[[Any], Any]
    days: tuple[str, ...] = ()  # the parameters that are days

    @property
    def text(self) -> str:
        """The whole statement; its first value is the answer."""
        before, after = FENCE.format(name="before"), FENCE.format(name="after")
        parts = ["CYPHER 5", before, self.way, f"WITH before, {self.answer} AS answer", after]
        return "\n".join([*filter(None, parts), "RETURN answer, before, after"])

    def parameters(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return the parameters for a client's variables."""
        days = {name: date.fromisoformat(given[name]) for name in self.days}
        return {**given, **days, "as_of": date.today(), "areas": list(self.areas)}


_DEPARTMENTS = f"""COLLECT {{
    MATCH (c)-[r:CONTRIBUTED_BY]->(d:Department)
    WHERE {holds("r")}
    WITH d ORDER BY d.id LIMIT 5
    RETURN d.name
  }}"""
_NEWEST = """COLLECT {
    MATCH (p)<-[:INSPECTS_PRODUCT]-(i:Inspection)
    WITH i ORDER BY i.inspected_on DESC, i.id LIMIT 5
    RETURN [toString(i.inspected_on), i.result, i.category]
  }"""
_PRODUCTS = f"""COLLECT {{
  MATCH (e)<-[:MADE_BY]-(p:Product)
  WITH p ORDER BY p.id LIMIT 5
  RETURN [p.code, p.name, {_NEWEST}]
}}"""


TUNED: dict[str, Tuned] = {
    "q1": Tuned(
        ("market",),
        "MATCH (e:Enterprise {id: $id})",
        "[e.id, e.uscc, e.name, e.size, toString(e.founded_on), e.employees]",
        shaped.q1,
    ),
    "q2": Tuned(
        ("conformity", "market", "standards"),
        "MATCH (e:Enterprise {id: $id})",
        """[e.name, COLLECT {
  MATCH (e)<-[:HELD_BY]-(c:Certificate)
  WITH c ORDER BY c.id LIMIT 20
  RETURN [c.number, c.status, COLLECT {
    MATCH (c)-[:CONFORMS_TO]->(s:Standard)
    WITH s ORDER BY s.id LIMIT 20
    RETURN [s.number, s.title, s.stage, COLLECT {
      MATCH (s)-[:ADOPTS]->(a:Standard)
      WITH a ORDER BY a.id LIMIT 20
      RETURN [a.number, a.title_en]
    }]
  }]
}]""",
        shaped.q2,
    ),
    "q3": Tuned(
        ("actors", "credit", "market", "supervision"),
        "MATCH (e:Enterprise {id: $id})",
        f"""[e.name, COLLECT {{
  MATCH (e)<-[:CONCERNS]-(c:CreditRecord)
  WITH c ORDER BY c.id LIMIT 20
  RETURN [c.category, toString(c.recorded_on), c.summary, {_DEPARTMENTS}]
}}, {_PRODUCTS}]""",
        shaped.q3,
    ),
    "q4": Tuned(
        ("actors", "conformity", "credit", "market", "standards", "supervision"),
        "",
        f"""COLLECT {{
  MATCH (g:Region {{id: $region}})
  WITH g LIMIT 1
  CALL (g) {{
    MATCH (g)<-[r:LOCATED_IN]-(e:Enterprise)
    WHERE {holds("r")}
    RETURN e
  }}
  WITH e
  WHERE e.size = $size AND e.employees >= $employees
  WITH DISTINCT e ORDER BY e.name, e.id LIMIT 50
  RETURN [e.id, e.uscc, e.name, e.size, toString(e.founded_on), e.employees, COLLECT {{
    MATCH (e)<-[:HELD_BY]-(c:Certificate)
    WITH c ORDER BY c.id LIMIT 5
    RETURN [c.number, c.status, COLLECT {{
      MATCH (c)-[:CONFORMS_TO]->(s:Standard)
      WITH s ORDER BY s.id LIMIT 5
      RETURN [s.number, s.title, s.title_en, s.stage]
    }}]
  }}, {_PRODUCTS}, COLLECT {{
    MATCH (e)<-[:CONCERNS]-(c:CreditRecord)
    WITH c ORDER BY c.id LIMIT 5
    RETURN [c.category, toString(c.recorded_on), c.summary, {_DEPARTMENTS}]
  }}]
}}""",
        shaped.q4,
    ),
    "q5": Tuned(
        ("actors", "market", "supervision"),
        "",
        f"""COLLECT {{
  MATCH (g:Region {{id: $region}})
  WITH g LIMIT 1
  MATCH (g)<-[r:HAS_JURISDICTION]-(d:Department)
  WHERE {holds("r")}
  WITH DISTINCT d ORDER BY d.id LIMIT 20
  RETURN [d.id, d.name, COLLECT {{
    MATCH (d)<-[:CONDUCTED_BY]-(i:Inspection)
    WITH i ORDER BY i.inspected_on DESC, i.id LIMIT 10
    RETURN [toString(i.inspected_on), i.result, head(COLLECT {{
      MATCH (i)-[:INSPECTS_PRODUCT]->(p:Product)
      WITH p LIMIT 1
      RETURN [p.code, p.name, head(COLLECT {{
        MATCH (p)-[:MADE_BY]->(m:Enterprise)
        WITH m LIMIT 1
        RETURN [m.id, m.name]
      }})]
    }})]
  }}]
}}""",
        shaped.q5,
    ),
    "q6": Tuned(
        ("supervision",),
        "",
        """COLLECT {
  MATCH (i:Inspection)
  USING INDEX i:Inspection(inspected_on)
  WHERE i.inspected_on >= $day
  WITH i ORDER BY i.inspected_on, i.id LIMIT 1000
  RETURN [i.id, i.record_key, i.kind, i.category, toString(i.inspected_on), i.result, i.unit]
}""",
        shaped.q6,
        ("day",),
    ),
    "q7": Tuned(
        ("supervision",),
        """CALL () {
  MATCH (i:Inspection)
  USING INDEX i:Inspection(category)
  WHERE i.category = $category AND i.inspected_on >= $day
  WITH i ORDER BY i.inspected_on DESC, i.id
  WITH collect(i) AS found
  RETURN [size(found), [i IN found[..21] | [i.id, i.category, toString(i.inspected_on), i.result]]] AS page
}""",
        "page",
        shaped.q7,
        ("day",),
    ),
    "q8": Tuned(
        ("actors", "market", "supervision"),
        "",
        f"""COLLECT {{
  MATCH (g:Region {{id: $region}})
  WITH g LIMIT 1
  MATCH (g)<-[r:LOCATED_IN]-(e:Enterprise)<-[:INSPECTS]-(i:Inspection)
  WHERE {holds("r")}
  WITH DISTINCT i
  WITH i.result AS result, count(*) AS many ORDER BY result
  RETURN [result, many]
}}""",
        shaped.q8,
    ),
}
