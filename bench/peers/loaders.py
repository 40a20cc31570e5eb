"""The statements and DataLoaders of the Strawberry peer: one for each relation, one record for each parent.

Not here: the types that they load (`strawberry_peer`).
"""

from collections.abc import Callable
from typing import Any

import neo4j
from strawberry.dataloader import DataLoader

ENTERPRISE = "{.id, .uscc, .name, .size, .founded_on, .employees}"
DEPARTMENT = "{.id, .name}"
PRODUCT = "{.id, .code, .name}"
INSPECTION = "{.id, .record_key, .kind, .category, .inspected_on, .result, .unit}"

# From the ids of the parents to one record for each of those that have any; what is wanted of a child is
# what its type has.
RELATIONS = {
    "certificates": """UNWIND $ids AS id
MATCH (:Enterprise {id: id})<-[:HELD_BY]-(c:Certificate)
RETURN id, collect(c {.id, .number, .status}) AS found""",
    "standards": """UNWIND $ids AS id
MATCH (c:Certificate {id: id})-[:CONFORMS_TO]->(s:Standard)
RETURN id, collect(s {.id, .number, .title, .title_en, .stage}) AS found""",
    "adopts": """UNWIND $ids AS id
MATCH (:Standard {id: id})-[:ADOPTS]->(s:Standard)
RETURN id, collect(s {.id, .number, .title, .title_en, .stage}) AS found""",
    "credit_records": """UNWIND $ids AS id
MATCH (:Enterprise {id: id})<-[:CONCERNS]-(c:CreditRecord)
RETURN id, collect(c {.id, .category, .summary, .recorded_on}) AS found""",
    "contributed_by": f"""UNWIND $ids AS id
MATCH (:CreditRecord {{id: id}})-[:CONTRIBUTED_BY]->(d:Department)
RETURN id, collect(d {DEPARTMENT}) AS found""",
    "products": f"""UNWIND $ids AS id
MATCH (:Enterprise {{id: id}})<-[:MADE_BY]-(p:Product)
RETURN id, collect(p {PRODUCT}) AS found""",
    "newest_of_product": f"""UNWIND $ids AS id
MATCH (p:Product {{id: id}})
CALL (p) {{
  MATCH (p)<-[:INSPECTS_PRODUCT]-(i:Inspection)
  WITH i ORDER BY i.inspected_on DESC, i.id LIMIT $first
  RETURN collect(i {INSPECTION}) AS found
}}
RETURN id, found""",
    "newest_of_department": f"""UNWIND $ids AS id
MATCH (d:Department {{id: id}})
CALL (d) {{
  MATCH (d)<-[:CONDUCTED_BY]-(i:Inspection)
  WITH i ORDER BY i.inspected_on DESC, i.id LIMIT $first
  RETURN collect(i {INSPECTION}) AS found
}}
RETURN id, found""",
    "product_of": f"""UNWIND $ids AS id
MATCH (:Inspection {{id: id}})-[:INSPECTS_PRODUCT]->(p:Product)
RETURN id, collect(p {PRODUCT}) AS found""",
    "maker_of": f"""UNWIND $ids AS id
MATCH (:Product {{id: id}})-[:MADE_BY]->(e:Enterprise)
RETURN id, collect(e {ENTERPRISE}) AS found""",
}
Made = Callable[..., Any]


class Loaders:
    """The loaders of one request, which forget what they loaded when it ends."""

    def __init__(self, driver: neo4j.AsyncDriver) -> None:
        self._driver = driver
        self._loaders: dict[tuple[str, int], DataLoader[str, list[Any]]] = {}

    async def rows(self, statement: str, **parameters: Any) -> list[dict[str, Any]]:
        """Return the records of a statement, by the driver's own way of running one."""
        found = await self._driver.execute_query(
            statement, parameters, database_="neo4j", routing_=neo4j.RoutingControl.READ
        )
        return [record.data() for record in found.records]

    async def load(self, relation: str, parent: str, made: Made, first: int = 0) -> list[Any]:
        """Return the children of a parent along a relation, loaded with those of its siblings."""
        key = (relation, first)
        if key not in self._loaders:

            async def many(ids: list[str]) -> list[list[Any]]:
                rows = await self.rows(RELATIONS[relation], ids=ids, first=first)
                found = {row["id"]: [made(**each) for each in row["found"]] for row in rows}
                return [found.get(each, []) for each in ids]

            self._loaders[key] = DataLoader(load_fn=many)
        return await self._loaders[key].load(parent)
