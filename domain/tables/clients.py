"""The client base. Rule: "The client base"."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from domain.tables.base import Base, Fact, Kopecks, LongText, one_open, ref


class Client(Base, Fact):
    __tablename__ = "client"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    search_name: Mapped[str] = mapped_column(index=True)
    """Normalised for search, see `domain.names.normalised`."""
    channel: Mapped[str | None] = mapped_column(index=True)
    line_of_business: Mapped[str | None]
    region: Mapped[str | None] = mapped_column(index=True)
    source: Mapped[str | None] = mapped_column(index=True)
    potential: Mapped[Kopecks | None]
    """Estimated, kopecks a year."""
    contract_number: Mapped[str | None]
    contract_ends_on: Mapped[date | None]
    payment_term_days: Mapped[int | None]
    notes: Mapped[LongText | None]
    author_id: Mapped[int | None] = ref("member.id")
    form_key: Mapped[str | None] = mapped_column(unique=True)
    external_key: Mapped[str | None] = mapped_column(unique=True)
    lost_at: Mapped[datetime | None]
    lost_reason: Mapped[str | None] = ref("lost_reason.key")
    lost_note: Mapped[LongText | None]
    close_asked_at: Mapped[datetime | None]
    """The keeper says the client is closed; it is so once a manager confirms (`closed_at`)."""
    close_asked_by: Mapped[int | None] = ref("member.id")
    closed_at: Mapped[datetime | None]
    close_confirmed_by: Mapped[int | None] = ref("member.id")
    last_touched_at: Mapped[datetime | None] = mapped_column(index=True)
    first_purchase_on: Mapped[date | None]
    last_purchase_on: Mapped[date | None]
    purchase_days: Mapped[int] = mapped_column(default=0)
    silent_from: Mapped[date | None] = mapped_column(index=True)
    """First day on which the silence exceeds the sleeping bound; None before the first purchase."""
    checked_on: Mapped[date | None]
    """When the keeper last went through the card at the yearly cleaning of the base."""


class Keeper(Base):
    """The responsible rep of a client from a day to a day (`until` excluded; None = still)."""

    __tablename__ = "keeper"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = ref("client.id")
    member_id: Mapped[int] = ref("member.id")
    since: Mapped[date]
    until: Mapped[date | None]


one_open("uq_keeper_current", Keeper.client_id)


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Contact(Base):
    """A contact person of a client."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = ref("client.id")
    name: Mapped[str]
    search_name: Mapped[str] = mapped_column(index=True)
    post: Mapped[str | None]
    sex: Mapped[Sex | None]
    is_decision_maker: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str | None]
    telegram_username: Mapped[str | None]
    birthday: Mapped[date | None]
    birthday_year_known: Mapped[bool] = mapped_column(default=True)
    interests: Mapped[LongText | None]
    archived_at: Mapped[datetime | None]


class Phone(Base):
    __tablename__ = "phone"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = ref("client.id")
    contact_id: Mapped[int | None] = ref("contact.id")
    e164: Mapped[str] = mapped_column(index=True)
    extension: Mapped[str | None]


class ClientDate(Base):
    """A date worth remembering: whose it is, once or every year."""

    __tablename__ = "client_date"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = ref("client.id")
    contact_id: Mapped[int | None] = ref("contact.id")
    text: Mapped[str]
    day: Mapped[date] = mapped_column(index=True)
    yearly: Mapped[bool] = mapped_column(default=False)


class Address(Base):
    __tablename__ = "address"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = ref("client.id")
    text: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Competitor(Base):
    __tablename__ = "competitor"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class ClientCompetitor(Base):
    __tablename__ = "client_competitor"

    client_id: Mapped[int] = ref("client.id", primary_key=True)
    competitor_id: Mapped[int] = ref("competitor.id", primary_key=True)
