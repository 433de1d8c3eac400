"""What the job of the day counts, counted at once."""

from datetime import date

from sqlalchemy.orm import Session

from domain.analytics.day_classes import changed_classes
from domain.day_figures import put_classes, put_stays
from domain.readers.day_classes import class_figures
from domain.readers.stage_days import past_stays


def count_day(session: Session, day: date) -> None:
    changed, last = changed_classes(class_figures(session, day)), 0
    while (written := put_classes(session, changed, last)) is not None:
        last = written
    put_stays(session, past_stays(session))
