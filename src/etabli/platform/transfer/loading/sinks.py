"""Where an import puts what it reads: into the network, or nowhere when it only rehearses."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from django.db import connection, transaction

from etabli.platform.house.models import the_house
from etabli.platform.spaces.models import Space
from etabli.platform.transfer.loading.behind import Behind
from etabli.platform.transfer.loading.people import bring_people, find_people
from etabli.platform.transfer.loading.pieces import Answer, Known, Newcomer, Place, Post
from etabli.platform.transfer.loading.places import bring_spaces, find_spaces
from etabli.platform.transfer.loading.rows import ids_by_origin
from etabli.platform.transfer.loading.runs import advance, writing
from etabli.platform.transfer.loading.shelves import Shelf
from etabli.platform.transfer.loading.writing import Written, write_answers, write_posts
from etabli.platform.transfer.models import ImportRun
from etabli.platform.transfer.report import Report

P = TypeVar("P", Post, Answer)
Posts = Sequence[tuple[str, Post]]
Answers = Sequence[tuple[str, Answer]]
"""Pairs of a space's origin and what goes there."""

NOBODY = Known(0, "00000000-0000-7000-8000-000000000000", "", "person", True)


class Sink(Protocol):
    """What readers of files know of the place they fill."""

    def people(self, newcomers: Iterable[Newcomer]) -> dict[str, Known]:
        """All of them by origin, made where they are not there yet."""

    def spaces(self, places: Iterable[Place]) -> dict[str, str]:
        """Their uids by origin; those that are not there yet are opened."""

    def origins(self, prefix: str) -> list[str]:
        """The origins of items that begin so."""

    def absent(self, origins: Iterable[str]) -> set[str]:
        """Of these origins, those that no comment has."""

    def posts(self, posts: Posts) -> None:
        """Add items."""

    def answers(self, answers: Answers, reached: int = 0) -> None:
        """Add comments under items that are there; ``reached``: how far in its file the
        reader is.
        """


class Looking:
    """What both sinks ask of the network as it is."""

    def origins(self, prefix: str) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT origin FROM items_item WHERE origin ^@ %s", [prefix])
            return [row[0] for row in cursor.fetchall()]

    def absent(self, origins: Iterable[str]) -> set[str]:
        wanted = set(origins)
        return wanted - ids_by_origin("items_comment", wanted).keys()


class Loading(Looking):
    """Fills the network, one transaction a call, and notes each in the run.

    Items and comments are written ``behind`` the call: what one raises comes with the next.
    """

    def __init__(self, run: ImportRun, report: Report, behind: Behind, lang: str = "") -> None:
        self._run = run
        self._behind = behind
        self._report = report
        self._lang = lang or the_house().language
        self._spaces: dict[str, Space] = {}
        self._shelves: dict[str, Shelf] = {}

    def people(self, newcomers: Iterable[Newcomer]) -> dict[str, Known]:
        with transaction.atomic():
            known, created = bring_people(newcomers)
        self._report.created.people += created
        self._report.unchanged.people += len(known) - created
        return known

    def spaces(self, places: Iterable[Place]) -> dict[str, str]:
        with transaction.atomic():
            opened, created, members = bring_spaces(places)
        self._spaces |= opened
        self._report.created.spaces += created
        self._report.created.memberships += members
        self._report.unchanged.spaces += len(opened) - created
        return {origin: str(space.uid) for origin, space in opened.items()}

    def posts(self, posts: Posts) -> None:
        self._behind.do(lambda: self._write(write_posts, posts, 0))

    def answers(self, answers: Answers, reached: int = 0) -> None:
        self._behind.do(lambda: self._write(write_answers, answers, reached))

    def _write(
        self,
        write: Callable[[list[tuple[Shelf, P]]], Written],
        pieces: Sequence[tuple[str, P]],
        reached: int,
    ) -> None:
        with writing():
            written = write([(self._shelf(origin), piece) for origin, piece in pieces])
            if written.spaces:
                advance(self._run, written.spaces, reached)
        count(self._report, written)

    def _shelf(self, origin: str) -> Shelf:
        if origin not in self._shelves:
            self._shelves[origin] = Shelf(self._spaces[origin], self._lang)
        return self._shelves[origin]


class Rehearsal(Looking):
    """Writes nothing, and counts what an import would do."""

    def __init__(self, report: Report) -> None:
        self._report = report
        # Digests: a set of the origins themselves would be ten times their size.
        self._seen: set[int] = set()

    def people(self, newcomers: Iterable[Newcomer]) -> dict[str, Known]:
        wanted = {one.origin: one for one in newcomers}
        found = find_people(wanted.values())
        self._report.created.people += len(wanted) - len(found)
        self._report.unchanged.people += len(found)
        return {
            origin: found.get(origin) or NOBODY._replace(id=-at, name=one.name, kind=one.kind)
            for at, (origin, one) in enumerate(wanted.items(), 1)
        }

    def spaces(self, places: Iterable[Place]) -> dict[str, str]:
        wanted = {place.origin: place for place in places}
        found = find_spaces(wanted.values())
        self._report.created.spaces += len(wanted) - len(found)
        self._report.unchanged.spaces += len(found)
        new = [place for origin, place in wanted.items() if origin not in found]
        self._report.created.memberships += sum(len(place.members) for place in new)
        return dict.fromkeys(wanted, NOBODY.uid)

    def posts(self, posts: Posts) -> None:
        new = self._new("items_item", [post for _space, post in posts])
        reactions = sum(len(post.reactions) for post in new)
        count(self._report, Written(len(new), 0, reactions, len(posts) - len(new)))

    def answers(self, answers: Answers, reached: int = 0) -> None:
        new = self._new("items_comment", [answer for _space, answer in answers])
        reactions = sum(len(answer.reactions) for answer in new)
        count(self._report, Written(0, len(new), reactions, len(answers) - len(new)))

    def _new(self, table: str, pieces: Sequence[P]) -> list[P]:
        """Those that are neither in the network nor earlier in the file."""
        there = ids_by_origin(table, (piece.origin for piece in pieces))
        new = []
        for piece in pieces:
            mark = hash((table, piece.origin))
            if piece.origin not in there and mark not in self._seen:
                self._seen.add(mark)
                new.append(piece)
        return new


def count(report: Report, written: Written) -> None:
    """Add a batch to the figures of a report."""
    report.created.items += written.items
    report.created.comments += written.comments
    report.created.reactions += written.reactions
    report.unchanged.messages += written.unchanged
