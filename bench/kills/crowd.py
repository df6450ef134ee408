"""People who write without pause, as a browser with a bad line does: again, under the same key."""

import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from random import Random
from urllib.parse import urlencode

from bench.kills.scene import Desk, Scene

PAUSE = 0.05  # seconds between two writes of one person
AGAIN = 0.3  # seconds before the same is sent again
PATIENCE = 30.0  # seconds that an answer may take
GIVE_UP = 0.15  # the part of people who do not try again


@dataclass(frozen=True)
class Write:
    """One thing to write. ``word`` is found in what it leaves, and in nothing else."""

    kind: str
    path: str
    form: dict[str, str]
    word: str


@dataclass
class Writer:
    """Somebody at her desk, until told to stop.

    ``kept``: what was answered for. ``unknown``: what failed once and was left so: it may be
    there or not. ``refused``: what was answered with a refusal, which nothing here deserves.
    """

    port: int
    desk: Desk
    scene: Scene
    chance: Random
    stop: threading.Event
    kept: list[Write] = field(default_factory=list)
    unknown: list[Write] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    sent_again: int = 0

    def run(self) -> None:
        for write in self._writes():
            if self.stop.is_set():
                return
            self._bring(write)
            self.stop.wait(PAUSE)

    def _bring(self, write: Write) -> None:
        # A move left unanswered would make the next one impossible.
        patient = write.kind == "moved" or self.chance.random() > GIVE_UP
        key = str(uuid.uuid4())
        while not self._sent(write, key):
            if not patient:
                self.unknown.append(write)
                return
            self.sent_again += 1
            time.sleep(AGAIN)

    def _sent(self, write: Write, key: str) -> bool:
        """Whether it was answered, well or not. An error of the server is no answer."""
        try:
            status = self._post(write, key)
        except (OSError, HTTPException):
            return False
        if status < 400:
            self.kept.append(write)
        elif status < 500:
            self.refused.append(f"{write.kind} {write.word}: {status}")
        return status < 500

    def _post(self, write: Write, key: str) -> int:
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        cookies = self.desk.cookies
        form = {**write.form, "csrfmiddlewaretoken": cookies["csrftoken"], "_key": key}
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        try:
            line.request("POST", write.path, urlencode(form), headers)
            answer = line.getresponse()
            answer.read()
        finally:
            line.close()
        return answer.status

    def _writes(self) -> Iterator[Write]:
        desk, n = self.desk, 0
        while True:
            word = f"zq{desk.person}x{n}w"
            here = f"/fiches/{desk.edited}/modifier/"
            there = f"/espaces/{self.scene.space}/tasks/nouveau/"
            spoken = {"body": f"{word} @{desk.called.name}"}
            yield Write("commented", f"/fiches/{self.scene.talked}/commentaires/", spoken, word)
            yield Write("edited", here, {"title": f"Titre {word}"}, word)
            yield Write("created", there, {"title": f"Tâche {word}"}, word)
            step = "finish" if n % 2 == 0 else "reopen"
            yield Write("moved", f"/fiches/{desk.moved}/etapes/{step}/", {"reason": word}, word)
            n += 1
