"""A neutral question to a rep about what he logged, and his answer to who asked. Rule: "Truth of reports"."""

from domain.analytics.signs import SignKind
from domain.readers.signs import asked_sign
from domain.use_cases.signs import ANSWERS
from handlers.plain import Card, button, in_rows
from handlers.pushes.rendering import About, Occasion
from handlers.reports.signs.links import AnswerSign, OpenSign
from handlers.reports.signs.words import day_of, what_words


async def sign_asked(occasion: Occasion, about: About) -> Card | None:
    """Not wanted once it is closed."""
    found = await occasion.read(asked_sign, str(about["sign"]))
    if found is None or found.closed:
        return None
    say = occasion.words
    what = ", ".join(filter(None, (day_of(say, found.day, occasion.today), _what(occasion, found.kind, about))))
    answers = [
        button(say.plain(f"sign-answer-{one.replace('_', '-')}"), AnswerSign(key=about["sign"], answer=one).pack())
        for one in ANSWERS
    ]
    return Card(say("push-sign-asked", what=what), in_rows(answers, 1))


def _what(occasion: Occasion, kind: SignKind, about: About) -> str:
    return what_words(occasion.words, kind, int(about["number"]))


async def sign_answered(occasion: Occasion, about: About) -> Card | None:
    """To who asked."""
    found = await occasion.read(asked_sign, str(about["sign"]))
    if found is None or found.answer is None:
        return None
    say = occasion.words
    answer = say.plain(f"sign-answer-{found.answer.replace('_', '-')}")
    row = [button(say.plain("sign-look"), OpenSign(key=about["sign"]).pack())]
    return Card(say("push-sign-answered", name=found.name, answer=answer), [row])
