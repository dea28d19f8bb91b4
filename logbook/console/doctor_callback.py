"""`doctor` on the way back: does the chat server reach us? It is made to try.

Where the server runs, it answers; else this file listens on its port for a moment. The command
that is tried is the help, which writes nothing.
"""

import errno
import hmac
import http.server
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import parse_qs

from logbook.chat.address import Place, place
from logbook.chat.inspection import Inspector
from logbook.chat.secrets import Mattermost
from logbook.chat.unreachable import Cause, Unreachable
from logbook.chat.wording import worded
from logbook.config import Config
from logbook.console.finding import Finding, aside, fine, wrong
from logbook.model.ports import ChatAway, ChatRefused
from logbook.model.refusal import Refusal

HARMLESS: Final = "log-help"
_NOT_REACHED: Final = "api.command.execute_command.failed.app_error"
_BAD_ANSWER: Final = "api.command.execute_command.failed_resp.app_error"
_CONNECT_S: Final = 3.0
_MOST: Final = 65_536


def look(settings: Mattermost, inspector: Inspector, config: Config) -> Iterator[Finding]:
    """Yield whether the chat server reaches us, and what is to be done where it does not."""
    trigger = settings.trigger_prefix + HARMLESS
    if trigger not in settings.commands:
        yield aside("doctor.callback_not_tried")
        return
    where = place(settings.callback)
    try:
        with _listening(config, settings.commands[trigger].token) as ear:
            yield _tried(settings, inspector, trigger, where, config, ear)
    except OSError as error:
        said = Refusal("doctor.cannot_listen", port=config.port, reason=error)
        yield wrong(said, Refusal("doctor.cannot_listen_remedy"))


def _tried(
    settings: Mattermost,
    inspector: Inspector,
    trigger: str,
    where: Place,
    config: Config,
    ear: "_Ear | None",
) -> Finding:
    try:
        inspector.execute(trigger)
    except (ChatAway, ChatRefused) as error:
        return _failed(error, settings, where, config)
    if ear is None or ear.proved:
        return fine("doctor.callback", callback=where.url)
    if ear.called:
        return wrong(Refusal("doctor.token_drifted"), Refusal("doctor.run_setup"))
    said = Refusal("doctor.callback_other", callback=where.url)
    return wrong(said, Refusal("doctor.callback_answer_remedy"))


def _failed(
    error: ChatAway | ChatRefused, settings: Mattermost, where: Place, config: Config
) -> Finding:
    if not isinstance(error, Unreachable):
        return wrong(worded(error, settings.url), Refusal("doctor.run_setup"))
    # The server waits longer for our answer than we do for its own.
    if error.error == _NOT_REACHED or (error.cause is Cause.SLOW and not error.certain):
        return _unreached(where, config)
    if error.error == _BAD_ANSWER:
        said = Refusal("doctor.callback_answer", callback=where.url)
        return wrong(said, Refusal("doctor.callback_answer_remedy"))
    return wrong(worded(error, settings.url), Refusal("doctor.server_remedy"))


def _unreached(where: Place, config: Config) -> Finding:
    """Tell the server's own refusal from a wrong address: from here, the address can be tried."""
    said = Refusal("doctor.callback_unreached", callback=where.url)
    try:
        with socket.create_connection((where.host, where.port), _CONNECT_S):
            return wrong(said, Refusal("doctor.callback_forbidden", host=where.host))
    except OSError:
        return wrong(
            said,
            Refusal(
                "doctor.callback_nobody",
                callback=where.url,
                host=where.host,
                port=where.port,
                bound=config.host,
                bound_port=config.port,
            ),
        )


class _Ear(socketserver.ThreadingTCPServer):
    """Answers every call with success, and knows whether it was proved to come from a command."""

    # Not http.server's: that one asks the DNS for our name before it listens.
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], token: str) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.token = token
        self.called = False
        self.proved = False
        super().__init__(address, _Answering)


class _Answering(http.server.BaseHTTPRequestHandler):
    server: _Ear

    def do_POST(self) -> None:
        """Take a slash command."""
        length = min(int(self.headers.get("Content-Length") or 0), _MOST)
        form = parse_qs(self.rfile.read(length).decode("utf-8", "replace"))
        token = form.get("token", [""])[0].encode()
        self.server.called = True
        self.server.proved = hmac.compare_digest(token, self.server.token.encode())
        body = b"{}"
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def _listening(config: Config, token: str) -> Iterator[_Ear | None]:
    """Listen where the server would, unless it does so itself."""
    try:
        ear = _Ear((config.host, config.port), token)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        yield None
        return
    thread = threading.Thread(target=ear.serve_forever, args=(0.05,), name="doctor")
    thread.start()
    try:
        yield ear
    finally:
        ear.shutdown()
        thread.join()
        ear.server_close()
