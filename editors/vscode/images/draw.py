"""Draws `icon.png`: a falling loss curve with one point that stands out. Run it with Python; it needs nothing else."""

import struct
import zlib
from pathlib import Path

SIZE = 128
BACKGROUND, CURVE, POINT = (24, 32, 52), (120, 200, 255), (255, 110, 90)


def colour(x: int, y: int) -> tuple[int, int, int, int]:
    """One pixel, averaged over sixteen places in it."""
    parts = [shade(x + (i + 0.5) / 4, y + (j + 0.5) / 4) for i in range(4) for j in range(4)]
    solid = [part for part in parts if part is not None]
    if not solid:
        return 0, 0, 0, 0
    red, green, blue = (sum(part[i] for part in solid) // len(solid) for i in range(3))
    return red, green, blue, 255 * len(solid) // 16


def shade(x: float, y: float) -> tuple[int, int, int] | None:
    corner = 24.0
    inner_x, inner_y = min(max(x, corner), SIZE - corner), min(max(y, corner), SIZE - corner)
    if (x - inner_x) ** 2 + (y - inner_y) ** 2 > corner**2:
        return None
    if (x - 74) ** 2 + (y - 46) ** 2 < 13**2:
        return POINT
    height = 28 + 72 * (1 - 2.718 ** (-(x - 20) / 26))
    slope = 72 / 26 * 2.718 ** (-(x - 20) / 26)
    if 20 <= x <= 108 and abs(y - height) < 5 * (1 + slope**2) ** 0.5:
        return CURVE
    return BACKGROUND


def png(width: int, height: int) -> bytes:
    rows = b"".join(b"\0" + bytes(v for x in range(width) for v in colour(x, y)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


Path(__file__).with_name("icon.png").write_bytes(png(SIZE, SIZE))
