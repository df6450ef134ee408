"""What somebody sees of the search page."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.test import Client

HIT = re.compile(r'<li class="hit">.*?<h3><a href="([^"]+)"', re.S)
COUNT = re.compile(r'name="(\w+)" value="([^"]*)"[^>]*>([^<]*)<span class="facet__n num">([^<]+)<')
STATUS = re.compile(r'role="status">([^<]*)<')


@dataclass(frozen=True)
class Seen:
    """A page of results."""

    status: int
    page: str

    @property
    def urls(self) -> list[str]:
        """Where the results lead, in order."""
        return HIT.findall(self.page)

    @property
    def said(self) -> str:
        """How many there are, in words."""
        found = STATUS.search(self.page)
        return found[1] if found else ""

    @property
    def counts(self) -> dict[tuple[str, str], str]:
        """(facet, label) → count."""
        return {
            (name, label.strip()): count for name, _value, label, count in COUNT.findall(self.page)
        }


def look(client: Client, asked: str, **narrowed: str) -> Seen:
    """Search."""
    answer = client.get(f"/recherche/?{urlencode({'q': asked, **narrowed})}")
    return Seen(answer.status_code, answer.content.decode())
