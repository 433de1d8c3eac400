"""Configuration: a wrong value stops the start with one line naming it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings, WrongSetting, load_settings, split_address

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / ".env.example"
TOKEN = "123456:AAH-abcdefghijklmnopqrstuvwxyz012345"
NAMED_LINE = re.compile(r"^([A-Z_]+)=(.*)$", re.MULTILINE)


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A folder without `.env` and an environment that says nothing to us."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


def said_about(env: pytest.MonkeyPatch, **values: str) -> str:
    for name, value in values.items():
        env.setenv(name, value)
    with pytest.raises(WrongSetting) as wrong:
        load_settings()
    return str(wrong.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "hello"),
        ("BOT_TOKEN", "abc:AAH-abcdefghijklmno"),
        ("BOT_TOKEN", "123456:"),
        ("BOT_TOKEN", "123456:AAH abcdefghijk"),
        ("BOT_TOKEN", "123456:ключ-от-бота"),
        ("BOT_TOKEN", "²:AAHabcdefghijk"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("TELEGRAM_API_URL", "https://api telegram.org"),
        ("TELEGRAM_API_URL", "http://localhost:port"),
        ("TELEGRAM_API_URL", "http://localhost:99999"),
        ("TELEGRAM_API_URL", "http://[::1"),
        ("DATABASE_URL", "sqlite:///polevik.db?mode=ro"),
        ("DATABASE_URL", "postgresql://sales@localhost:99999/sales"),
        ("DATABASE_URL", "mysql://root@localhost/sales"),
        ("DATABASE_URL", "var/polevik.db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "postgresql://sales@localhost"),
        ("DATABASE_URL", "postgresql://sales@localhost:port/sales"),
        ("WEBHOOK_URL", "bot.example.ru/telegram"),
        ("WEBHOOK_SECRET", "with space"),
        ("WEBHOOK_SECRET", "секрет"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("WEBHOOK_LISTEN", "8080"),
        ("WEBHOOK_LISTEN", "127.0.0.1:99999"),
        ("WEBHOOK_LISTEN", "127.0.0.1:http"),
        ("WEBHOOK_LISTEN", "127.0.0.1:²"),
        ("SANDBOX_LISTEN", "0.0.0.0:8088"),
        ("SANDBOX_LISTEN", "192.168.0.5:8088"),
        ("SANDBOX_LISTEN", "[::]:8088"),
        ("SANDBOX_LISTEN", "my-computer:8088"),
        ("CLOCK_URL", "127.0.0.1:8088/clock"),
        ("TIMEZONE", "Moscow"),
        ("TIMEZONE", "localtime"),
        ("TIMEZONE", "Factory"),
        ("LANGUAGE", "de"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_is_said_in_one_line_that_names_it(env: pytest.MonkeyPatch, name: str, value: str) -> None:
    said = said_about(env, **{name: value})
    assert said.startswith((f"{name}: must ", f"{name}: 1 to 256", f"{name}: the sandbox ", f"{name}: Input should be"))
    assert "\n" not in said


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////var/lib/polevik/polevik.db",
        "postgresql://sales:secret@localhost:5432/sales?sslmode=require",
        "postgresql:///sales?host=/var/run/postgresql",
    ],
)
def test_a_database_may_be_said_in_any_of_the_usual_ways(env: pytest.MonkeyPatch, url: str) -> None:
    env.setenv("DATABASE_URL", url)
    assert load_settings().database_url == url


def test_a_webhook_needs_a_secret(env: pytest.MonkeyPatch) -> None:
    assert said_about(env, WEBHOOK_URL="https://bot.example.ru/telegram").startswith("WEBHOOK_SECRET: required")
    env.setenv("WEBHOOK_SECRET", "a-long_Secret1")
    assert load_settings().webhook_secret == "a-long_Secret1"


def test_a_wrong_token_is_not_repeated_on_the_console(env: pytest.MonkeyPatch) -> None:
    assert "AAH" not in said_about(env, BOT_TOKEN="x" + TOKEN)


@pytest.mark.parametrize("listen", ["127.0.0.1:8088", "127.1.2.3:9000", "localhost:8088", "[::1]:8088"])
def test_the_sandbox_listens_on_this_machine(env: pytest.MonkeyPatch, listen: str) -> None:
    env.setenv("SANDBOX_LISTEN", listen)
    assert load_settings().sandbox_listen == listen


def test_an_address_is_split_into_host_and_port() -> None:
    assert split_address("[::1]:8088") == ("::1", 8088)
    assert split_address("127.0.0.1:8088") == ("127.0.0.1", 8088)


def test_nothing_set_is_the_sandbox_in_russian(env: pytest.MonkeyPatch) -> None:
    settings = load_settings()
    assert settings.bot_token is None
    assert (settings.language, settings.timezone) == ("ru", "Europe/Moscow")


def test_an_empty_line_is_the_same_as_none(env: pytest.MonkeyPatch) -> None:
    env.setenv("BOT_TOKEN", "")
    env.setenv("LOG_LEVEL", "")
    assert load_settings() == Settings(_env_file=None)  # type: ignore[call-arg]


def test_the_environment_wins_over_the_file(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TIMEZONE=Asia/Omsk\nLANGUAGE=en\nANOTHER_PROGRAMS=1\n", encoding="utf-8")
    env.setenv("TIMEZONE", "Asia/Tomsk")
    settings = load_settings()
    assert (settings.timezone, settings.language) == ("Asia/Tomsk", "en")


@pytest.mark.parametrize("desktop", ["en_US:en", "en_US", "de_DE:de", "ru_RU:ru"])
def test_the_language_of_the_desktop_is_not_said_to_us(env: pytest.MonkeyPatch, tmp_path: Path, desktop: str) -> None:
    env.setenv("LANGUAGE", desktop)
    assert load_settings().language == "ru"
    (tmp_path / ".env").write_text("LANGUAGE=en\n", encoding="utf-8")
    assert load_settings().language == "en"


def test_a_file_in_another_encoding_is_said_in_one_line(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("# Токен\nLANGUAGE=ru\n".encode("cp1251"))
    assert said_about(env) == ".env: must be text in UTF-8"


def test_small_letters_do_for_the_log_level(env: pytest.MonkeyPatch) -> None:
    env.setenv("LOG_LEVEL", "debug")
    assert load_settings().logging_level == 10


@pytest.mark.process
@pytest.mark.parametrize("command", [[], ["migrate"]])
def test_the_program_does_not_start_with_a_wrong_value(tmp_path: Path, command: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TIMEZONE": "Nowhere/Land", "DATABASE_URL": "sqlite:///here.db"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert run.returncode == 2
    assert run.stderr.splitlines() == ["TIMEZONE: must be a zone like Europe/Moscow or Asia/Yekaterinburg"]
    assert run.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_the_example_explains_every_setting() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert [name for name, _ in NAMED_LINE.findall(text)] == [name.upper() for name in Settings.model_fields]
    for paragraph in text.split("\n\n")[1:]:
        *explained, last = paragraph.strip().splitlines()
        assert explained, last
        assert all(line.startswith("# ") for line in explained), last


def test_the_example_as_it_stands_is_what_is_used_without_it(env: pytest.MonkeyPatch) -> None:
    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)  # type: ignore[call-arg]
