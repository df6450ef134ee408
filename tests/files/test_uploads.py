"""Files come in, and go out to those who may have them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image

from etabli.platform.files.models import StoredFile
from tests.files import pictures


def send(browser, name, content, kind="application/octet-stream", **fields):
    return browser.post("/fichiers/", {"file": SimpleUploadedFile(name, content, kind)} | fields)


def kept(browser, name, content, kind="application/octet-stream"):
    answer = send(browser, name, content, kind)
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def opened(browser, url):
    answer = browser.get(url)
    assert answer.status_code == 200
    return answer, b"".join(answer.streaming_content)


def test_what_is_not_a_picture_is_kept_as_it_is_and_sent_to_be_saved(world, browse):
    ana = browse(world.ana)
    plan = kept(ana, "plan.pdf", b"%PDF-1.7 contenu")
    answer, content = opened(ana, plan["url"])
    assert content == b"%PDF-1.7 contenu"
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert not plan["thumbnail"]
    assert ana.get(f"/fichiers/{plan['uid']}/vignette").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html><script>alert(1)</script>"),
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        (
            "flux.xml",
            b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
        ),
        ("a.mhtml", b"MIME-Version: 1.0\r\nContent-Type: multipart/related"),
        ("photo.png", b"<html><script>alert(1)</script>"),
        ("script.js", b"alert(1)"),
    ],
)
def test_b2_b3_what_a_browser_would_run_is_never_said_to_be_it(world, browse, name, content):
    ana = browse(world.ana)
    file = kept(ana, name, content, "text/html")
    answer, _content = opened(ana, file["url"])
    assert answer["Content-Type"] in ("application/octet-stream", "text/plain")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not file["image"]


def test_b3_a_gif_that_is_also_a_page_loses_the_page(world, browse):
    ana = browse(world.ana)
    both = pictures.saved(Image.new("P", (8, 8)), "GIF") + b"<script>alert(1)</script>"
    file = kept(ana, "image.gif", both, "text/html")
    answer, content = opened(ana, file["url"])
    assert file["type"] == answer["Content-Type"] == "image/png"
    assert file["name"] == "image.png"
    assert b"script" not in content


def test_b8_photos_forget_where_and_with_what_they_were_taken(world, browse):
    ana = browse(world.ana)
    sent = pictures.photo()
    assert b"Marque" in sent and b"commentaire cache" in sent
    file = kept(ana, "IMG_0001.JPG", sent)
    for url in (file["url"], file["thumbnail"]):
        _answer, content = opened(ana, url)
        image = Image.open(io.BytesIO(content))
        assert not image.getexif() and b"Marque" not in content
        assert b"commentaire" not in content
    stored = StoredFile.objects.get()
    assert stored.name == "IMG_0001.JPG"


def test_photos_stand_upright(world, browse):
    file = kept(browse(world.ana), "debout.jpg", pictures.photo(60, 40, orientation=6))
    assert (file["width"], file["height"]) == (40, 60)
    _answer, content = opened(browse(world.ana), file["url"])
    image = Image.open(io.BytesIO(content)).convert("RGB")
    red, green, _blue = image.getpixel((35, 5))
    assert red > 200 and green > 200  # the yellow corner, top left when lying, is top right


def test_large_photos_are_reduced_and_have_a_thumbnail(world, browse):
    ana = browse(world.ana)
    file = kept(ana, "grande.jpg", pictures.photo(6000, 3000))
    assert (file["width"], file["height"]) == (3200, 1600)
    answer, content = opened(ana, file["thumbnail"])
    assert answer["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(content)).size == (480, 240)
    assert answer["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP", "AVIF"])
def test_every_kind_of_picture_that_browsers_show(world, browse, kind):
    drawn = Image.new("RGB", (50, 20), (10, 200, 10))
    file = kept(browse(world.ana), f"dessin.{kind.lower()}", pictures.saved(drawn, kind))
    assert (file["width"], file["height"]) == (50, 20)
    assert file["image"]


def test_what_moves_goes_on_moving(world, browse):
    ana = browse(world.ana)
    file = kept(ana, "vague.gif", pictures.moving(12))
    _answer, content = opened(ana, file["url"])
    assert Image.open(io.BytesIO(content)).n_frames == 12


def test_see_through_stays_see_through(world, browse):
    ana = browse(world.ana)
    file = kept(ana, "logo.png", pictures.saved(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG"))
    _answer, content = opened(ana, file["url"])
    assert Image.open(io.BytesIO(content)).convert("RGBA").getpixel((4, 4))[3] == 0


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("bytes=0-3", (206, b"%PDF", "bytes 0-3/16")),
        ("bytes=9-", (206, b"contenu", "bytes 9-15/16")),
        ("bytes=-3", (206, b"enu", "bytes 13-15/16")),
        ("bytes=9-999", (206, b"contenu", "bytes 9-15/16")),
        ("bytes=-999", (206, b"%PDF-1.7 contenu", "bytes 0-15/16")),
        ("bytes=16-", (416, b"", "bytes */16")),
        ("bytes=-0", (416, b"", "bytes */16")),
        ("bytes=0-1,4-5", (200, b"%PDF-1.7 contenu", None)),
        ("bytes=5-2", (200, b"%PDF-1.7 contenu", None)),
        ("bytes=-", (200, b"%PDF-1.7 contenu", None)),
        ("items=0-3", (200, b"%PDF-1.7 contenu", None)),
    ],
)
def test_a_part_is_sent_when_it_is_asked_for(world, browse, asked, wanted):
    status, content, said = wanted
    ana = browse(world.ana)
    file = kept(ana, "plan.pdf", b"%PDF-1.7 contenu")
    answer = ana.get(file["url"], headers={"Range": asked})
    assert answer.status_code == status
    assert answer.get("Content-Range") == said
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    if status != 416:
        assert b"".join(answer.streaming_content) == content
        assert answer["Content-Length"] == str(len(content))
    assert browse(world.ben).get(file["url"], headers={"Range": asked}).status_code == 404


def test_a_part_of_another_file_is_not_added_to_this_one(world, browse):
    ana = browse(world.ana)
    file = kept(ana, "plan.pdf", b"%PDF-1.7 contenu")
    tag = ana.get(file["url"])["ETag"]
    for given, status in ((tag, 206), ('"another"', 200)):
        asked = {"Range": "bytes=0-3", "If-Range": given}
        assert ana.get(file["url"], headers=asked).status_code == status


def test_a_thumbnail_is_asked_for_again_and_told_unchanged_to_its_readers_alone(world, browse):
    ana = browse(world.ana)
    file = kept(ana, "photo.png", pictures.saved(Image.new("RGB", (9, 9)), "PNG"))
    first = ana.get(file["thumbnail"])
    assert first["Cache-Control"] == "private, no-cache"
    again = {"If-None-Match": first["ETag"]}
    assert ana.get(file["thumbnail"], headers=again).status_code == 304
    assert browse(world.ben).get(file["thumbnail"], headers=again).status_code == 404


def test_pictures_are_not_compressed_again(world, browse):
    ana = browse(world.ana)
    file = kept(ana, "notes.txt", b"a" * 5000)
    answer = ana.get(file["url"], headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer
    assert answer["Content-Length"] == "5000"


def test_equal_files_are_kept_once(world, browse, settings_folder):
    for person in (world.ana, world.ben):
        kept(browse(person), "même.pdf", b"%PDF-1.7 pareil")
    assert StoredFile.objects.count() == 2
    assert len([path for path in settings_folder.rglob("*") if path.is_file()]) == 1


def test_too_large_is_refused_with_the_limit(world, browse):
    with override_settings(FILES_LIMIT=100_000):
        answer = send(browse(world.ana), "film.mp4", b"x" * 100_001)
    assert answer.status_code == 413
    assert "film.mp4" in answer.json()["error"]
    assert not StoredFile.objects.exists()


def test_nothing_sent_and_empty_files_say_so(world, browse):
    ana = browse(world.ana)
    assert ana.post("/fichiers/").status_code == 422
    assert send(ana, "vide.txt", b"").status_code == 422


def test_b15_a_thousand_files_in_one_form_are_refused(world, browse):
    many = {f"f{n}": SimpleUploadedFile("a", b"a") for n in range(1000)}
    assert browse(world.ana).post("/fichiers/", many).status_code == 400
    assert not StoredFile.objects.exists()


def test_nobody_hoards(world, browse):
    StoredFile.objects.bulk_create(
        StoredFile(key="0" * 64, size=1, media_type="x", name="x", author=world.ana)
        for _ in range(200)
    )
    assert send(browse(world.ana), "a.txt", b"a").status_code == 422


def test_signed_out_nothing_is_sent_or_opened(world, browse, client_out):
    assert client_out.get("/fichiers/").status_code in (302, 405)
    assert send(client_out, "a.txt", b"a").status_code == 302
    file = kept(browse(world.ana), "a.txt", b"a")
    assert client_out.get(file["url"]).status_code == 302
