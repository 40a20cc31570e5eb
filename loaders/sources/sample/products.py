"""What the sample's enterprises make. Not here: by which standards it is judged (`catalogue`)."""

from dataclasses import dataclass
from datetime import date

from graph.model import Link
from graph.model.market import Product
from loaders.delivery import Record
from loaders.sources.sample import proportions as share
from loaders.sources.sample.catalogue import Ware, wares
from loaders.sources.sample.chance import Chance
from loaders.sources.sample.enterprises import Profile
from loaders.sources.sample.names import MARK, barcode

# The sectors whose products are sold in packs with a bar code; those of the others have none.
PACKED = frozenset({"13", "14", "15"})


@dataclass(frozen=True)
class Item:
    """A product under its maker's code, and since when it is made."""

    code: str
    name: str
    ware: Ware
    since: date

    def id(self, maker: Profile) -> str:
        """Return the global id of the product of this maker."""
        return f"product:{maker.uscc}~{self.code}"

    def link(self, maker: Profile) -> Link[Product]:
        """Return the link to the product of this maker."""
        return Link(self.id(maker))


def product_record(maker: Profile, item: Item) -> Record:
    """Return what the register of products says of one product."""
    product = Product(
        maker=maker.link,
        code=item.code,
        name=item.name,
        barcode=_barcode(maker, item),
        classes=[Link(item.ware.id, item.since)],
        sample=True,
    )
    return Record(f"products~{maker.uscc}~{item.code}", (product,))


def _barcode(maker: Profile, item: Item) -> str | None:
    # The digits of the maker's code are the product's number: 1 of GQ-01.
    number = int("".join(sign for sign in item.code if sign.isdigit()))
    return barcode(maker.number, number) if item.ware.sector in PACKED else None


def draw_items(seed: int, maker: Profile) -> tuple[Item, ...]:
    """Draw the products of an enterprise; none where it has no sector with product classes."""
    chance = Chance(seed, "products", maker.number)
    choice = [ware for trade in maker.trades for ware in wares().get(trade.code, ())]
    if not choice or chance.happens(share.NO_PRODUCTS):
        return ()
    many = chance.between(1, share.MOST_PRODUCTS[maker.size])
    return tuple(_item(chance, maker, choice, place) for place in range(1, many + 1))


def _item(chance: Chance, maker: Profile, choice: list[Ware], place: int) -> Item:
    ware = chance.one(choice)
    since = chance.day(maker.founded_on, share.LAST_DAY)
    return Item(f"P{place:02d}", f"{MARK}{ware.name}{place}号", ware, since)
