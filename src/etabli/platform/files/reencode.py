"""Decode a picture nobody trusts and write it again, without what came with it.

Run by ``confined.py`` in a process of its own, whose memory and time are limited before it
opens anything; it imports nothing of ours. Where the photo was taken, with what and by whom is
left behind.
"""

import io
import warnings
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageCms, ImageOps

SIDE = 3200
THUMBNAIL = 480
PIXELS = 20_000_000
PHOTO_PIXELS = 250_000_000
"""A JPEG is decoded at a half, a quarter or an eighth when it is larger than we keep."""
FRAMES = 200
MOVING_PIXELS = 40_000_000
PORTRAIT, FACE = 512, 96
# Of a photo taken upright, the face is above the middle.
CENTRE = (0.5, 0.35)
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")


class Refused(Exception):
    """Why a picture is not taken; the message is a word that the caller knows."""


def main(source: str, target: str, thumbnail: str, kind: str = "") -> dict[str, Any]:
    """Write the picture, or for a portrait a square of it, and its thumbnail.

    Returns what was written, or ``{"refused": …}``.
    """
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = PHOTO_PIXELS
    try:
        with Image.open(source, formats=FORMATS) as image:
            write = _portrait if kind == "portrait" else _written
            return write(image, target, thumbnail)
    except Refused as refusal:
        return {"refused": str(refusal)}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return {"refused": "pixels"}
    except MemoryError:
        return {"refused": "heavy"}
    except Exception:
        return {"refused": "damaged"}


def _written(image: Image.Image, target: str, thumbnail: str) -> dict[str, Any]:
    photo = image.format in ("JPEG", "MPO")
    if photo:
        image.draft("RGB", (SIDE, SIDE))
    if image.width * image.height > PIXELS:
        raise Refused("pixels")
    if not photo and getattr(image, "is_animated", False):
        return _moving(image, target, thumbnail)
    plain = _plain(image)
    _thumbnail(plain, thumbnail)
    if photo:
        return _photo(plain, target)
    small = plain.width * plain.height < 4_000_000
    if image.format in ("WEBP", "AVIF") and (small or plain.mode == "RGBA"):
        plain.save(target, "WEBP", quality=86, method=2)
        return _said("image/webp", plain)
    if image.format in ("WEBP", "AVIF"):
        return _photo(plain, target)
    plain.save(target, "PNG", compress_level=9 if small else 4)
    return _said("image/png", plain)


def _portrait(image: Image.Image, target: str, thumbnail: str) -> dict[str, Any]:
    if image.format in ("JPEG", "MPO"):
        image.draft("RGB", (SIDE, SIDE))
    if image.width * image.height > PIXELS:
        raise Refused("pixels")
    plain = _plain(image)
    for side, path in ((PORTRAIT, target), (FACE, thumbnail)):
        square = ImageOps.fit(plain, (side, side), Image.Resampling.LANCZOS, centering=CENTRE)
        square.save(path, "WEBP", quality=84, method=4)
    return {"media_type": "image/webp", "width": PORTRAIT, "height": PORTRAIT}


def _photo(plain: Image.Image, target: str) -> dict[str, Any]:
    plain.convert("RGB").save(target, "JPEG", quality=86, progressive=True)
    return _said("image/jpeg", plain)


def _plain(image: Image.Image) -> Image.Image:
    """The pixels alone: upright, in sRGB, no larger than we keep, with nothing beside them."""
    profile = image.info.get("icc_profile")
    image.load()
    if image.width * image.height > PIXELS:
        raise Refused("pixels")  # some decoders learn the true size when they decode
    ImageOps.exif_transpose(image, in_place=True)
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    plain = _in_srgb(_in_colours(image), profile)
    plain.info = {}
    return plain


def _in_colours(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    plain = "RGBA" if image.mode == "RGBA" else "RGB"
    if not profile or image.mode == "L":
        return image.convert(plain) if image.mode == "CMYK" else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, srgb, outputMode=plain) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert(plain)


def _moving(image: Image.Image, target: str, thumbnail: str) -> dict[str, Any]:
    frames = getattr(image, "n_frames", 1)
    if frames > FRAMES:
        raise Refused("frames")
    if frames * image.width * image.height > MOVING_PIXELS:
        raise Refused("moving")
    durations = [_duration(image, frame) for frame in range(frames)]
    image.seek(0)
    first = _plain(image.copy())
    _thumbnail(first, thumbnail)
    first.save(
        target,
        "WEBP",
        save_all=True,
        append_images=_frames(image, frames, first.size),
        duration=durations,
        loop=0,
        quality=75,
        method=0,
        kmax=0,  # no frame stands alone: half the time
    )
    return _said("image/webp", first)


def _duration(image: Image.Image, frame: int) -> int:
    image.seek(frame)
    return max(20, int(image.info.get("duration") or 100))


def _frames(image: Image.Image, count: int, size: tuple[int, int]) -> Iterator[Image.Image]:
    for frame in range(1, count):
        image.seek(frame)
        plain = image.convert("RGBA")
        plain.info = {}
        yield plain if plain.size == size else plain.resize(size)


def _thumbnail(image: Image.Image, path: str) -> None:
    small = image.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS, reducing_gap=3.0)
    small.save(path, "WEBP", quality=80, method=4)


def _said(media_type: str, image: Image.Image) -> dict[str, Any]:
    return {"media_type": media_type, "width": image.width, "height": image.height}
