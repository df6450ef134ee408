"""Files are read after they were sent, by a process that can do no harm."""

import io
import socket
import time
from pathlib import Path

import pytest
from PIL import Image

from etabli.platform.db.identity import acting
from etabli.platform.files.confining import said_by
from etabli.platform.files.models import Reading, StoredFile
from tests.files import documents
from tests.files.test_uploads import kept, opened

HONEST = {
    "plan.pdf": documents.pdf,
    "note.docx": documents.document,
    "revue.pptx": documents.slides,
    "suivi.xlsx": documents.sheet,
    "note.odt": documents.open_document,
    "note.txt": lambda: documents.WORDS.encode("cp1252") + b"\xe9",
}


@pytest.mark.parametrize("name", HONEST)
def test_what_a_file_says_is_read_once_it_was_sent(world, browse, work, name):
    sent = kept(browse(world.ana), name, HONEST[name]())
    assert not Reading.objects.exists()
    work()
    reading = Reading.objects.get()
    assert reading.outcome == "read"
    assert documents.WORDS in reading.text
    if name not in ("plan.pdf", "note.txt"):
        assert "Ferraillage" in reading.text
    assert str(reading.file.uid) == sent["uid"]


def test_a_pdf_shows_its_first_page_to_whoever_may_open_it(world, browse, work):
    ana = browse(world.ana)
    sent = kept(ana, "plan.pdf", documents.pdf())
    work()
    stored = StoredFile.objects.get()
    answer, content = opened(ana, stored.thumbnail_url)
    image = Image.open(io.BytesIO(content)).convert("L")
    assert max(image.size) == 720
    assert image.getextrema()[0] < 100, "nothing was drawn"
    assert answer["Content-Type"] == "image/webp"
    assert browse(world.ben).get(stored.thumbnail_url).status_code == 404
    whole, _content = opened(ana, sent["url"])
    assert whole["Content-Disposition"].startswith("attachment")


def test_what_it_says_is_as_closed_as_the_file(world, browse, work):
    kept(browse(world.ana), "plan.pdf", documents.pdf())
    work()
    with acting(world.ana):
        assert Reading.objects.count() == 1
    with acting(world.ben):
        assert Reading.objects.count() == 0


HOSTILE = {
    "serrure.pdf": (documents.locked_pdf, "locked"),
    "serrure.odt": (lambda: documents.open_document(manifest="<encryption-data/>"), "locked"),
    "coupe.pdf": (lambda: documents.pdf()[:60], "damaged"),
    "coupe.docx": (lambda: documents.document()[:900], "damaged"),
    "coupe.xlsx": (lambda: documents.sheet()[:900], "damaged"),
    "vide.pptx": (lambda: documents.zipped({"a": "b"}), "damaged"),
    "bombe.docx": (documents.bomb, "heavy"),
    "toile.pdf": (lambda: documents.pdf(box="0 0 0.0001 90000000"), None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_locked_damaged_or_hostile_has_a_plain_icon(world, browse, work, name):
    make, outcome = HOSTILE[name]
    ana = browse(world.ana)
    sent = kept(ana, name, make())
    began = time.monotonic()
    work()
    assert time.monotonic() - began < 40
    reading = Reading.objects.get()
    if outcome:
        assert (reading.outcome, reading.text) == (outcome, "")
        assert not StoredFile.objects.get().drawn
    assert ana.get(sent["url"]).status_code == 200


def test_a_long_text_is_kept_up_to_a_bound(world, browse, work):
    kept(browse(world.ana), "long.txt", "mot à mot\n".encode() * 90_000)
    work()
    assert 99_000 < len(Reading.objects.get().text) <= 100_001


def test_a_file_is_read_once(world, browse, work):
    kept(browse(world.ana), "plan.pdf", documents.pdf())
    work()
    Reading.objects.update(text="déjà")
    work()
    assert Reading.objects.get().text == "déjà"


def test_a_script_has_little_time_few_files_and_no_network(tmp_path):
    script = tmp_path / "script.py"
    script.write_text("def main():\n    while True: pass\n")
    began = time.monotonic()
    assert said_by(script, time=1) == {"refused": "heavy"}
    assert time.monotonic() - began < 10
    script.write_text("def main():\n    held = [open('/dev/null') for _ in range(100)]\n")
    assert said_by(script) == {"refused": "damaged"}
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        script.write_text(
            "import socket, os\n"
            "def main():\n"
            "    apart = os.readlink('/proc/self/ns/net')\n"
            "    try:\n"
            f"        socket.create_connection(('127.0.0.1', {port}), 2)\n"
            "        return {'reached': True, 'apart': apart}\n"
            "    except OSError:\n"
            "        return {'reached': False, 'apart': apart}\n"
        )
        said = said_by(script)
    # Some systems give nobody a network apart: there, and only there, it reaches ours.
    assert said["reached"] == (said["apart"] == str(Path("/proc/self/ns/net").readlink()))


def test_a_file_is_looked_at_on_a_page_by_those_who_may_open_it(world, browse, work):
    ana, ben = browse(world.ana), browse(world.ben)
    kept(ana, "plan.pdf", documents.pdf())
    stored = StoredFile.objects.get()
    assert "encore en cours de lecture" in ana.get(stored.preview_url).content.decode()
    work()
    for asked in ({}, {"HX-Request": "true"}):
        page = ana.get(stored.preview_url, headers=asked).content.decode()
        assert documents.WORDS in page and stored.thumbnail_url in page
    assert ben.get(stored.preview_url).status_code == 404


def test_what_a_file_says_is_shown_as_words_and_never_as_a_page(world, browse, work):
    ana = browse(world.ana)
    kept(ana, "note.txt", b"<script>alert(1)</script>\n" + b"mot " * 9000)
    kept(ana, "serrure.pdf", documents.locked_pdf())
    kept(ana, "film.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 50)
    work()
    note, locked, film = StoredFile.objects.order_by("pk")
    page = ana.get(note.preview_url).content.decode()
    assert "&lt;script&gt;alert(1)" in page and "<script>alert(1)" not in page
    assert "le début du texte" in page
    assert "mot de passe" in ana.get(locked.preview_url).content.decode()
    assert ana.get(film.preview_url).status_code == 404
