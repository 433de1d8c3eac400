"""Group tasks by taps: the list, one group, its result, its end; the file that goes with a task."""

from aiogram import Bot
from aiogram.types import CallbackQuery

from domain.errors import Gone
from domain.readers.task_groups import group_list, group_view, to_say
from domain.readers.tasks import task_view
from domain.tables import AttachmentKind
from domain.use_cases.group_tasks import stop_group
from handlers.links import GroupFile
from handlers.plain import put_in_place
from handlers.segments.group_cards import group_card, groups_card, result_card, stop_card, text_card
from handlers.segments.links import OpenGroup, OpenGroups, StopGroup
from handlers.visit import Visit

CARDS = {"": group_card, "result": result_card, "text": text_card}


async def groups_opened(callback: CallbackQuery, callback_data: OpenGroups, bot: Bot, visit: Visit) -> None:
    found = await visit.read(group_list, visit.who.id, callback_data.page)
    await put_in_place(bot, callback, groups_card(visit, found))


async def group_opened(callback: CallbackQuery, callback_data: OpenGroup, bot: Bot, visit: Visit) -> None:
    view = await visit.read(group_view, visit.who.id, callback_data.group_id, visit.today)
    await put_in_place(bot, callback, CARDS[callback_data.view](visit, view))


async def group_stopped(callback: CallbackQuery, callback_data: StopGroup, bot: Bot, visit: Visit) -> None:
    """Asked first; what is done stays done."""
    if callback_data.sure:
        await visit.run(stop_group, callback_data.group_id)
    view = await visit.read(group_view, visit.who.id, callback_data.group_id, visit.today)
    card = group_card(visit, view) if callback_data.sure else stop_card(visit, view)
    await put_in_place(bot, callback, card)


async def file_asked(callback: CallbackQuery, callback_data: GroupFile, bot: Bot, visit: Visit) -> None:
    """The file as it was sent, to pass on to the client. Raises Gone."""
    await visit.read(task_view, visit.who.id, callback_data.task_id)
    found = await visit.read(to_say, callback_data.task_id)
    if found is None or found.file_id is None:
        raise Gone
    chat_id, file_id = visit.who.telegram_id, found.file_id
    if found.file_kind == AttachmentKind.PHOTO:
        await bot.send_photo(chat_id, file_id)
    elif found.file_kind == AttachmentKind.VIDEO:
        await bot.send_video(chat_id, file_id)
    elif found.file_kind == AttachmentKind.VOICE:
        await bot.send_voice(chat_id, file_id)
    else:
        await bot.send_document(chat_id, file_id)
