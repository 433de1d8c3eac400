"""The page of phones in a real browser, with the sandbox and a small bot behind it."""

import re

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.conftest import PHONE, listen_to
from tests.browser.sandbox_town import ANNA, BORIS, STRANGER, VERA, Town

pytestmark = pytest.mark.browser


async def open_page(page: Page, town: Town) -> None:
    await page.goto(town.address)
    await expect(page.locator("[data-person]")).to_have_count(5)
    await expect(page.get_by_role("main")).to_have_attribute("aria-busy", "false")


def phone_of(page: Page, person: int) -> Locator:
    return page.locator(f'[data-person="{person}"]')


async def write(phone: Locator, text: str) -> None:
    start = phone.get_by_role("button", name="Начать", exact=True)
    draft = phone.get_by_role("textbox", name="Сообщение")
    await expect(start.or_(draft)).to_be_visible()
    if await start.is_visible():
        await start.click()
    await draft.fill(text)
    await draft.press("Enter")


def last_message(phone: Locator) -> Locator:
    return phone.locator("[data-message-id]").last


async def test_a_stranger_begins_with_a_button_and_is_greeted(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, STRANGER)
    await phone.get_by_role("button", name="Начать", exact=True).click()
    await expect(last_message(phone)).to_contain_text("Здравствуйте! Код: нет")
    await expect(phone.get_by_role("button", name="Мой день", exact=True)).to_be_visible()


