"""Browsers that ask one page after the other over a line that stays open."""

from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

from bench.faults import Fault


@dataclass(frozen=True)
class Answer:
    """``size``: bytes as sent."""

    status: int
    size: int
    body: bytes


@dataclass
class Browser:
    """Somebody signed in."""

    port: int
    cookies: dict[str, str]
    _line: HTTPConnection | None = field(default=None, repr=False)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, form: dict[str, str]) -> Answer:
        token = {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        origin = {"Origin": f"http://127.0.0.1:{self.port}"}
        return self._ask("POST", path, urlencode({**form, **token}), kind | origin)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        if self._line is None:
            self._line = HTTPConnection("127.0.0.1", self.port, timeout=120)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self._line.request(method, path, body, {"Cookie": cookie, **headers})
            response = self._line.getresponse()
        except ConnectionError:  # it was left alone too long
            self._line.close()
            self._line.request(method, path, body, {"Cookie": cookie, **headers})
            response = self._line.getresponse()
        found = response.read()
        if response.status >= 400:
            raise Fault(f"{method} {path}: {response.status}")
        return Answer(response.status, len(found), found)
