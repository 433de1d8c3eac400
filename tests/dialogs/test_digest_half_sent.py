"""A digest is two messages: where the second does not go through, the first is not sent again."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from tests.harness import MOSCOW, Office
from tests.use_cases.month import MILLION, a_client, long_together, paid


async def test_a_digest_whose_table_did_not_go_through_is_not_shown_twice(office: Office) -> None:
    rep = office.anna.member_id or 0

    def job(session: Session) -> None:
        long_together(session)
        paid(session, a_client(session, rep), MILLION, date(2026, 11, 23))

    await office.write(job)
    office.sandbox.faults.order({"method": "sendMessage", "drop": "before", "chat_id": office.vera.person.id})
    await office.until(datetime(2026, 11, 23, 18, 1, tzinfo=MOSCOW))
    heard = office.vera.heard
    assert [screen.has_photo for screen in heard].count(True) == 1
    assert [screen.text.startswith("По людям") for screen in heard].count(True) == 1
