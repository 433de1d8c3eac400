"""What every table shares: naming of constraints, types of columns, the three times of a fact."""

import enum
from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, Date, DateTime, Enum, ForeignKey, Index, Integer, MetaData, String, Text, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant; stored in UTC, refuses naive times (SQLite would drop the offset silently)."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r}: every instant carries its zone")
        instant = value.astimezone(UTC)
        return instant if dialect.name == "postgresql" else instant.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


BigId = BigInteger().with_variant(Integer(), "sqlite")

Kopecks = Annotated[int, mapped_column(BigId)]
TelegramId = Annotated[int, mapped_column(BigId)]
Instant = Annotated[datetime, mapped_column(UTCDateTime())]
LongText = Annotated[str, mapped_column(Text())]
Json = Annotated[Any, mapped_column(JSON())]


def ref(target: str, *, index: bool = True, **kwargs: Any) -> Any:
    """A foreign key column: `ref("client.id")`. Indexed, never cascading."""
    return mapped_column(ForeignKey(target), index=index, **kwargs)


def one_open(name: str, *key: Any, where: str = "until IS NULL") -> Index:
    """Of rows from a day to a day: at most one of this key is open."""
    return Index(name, *key, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy's own declaration)
        datetime: UTCDateTime(),
        date: Date(),
        str: String(255),
        enum.StrEnum: Enum(
            enum.StrEnum,
            native_enum=False,
            create_constraint=False,
            length=24,
            values_callable=lambda kind: [member.value for member in kind],
        ),
    }


class Fact:
    """The three times of a fact: said by the person, received from Telegram, stored by us."""

    happened_at: Mapped[datetime] = mapped_column(index=True)
    received_at: Mapped[datetime]
    stored_at: Mapped[datetime]


__all__ = [
    "Base",
    "BigId",
    "Fact",
    "Instant",
    "Json",
    "Kopecks",
    "LongText",
    "TelegramId",
    "UTCDateTime",
    "one_open",
    "ref",
]
