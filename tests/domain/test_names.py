import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import (
    FOUND,
    EmptyName,
    NameTooLong,
    clean_name,
    normalised,
    other_layout,
    ranked,
    search_score,
    split_names,
    without_emoji,
)

CLIENTS = [
    "ООО «Ромашка»", "АО «Василёк»", "ИП Петрова Ольга", "Строй-Торг Урал", "Мебельград", "Ромашка плюс", "Сети Урала",
    "Samsung Store", "Берёзка", "Кафе «Лилия»",
]  # fmt: skip


def found(query: str) -> list[str]:
    return ranked(query, [(name, name) for name in CLIENTS], limit=3)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ромашка", "ООО «Ромашка»"),
        ("РОМ", "ООО «Ромашка»"),
        ("рамашка", "ООО «Ромашка»"),
        ("ромшка", "ООО «Ромашка»"),
        ("ооо ромашка", "ООО «Ромашка»"),
        ("hjvfirf", "ООО «Ромашка»"),
        ("<thtprf", "Берёзка"),
        (",thtprf", "Берёзка"),
        ("березка", "Берёзка"),
        ("василек", "АО «Василёк»"),
        ("васелёк", "АО «Василёк»"),
        ("ольга петрова", "ИП Петрова Ольга"),
        ("петровой", "ИП Петрова Ольга"),
        ("стройторг", "Строй-Торг Урал"),
        ("урал торг", "Строй-Торг Урал"),
        ("град", "Мебельград"),
        ("мебельгарт", "Мебельград"),
        ("ыфьыгтп", "Samsung Store"),
        ("плюс ромашка", "Ромашка плюс"),
        ("ромашка екатеринбург", "ООО «Ромашка»"),
    ],
)
def test_a_client_is_found_as_people_type(query: str, first: str) -> None:
    assert found(query)[:1] == [first]


@pytest.mark.parametrize("query", ["", "  ", "!!!", "чай", "ю", "молоко", "ООО Рога"])
def test_other_words_find_nobody(query: str) -> None:
    assert found(query) == []


def test_no_more_than_the_limit_and_the_best_first() -> None:
    names = ["Ромашка-сервис", "Ромашка", "Рамашка", "Ромашка", "Лютик"]
    assert ranked("ромашка", list(enumerate(names)), limit=3) == [1, 3, 0]


def test_the_legal_form_alone_still_finds() -> None:
    assert search_score("ИП", "ИП") >= FOUND


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_score_is_between_0_and_100(query: str, name: str) -> None:
    assert 0 <= search_score(query, name) <= 100


@given(st.text("абвгдеёжз qwerty-«»", max_size=30))
def test_a_name_answers_itself_best(name: str) -> None:
    assert search_score(name, name) == (100 if normalised(name) else 0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ООО «Ёлка-Плюс»", "ооо елка плюс"),
        ("  Ромашка\n\t№5 ", "ромашка no5"),
        ("Рома\u0301шка", "ромашка"),
        ("И\u0306од", "иод".replace("и", "й")),
        ("ром\u00adашка", "ромашка"),
        (r"$\frac{1}{$", "frac 1"),
        ("🌸", ""),
    ],
)
def test_the_search_column_forgets_case_and_punctuation(name: str, text: str) -> None:
    assert normalised(name) == text


@given(st.text(max_size=50))
def test_the_search_text_of_a_search_text_is_the_same(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_keys_in_the_wrong_layout() -> None:
    assert other_layout("Hjvfirf") == "ромашка"
    assert other_layout(other_layout("ромашка")) == "ромашка"


def test_a_name_is_one_clean_line() -> None:
    assert clean_name("  ООО\n«Ромашка»\t плюс\x00\u200b\u202e ") == "ООО «Ромашка» плюс"
    assert clean_name("И\u0306од") == "Йод"
    assert clean_name("👩\u200d🌾 Ферма") == "👩\u200d🌾 Ферма"
    assert clean_name(r"<b>$\frac{1}{$") == r"<b>$\frac{1}{$"


@pytest.mark.parametrize("text", ["", " \n", "\x00", "\u200b\u200d", "\u3164", "\ud800"])
def test_an_empty_name_is_refused(text: str) -> None:
    with pytest.raises(EmptyName):
        clean_name(text)


def test_a_name_of_200_characters_is_the_longest() -> None:
    assert clean_name("я" * 200) == "я" * 200
    with pytest.raises(NameTooLong) as refused:
        clean_name("я" * 201)
    assert (refused.value.length, refused.value.limit) == (201, 200)


@given(st.text(max_size=100))
def test_a_clean_name_is_clean_once_and_for_all(text: str) -> None:
    try:
        name = clean_name(text)
    except EmptyName:
        return
    assert clean_name(name) == name
    assert name.splitlines() == [name]
    assert name.encode()


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("Анна Иванова\nБорис Петров\n", ["Анна Иванова", "Борис Петров"]),
        ("1. Анна\n2) Борис\r\n- Вера\n\n• Глеб", ["Анна", "Борис", "Вера", "Глеб"]),
        ("Анна, Борис; Вера", ["Анна", "Борис", "Вера"]),
        ("Анна\t+79120000000\n17\tБорис\tменеджер", ["Анна", "Борис"]),
        ("Анна\nанна\nБорис\nАнна", ["Анна", "Борис"]),
        ("Иванова, Анна\nПетров, Борис", ["Иванова, Анна", "Петров, Борис"]),
        ("\n—\n", []),
        ("", []),
    ],
)
def test_a_pasted_column_becomes_names(pasted: str, names: list[str]) -> None:
    assert split_names(pasted) == names


def test_a_novel_in_the_column_is_refused() -> None:
    with pytest.raises(NameTooLong):
        split_names("Анна\n" + "я" * 300)


@pytest.mark.parametrize(
    ("name", "drawn"),
    [("🌸 Ромашка ❤️", "Ромашка"), ("👩\u200d🌾", "—"), ("Магазин №1 ₽", "Магазин №1 ₽"), ("🇷🇺Россия", "Россия")],
)
def test_a_chart_gets_no_emoji(name: str, drawn: str) -> None:
    assert without_emoji(name) == drawn


def test_a_sum_is_not_torn_between_two_lines() -> None:
    assert without_emoji("дикие\n кошки 7,89\u202fмлн\u202f₽ ") == "дикие кошки 7,89\u202fмлн\u202f₽"
