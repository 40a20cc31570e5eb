"""The types of the Strawberry peer; each of their relations is loaded for all siblings at once.

Not here: the root (`strawberry_peer`) and the statements (`loaders`).
"""

from datetime import date
from typing import Any

import strawberry
from strawberry.types import Info

from bench.peers.loaders import Loaders

Context = Info[Loaders, None]


@strawberry.type
class Department:
    """A department, with the newest of its inspections."""

    id: strawberry.ID
    name: str | None

    @strawberry.field
    async def inspections_conducted(self, info: Context, first: int) -> list["Inspection"]:
        """Return its newest inspections."""
        return await info.context.load("newest_of_department", self.id, Inspection.of, first)


@strawberry.type
class Standard:
    """A standard, with those that it adopts."""

    id: strawberry.ID
    number: str
    title: str | None
    title_en: str | None
    stage: str | None

    @strawberry.field
    async def adopts(self, info: Context) -> list["Standard"]:
        """Return the standards that it adopts."""
        return await info.context.load("adopts", self.id, Standard)


@strawberry.type
class Certificate:
    """A certificate, with the standards that it attests."""

    id: strawberry.ID
    number: str
    status: str | None

    @strawberry.field
    async def standards(self, info: Context) -> list[Standard]:
        """Return the standards that it attests."""
        return await info.context.load("standards", self.id, Standard)


@strawberry.type
class CreditRecord:
    """A credit record, with the departments that it is from."""

    id: strawberry.ID
    category: str | None
    summary: str | None
    recorded_on: date | None

    @classmethod
    def of(cls, recorded_on: Any, **rest: Any) -> "CreditRecord":
        """Make one of what the driver gives."""
        return cls(recorded_on=recorded_on and recorded_on.to_native(), **rest)

    @strawberry.field
    async def contributed_by(self, info: Context) -> list[Department]:
        """Return the departments that it is from."""
        return await info.context.load("contributed_by", self.id, Department)


@strawberry.type
class Product:
    """A product, with its maker and the newest of its inspections."""

    id: strawberry.ID
    code: str
    name: str

    @strawberry.field
    async def inspections(self, info: Context, first: int) -> list["Inspection"]:
        """Return its newest inspections."""
        return await info.context.load("newest_of_product", self.id, Inspection.of, first)

    @strawberry.field
    async def maker(self, info: Context) -> "Enterprise":
        """Return its maker."""
        found: list[Enterprise] = await info.context.load("maker_of", self.id, Enterprise.of)
        return found[0]


@strawberry.type
class Inspection:
    """An inspection, with the product inspected."""

    id: strawberry.ID
    record_key: str
    kind: str | None
    category: str | None
    inspected_on: date | None
    result: str | None
    unit: str | None

    @classmethod
    def of(cls, inspected_on: Any, **rest: Any) -> "Inspection":
        """Make one of what the driver gives."""
        return cls(inspected_on=inspected_on and inspected_on.to_native(), **rest)

    @strawberry.field
    async def product(self, info: Context) -> Product | None:
        """Return the product inspected."""
        found = await info.context.load("product_of", self.id, Product)
        return found[0] if found else None


@strawberry.type
class Enterprise:
    """An enterprise, with what hangs on it."""

    id: strawberry.ID
    uscc: str
    name: str | None
    size: str | None
    founded_on: date | None
    employees: int | None

    @classmethod
    def of(cls, founded_on: Any, **rest: Any) -> "Enterprise":
        """Make one of what the driver gives."""
        return cls(founded_on=founded_on and founded_on.to_native(), **rest)

    @strawberry.field
    async def certificates(self, info: Context) -> list[Certificate]:
        """Return its certificates."""
        return await info.context.load("certificates", self.id, Certificate)

    @strawberry.field
    async def products(self, info: Context) -> list[Product]:
        """Return its products."""
        return await info.context.load("products", self.id, Product)

    @strawberry.field
    async def credit_records(self, info: Context) -> list[CreditRecord]:
        """Return its credit records."""
        return await info.context.load("credit_records", self.id, CreditRecord.of)
