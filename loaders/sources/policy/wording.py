"""The policy's facts held against its wording, whenever the document is at hand.

Not here: the facts (`facts`) and the reading of the document (`document`, `delivery`).
"""

from pathlib import Path

from graph.model.policy import Clause
from loaders.delivery import Delivery
from loaders.sources.policy.delivery import document_delivery
from loaders.sources.policy.facts import terms


def worded_delivery(source: Path) -> Delivery:
    """Return the delivery of the policy document, whose wording bears out every term of the facts.

    Args:
        source: the path of the document's text.

    Raises:
        DocumentUnreadable, DocumentRefused: it is not the document.
        RowRefused: a term of the facts is not in the clause that it cites; its file and line are named.
    """
    delivery = document_delivery(source)
    claims = (claim for record in delivery.records for claim in record.claims)
    wording = {claim.locator: claim.text or "" for claim in claims if isinstance(claim, Clause)}
    for term in terms():
        if term.text not in wording[term.locator]:
            raise term.row.refuse(f"{term.text} does not stand in {term.locator}")
    return delivery
