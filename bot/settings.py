"""Configuration by environment or `.env`; `.env.example` explains each name."""

import ipaddress
import logging
import re
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

TELEGRAM = "https://api.telegram.org"
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{4,}")
HTTP = re.compile(r"https?://[^\s/?#]+\S*")
NO_ZONES = frozenset({"Factory", "localtime"})
"""Files among the zones that name no place: one is a joke, the other whatever this machine is set to."""
MOST_PORTS = 65535


def _address(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or int(port) > MOST_PORTS:
        raise ValueError("must look like 127.0.0.1:8088")
    return value


Listen = Annotated[str, AfterValidator(_address)]


class _Environment(EnvSettingsSource):
    """Linux desktops set LANGUAGE for their own programs (`en_US:en`): that is not said to us."""

    def __call__(self) -> dict[str, Any]:
        given = super().__call__()
        if set(str(given.get("language", ""))) & set("_:"):
            del given["language"]
        return given


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True)

    bot_token: str | None = None
    telegram_api_url: str = TELEGRAM
    database_url: str = "sqlite:///var/polevik.db"
    webhook_url: str | None = None
    webhook_secret: str | None = None
    webhook_listen: Listen = "127.0.0.1:8080"
    sandbox_listen: Listen = "127.0.0.1:8088"
    clock_url: str | None = None
    timezone: str = "Europe/Moscow"
    language: Literal["ru", "en"] = "ru"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, _Environment(settings_cls), dotenv_settings

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, value: str | None) -> str | None:
        if value is not None and not TOKEN.fullmatch(value):
            raise ValueError("must look like 123456:ABC…, as @BotFather gives it")
        return value

    @field_validator("telegram_api_url", "webhook_url", "clock_url")
    @classmethod
    def _is_http(cls, value: str | None) -> str | None:
        if value is not None and not (HTTP.fullmatch(value) and _has_good_port(value)):
            raise ValueError("must be an address that begins with http:// or https://")
        return value.rstrip("/") if value else value

    @field_validator("database_url")
    @classmethod
    def _is_ours(cls, value: str) -> str:
        try:
            parsed = make_url(value)
        except (ArgumentError, ValueError):
            parsed = make_url("nothing://")
        plain = parsed.get_backend_name() == "sqlite" and not parsed.query
        server = parsed.get_backend_name() == "postgresql" and (parsed.port or 0) <= MOST_PORTS
        if not (plain or server) or parsed.database in (None, "", ":memory:"):
            raise ValueError("must be sqlite:///path or postgresql://user:password@host/name")
        return value

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if value not in available_timezones() - NO_ZONES:
            raise ValueError("must be a zone like Europe/Moscow or Asia/Yekaterinburg")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: str) -> str:
        return str(value).upper()

    @field_validator("webhook_secret")
    @classmethod
    def _is_allowed(cls, value: str | None) -> str | None:
        if value and not (1 <= len(value) <= 256 and all(c.isalnum() or c in "_-" for c in value) and value.isascii()):
            raise ValueError("1 to 256 characters of A-Z a-z 0-9 _ - only")
        return value

    @field_validator("sandbox_listen")
    @classmethod
    def _is_loopback(cls, value: str) -> str:
        host = value.rpartition(":")[0].strip("[]")
        if host != "localhost" and not _is_loopback(host):
            raise ValueError("the sandbox listens on loopback only, for example 127.0.0.1:8088")
        return value

    @model_validator(mode="after")
    def _secret_with_webhook(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_SECRET: required with WEBHOOK_URL, or anybody could post updates")
        return self

    @property
    def logging_level(self) -> int:
        return logging.getLevelNamesMapping()[self.log_level]


def _has_good_port(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class WrongSetting(Exception):
    """One line naming the setting."""


def load_settings() -> Settings:
    """The settings of this process. Raises WrongSetting with one line naming the first wrong value."""
    try:
        return Settings()
    except UnicodeDecodeError:
        raise WrongSetting(".env: must be text in UTF-8") from None
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        said = first["msg"].removeprefix("Value error, ")
        name = "".join(str(part).upper() for part in first["loc"])
        raise WrongSetting(f"{name}: {said}" if name else said) from None


def split_address(listen: str) -> tuple[str, int]:
    """«127.0.0.1:8080» or «[::1]:8080» as host and port. Raises ValueError."""
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)
