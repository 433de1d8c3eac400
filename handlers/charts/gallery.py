"""Where handlers get pictures: drawn off the event loop, or sent again by what Telegram has already."""

from typing import Any, Protocol


class Gallery(Protocol):
    """See `bot.pictures.Pictures`."""

    async def photo(self, key: str, spec: Any) -> Any:
        """A `file_id` if this picture was sent before, else the file to upload."""
        ...

    async def drawn(self, spec: Any) -> Any:
        """The file to upload, drawn anew."""
        ...

    async def remember(self, key: str, file_id: str) -> None:
        """The picture of this key is with Telegram now."""
        ...
