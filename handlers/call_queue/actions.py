"""What the taps and messages in «Обзвон» do: one tap is one call, and the next client comes."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from domain.next_steps import Step
from domain.tables import Outcome, TaskAction
from domain.use_cases.attachments import attach_file
from domain.use_cases.call_queue import QueuedCall, log_queued_call
from domain.use_cases.comments import add_comment, take_back_comment
from domain.use_cases.next_steps import set_next_step
from handlers.call_queue.progress import Progress, keep, progress_of
from handlers.call_queue.states import Queue
from handlers.log.actions import message_of, stage_of
from handlers.log.files import ask_to_whom, file_of
from handlers.log.last_card import HERE, LastCard, card_for_files, card_for_text, forget, remember
from handlers.log.show import Stage, show_saved
from handlers.log.start import QUERY_LENGTH, form_data
from handlers.log.states import Log
from handlers.screen import visit_of

DECISIONS = {"letter": TaskAction.LETTER, "contact": TaskAction.OTHER}


async def started(start_data: Any, manager: DialogManager) -> None:
    await keep(manager, Progress(**start_data))


async def called(callback: CallbackQuery, widget: Any, manager: DialogManager) -> None:
    """The outcome is the button's id."""
    outcome = Outcome(widget.widget_id)
    visit, progress = visit_of(manager), progress_of(manager)
    queued = progress.present
    call = QueuedCall(queued.client_id, outcome, progress.form_key, queued.task_id or None, nudge=queued.nudge)
    logged = await visit.run(log_queued_call, call)
    progress.note(logged.activity_id, outcome, to_decide=logged.to_decide)
    await _remember_call(manager, callback, logged.activity_id)
    if logged.to_decide:
        await keep(manager, progress)
        await manager.switch_to(Queue.decide)
    else:
        await _next(manager, progress)


async def decided(_: CallbackQuery, widget: Any, manager: DialogManager) -> None:
    """A letter, another contact, or let go: for who has not answered three times."""
    visit, progress = visit_of(manager), progress_of(manager)
    action = DECISIONS.get(widget.widget_id)
    if action is not None:
        text = visit.words.plain("queue-find-contact") if action is TaskAction.OTHER else None
        await visit.run(set_next_step, progress.previous, Step(action, visit.today), text)
    await _next(manager, progress)


async def skipped(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    progress = progress_of(manager)
    progress.skip()
    await forget(stage_of(manager).state)
    await _next(manager, progress)


async def paused(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await manager.switch_to(Queue.paused)


async def gone_on(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    await manager.switch_to(Queue.call)


async def changed(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The card of the call before, below: the queue stays where it is."""
    progress = progress_of(manager)
    manager.show_mode = ShowMode.NO_UPDATE
    form_open = visit_of(manager).form_open
    await show_saved(stage_of(manager), progress.previous)
    visit_of(manager).form_open = form_open


async def it_is_search(_: CallbackQuery, __: Any, manager: DialogManager) -> None:
    """The comment is taken back, and its words are looked for; the queue waits."""
    visit, progress = visit_of(manager), progress_of(manager)
    await visit.run(take_back_comment, progress.previous, progress.said)
    query, progress.said, progress.said_text = progress.said_text, 0, ""
    await keep(manager, progress)
    await _search(manager, query)


async def heard(message: Message, _: Any, manager: DialogManager) -> None:
    """Words and files just after a call are about it; other words are a search, other files ask whose they are."""
    stage, file = stage_of(manager), file_of(message)
    if file is not None:
        card = await card_for_files(stage.state, stage.visit)
        if card is not None:
            await stage.visit.run(attach_file, card.activity_id, file)
        else:
            manager.show_mode = ShowMode.NO_UPDATE
            await ask_to_whom(stage, message, file)
    elif message.text:
        await _words_said(stage, message.message_id, message.text, manager)


async def _words_said(stage: Stage, message_id: int, text: str, manager: DialogManager) -> None:
    """About the call before, else a search."""
    card = await card_for_text(stage.state, stage.visit)
    progress = progress_of(manager)
    if card is None or card.activity_id != progress.previous:
        await _search(manager, text)
        return
    await stage.visit.run(add_comment, progress.previous, text, message_id)
    progress.said, progress.said_text = message_id, text[:QUERY_LENGTH]
    await keep(manager, progress)
    card.message_id = HERE
    await remember(stage.state, card)


async def _search(manager: DialogManager, text: str) -> None:
    visit = visit_of(manager)
    await forget(stage_of(manager).state)
    data = form_data(visit, query=text[:QUERY_LENGTH])
    await manager.start(Log.client, data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


async def _next(manager: DialogManager, progress: Progress) -> None:
    progress.step, progress.deciding = progress.step + 1, False
    await keep(manager, progress)
    await manager.switch_to(Queue.over if progress.is_over else Queue.call)


async def _remember_call(manager: DialogManager, callback: CallbackQuery, activity_id: int) -> None:
    """What is written next, within two minutes, is about this call."""
    stage = stage_of(manager)
    visit = stage.visit
    card = LastCard(activity_id, message_of(callback) or 0, visit.now, visit.update_id)
    await remember(stage.state, card)
