"""Where each page of an export is, below its folder ``pages``: names made of uids alone."""

from etabli.platform.transfer.takeout.blobs import place_of

FOLDER = "pages"
INDEX = "index.html"
PEOPLE = "people.html"
STYLE = "style.css"


def space_page(uid: object, number: int = 1) -> str:
    """The page of a space; long ones go on in others."""
    return f"spaces/{uid}.html" if number == 1 else f"spaces/{uid}-{number}.html"


def item_page(uid: object) -> str:
    """The page of an item, in a folder named after the end of its uid: its start is a date."""
    return f"items/{str(uid)[-2:]}/{uid}.html"


def up_from(page: str) -> str:
    """From a page to the folder of all pages."""
    return "../" * page.count("/")


def file_from(page: str, key: str) -> str:
    """From a page to a file."""
    return f"{up_from(page)}../{place_of(key)}"
