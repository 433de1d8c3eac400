"""Deals."""

from aiogram import Router

__all__ = ["router"]


def router() -> Router:
    return Router(name="deals")
