"""Misfortunes a tester orders: errors, delays and broken connections of the Bot API."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Literal

from sandbox.refusals import ActError, Refusal

_DESCRIPTIONS = {
    400: "Bad Request: the sandbox was asked to refuse",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    413: "Request Entity Too Large",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}
_FIELDS = {"method", "code", "description", "retry_after", "latency_ms", "times", "drop", "html", "chat_id"}


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls of `method` (`*`: of any); `times` None: until taken away."""

    method: str = "*"
    code: int | None = None
    description: str | None = None
    retry_after: int | None = None
    latency_ms: int = 0
    times: int | None = 1
    drop: Literal["before", "after"] | None = None
    html: bool = False
    chat_id: int | None = None

    def concerns(self, method: str, values: Mapping[str, Any]) -> bool:
        """Is this call one of those?"""
        if self.times == 0 or self.method.lower() not in ("*", method.lower()):
            return False
        return self.chat_id is None or str(values.get("chat_id")) == str(self.chat_id)

    def refusal(self) -> Refusal | None:
        """The answer in place of a result, when there is to be one."""
        code = self.code or (429 if self.retry_after else None)
        if code is None:
            return None
        if code == 429:
            after = self.retry_after or 1
            return Refusal(429, self.description or f"Too Many Requests: retry after {after}", retry_after=after)
        return Refusal(code, self.description or _DESCRIPTIONS.get(code) or HTTPStatus(code).phrase)

    def page(self) -> str:
        """What a proxy in front of Telegram says instead of JSON."""
        code = self.code or 502
        title = f"{code} {HTTPStatus(code).phrase}"
        return f"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"


class Faults:
    """Those ordered and not yet used up, in the order they were ordered."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def order(self, wanted: dict[str, Any]) -> None:
        """Add one. Raises ActError for a field that does not exist or a code that is none."""
        if unknown := wanted.keys() - _FIELDS:
            raise ActError(400, f"unknown field {min(unknown)}; there are {', '.join(sorted(_FIELDS))}")
        if wanted.get("drop") not in (None, "before", "after"):
            raise ActError(400, "drop is before or after")
        code = wanted.get("code")
        if code is not None and (not isinstance(code, int) or code not in HTTPStatus._value2member_map_):
            raise ActError(400, "code must be an HTTP status")
        self._ordered.append(Fault(**wanted))

    def clear(self) -> None:
        """Take all away."""
        self._ordered.clear()

    def listed(self) -> list[dict[str, Any]]:
        """Those in force."""
        return [{name: getattr(fault, name) for name in sorted(_FIELDS)} for fault in self._ordered]

    def take(self, method: str, values: Mapping[str, Any]) -> Fault | None:
        """The fault that befalls this call, counted."""
        fault = next((fault for fault in self._ordered if fault.concerns(method, values)), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._ordered.remove(fault)
        return fault
