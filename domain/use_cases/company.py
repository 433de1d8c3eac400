"""What a member sets for himself, and the owner for the company. Rule: "Who uses it"."""

from sqlalchemy import select

from domain.cities import zone_named
from domain.errors import BadChoice, BadHours, BadZone, NotAllowed
from domain.hours_text import checked_hour
from domain.jobs import create_job
from domain.settings import THEMES, choose, company, keep_theme
from domain.silence import SILENCE
from domain.tables import Member, Role, Task, TaskState
from domain.threshold_parts import keep_value, kept_value, part_of
from domain.threshold_values import checked_value
from domain.thresholds import Group, threshold
from domain.use_case import Area, Done, Right, Tx, use_case
from domain.use_cases.members import note
from domain.zones import zone_of

Hours = tuple[list[str] | None, ...]
LANGUAGES = frozenset({"ru", "en"})
COMPANY_ZONE, COMPANY_HOURS, COMPANY_DIGEST = "zone", "work_hours", "digest_at"


@use_case(Right.OWN_SETTINGS)
def choose_language(tx: Tx, actor: Member, language: str) -> Done:
    """Speak this language with the actor. Raises BadChoice."""
    if language not in LANGUAGES:
        raise BadChoice
    actor.language = language
    tx.touch(Area.MEMBERS)
    return Done()


@use_case(Right.OWN_SETTINGS)
def choose_theme(tx: Tx, actor: Member, theme: str) -> Done:
    """The actor's pictures on white or on dark. Raises BadChoice."""
    if theme not in THEMES:
        raise BadChoice
    keep_theme(tx, actor.id, theme)
    tx.touch(Area.MEMBERS)
    return Done()


@use_case(Right.OWN_SETTINGS)
def choose_zone(tx: Tx, actor: Member, zone: str | None) -> Done:
    """The actor's own zone, an IANA name; None = the company's. Raises BadZone."""
    actor.zone = None if zone is None else checked_zone(zone)
    _days_of_tasks(tx, actor)
    tx.touch(Area.MEMBERS)
    return Done()


@use_case(Right.OWN_SETTINGS)
def choose_hours(tx: Tx, actor: Member, hours: Hours | None) -> Done:
    """The actor's own working hours; None = the company's. Raises BadHours."""
    actor.work_hours = None if hours is None else list(checked_hours(hours))
    tx.touch(Area.MEMBERS)
    return Done()


@use_case(Right.OWN_SETTINGS)
def choose_digest_hour(tx: Tx, actor: Member, at: str | None) -> Done:
    """When the actor's digest comes, "HH:MM" of his own day; None = as the company's. Raises BadHours, NotAllowed."""
    if actor.role is Role.REP:
        raise NotAllowed
    actor.digest_at = None if at is None else checked_hour(at)
    tx.touch(Area.MEMBERS)
    return Done()


@use_case(Right.COMPANY_SETTINGS)
def choose_for_company(tx: Tx, actor: Member, key: str, value: str | Hours) -> Done:
    """The company's zone, hours or digest hour. Raises BadChoice, BadZone, BadHours."""
    before = getattr(company(tx.session), key, None)
    chosen = _checked(key, value)
    choose(tx, key, chosen, by=actor.id)
    note(tx, actor, "setting", None, {"key": key, "from": before, "to": chosen})
    return Done()


@use_case(Right.COMPANY_SETTINGS)
def choose_threshold(tx: Tx, actor: Member, key: str, said: str) -> Done:
    """A threshold as typed or tapped; whoever falls silent by another bound is reckoned anew beside.

    Raises BadChoice, BadThreshold.
    """
    about = threshold(key)
    before, chosen = kept_value(tx.session, about), checked_value(key, said, company(tx.session))
    keep_value(tx, about, chosen, by=actor.id)
    of = {} if about.per is None else {"of": part_of(tx.session, about)}
    note(tx, actor, "setting", None, {"key": about.field, **of, "from": before, "to": chosen})
    if about.group is Group.BASE:
        create_job(tx.session, SILENCE, {"key": tx.cause.key}, tx.now, author_id=actor.id)
    return Done()


def _days_of_tasks(tx: Tx, member: Member) -> None:
    """Tasks with an hour stay at their instant; their day is that of his clock now."""
    zone = zone_of(tx.session, member)
    rows = select(Task).where(Task.assignee_id == member.id, Task.state == TaskState.OPEN, Task.due_at.is_not(None))
    for task in tx.session.scalars(rows):
        if task.due_at is not None:
            task.due_on = task.due_at.astimezone(zone).date()
    tx.touch(Area.TASKS)


def checked_zone(name: str) -> str:
    """The zone of a city, or of an IANA name. Raises BadZone."""
    zone = zone_named(name)
    if zone is None:
        raise BadZone
    return zone


def checked_hours(hours: Hours) -> Hours:
    """Seven days, each ends after it starts, at least one is worked. Raises BadHours."""
    if len(hours) != 7 or not any(hours):
        raise BadHours
    for day in hours:
        if day is not None and (len(day) != 2 or checked_hour(day[0]) >= checked_hour(day[1])):
            raise BadHours
    return tuple(None if day is None else [checked_hour(hour) for hour in day] for day in hours)


def _checked(key: str, value: str | Hours) -> str | Hours:
    if key == COMPANY_HOURS and not isinstance(value, str):
        return checked_hours(value)
    if key == COMPANY_ZONE and isinstance(value, str):
        return checked_zone(value)
    if key == COMPANY_DIGEST and isinstance(value, str):
        return checked_hour(value)
    raise BadChoice
