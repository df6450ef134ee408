"""A portrait: square, ours, shown wherever faces are, to those who see the name."""

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from etabli.platform.events.worker import Worker
from etabli.platform.files import storage
from etabli.platform.people.models import Person
from tests.world import World

Browse = Callable[..., Client]


def work() -> None:
    """Let the worker take all that waits for it."""
    working = Worker()
    while working.work():
        pass


def picture(colour: str = "teal", size: tuple[int, int] = (900, 600)) -> SimpleUploadedFile:
    kept = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", size, colour).save(kept, "JPEG", exif=exif)
    return SimpleUploadedFile("moi.jpg", kept.getvalue(), "image/jpeg")


def test_a_photo_is_cropped_rewritten_and_shown(world: World, browse: Browse) -> None:
    ben = browse(world.ben)
    assert ben.post("/moi/photo/", {"photo": picture()}).status_code == 302
    photo = Person.objects.get(pk=world.ben.pk).photo_url
    for page in ("/personnes/", f"/personnes/{world.ben.uid}/"):
        assert photo in browse(world.ana).get(page).content.decode()
    for path, side in ((photo, 96), (f"{photo}grande/", 512)):
        answer = browse(world.ana).get(path)
        assert answer["Content-Type"] == "image/webp"
        assert b"secret place" not in answer.content
        assert Image.open(io.BytesIO(answer.content)).size == (side, side)


def test_who_does_not_see_the_name_does_not_see_the_photo(
    world: World, browse: Browse, client: Client
) -> None:
    browse(world.dan).post("/moi/photo/", {"photo": picture()})
    browse(world.ben).post("/moi/photo/", {"photo": picture("red")})
    dan, ben = (Person.objects.get(pk=one.pk).photo_url for one in (world.dan, world.ben))
    assert browse(world.guy).get(ben).status_code == 200
    assert browse(world.guy).get(dan).status_code == 404
    assert client.get(ben).status_code == 302
    assert (
        browse(world.ana).get(ben.replace(str(world.ben.uid), str(world.dan.uid))).status_code
        == 404
    )


def test_what_is_no_picture_is_refused_and_the_former_one_stays(
    world: World, browse: Browse
) -> None:
    ben = browse(world.ben)
    ben.post("/moi/photo/", {"photo": picture()})
    before = Person.objects.get(pk=world.ben.pk).photo
    for name, content in (("a.jpg", b"\xff\xd8\xff" + b"x" * 99), ("a.svg", b"<svg/>")):
        answer = ben.post("/moi/photo/", {"photo": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422, name
        assert "abîmé" in answer.content.decode()
    assert ben.post("/moi/photo/").status_code == 422
    assert Person.objects.get(pk=world.ben.pk).photo == before


def test_a_photo_taken_off_leaves_nothing_behind(world: World, browse: Browse) -> None:
    ben, ana = browse(world.ben), browse(world.ana)
    ben.post("/moi/photo/", {"photo": picture()})
    ana.post("/moi/photo/", {"photo": picture()})
    key, url = (
        Person.objects.get(pk=world.ben.pk).photo,
        Person.objects.get(pk=world.ben.pk).photo_url,
    )
    ben.post("/moi/photo/", {"remove": "1"})
    assert ana.get(url).status_code == 404
    work()
    assert storage.read(key) is not None, "Ana has the same one"
    ana.post("/moi/photo/", {"remove": "1"})
    work()
    assert storage.read(key) is None
