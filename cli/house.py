"""The house put together: what a database must hold before it is asked, and the questions to begin with.

Not here: opening the database (`settings`) and serving it (`foreground`).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from graph.database import Database, prepare
from graph.model import quality_model
from loaders import Delivery, Report, complete, deliver, withdraw
from loaders.sources.catalogue import SOURCES, deliveries_of
from loaders.sources.sample import ANCHORS, sample_delivery
from loaders.sources.sample.elsewhere import SAMPLE

EXAMPLES = Path(__file__).resolve().parent / "examples"
Tell = Callable[[str], None]


def furnish(database: Database, sample: int, document: Path | None, tell: Tell) -> None:
    """Bring a database to the model, then to the policy, the regions, the standards and the sample region.

    Args:
        database: open; what it holds of this already stays.
        sample: how many enterprises the sample region has; 0 takes a sample out.
        document: the policy document, for the wording of the clauses; None leaves them as they are.
        tell: told what becomes of each step, in words for the user.

    Raises:
        DatabaseProblem, LoadProblem, ValueError: a step failed; the text says which and the remedy.
    """
    model = quality_model()
    deliveries = list(_deliveries(document))  # first: a document that is refused leaves the database alone
    prepare(database, model)
    if found := complete(database, model):  # of an earlier release
        tell(f"Read the Chinese names of {found:,} things, so that search finds them in pinyin")
    for delivery in deliveries:
        _tell(deliver(database, model, delivery), tell)
    if sample:
        tell(f"Loading the sample region of {sample:,} enterprises")
        _tell(deliver(database, model, sample_delivery(sample)), tell)
    else:
        _tell(withdraw(database, model, SAMPLE), tell)


def _tell(report: Report, tell: Tell) -> None:
    for line in (str(report), *told(report)):
        tell(line)


def told(report: Report) -> Iterator[str]:
    """Say which links of a delivery lead nowhere yet."""
    return (f"  {example}" for example in report.examples)


def _deliveries(document: Path | None) -> Iterator[Delivery]:
    for name, source in SOURCES.items():
        if source.facts is not None:
            yield from deliveries_of(name)
    if document is not None:
        yield from deliveries_of("policy-document", document)


def examples(sample: int) -> list[dict[str, str]]:
    """Return the three questions as requests to paste, about the sample region when there is one."""
    if not sample:
        return []
    ids = {"ENTERPRISE": ANCHORS.enterprise, "PRODUCT": ANCHORS.product, "RECORD": ANCHORS.credit_record}
    return [{"query": _filled(file, ids)} for file in sorted(EXAMPLES.glob("*.graphql"))]


def _filled(file: Path, ids: dict[str, str]) -> str:
    text = file.read_text("utf-8")
    for name, value in ids.items():
        text = text.replace(f"${name}$", value)
    return text
