"""Pictures that lie or weigh too much are refused in a sentence, quickly, in little memory."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from etabli.platform.files.confining import LAUNCHER
from etabli.platform.files.images import SCRIPT
from etabli.platform.files.models import StoredFile
from tests.files import pictures

MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime)
"""

HOSTILE = {
    "flood.png": pictures.flood,
    "promise.png": lambda: pictures.png_that_says(60_000, 60_000),
    "short.png": lambda: pictures.png_that_says(4_000, 4_000),
    "cut.png": lambda: pictures.png()[:40],
    "lie.gif": pictures.gif_that_lies,
    "frames.png": lambda: pictures.moving(2_000, "PNG", 4, 4),
    "frames.gif": lambda: pictures.moving(400, "GIF", 4, 4),
    "wide.gif": lambda: pictures.moving_on(4_000),
    "noise.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 50,
    "phone.heic": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 50,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_b4_refused_in_a_sentence(world, browse, name):
    ana = browse(world.ana)
    answer = ana.post("/fichiers/", {"file": SimpleUploadedFile(name, HOSTILE[name]())})
    assert answer.status_code == 422
    assert name in answer.json()["error"]
    assert not StoredFile.objects.exists()
    assert ana.get("/fichiers/").status_code == 405


def cost(content: bytes, folder: Path) -> tuple[int, float]:
    """The memory (kB) and processor time (s) that one picture takes."""
    picture = folder / "picture"
    picture.write_bytes(content)
    command = [sys.executable, "-I", LAUNCHER, SCRIPT, picture, folder / "out", folder / "small"]
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, *map(str, command)], capture_output=True, check=True
    )
    memory, seconds = ran.stdout.split()
    return int(memory), float(seconds)


@pytest.mark.parametrize("name", HOSTILE)
def test_b4_refusing_costs_nearly_nothing(tmp_path, name):
    memory, seconds = cost(HOSTILE[name](), tmp_path)
    assert memory < 128_000
    assert seconds < 2


@pytest.mark.parametrize(
    ("kind", "side", "most"),
    [("JPEG", 9_000, 256_000), ("PNG", 4_400, 256_000), ("WEBP", 4_400, 450_000)],
)
def test_b4_the_largest_pictures_taken_fit_in_little_memory(tmp_path, kind, side, most):
    content = pictures.saved(Image.linear_gradient("L").resize((side, side)).convert("RGB"), kind)
    memory, seconds = cost(content, tmp_path)
    assert memory < most
    assert seconds < 10
