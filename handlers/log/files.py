"""Voice, pictures, files and places: attached to what was just logged, else «К кому?»."""

from typing import Any

from aiogram.types import Audio, Document, Message, PhotoSize, Video, VideoNote, Voice

from domain.readers.logging import likeliest_clients
from domain.tables import AttachmentKind
from domain.use_cases.attachments import FileDraft, attach_file, log_files
from handlers.log import waiting_files as waiting
from handlers.log.last_card import LastCard, card_for_files, last_card, remember
from handlers.log.links import ToWhom
from handlers.log.show import Stage, place_again, show_saved
from handlers.log.waiting_files import Waiting
from handlers.plain import Card, button

LIKELIEST = 3
ANOTHER = 0
Kept = Audio | Document | PhotoSize | Video | VideoNote | Voice


def file_of(message: Message) -> FileDraft | None:
    """What was sent, by its id; None for what cannot be kept. Telegram's largest picture is its last."""
    if message.location is not None:
        return FileDraft(
            AttachmentKind.LOCATION,
            message.message_id,
            latitude=message.location.latitude,
            longitude=message.location.longitude,
        )
    kinds: list[tuple[AttachmentKind, Kept | None]] = [
        (AttachmentKind.PHOTO, message.photo[-1] if message.photo else None),
        (AttachmentKind.VOICE, message.voice or message.audio),
        (AttachmentKind.VIDEO, message.video or message.video_note),
        (AttachmentKind.DOCUMENT, message.document),
    ]
    return next((_draft(message, kind, kept) for kind, kept in kinds if kept is not None), None)


async def file_sent(stage: Stage, message: Message, file: FileDraft) -> None:
    """Attach it to what was just logged, or ask whose it is."""
    card = await card_for_files(stage.state, stage.visit)
    if card is None:
        await ask_to_whom(stage, message, file)
        return
    await stage.visit.run(attach_file, card.activity_id, file)
    if message.media_group_id and card.album == message.media_group_id:
        await place_again(stage, card)
        return
    await show_saved(stage, card.activity_id)
    await _expect_album(stage, message.media_group_id)


async def ask_to_whom(stage: Stage, message: Message, file: FileDraft) -> None:
    """«К кому?» with three likeliest clients; the rest of an album joins its first picture silently."""
    visit = stage.visit
    known = await waiting.of_album(stage.state, message.media_group_id)
    if known is not None:
        known.files.append(file)
        await waiting.keep(stage.state, known)
        return
    likely = await visit.read(likeliest_clients, visit.who.id, visit.who.role, visit.today, LIKELIEST)
    rows = [[button(client.name, ToWhom(client_id=client.id, asked=visit.update_id).pack())] for client in likely]
    another = ToWhom(client_id=ANOTHER, asked=visit.update_id)
    rows.append([button(visit.words.plain("log-to-another"), another.pack())])
    await stage.put(Card(visit("log-to-whom"), rows))
    await waiting.keep(stage.state, Waiting(visit.update_id, visit.key, message.media_group_id, [file]))


async def given_to(stage: Stage, client_id: int, asked: int) -> bool:
    """The files that wait become a note about this client; False when none wait."""
    found = await waiting.waiting_files(stage.state, asked)
    if found is None:
        return False
    logged = await stage.visit.run(log_files, client_id, tuple(found.files), found.form)
    await waiting.drop(stage.state, asked)
    await show_saved(stage, logged.activity_id)
    await _expect_album(stage, found.album)
    return True


async def _expect_album(stage: Stage, album: str | None) -> None:
    """More pictures of this album belong to the same card and are shown in it."""
    card: LastCard | None = await last_card(stage.state)
    if card is not None and album:
        card.album = album
        await remember(stage.state, card)


def _draft(message: Message, kind: AttachmentKind, kept: Kept) -> FileDraft:
    named: Any = getattr(kept, "file_name", None)
    return FileDraft(
        kind,
        message.message_id,
        file_id=kept.file_id,
        file_unique_id=kept.file_unique_id,
        file_name=named[:255] if isinstance(named, str) else None,
        size=kept.file_size,
        caption=message.caption,
    )
