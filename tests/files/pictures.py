"""Pictures made for the tests: honest, large, lying."""

import io
import struct
import zlib

from PIL import ExifTags, Image


def png(width: int = 40, height: int = 30) -> bytes:
    """A small drawing."""
    return saved(Image.new("RGB", (width, height), (200, 30, 30)), "PNG")


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


def photo(width: int = 60, height: int = 40, *, orientation: int = 1) -> bytes:
    """A JPEG that says where it was taken, with what, and which way up."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Marque"
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 3.0)}
    image = Image.new("RGB", (width, height), (30, 90, 200))
    image.paste((255, 255, 0), (0, 0, width // 2, height // 2))
    return saved(image, "JPEG", exif=exif, quality=95, comment=b"commentaire cache")


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises this many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def flood(side: int = 30_000) -> bytes:
    """A PNG that really holds its 900 million pixels, in a few hundred kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    packer = zlib.compressobj(9)
    row = b"\0" * (side // 8 + 1)
    rows = b"".join(packer.compress(row * 100) for _ in range(side // 100)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def moving(frames: int, kind: str = "GIF", width: int = 20, height: int = 20) -> bytes:
    """A picture that moves."""
    images = [
        Image.new("RGB", (width, height), (n * 7 % 256, n * 31 % 256, 90)) for n in range(frames)
    ]
    return saved(images[0], kind, save_all=True, append_images=images[1:], duration=40, loop=0)


def gif_that_lies() -> bytes:
    """A GIF of one pixel whose only frame is 60 000 pixels wide and high."""
    screen = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, 60_000, 60_000, 0) + b"\x02\x02\x4c\x01\x00"
    return screen + frame + b";"


def moving_on(side: int, frames: int = 3) -> bytes:
    """A GIF whose frames are a point each, on a screen of this many pixels."""
    screen = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x4c\x01\x00"
    return screen + frame * frames + b";"
