"""Files of the sandbox: bytes in memory, known by `file_id`."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.ids import Ids
from sandbox.refusals import Refusal, bad_request

MEGABYTE = 1024 * 1024
PHOTO_LIMIT = 10 * MEGABYTE
UPLOAD_LIMIT = 50 * MEGABYTE
DOWNLOAD_LIMIT = 20 * MEGABYTE

_KIND_NAMES = {"photo": "Photo", "document": "Document", "voice": "VoiceNote", "sticker": "Sticker", "video": "Video"}
_EXTENSIONS = {"photo": "jpg", "voice": "oga", "sticker": "webp", "video": "mp4", "audio": "mp3", "animation": "mp4"}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request."""

    name: str
    content: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file Telegram knows. `size` may exceed the content: a person's 50 MB need not be held."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    size: int
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """`file_path` for the download."""
        extension = _EXTENSIONS.get(self.kind) or self.name.rpartition(".")[2] or "bin"
        return f"{self.kind}s/file_{self.unique_id}.{extension}"

    def as_telegram(self) -> Any:
        """The value of the message's field: PhotoSize list, Document, Voice …"""
        ids = {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}
        if self.kind == "photo":
            return [ids | {"width": self.width, "height": self.height}]
        if self.kind == "sticker":
            looks = {"type": "regular", "is_animated": False, "is_video": False}
            return ids | looks | {"width": 512, "height": 512, "emoji": self.name}
        named = ids | {"mime_type": self.mime_type}
        if self.kind == "voice":
            return named | {"duration": 3}
        named["file_name"] = self.name
        if self.kind == "audio":
            return named | {"duration": 3}
        return named | {"width": 640, "height": 480, "duration": 3} if self.kind in ("video", "animation") else named


class Files:
    """All files of a run."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, kind: str, upload: Upload, *, size: int | None = None) -> StoredFile:
        """Store a new file; a photo's bytes must be a PNG, JPEG, GIF or WebP picture. Raises Refusal."""
        if not upload.content and size is None:
            raise bad_request("file must be non-empty")
        width, height = checked_photo(upload.content) if kind == "photo" else (0, 0)
        file_id, unique = self._ids.file(kind)
        stored = StoredFile(
            file_id,
            unique,
            kind,
            upload.name,
            upload.mime_type,
            size or len(upload.content),
            upload.content,
            width,
            height,
        )
        self._by_id[file_id] = self._by_path[stored.path] = stored
        return stored

    def resolve(self, kind: str, given: str, uploads: Mapping[str, Upload]) -> StoredFile:
        """The file a method's value speaks of: `attach://name` or a `file_id`. Raises Refusal."""
        if given.startswith("attach://"):
            upload = uploads.get(given[9:])
            if upload is None:
                raise bad_request("file not found in the request")
            return self.keep(kind, upload)
        if given.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        known = self._by_id.get(given)
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if known.kind != kind:
            wanted = _KIND_NAMES.get(kind, kind.capitalize())
            raise bad_request(
                f"can't use file of type {_KIND_NAMES.get(known.kind, known.kind.capitalize())} as {wanted}"
            )
        return known

    def get(self, file_id: str) -> StoredFile | None:
        """The file of that id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file of that `file_path`."""
        return self._by_path.get(path)

    def for_download(self, file_id: str) -> StoredFile:
        """What getFile answers about. Raises Refusal: unknown, or over 20 MB."""
        known = self._by_id.get(file_id)
        if known is None:
            raise bad_request("invalid file_id" if file_id else "file_id not specified")
        if known.size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return known


def checked_photo(content: bytes) -> tuple[int, int]:
    """Width and height of a picture Telegram would take as a photo. Raises Refusal."""
    if len(content) > PHOTO_LIMIT:
        words = f"file of size {len(content)} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes"
        raise bad_request(words)
    size = picture_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if min(size) < 1 or width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height from the header of a PNG, GIF, JPEG or WebP; None when it is none of them."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content[:4] == b"GIF8" and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return int(width), int(height)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return 512, 512
    return _jpeg_size(content) if content[:2] == b"\xff\xd8" else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None


def too_large() -> Refusal:
    """A request over 50 MB."""
    return Refusal(413, "Request Entity Too Large")
