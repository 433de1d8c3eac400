"""A segment as a picture: in which states its clients are, of which channels, whose."""

from collections import Counter
from collections.abc import Mapping

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.analytics.target_segment import states_of_clients
from domain.money import grouped, percent
from domain.readers.saved_segments import SegmentView, Split, segment_split, states_of
from domain.readers.target_segment import TARGET_AREAS, window_meant
from domain.rhythm import Lifecycle
from domain.tables import Role
from domain.target_segments import LIFECYCLES
from domain.use_case import revisions
from handlers.charts.gallery import Gallery
from handlers.charts.specs import Bar, Bars, Part, Spec
from handlers.charts.style import Tone
from handlers.desk.periods import as_of
from handlers.desk.pictures import caption_of, picture_key, show_picture
from handlers.desk.spec_text import spec_lines
from handlers.plain import button
from handlers.screen import cut
from handlers.segments.cards import digest_of
from handlers.segments.found import clients_found, viewer_of
from handlers.segments.links import ShowSegment
from handlers.segments.wording import state_words, subject_of
from handlers.visit import Visit
from handlers.worker import Worker

MOST = 8
NAME = 40
TONES = {Lifecycle.ACTIVE: Tone.DONE, Lifecycle.SLEEPING: Tone.BEHIND, Lifecycle.LOST: Tone.LOST}


async def show_chart(
    bot: Bot, gallery: Gallery, callback: CallbackQuery, visit: Visit, worker: Worker, view: SegmentView
) -> None:
    """The picture of a segment below its card."""
    moved = await visit.read(revisions, TARGET_AREAS)
    ids = await clients_found(viewer_of(visit, worker), view.asks)
    states = await worker(states_of_clients, ids, await visit.read.long(states_of, visit.today))
    window = await visit.read(window_meant, view.asks, visit.today)
    name = subject_of(visit.words, view, window, visit.today)
    spec = segment_spec(visit, name, len(ids), states, await visit.read.long(segment_split, ids))
    key = picture_key(visit.who, visit.today, "segment", (view.id, digest_of((view.name, view.asks))), moved)
    back = button(visit.words.plain("segment-back"), ShowSegment(segment_id=view.id).pack())
    await show_picture(bot, gallery, callback, key, spec, caption_of(spec_lines(spec)), [[back]])


def segment_spec(visit: Visit, name: str, number: int, states: Mapping[Lifecycle, int], split: Split) -> Spec:
    say = visit.words.plain
    most = max(states, key=lambda state: states[state])
    share = percent(states[most] / number, 0, visit.words.language) if number else ""
    key = "segment-chart-all" if states[most] == number else "segment-chart-title"
    found = say(key, number=grouped(number), count=number, state=say(f"segment-states-{most.value}"), share=share)
    panels = [
        _states(visit, states),
        _counted(visit, "channel", split.channels),
        *([] if visit.who.role is Role.REP else [_counted(visit, "keeper", split.keepers)]),
        _counted(visit, "region", split.regions),
    ]
    return Spec(
        title=found if number else say("segment-chart-nobody"),
        subtitle=name,
        panels=tuple(panel for panel in panels if panel.has_figures),
        footer=as_of(visit.words, visit.now, visit.who.zone),
        theme=visit.who.theme,
        more=say("more", count="{number}"),
    )


def _states(visit: Visit, states: Mapping[Lifecycle, int]) -> Bars:
    bars = [
        Bar(
            state_words(visit.words, LIFECYCLES.index(state)),
            (Part(number, TONES.get(state, Tone.QUIET)),),
            grouped(number),
        )
        for state, number in states.items()
        if number
    ]
    return Bars(visit.words.plain("segment-chart-states"), tuple(reversed(bars)), key="states")


def _counted(visit: Visit, part: str, counts: Counter[str | None]) -> Bars:
    """The largest first; more than fit are one bar. Of one kind alone it says nothing."""
    if len(counts) < 2:
        return Bars("")
    say = visit.words.plain
    found = counts.most_common()
    shown = found if len(found) <= MOST else found[: MOST - 1]
    bars = [Bar(cut(name or say(f"segment-without-{part}"), NAME), (Part(n),), grouped(n)) for name, n in shown]
    rest = sum(n for _, n in found[len(shown) :])
    if rest:
        bars.append(Bar(say("segment-chart-rest"), (Part(rest, Tone.QUIET),), grouped(rest)))
    return Bars(say(f"segment-chart-{part}"), tuple(bars), key=part)
