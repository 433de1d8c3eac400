"""Buttons under the report of an import."""

from aiogram.filters.callback_data import CallbackData


class UndoImport(CallbackData, prefix="iundo"):
    """Take an import back; `sure`: it was asked whether to."""

    job_id: int
    sure: bool = False
