"""A nudge in words: why now, and what it is worth."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain.feasts import FeastKind
from domain.nudges.nudge import Nudge, NudgeKind, Sum
from domain.rhythm import Lifecycle
from handlers.screen import cut
from handlers.wording import date_words, near_day_words, short_sum_words
from handlers.words import Html, Words

SHORT = 28
TEXT = 100


def nudge_words(words: Words, nudge: Nudge, today: date) -> Html:
    """«🔕 «Василёк» молчит 41 день при ритме 24, берёт на 80 тыс. ₽»."""
    own = _KEYS.get(nudge.kind)
    key = own(nudge) if own else f"nudge-line-{nudge.kind.value}"
    return words(key, **values_of(words, nudge, today))


def name_of(words: Words, nudge: Nudge) -> str:
    """Whom it is about, for a button."""
    who = nudge.facts.get("who")
    return cut(str(who) if who else nudge.client or words.plain("push-deal-nameless"), SHORT)


def values_of(words: Words, nudge: Nudge, today: date) -> dict[str, Any]:
    """The facts put into words; `priced` is 0 where the worth is not known."""
    said = {name: _said(words, fact, today) for name, fact in nudge.facts.items()}
    worth = short_sum_words(nudge.worth, words.language)
    return {
        "client": cut(nudge.client, TEXT) if nudge.client else words.plain("push-deal-nameless"),
        "worth": worth,
        "priced": int(nudge.worth > 0),
        **said,
        **_MORE.get(nudge.kind, _nothing)(words, nudge, today),
    }


def _said(words: Words, fact: Any, today: date) -> Any:
    if isinstance(fact, Sum):
        return short_sum_words(fact.kopecks, words.language)
    if isinstance(fact, date):
        return date_words(fact, today, words.language)
    return cut(fact, TEXT) if isinstance(fact, str) else fact


def _nothing(words: Words, nudge: Nudge, today: date) -> Mapping[str, Any]:
    return {}


def _stage(words: Words, nudge: Nudge, today: date) -> Mapping[str, Any]:
    facts = nudge.facts
    following = facts["next_name"] or (words.plain(f"stage-{facts['next']}") if facts["next"] else "")
    return {"stage": facts["stage_name"] or words.plain(f"stage-{facts['stage']}"), "next": following}


def _feast_day(words: Words, nudge: Nudge, today: date) -> Mapping[str, Any]:
    day = nudge.facts["day"]
    return {"day": near_day_words(day, today, words.language)} if isinstance(day, date) else {}


def _on_card(words: Words, nudge: Nudge, today: date) -> Mapping[str, Any]:
    """What stands on the card; what is not known is said so."""
    unknown, potential = words.plain("nudge-clean-unknown"), nudge.facts["potential"]
    worth = short_sum_words(potential, words.language) if isinstance(potential, int) else unknown
    return {
        "decider": nudge.facts["decider"] or unknown,
        "potential": worth,
        "channel": nudge.facts["channel"] or unknown,
    }


def _class_of(words: Words, nudge: Nudge, today: date) -> Mapping[str, Any]:
    potential = nudge.facts["state"] == Lifecycle.POTENTIAL
    return {"letter": nudge.facts["letter"] or "none", "potential": int(potential)}


def _why_gone(words: Words, nudge: Nudge, today: date) -> Mapping[str, Any]:
    """Why he left, with the words said then; "" where nobody knows."""
    facts = nudge.facts
    key = f"lost-{facts['reason']}"
    reason = facts["reason_name"] or (words.plain(key) if facts["reason"] and words.has(key) else facts["reason"])
    why = ", ".join(str(part) for part in (reason, facts["said"]) if part)
    return {"why": cut(why, TEXT), "known": int(bool(why)), "days": facts["days"] or 0}


def _feast_key(nudge: Nudge) -> str:
    feast = str(nudge.facts["feast"])
    if feast == FeastKind.DATE:
        return "nudge-line-feast" if nudge.facts["who"] is None else "nudge-line-date-of"
    return f"nudge-line-{feast}"


_KEYS: dict[NudgeKind, Callable[[Nudge], str]] = {NudgeKind.FEAST: _feast_key}
"""Of kinds with more than one sentence."""
_MORE: dict[NudgeKind, Callable[[Words, Nudge, date], Mapping[str, Any]]] = {
    NudgeKind.STUCK: _stage,
    NudgeKind.STEPLESS: _stage,
    NudgeKind.FEAST: _feast_day,
    NudgeKind.REANIMATION: _why_gone,
    NudgeKind.TOUCH: _class_of,
    NudgeKind.CLEANING: _on_card,
}
"""What of a kind's facts is put into words otherwise."""
