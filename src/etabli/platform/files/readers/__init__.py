"""Scripts that read a file's text, each run by ``confined.py`` in a limited process.

Each has a ``main(source, thumbnail)`` that answers ``text``, pieces of it one by one, and
imports nothing of ours.
"""

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

READERS = {
    "application/pdf": "pdf",
    f"{_OFFICE}wordprocessingml.document": "document",
    f"{_OFFICE}presentationml.presentation": "slides",
    f"{_OFFICE}spreadsheetml.sheet": "sheet",
    f"{_OPEN}spreadsheet": "sheet",
    f"{_OPEN}text": "opendocument",
    f"{_OPEN}presentation": "opendocument",
    "text/plain": "plain",
    "text/csv": "plain",
}
"""The script that reads each media type."""
