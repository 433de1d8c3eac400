"""Buttons of a manager's bundle. A code «unpaid/invoice:3» is written «unpaid~invoice.3»."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

Code = Annotated[str, Field(pattern=r"^[a-z_]{1,16}~[a-z]{1,8}\.[0-9]{1,12}$")]
Kind = Annotated[str, Field(pattern="^(bundle|weekly)$")]


class OpenBundle(CallbackData, prefix="bd"):
    kind: Kind
    page: int = 0


class OpenStake(CallbackData, prefix="bdo"):
    kind: Kind
    on: Code


class PutOff(CallbackData, prefix="bdp"):
    """«Продлить»."""

    kind: Kind
    on: Code


class HandStake(CallbackData, prefix="bdh"):
    """«Передать»: to whom; 0 = not chosen yet."""

    kind: Kind
    on: Code
    member_id: int = 0


def written(code: str) -> str:
    return code.replace("/", "~").replace(":", ".")


def code_of(on: str) -> str:
    return on.replace("~", "/").replace(".", ":")
