"""Settings: one's own, the company's, plans."""

from aiogram import Router


def router() -> Router:
    return Router(name="settings")
