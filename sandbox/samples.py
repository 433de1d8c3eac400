"""A picture to share when a tester brings none."""

import struct
import zlib


def _png(width: int, height: int, colour: bytes) -> bytes:
    """A plain PNG of one RGB colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + colour * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


SAMPLE_PICTURE = _png(320, 240, b"\x8f\xb3\xd9")