async def test_a_tap_shows_the_answer_and_the_edited_message(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/home")
    await phone.get_by_role("button", name="Договорились", exact=True).click()
    await expect(phone.get_by_text("Записано", exact=True)).to_be_visible()
    message = last_message(phone)
    await expect(message).to_contain_text("Записано: договорились")
    await expect(message).to_contain_text("изм.")
    await expect(phone_of(page, BORIS).get_by_text("Записано")).to_have_count(0)


async def test_an_alert_waits_for_ok(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/home")
    await phone.get_by_role("button", name="Отказ", exact=True).click()
    alert = phone.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Точно отказ?")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_be_hidden()


async def test_the_reply_keyboard_stays_and_can_be_put_away(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/start")
    day = phone.get_by_role("button", name="Мой день", exact=True)
    await day.click()
    await expect(last_message(phone)).to_contain_text("Вы написали: Мой день")
    toggle = phone.get_by_role("button", name="Кнопки бота")
    await toggle.click()
    await expect(day).to_be_hidden()
    await toggle.click()
    await expect(day).to_be_visible()


async def test_a_contact_and_a_place_are_given_when_asked(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/start")
    await phone.get_by_role("button", name="Номер", exact=True).click()
    await expect(last_message(phone)).to_contain_text(re.compile(r"Записан номер \+7\d{10}"))
    await phone.get_by_role("button", name="Место", exact=True).click()
    await expect(last_message(phone)).to_contain_text("Широта")
    await expect(phone.get_by_text("Геопозиция", exact=True)).to_be_visible()


async def test_a_client_s_contact_and_a_photo_are_sent_from_the_attach_menu(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/start")
    await phone.get_by_role("button", name="Прикрепить").click()
    await phone.get_by_role("button", name="Чужой контакт…").click()
    await page.get_by_role("textbox", name="Имя").fill("Ольга Петровна")
    await page.get_by_role("textbox", name="Телефон").fill("+79120000000")
    await page.get_by_role("button", name="Отправить", exact=True).last.click()
    await expect(last_message(phone)).to_contain_text("Записан номер +79120000000")
    await phone.get_by_role("button", name="Прикрепить").click()
    await phone.get_by_role("button", name="Пример фото").click()
    await expect(last_message(phone)).to_contain_text("Фото получено")


async def test_a_link_with_a_code_is_opened_by_whom_one_chooses(town: Town, page: Page) -> None:
    await open_page(page, town)
    await write(phone_of(page, VERA), "/invite")
    await phone_of(page, VERA).get_by_role("link", name=re.compile("start=CODE_7")).click()
    await page.get_by_role("dialog").get_by_role("button", name="Чужой").click()
    stranger = phone_of(page, STRANGER)
    await expect(last_message(stranger)).to_contain_text("Здравствуйте! Код: CODE_7")


async def test_the_clock_goes_to_the_next_morning(town: Town, page: Page) -> None:
    await open_page(page, town)
    before = town.now()
    await page.get_by_role("button", name="утро 09:00").click()
    await expect(page.locator("#clock-time")).to_have_text("09:00")
    await expect(page.locator("#snack")).to_contain_text("Сейчас")
    assert town.now() > before


async def test_a_photo_is_shown_and_enlarged(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/photo")
    picture = phone.get_by_role("img", name="Воронка")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    await picture.click()
    big = page.get_by_role("dialog", name="Фото")
    await expect(big).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(big).to_be_hidden()


async def test_formatting_is_shown_and_a_name_with_tags_stays_text(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/rich")
    message = last_message(phone)
    await expect(message.locator("b")).to_have_text("жирный")
    await expect(message.locator("blockquote")).to_have_text("ждут цену")
    await expect(message).to_contain_text("<b>не тег</b>")
    await message.get_by_label("Скрытый текст").click()
    await expect(message.locator(".spoiler.open")).to_have_text("секрет")
    await write(phone, "<img src=x onerror=alert(1)>")
    await expect(last_message(phone)).to_contain_text("Вы написали: <img src=x onerror=alert(1)>")
    await expect(phone.locator(".text img")).to_have_count(0)


async def test_a_hundred_buttons_and_a_long_word_do_not_widen_the_phone(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "Сто кнопок")
    await expect(last_message(phone).get_by_role("button")).to_have_count(100)
    assert await phone.locator(".list").evaluate("list => list.scrollWidth - list.clientWidth") == 0
    low = "keys => keys.filter(key => key.offsetHeight < 44).length"
    assert await last_message(phone).get_by_role("button").evaluate_all(low) == 0


async def test_who_scrolled_up_stays_there_and_is_told_of_news(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "Сто кнопок")
    await expect(last_message(phone).get_by_role("button")).to_have_count(100)
    scroll = phone.locator(".scroll")
    await scroll.hover()
    await page.mouse.wheel(0, -5000)
    await expect(phone.get_by_role("button", name="К последнему сообщению")).to_be_visible()
    at = await scroll.evaluate("node => node.scrollTop")
    await town.bot_says(ANNA, "Вечер")
    await expect(phone.locator(".to-bottom .badge")).to_have_text("1")
    assert await scroll.evaluate("node => node.scrollTop") == at
    await phone.get_by_role("button", name="К последнему сообщению").click()
    await expect(last_message(phone)).to_be_in_viewport()
    await expect(phone.locator(".to-bottom")).to_be_hidden()


async def test_only_the_changed_message_is_drawn_anew(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/home")
    await expect(last_message(phone)).to_contain_text("Что произошло?")
    await phone.locator("[data-message-id]").evaluate_all("nodes => nodes.forEach(node => { node.old = true })")
    await phone.get_by_role("button", name="Договорились", exact=True).click()
    await expect(last_message(phone)).to_contain_text("изм.")
    drawn = await phone.locator("[data-message-id]").evaluate_all("nodes => nodes.filter(node => !node.old).length")
    assert drawn == 1


async def test_a_deleted_message_goes_away(town: Town, page: Page) -> None:
    await open_page(page, town)
    sent = await town.bot_says(ANNA, "Скоро исчезнет")
    phone = phone_of(page, ANNA)
    await expect(phone.get_by_text("Скоро исчезнет")).to_be_visible()
    await sent.delete()
    await expect(phone.get_by_text("Скоро исчезнет")).to_have_count(0)


async def test_the_keyboard_alone_is_enough(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/home")
    button = phone.get_by_role("button", name="Договорились", exact=True)
    await button.focus()
    await page.keyboard.press("Enter")
    await expect(last_message(phone)).to_contain_text("изм.")
    await expect(phone.get_by_role("button", name="Договорились", exact=True)).to_be_focused()


async def test_the_command_menu_sends_a_command(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/start")
    await phone.get_by_role("button", name="Меню", exact=True).click()
    await phone.get_by_role("button", name="/home Домой").click()
    await expect(last_message(phone)).to_contain_text("Что произошло?")


async def test_an_own_message_is_edited(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "ждут цнеу")
    await expect(last_message(phone)).to_contain_text("Вы написали: ждут цнеу")
    await phone.get_by_role("button", name="Изменить сообщение").last.click()
    draft = phone.get_by_role("textbox", name="Сообщение")
    await expect(draft).to_have_value("ждут цнеу")
    await draft.fill("ждут цену")
    await draft.press("Enter")
    await expect(last_message(phone)).to_contain_text("Исправлено: ждут цену")


async def test_marks_of_a_pinned_a_protected_and_a_typing_bot(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/pin")
    await expect(phone.locator(".pinned")).to_contain_text("План на месяц")
    await write(phone, "/secret")
    await expect(phone.get_by_role("img", name="Защищено")).to_be_visible()
    await write(phone, "/slow")
    await expect(phone.get_by_text("печатает…")).to_be_visible()


async def test_a_copy_button_copies_and_a_document_can_be_taken(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/home")
    await phone.get_by_role("button", name="Адрес", exact=True).click()
    await expect(phone.get_by_text("Скопировано: Лесная, 5")).to_be_visible()
    await write(phone, "/document")
    async with page.expect_download() as download:
        await phone.get_by_role("link", name=re.compile("Сделки за ноябрь.csv")).click()
    assert (await download.value).suggested_filename == "Сделки за ноябрь.csv"


async def test_who_blocked_the_bot_is_offered_to_let_it_back(town: Town, page: Page) -> None:
    await open_page(page, town)
    phone = phone_of(page, ANNA)
    await write(phone, "/start")
    await phone.get_by_role("button", name="Ещё").click()
    await phone.get_by_role("button", name="Заблокировать бота").click()
    await phone.get_by_role("button", name="Разблокировать бота").click()
    await expect(phone.get_by_role("textbox", name="Сообщение")).to_be_visible()


async def test_on_a_small_screen_one_chat_at_a_time(town: Town, browser: Browser) -> None:
    page = await browser.new_page(viewport=PHONE, has_touch=True, reduced_motion="reduce")
    complaints = listen_to(page)
    await open_page(page, town)
    await expect(phone_of(page, ANNA)).to_be_visible()
    await expect(phone_of(page, BORIS)).to_be_hidden()
    await town.bot_says(BORIS, "Доброе утро")
    tab = page.get_by_role("navigation").get_by_role("button", name="Борис")
    await expect(tab.locator(".badge")).to_have_text("1")
    await tab.click()
    await expect(phone_of(page, BORIS).get_by_text("Доброе утро")).to_be_in_viewport()
    await expect(tab.locator(".badge")).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert complaints == []


async def test_a_page_left_open_catches_up_when_the_sandbox_is_back(town: Town, browser: Browser) -> None:
    page = await browser.new_page()
    await open_page(page, town)
    port = int(town.address.rpartition(":")[2])
    await town.sandbox.stop()
    await expect(page.get_by_text("Нет связи с песочницей")).to_be_visible()
    await town.sandbox.start(port=port)
    await expect(page.get_by_text("Нет связи с песочницей")).to_be_hidden(timeout=10_000)
    await write(phone_of(page, ANNA), "/home")
    await expect(last_message(phone_of(page, ANNA))).to_contain_text("Что произошло?", timeout=10_000)
