"""Products, purchases, invoices and payments. Rule: "Money"."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from domain.tables.base import Base, Fact, Kopecks, ref


class Quantity(TypeDecorator[Decimal]):
    """An exact decimal kept as text: SQLite's Numeric is a float."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: object) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: object) -> Decimal | None:
        return None if value is None else Decimal(value)


class Product(Base):
    __tablename__ = "product"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    search_name: Mapped[str] = mapped_column(unique=True)
    group: Mapped[str | None]
    price: Mapped[Kopecks | None]
    cost: Mapped[Kopecks | None]


WITHOUT_COST = text("cost IS NULL")


def _known(column: str) -> Index:
    """An index without the rows that have nothing there: of a million imported purchases none has a deal."""
    where = text(f"{column} IS NOT NULL")
    return Index(f"ix_purchase_{column}", column, sqlite_where=where, postgresql_where=where)


class Purchase(Base, Fact):
    """One order, dated by its first payment or shipment, the earlier. A return has a negative amount."""

    __tablename__ = "purchase"
    __table_args__ = (
        Index("ix_purchase_client_id_sums", "client_id", "day", "amount", "cost", "is_return"),
        Index("ix_purchase_day_sums", "day", "client_id", "amount", "is_return", "deal_id"),
        Index(
            "ix_purchase_client_id_uncosted",
            *("client_id", "day", "id", "cost"),
            sqlite_where=WITHOUT_COST,
            postgresql_where=WITHOUT_COST,
        ),
        _known("deal_id"),
        _known("author_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = ref("client.id", index=False)
    deal_id: Mapped[int | None] = ref("deal.id", index=False)
    day: Mapped[date]
    amount: Mapped[Kopecks]
    cost: Mapped[Kopecks | None]
    is_return: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[int | None] = ref("member.id", index=False)
    form_key: Mapped[str | None] = mapped_column(unique=True)
    external_key: Mapped[str | None] = mapped_column(unique=True)
    job_id: Mapped[int | None] = ref("job.id")
    happened_at: Mapped[datetime] = mapped_column()


class PurchaseLine(Base):
    __tablename__ = "purchase_line"
    __table_args__ = (
        Index("ix_purchase_line_purchase_id_costs", "purchase_id", "product_id", "quantity", "amount", "cost"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = ref("purchase.id", index=False)
    product_id: Mapped[int] = ref("product.id")
    quantity: Mapped[Decimal] = mapped_column(Quantity())
    amount: Mapped[Kopecks]
    cost: Mapped[Kopecks | None]


class Invoice(Base, Fact):
    __tablename__ = "invoice"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = ref("client.id")
    deal_id: Mapped[int | None] = ref("deal.id")
    activity_id: Mapped[int | None] = ref("activity.id")
    number: Mapped[str | None]
    amount: Mapped[Kopecks]
    issued_on: Mapped[date] = mapped_column(index=True)
    due_on: Mapped[date] = mapped_column(index=True)
    author_id: Mapped[int | None] = ref("member.id")
    form_key: Mapped[str | None] = mapped_column(unique=True)


class Payment(Base, Fact):
    __tablename__ = "payment"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = ref("client.id")
    invoice_id: Mapped[int | None] = ref("invoice.id")
    deal_id: Mapped[int | None] = ref("deal.id")
    purchase_id: Mapped[int | None] = ref("purchase.id")
    activity_id: Mapped[int | None] = ref("activity.id")
    amount: Mapped[Kopecks]
    paid_on: Mapped[date] = mapped_column(index=True)
    author_id: Mapped[int | None] = ref("member.id")
    form_key: Mapped[str | None] = mapped_column(unique=True)


class Spend(Base):
    """Marketing money of a source in a month (`month` = its first day)."""

    __tablename__ = "spend"

    source: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    amount: Mapped[Kopecks]
