"""People who mean harm or have two hands: raced codes, guessed codes, the dismissed, double taps, two phones."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.invites import create_invite
from domain.tables import Activity, Audit, Invite, Member, Role
from tests.dialogs.test_bad_input import _belongings, _facts, _faults
from tests.harness import MONDAY, Handset, Office

STRANGER = "Это закрытый рабочий бот. Войти можно по ссылке от руководителя."
LINK = re.compile(r"https://t\.me/\w+\?start=([A-Za-z0-9_-]{20,64})")
OTHER = 1098


async def _code(office: Office) -> str:
    def job(session: Session) -> str:
        return create_invite(session, Role.REP, 1, "Дина", office.gleb.member_id, office.clock.now())

    made: str = await office.write(job)
    return made


async def _count(office: Office, what: Any) -> int:
    found: int = await office.read(lambda s: s.scalar(select(func.count()).select_from(what)))
    return found


def _said_by_other(office: Office, text: str) -> dict[str, Any]:
    """A message of one who has no phone in the sandbox: Telegram delivers it, and knows no chat to answer."""
    person = {"id": OTHER, "is_bot": False, "first_name": "Другой"}
    chat = {"id": OTHER, "type": "private", "first_name": "Другой"}
    message = {"message_id": 1, "date": int(MONDAY.timestamp()), "chat": chat, "from": person, "text": text}
    return {"update_id": office.sandbox.world.ids.update(), "message": message}


async def _take(office: Office, *more: dict[str, Any]) -> None:
    """All that is waiting, and these, in one batch: every lane begins at the same time."""
    updates = office.sandbox.world.updates
    bodies = [one.body for one in updates.pending()]
    updates.drop()
    await office.program.intake.take([*bodies, *more])
    await office.idle()


@pytest.mark.parametrize("first", ["his", "the other's"])
async def test_of_two_who_open_one_link_at_once_one_gets_in(office: Office, first: str) -> None:
    code = await _code(office)
    if first == "his":
        office.sandbox.acts.start(office.sandbox.acts.chat_of(1099), code)
        await _take(office, _said_by_other(office, f"/start {code}"))
    else:
        other = _said_by_other(office, f"/start {code}")
        office.sandbox.acts.start(office.sandbox.acts.chat_of(1099), code)
        await _take(office, other)
    came = await office.read(lambda s: s.scalars(select(Member.telegram_id).where(Member.name == "Дина")).all())
    assert len(came) == 1
    assert came[0] in (1099, OTHER)
    assert await _count(office, Member) == 5
    assert await office.read(_faults) == []


async def test_a_flood_of_guesses_is_not_answered_and_does_not_keep_an_honest_man_out(office: Office) -> None:
    code = await _code(office)
    guesses = [_said_by_other(office, f"/start guess-{n:040}") for n in range(60)]
    office.sandbox.acts.start(office.sandbox.acts.chat_of(1099), code)
    await _take(office, *guesses)
    assert await office.read(lambda s: s.scalars(select(Member.telegram_id).where(Member.name == "Дина")).all()) == [
        1099
    ]
    await _take(office, _said_by_other(office, f"/start {await _code(office)}"))
    assert await _count(office, Member) == 5


async def test_who_floods_hears_five_refusals_and_one_sentence(office: Office) -> None:
    for n in range(40):
        office.sandbox.acts.start(office.sandbox.acts.chat_of(1099), f"guess-{n:040}")
    await office.settle()
    heard = [screen.text for screen in office.stranger.heard]
    assert len(heard) == 6
    assert heard[-1] == STRANGER


async def _dismiss(office: Office, name: str) -> None:
    await office.gleb.say("/members")
    await office.gleb.tap(name)
    await office.gleb.tap("Уволить")
    while "Уволить и передать" not in office.gleb.screen.flat:
        await office.gleb.tap("Борис")
    await office.gleb.tap("Уволить и передать")


async def test_a_dismissed_member_taps_all_he_has_and_nothing_happens(office: Office) -> None:
    own = await _belongings(office, office.anna, "Ландыш", "своё")
    anna = office.anna
    await anna.start()
    for data in (f"cl:{own['client_id']}", f"dl:{own['deal_id']}", f"tk:{own['task_id']}"):
        await anna.tap_data(data)
    await anna.say("/day")
    await anna.press("➕ Записать")
    await anna.tap("Ландыш")
    await _dismiss(office, "Анна")
    before, heard = await office.read(_facts), len(anna.heard)
    for screen in anna.heard:
        for row in screen.raw.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if "callback_data" in button:
                    await anna.tap_data(button["callback_data"], screen.message_id)
    for said in ("/day", "➕ Записать", "Ландыш", "📋 Мой день", "/start guess"):
        await anna.say(said)
    assert await office.read(_facts) | {"entry_attempt": []} == before | {"entry_attempt": []}
    told = [screen.text for screen in anna.heard[heard:]]
    assert told[0] == STRANGER
    assert len(told) == 2, "the sentence, and that the code is wrong"
    assert await office.read(_faults) == []


async def _three_taps(phone: Handset, text: str) -> None:
    screen = phone.screen
    for _ in range(3):
        phone.tap_only(text, screen)
    await phone.office.settle()


async def test_three_taps_on_a_new_link_make_one_that_works(office: Office) -> None:
    await office.gleb.say("/invite")
    await office.gleb.tap("менеджер")
    await office.gleb.tap("Отдел продаж")
    await office.gleb.say("Дина")
    await office.gleb.say("/members")
    await office.gleb.tap("Ждут входа: 1")
    await _three_taps(office.gleb, "1: новая ссылка")
    works = select(func.count(Invite.id)).where(Invite.revoked_at.is_(None), Invite.used_at.is_(None))
    assert await office.read(lambda s: s.scalar(works)) == 1
    last = LINK.findall(" ".join(screen.text for screen in office.gleb.heard))[-1]
    await office.stranger.start(last)
    assert await _count(office, Member) == 5
    assert await office.read(_faults) == []


async def test_names_said_twice_by_a_stuttering_network_invite_once(office: Office) -> None:
    await office.gleb.say("/invite")
    await office.gleb.tap("менеджер")
    await office.gleb.tap("Отдел продаж")
    chat = office.sandbox.acts.chat_of(1005)
    office.sandbox.acts.say(chat, "Дина")
    office.sandbox.acts.say(chat, "Дина")
    await office.settle()
    assert await _count(office, Invite) == 1
    assert await office.read(_faults) == []


async def test_three_taps_on_taking_a_dismissal_back_take_it_back_once(office: Office) -> None:
    await _belongings(office, office.anna, "Ландыш", "своё")
    await _dismiss(office, "Анна")
    await office.gleb.say("/members")
    await office.gleb.tap("Анна")
    await _three_taps(office.gleb, "Вернуть")
    assert await office.read(lambda s: s.get_one(Member, office.anna.member_id).dismissed_at) is None
    actions = await office.read(lambda s: list(s.scalars(select(Audit.action).where(Audit.action.like("%dismiss%")))))
    assert len(actions) == 2, actions
    assert await office.read(_faults) == []


async def test_three_taps_on_cancelling_a_call_cancel_it_and_no_other(office: Office) -> None:
    own = await _belongings(office, office.anna, "Ландыш", "своё")
    await office.anna.start()
    await office.anna.tap_data(f"log:{own['client_id']}:0:0")
    await office.anna.tap("Договорились")
    await office.anna.tap("без следующего шага")
    await _three_taps(office.anna, "отменить")
    cancelled = select(func.count(Activity.id)).where(Activity.cancelled_at.is_not(None))
    assert await office.read(lambda s: s.scalar(cancelled)) == 1
    assert await office.read(_faults) == []


async def test_two_phones_with_a_form_each_save_one_call(office: Office) -> None:
    """The form of the one is old since the other opened his; both tap at once."""
    await _belongings(office, office.anna, "Ландыш", "своё")
    await office.anna.start()
    await office.anna.press("➕ Записать")
    old = await office.anna.tap("Ландыш")
    await office.anna.press("➕ Записать")
    new = await office.anna.tap("Ландыш")
    calls = await _count(office, Activity)
    outcome = "Договорились"
    if old.message_id != new.message_id and outcome in _now(office.anna, old.message_id):
        office.anna.tap_only(outcome, old)
    office.anna.tap_only(outcome, new)
    office.anna.tap_only("Отказ", new)
    await office.settle()
    assert await _count(office, Activity) == calls + 1
    assert await office.read(_faults) == []


def _now(phone: Handset, message_id: int) -> list[str]:
    return next((screen.flat for screen in phone.heard if screen.message_id == message_id), [])


async def test_a_link_used_at_its_last_second_and_after_it(office: Office) -> None:
    code = await _code(office)
    office.clock.advance(timedelta(hours=72) - timedelta(seconds=1))
    late = await _code(office)
    office.clock.advance(timedelta(hours=72))
    await office.stranger.start(late)
    assert await _count(office, Member) == 4
    await office.stranger.start(code)
    assert await _count(office, Member) == 4
