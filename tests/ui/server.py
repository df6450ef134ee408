"""Serves the test screens to a real browser under the content security policy of the house."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib.staticfiles import finders
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.test import RequestFactory
from django.utils import translation
from jinja2_fragments import render_block

from etabli.ui.render import wanted_block

NONCE = "bm9uY2U"
CSP = (
    f"default-src 'none'; script-src 'nonce-{NONCE}'; style-src 'self' 'nonce-{NONCE}'; "
    "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
TYPES = {
    ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2",
}  # fmt: skip


class Stage:
    """Screens by name, what was posted, and what each address answers to a POST."""

    def __init__(self, backend: Jinja2, contexts: dict[str, dict[str, Any]]) -> None:
        self.backend = backend
        self.contexts = contexts
        self.language = "fr"
        self.expected = ""
        """A complaint of the browser that the test provokes."""
        self.posted: list[tuple[str, dict[str, list[str]] | Any]] = []
        self.asked: list[str] = []
        self.streams: list[tuple[str, Queue[str]]] = []
        self.answers: dict[str, Callable[[Any], tuple[int, dict[str, str], str]]] = {}
        self.server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Here", (Answer,), {"stage": self})
        )
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def forget(self) -> None:
        """Before each test: nothing was asked or posted, nothing special is answered."""
        self.language = "fr"
        self.expected = ""
        for kept in (self.posted, self.asked, self.answers, self.streams):
            kept.clear()

    def tell(self, event: str, said: str) -> None:
        """Sends an event to the newest stream."""
        self.streams[-1][1].put(f"event: {event}\ndata: {said}\n\n")

    def sent(self, path: str) -> list[Any]:
        """What was posted to an address."""
        return [body for where, body in self.posted if where == path]

    def draw(self, name: str, headers: dict[str, str]) -> str:
        request = RequestFactory().get("/", headers=headers)
        request.csp_nonce = NONCE  # type: ignore[attr-defined]
        template = f"{name}.html"
        token = {"csrf_input": csrf_input_lazy(request), "csrf_token": csrf_token_lazy(request)}
        context = self.contexts[name] | token | {"request": request}
        with translation.override(self.language):
            block = wanted_block(request)
            found = self.backend.get_template(template)
            if block in found.template.blocks:
                return str(render_block(self.backend.env, template, block, context))
            return str(found.render(context, request))

    def stop(self) -> None:
        self.server.shutdown()


class Answer(BaseHTTPRequestHandler):
    """One request to the self.stage."""

    stage: Stage
    protocol_version = "HTTP/1.1"

    def log_message(self, *parts: Any) -> None:
        pass

    def reply(self, status: int, body: bytes, kind: str, **extra: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", CSP)
        for name, value in extra.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.stage.asked.append(self.path)
        name = path.strip("/") or "home"
        if path.startswith("/static/"):
            self.file(path.removeprefix("/static/"))
        elif path == "/live/stream":
            self.stream()
        elif path in self.stage.answers:
            self.answer(path, self.path)
        elif name in self.stage.contexts:
            html = self.stage.draw(name, dict(self.headers))
            self.reply(200, html.encode(), "text/html; charset=utf-8", Cache_Control="no-store")
        else:
            self.reply(404, b"<!doctype html><title>404</title>", "text/html")

    def do_HEAD(self) -> None:
        self.do_GET()

    def file(self, name: str) -> None:
        found = finders.find(name)
        path = Path(str(found)) if found else None
        if path:
            self.reply(200, path.read_bytes(), TYPES.get(path.suffix, "text/plain"))
        else:
            self.reply(404, b"", "text/plain")

    def stream(self) -> None:
        self.close_connection = True
        waiting: Queue[str] = Queue()
        self.stage.streams.append((self.path, waiting))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"retry: 1000\n\n")
        while (said := waiting.get()) != "stop":
            try:
                self.wfile.write(said.encode())
                self.wfile.flush()
            except OSError:
                return

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind = self.headers.get("Content-Type", "")
        body = (
            json.loads(text)
            if kind.startswith("application/json")
            else parse_qs(text.decode("latin-1"))
        )
        path = urlsplit(self.path).path
        self.stage.posted.append((path, body))
        if path in self.stage.answers:
            self.answer(path, body)
        else:
            self.reply(204, b"", "text/plain")

    def answer(self, path: str, asked: Any) -> None:
        status, extra, text = self.stage.answers[path](asked)
        kind = extra.pop("Content_Type", "text/html; charset=utf-8")
        self.reply(status, text.encode(), kind, **extra)
