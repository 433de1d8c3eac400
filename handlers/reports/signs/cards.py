"""One sign: what to look at, its rows, a question to the rep, or that it is explained."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from domain.analytics.signs import OF_A_PERIOD, Sign
from domain.periods import month_of
from domain.readers.cuts import member_code
from domain.readers.signs import SignsReport, sign_of
from domain.use_case import Right
from domain.use_cases.signs import answer_sign, ask_about_sign, explain_sign
from handlers.filters import Can
from handlers.links import OpenMember, ShowReport
from handlers.plain import Card, Rows, button, put_in_place
from handlers.reports.signs.links import AnswerSign, AskSign, ExplainSign, OpenSign
from handlers.reports.signs.words import beside_words, day_of, what_words
from handlers.screen import cut
from handlers.visit import Visit
from handlers.words import Html

NAME = 40


def router() -> Router:
    made = Router(name="signs-cards")
    leads = Can(Right.SEE_TEAM)
    made.callback_query.register(opened, OpenSign.filter(), leads)
    made.callback_query.register(asked, AskSign.filter(), leads)
    made.callback_query.register(explained, ExplainSign.filter(), leads)
    made.callback_query.register(answered, AnswerSign.filter())
    return made


async def opened(callback: CallbackQuery, callback_data: OpenSign, bot: Bot, visit: Visit) -> None:
    await _show(callback, callback_data.key, bot, visit)


async def asked(callback: CallbackQuery, callback_data: AskSign, bot: Bot, visit: Visit) -> None:
    """Only of a sign that is there; once."""
    _, sign = await visit.read(sign_of, visit.who.id, callback_data.key, visit.today)
    done = await visit.run(ask_about_sign, sign.key, sign.number)
    if visit.tap is not None:
        visit.tap.answer(visit.words.plain("sign-asked-before" if done.again else "sign-asked"))
    await _show(callback, sign.key, bot, visit)


async def explained(callback: CallbackQuery, callback_data: ExplainSign, bot: Bot, visit: Visit) -> None:
    _, sign = await visit.read(sign_of, visit.who.id, callback_data.key, visit.today)
    await visit.run(explain_sign, sign.key)
    await _show(callback, sign.key, bot, visit)


async def answered(callback: CallbackQuery, callback_data: AnswerSign, bot: Bot, visit: Visit) -> None:
    """The rep's answer, in place of the question."""
    await visit.run(answer_sign, callback_data.key, callback_data.answer)
    answer = visit.words.plain(f"sign-answer-{callback_data.answer.replace('_', '-')}")
    await put_in_place(bot, callback, Card(visit("sign-thanks", answer=answer)))


async def _show(callback: CallbackQuery, key: str, bot: Bot, visit: Visit) -> None:
    found, sign = await visit.read(sign_of, visit.who.id, key, visit.today)
    await put_in_place(bot, callback, sign_card(visit, found, sign))


def sign_card(visit: Visit, found: SignsReport, sign: Sign) -> Card:
    """What was found, how often otherwise, what became of it; rows and, while it is open, the two buttons."""
    said = (
        cut(found.names[sign.member_id], NAME),
        day_of(visit.words, sign.day, visit.today),
        what_words(visit.words, sign.kind, sign.number),
    )
    lines: list[str] = [visit("sign-title", what=", ".join(part for part in said if part))]
    lines.append(Html(" · ".join(filter(None, (_own(visit, sign), beside_words(visit.words, sign))))))
    lines.append(_state(visit, found, sign))
    return Card(Html("\n".join(lines)), _rows(visit, found, sign))


def _own(visit: Visit, sign: Sign) -> str:
    key = "sign-own-period" if sign.kind in OF_A_PERIOD else "sign-own-days"
    return visit.words.plain(key, part=sign.own.part, whole=sign.own.whole)


def _state(visit: Visit, found: SignsReport, sign: Sign) -> Html:
    known = found.answers.get(sign.key)
    if known is None:
        return visit("sign-open")
    if known.answer is not None:
        return visit("sign-answered", answer=visit.words.plain(f"sign-answer-{known.answer.replace('_', '-')}"))
    return visit("sign-explained" if known.explained else "sign-waiting")


def _rows(visit: Visit, found: SignsReport, sign: Sign) -> Rows:
    say, known = visit.words.plain, found.answers.get(sign.key)
    period = found.frame.period if sign.day is None else month_of(sign.day)
    report = ShowReport(kind="signs", period=period.code, cuts=member_code(sign.member_id))
    rows: Rows = [[button(say("report-rows"), report.model_copy(update={"view": sign.key}).pack())]]
    if not found.is_closed(sign):
        ask = [] if known else [button(say("sign-ask"), AskSign(key=sign.key).pack())]
        rows.append([*ask, button(say("sign-explain"), ExplainSign(key=sign.key).pack())])
    member = button(cut(found.names[sign.member_id], NAME), OpenMember(member_id=sign.member_id).pack())
    rows.append([member, button(say("sign-all"), report.model_copy(update={"cuts": ""}).pack())])
    return rows
