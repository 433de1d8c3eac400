"""Where thresholds are kept: settings of the company, some for each sales channel, and the stages of the pipeline."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.codes import short_code
from domain.errors import BadChoice
from domain.settings import choose, company
from domain.tables import Stage
from domain.thresholds import Per, Threshold
from domain.use_case import Area, Tx


@dataclass(frozen=True, slots=True)
class Part:
    """A channel or a stage; `name`: the company's own word, None of a stage that has ours."""

    key: str
    name: str | None


def parts_of(session: Session, per: Per) -> Mapping[str, Part]:
    """All there are, by the code that buttons tell them by. What has won has no plan of its own."""
    if per is Per.CHANNEL:
        return {short_code(channel): Part(channel, channel) for channel in company(session).channels}
    stages = session.execute(select(Stage.key, Stage.name).where(Stage.is_won.is_(False)).order_by(Stage.position))
    return {key: Part(key, name) for key, name in stages}


def part_of(session: Session, about: Threshold) -> str:
    """The channel or the key of the stage. Raises BadChoice."""
    part = None if about.per is None else parts_of(session, about.per).get(about.part)
    if part is None:
        raise BadChoice
    return part.key


def kept_value(session: Session, about: Threshold) -> Any:
    """As it stands; None of a channel or stage without its own. Raises BadChoice."""
    if about.per is None:
        return getattr(company(session), about.field)
    part = part_of(session, about)
    if about.per is Per.CHANNEL:
        return getattr(company(session), about.field).get(part)
    return getattr(session.get_one(Stage, part), about.field)


def with_part(session: Session, about: Threshold, value: Any) -> Any:
    """What the company's setting comes to with this value. Raises BadChoice."""
    if about.per is None:
        return value
    part = part_of(session, about)
    others = {name: own for name, own in getattr(company(session), about.field).items() if name != part}
    return others if value is None else {**others, part: value}


def keep_value(tx: Tx, about: Threshold, value: Any, *, by: int) -> None:
    """None: nothing of its own. Raises BadChoice."""
    if about.per is not Per.STAGE:
        choose(tx, about.field, with_part(tx.session, about, value), by=by)
        return
    setattr(tx.session.get_one(Stage, part_of(tx.session, about)), about.field, value)
    tx.touch(Area.SETTINGS)
