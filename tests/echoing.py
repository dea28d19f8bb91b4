"""A chat server for tests: it knows Marie, may be slow to say so, and may echo what it hears."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from logbook.chat import secrets
from logbook.chat.secrets import Door, Mattermost
from tests.verbs.chat import CHANNEL, MARIE

BOT_TOKEN: Final = "bottokenbottokenbottoken01"
HOOK_TOKEN: Final = "hooktokenhooktokenhooktok2"
SLASH_TOKEN: Final = "slashtokenslashtokenslash3"
SIGNING_KEY: Final = "51" * 32
SECRETS: Final = (BOT_TOKEN, HOOK_TOKEN, SLASH_TOKEN, SIGNING_KEY)


class Echoing:
    """`url` is where it is; `go_on` lets members be looked up; `echo` is a status to scold with.

    With `echo` every answer holds all that was heard, the token too, as no decent server's does.
    """

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.go_on.set()
        self.asked = threading.Event()
        self.echo = 0
        chat = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                chat.answer(self)

            def do_POST(self) -> None:
                chat.answer(self)

            def do_PUT(self) -> None:
                chat.answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def answer(self, call: BaseHTTPRequestHandler) -> None:
        """Answer one call."""
        status, told = self._told(call.path)
        if self.echo:
            heard = str(call.headers)
            status, told = self.echo, {"id": heard.replace("\n", " "), "message": heard}
        body = json.dumps(told).encode()
        call.send_response(status)
        if self.echo == 302:
            call.send_header("Location", f"{self.url}/{call.headers.get('Authorization')}")
        call.send_header("Content-Type", "application/json")
        call.send_header("Content-Length", str(len(body)))
        call.end_headers()
        call.wfile.write(body)

    def _told(self, path: str) -> tuple[int, dict[str, Any]]:
        if "/members/" in path:
            self.asked.set()
            self.go_on.wait(20.0)
            return 200, {"channel_id": CHANNEL, "user_id": MARIE.id, "roles": "channel_user"}
        if path.endswith(f"/users/{MARIE.id}"):
            return 200, {"id": MARIE.id, "username": "marie", "locale": "en", "roles": ""}
        return 404, {"id": "api.context.404.app_error", "message": "none", "status_code": 404}

    def close(self) -> None:
        """Go away."""
        self.go_on.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def echoing() -> Iterator[Echoing]:
    found = Echoing()
    try:
        yield found
    finally:
        found.close()


def set_up(folder: Path, url: str) -> None:
    """Keep in `folder` what a set-up with that server would have kept."""
    settings = Mattermost(
        url=url,
        bot_token=BOT_TOKEN,
        bot_id="wpzyd4gnjfbjzqyxh9pqhmyhyr",
        team_id="9yrfustbmjfrmqnu5p7dssj8hy",
        channel_id=CHANNEL,
        callback="http://127.0.0.1:8067",
        signing_key=SIGNING_KEY,
        skipper_id=MARIE.id,
        commands={name: Door(f"id{name}", SLASH_TOKEN) for name in ("log", "position", "mob")},
        hook=Door("idhook", HOOK_TOKEN),
    )
    secrets.save(folder, settings)
