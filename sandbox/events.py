"""Who is told that something changed: pages that watch, and tests that wait."""

import asyncio
import json
from typing import Any


class Watcher:
    """One subscriber: the latest news of each subject, older news of the same subject dropped."""

    def __init__(self) -> None:
        self._news: dict[str, dict[str, Any]] = {}
        self._ready = asyncio.Event()

    def put(self, subject: str, news: dict[str, Any]) -> None:
        """Leave news for this watcher."""
        self._news[subject] = news
        self._ready.set()

    async def take(self) -> list[dict[str, Any]]:
        """Wait for news and take all of it."""
        await self._ready.wait()
        self._ready.clear()
        news, self._news = self._news, {}
        return list(news.values())


class Broadcast:
    """Tells every watcher; costs nothing while nobody watches."""

    def __init__(self) -> None:
        self._watchers: set[Watcher] = set()

    def watch(self) -> Watcher:
        """Begin to watch."""
        watcher = Watcher()
        self._watchers.add(watcher)
        return watcher

    def unwatch(self, watcher: Watcher) -> None:
        """Stop watching."""
        self._watchers.discard(watcher)

    def tell(self, subject: str, news: dict[str, Any]) -> None:
        """Give the news to everyone who watches."""
        for watcher in self._watchers:
            watcher.put(subject, news)


def as_server_sent(news: dict[str, Any]) -> bytes:
    """One server-sent event."""
    return f"data: {json.dumps(news, ensure_ascii=False)}\n\n".encode()
