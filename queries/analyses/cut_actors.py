"""The analysis of cuts as the API tells it. Not here: how they are found (`graph.analysis.cuts`)."""

from typing import Annotated

from pydantic import Field

from graph.analysis import Cuts, CutTier, cut_actors, cuts
from graph.model import Zh
from graph.model.actors import Actor
from queries.analyses.analysis import Analysis, Listing, Told
from queries.questions.question import Row


class ChainCut(Row):
    """One tier that an actor alone fills."""

    tier: Annotated[CutTier, Zh("责任层级")]
    chains: Annotated[
        int,
        Zh("责任链数"),
        Field(description="In how many chains: of enterprises, or for STATED of provisions."),
    ]


class CutActor(Row):
    """What the absence of one actor would cut."""

    actor: Annotated[Actor | None, Zh("主体")]
    chains: Annotated[int, Zh("中断责任链数")]
    cuts: Annotated[list[ChainCut], Zh("按层级")]
    separates: Annotated[
        int,
        Zh("割裂数"),
        Field(description="How many things of the network are parted from the rest; 0: none."),
    ]


class CutActors(Listing):
    """Whose absence cuts the most chains of responsibility, on one day."""

    items: Annotated[list[CutActor], Zh("关键主体")]


def _told(found: Cuts, tier: CutTier | None) -> Told:
    wanted = [each for each in found.items if tier is None or any(cut.tier is tier for cut in each.cuts)]
    items = [(each.actor, {**vars(each), "cuts": [vars(cut) for cut in each.cuts]}) for each in wanted]
    return Told(found.method, {}, items, len(items))


CUT_ACTORS = Analysis(
    name="cut_actors",
    zh="关键主体",
    doc="Which single actor's absence cuts the most chains of responsibility: leaves a step of them to "
    "nobody. With `tier`, those who cut that step of any chain.",
    row=CutActors,
    statements=cuts.STATEMENTS,
    compute=lambda reader, _: cut_actors(reader),
    tell=_told,
    narrowed=("tier", CutTier),
)
