"""Files both ways: uploads, file ids, downloads, and what Telegram does not take."""

import base64
import io

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto, Message

from sandbox.files import PHOTO_LIMIT, picture_size
from sandbox.samples import SAMPLE_PICTURE
from tests.sandbox.conftest import ANNA, BORIS, Hands, Town, buttons


def _picture(name: str = "chart.png") -> BufferedInputFile:
    return BufferedInputFile(SAMPLE_PICTURE, name)


def _paper(text: str = "отчёт") -> BufferedInputFile:
    return BufferedInputFile(text.encode(), "отчёт.txt")


async def test_a_picture_is_seen_and_can_be_sent_again_by_its_id(bot: Bot, hands: Hands) -> None:
    sent = await bot.send_photo(ANNA, _picture(), caption="<b>Воронка</b>", parse_mode="HTML")
    assert sent.photo is not None
    assert (sent.photo[-1].width, sent.photo[-1].height) == (320, 240)
    again = await bot.send_photo(BORIS, sent.photo[-1].file_id, has_spoiler=True)
    assert again.photo == sent.photo
    [seen] = (await hands.sees())["messages"]
    assert (seen["text"], seen["html"]) == ("Воронка", "<b>Воронка</b>")
    async with hands.http.get(hands.base + seen["photo"]["url"]) as answer:
        assert await answer.read() == SAMPLE_PICTURE
        assert answer.content_type == "application/octet-stream" or answer.content_type.startswith("image/")


async def test_a_document_is_downloaded_as_it_was_uploaded(bot: Bot) -> None:
    sent = await bot.send_document(ANNA, _paper())
    assert sent.document is not None
    assert sent.document.file_name == "отчёт.txt"
    buffer = io.BytesIO()
    await bot.download(sent.document.file_id, buffer)
    assert buffer.getvalue().decode() == "отчёт"


async def test_an_album_is_several_messages_of_one_group(bot: Bot, hands: Hands) -> None:
    sent = await bot.send_media_group(
        ANNA, [InputMediaPhoto(media=_picture(), caption="раз"), InputMediaPhoto(media=_picture())]
    )
    assert len({message.media_group_id for message in sent}) == 1
    seen = (await hands.sees())["messages"]
    assert [message["text"] for message in seen] == ["раз", ""]
    assert len({message["album"] for message in seen}) == 1


async def test_a_picture_is_put_in_the_place_of_another_and_of_a_text(bot: Bot, hands: Hands) -> None:
    sent = await bot.send_photo(ANNA, _picture(), caption="сентябрь", reply_markup=buttons("◀"))
    place = {"chat_id": ANNA, "message_id": sent.message_id}
    await bot.edit_message_media(InputMediaPhoto(media=_picture(), caption="август"), **place)  # type: ignore[arg-type]
    edited = await bot.edit_message_caption(caption="июль", **place)  # type: ignore[arg-type]
    assert isinstance(edited, Message)
    assert edited.photo is not None
    assert edited.photo != sent.photo
    text = await bot.send_message(ANNA, "готовлю…")
    await bot.edit_message_media(InputMediaPhoto(media=_picture()), chat_id=ANNA, message_id=text.message_id)
    assert [(seen["text"], bool(seen["photo"])) for seen in (await hands.sees())["messages"]] == [
        ("июль", True),
        ("", True),
    ]
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("x", **place)  # type: ignore[arg-type]


async def test_the_same_picture_again_is_not_modified(bot: Bot) -> None:
    sent = await bot.send_photo(ANNA, _picture())
    assert sent.photo is not None
    same = InputMediaPhoto(media=sent.photo[-1].file_id)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_media(same, chat_id=ANNA, message_id=sent.message_id)


async def test_files_telegram_does_not_take(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(ANNA, BufferedInputFile(b"not a picture", "a.png"))
    with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
        await bot.send_document(ANNA, BufferedInputFile(b"", "a.txt"))
    with pytest.raises(TelegramBadRequest, match="is too big for a photo; the maximum size is 10485760 bytes"):
        await bot.send_photo(ANNA, BufferedInputFile(SAMPLE_PICTURE + bytes(PHOTO_LIMIT), "a.png"))
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(ANNA, _picture(), caption="я" * 1025)
    sent = await bot.send_document(ANNA, _paper())
    assert sent.document is not None
    with pytest.raises(TelegramBadRequest, match="can't use file of type Document as Photo"):
        await bot.send_photo(ANNA, sent.document.file_id)


async def test_an_album_of_one_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="wrong number of messages"):
        await bot.send_media_group(ANNA, [InputMediaDocument(media=_paper())])


async def test_a_file_of_50_megabytes_can_be_sent_on_but_not_downloaded(town: Town) -> None:
    big = {"file_name": "база.xlsx", "size": 50 * 1024 * 1024}
    await town.hands.post(f"people/{ANNA}/share", document=big)
    [update] = await town.updates()
    assert update.message is not None
    assert update.message.document is not None
    assert update.message.document.file_size == 52_428_800
    with pytest.raises(TelegramBadRequest, match="Bad Request: file is too big"):
        await town.bot.get_file(update.message.document.file_id)
    await town.bot.send_document(BORIS, update.message.document.file_id)


async def test_a_request_over_50_megabytes_is_too_large(town: Town) -> None:
    form = aiohttp.FormData({"chat_id": str(ANNA)})
    form.add_field("document", io.BytesIO(bytes(52 * 1024 * 1024)), filename="big.bin")
    url = f"{town.sandbox.api_url}/bot{town.sandbox.token}/sendDocument"
    async with town.hands.http.post(url, data=form) as answer:
        assert (await answer.json())["description"] == "Request Entity Too Large"


async def test_what_anna_shares_comes_to_the_bot(town: Town) -> None:
    shared = {
        "contact": True,
        "location": {"latitude": 59.93, "longitude": 30.33},
        "venue": {"title": "Офис"},
        "photo": {"caption": "вывеска"},
        "document": {"file_name": "заявка.csv", "text": "a;b", "mime_type": "text/csv"},
        "voice": True,
        "sticker": {"emoji": "🎉"},
        "video": True,
        "audio": True,
    }
    for kind, details in shared.items():
        await town.hands.post(f"people/{ANNA}/share", **{kind: details})
    messages = [update.message for update in await town.updates()]
    assert [message.content_type for message in messages if message] == list(shared)
    photo, document = messages[3], messages[4]
    assert photo is not None
    assert photo.caption == "вывеска"
    assert document is not None
    assert document.document is not None
    buffer = io.BytesIO()
    await town.bot.download(document.document, buffer)
    assert buffer.getvalue() == b"a;b"


async def test_a_shared_picture_may_be_ones_own(town: Town) -> None:
    await town.hands.post(f"people/{ANNA}/share", photo={"base64": base64.b64encode(SAMPLE_PICTURE).decode()})
    await town.hands.post(f"people/{ANNA}/share", 400, photo={"base64": "AAAA"})
    await town.hands.post(f"people/{ANNA}/share", 400, wallet=True)


@pytest.mark.parametrize(
    ("header", "size"),
    [
        (SAMPLE_PICTURE, (320, 240)),
        (b"GIF89a\x10\x00\x20\x00", (16, 32)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x20\x00\x10", (16, 32)),
        (b"%PDF-1.7", None),
        (b"\xff\xd8\xff", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_header(header: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(header) == size
