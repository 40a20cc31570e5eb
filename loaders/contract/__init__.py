"""The contract of a department's extract: its declaration, and how rows are judged and made into claims.

    source.toml → `Source`
    records read → `Intake` → records for `loaders.deliver`
                           ↘ issues for `Quarantine`

Others may use what is exported here. Not here: what carries the rows (`loaders.reading`).
"""

from loaders.contract.declaration import DeclarationRefused, Source
from loaders.contract.fit import declared_source
from loaders.contract.intake import AsItIs, ContractBroken, Intake, Outcome
from loaders.contract.issues import Issue, IssueCode, Severity
from loaders.contract.judging import Unjudged
from loaders.contract.quarantine import Quarantine, returned

__all__ = [
    "AsItIs",
    "ContractBroken",
    "DeclarationRefused",
    "Intake",
    "Issue",
    "IssueCode",
    "Outcome",
    "Quarantine",
    "Severity",
    "Source",
    "Unjudged",
    "declared_source",
    "returned",
]
