"""What is listed as not stated is absent from the graph: where a fact has a place, that place is empty.

Not here: that the list is complete (`tests/loaders/sources/policy/test_not_stated`).
"""

import pytest

from graph.database import Database
from graph.model.silence import ExpectedFact

DOING = ["PERFORMS", "ORGANISES", "ESTABLISHES", "SHARES"]
# The parts of which no participant may have any.
PARTS = {
    "RESPONSIBLE": DOING,
    "LEAD": ["ORGANISES"],
    "SUPERVISOR": ["SUPERVISES"],
    "ASSESSOR": ["SUPERVISES", "SETTLES", *DOING],
    "SELECTOR": ["SETTLES", *DOING],
    "APPOINTER": ["SETTLES", "ORGANISES", "ESTABLISHES"],
    "SENDER": DOING,
    "LIAISON": DOING,
    "PROMOTER": ["GUIDES", "SUPPORTS", "ORGANISES"],
    "ISSUER": ["ISSUES", "ESTABLISHES"],
    "MAKER": ["ISSUES", *DOING],
    "KEEPER": DOING,
    "OPERATOR": DOING,
    "PAYER": ["PAYS"],
    "AWARDER": ["ISSUES", "SETTLES", *DOING],
    "RECIPIENT": ["RECEIVES"],
}
NO_FIGURE = "NOT EXISTS { MATCH (p)<-[:FIGURE_OF]-(f:Figure) }"
# A predicate that holds where the fact is absent.
PLACES = {
    "RESPONSIBLE": "NOT EXISTS { MATCH (p)-[:BORNE_BY]->(a:Actor) }",
    "COUNTERPART": "NOT EXISTS { MATCH (p)-[:HAS_PARTICIPANT]->(a:Authority) WHERE a.kind <> 'FOREIGN' }",
    "PARTIES": "NOT EXISTS { MATCH (p)-[:BORNE_BY|HAS_PARTICIPANT]->(c:OrgClass)<-[:MEMBER_OF]-(a:Actor) }",
    "DEADLINE": "p.year IS NULL AND NOT EXISTS { MATCH (p)<-[:FIGURE_OF]-(f:Figure) WHERE f.year > 0 }",
    "PERIOD": NO_FIGURE,
    "TERM": NO_FIGURE,
    "AMOUNT": NO_FIGURE,
    "COUNT": NO_FIGURE,
    "THRESHOLD": NO_FIGURE,
    "VALUE": "p.value IS NULL AND NOT p.quantified",
    "METRIC": "p.value IS NULL OR p.relative",
    "BASELINE": f"p.relative AND {NO_FIGURE}",
    "SPLIT": "COUNT { MATCH (p)<-[:FIGURE_OF]-(f:Figure) } = 1",
    "MEMBERS": "NOT EXISTS { MATCH (p)-[:LISTS]->(t:Topic) }",
    "GROUP": "NOT EXISTS { MATCH (p)<-[:FIGURE_OF]-(f:Figure) "
    "WHERE toInteger(f.value) = COUNT { MATCH (p)-[:LISTS]->(t:Topic) } }",
    "TITLE": "NOT EXISTS { MATCH (d:Document {id: 'document:nx-2012-quality'}) WHERE d.title IS NOT NULL }",
    "NUMBER": "NOT EXISTS { MATCH (d:Document {id: 'document:nx-2012-quality'}) WHERE d.number IS NOT NULL }",
}
# Facts of which the model has no field: they can be written nowhere but in the list.
PLACELESS = {
    "CRITERIA", "EXIT", "CONSEQUENCE", "CUMULATION", "COMPULSION", "SCOPE", "ACCESS",
}  # fmt: skip


def test_every_fact_has_a_place_that_is_looked_at_or_none() -> None:
    assert {each.value for each in ExpectedFact} == PARTS.keys() | PLACES.keys() | PLACELESS
    assert not (PARTS.keys() | PLACES.keys()) & PLACELESS


@pytest.mark.parametrize("what", sorted(PARTS.keys() | PLACES.keys()))
def test_what_is_listed_as_not_stated_is_absent(policy: Database, what: str) -> None:
    absent = PLACES.get(what, "true")
    found = policy.read(
        "MATCH (o:Omission {what: $what})-[:NOT_STATED_FOR]->(p:Provision) "
        f"RETURN p.key AS key, ({absent}) AND NOT EXISTS {{ MATCH (p)-[takes:HAS_PARTICIPANT]->(a:Actor) "
        "WHERE takes.part IN $parts } AS absent",
        {"what": what, "parts": PARTS.get(what, [])},
        seconds=120,
    )

    assert found
    assert [row["key"] for row in found if not row["absent"]] == []
