"""Serves HTTP until it is told to stop, and answers first what it was asked by then.

Besides `patience.py` the only file that knows waitress.
"""

import contextlib
import errno
import logging
import resource
import socket
import threading
from typing import Final

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from logbook.clock import boot
from logbook.guard.doorkeeper import AT_ONCE
from logbook.model.refusal import Refusal
from webhooks.patience import Channel

MAX_BODY = 512 * 1024
MAX_HEAD: Final = 16 * 1024
"""A chat server's has some hundred bytes; each piece of one is looked through from its start."""
THREADS: Final = AT_ONCE + 2
"""Two more than calls are worked on at once: for the alarm, and for telling others to wait."""
CONNECTIONS: Final = 1000
FILES: Final = 4096
"""Files and sockets that may be open: no flood of connections leaves the log without a file."""
LAST_ANSWERS_S: Final = 20.0
"""How long the answers to what was asked before the end may take; a chat server waits for 30 s."""
_TURN_S: Final = 1.0
# It tells of every call that waits for a thread, however shortly.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class Server:
    """The HTTP server of one Flask app, listening from construction on.

    Raises Refusal when the port is taken or the address is not this computer's.
    """

    def __init__(
        self,
        app: Flask,
        host: str,
        port: int,
        *,
        threads: int = THREADS,
        max_body: int = MAX_BODY,
    ) -> None:
        self._map: dict[int, object] = {}
        self._leaving = self._is_closed = False
        self._ending = threading.Lock()
        _allow_files()
        self._server = create_server(
            app,
            sockets=[_listening(host, port)],
            map=self._map,
            ident=None,
            threads=threads,
            # A chat server leaves each call's connection idle for 90 s; with the default
            # limit of 100 about the 98th command in that time would hang.
            connection_limit=CONNECTIONS,
            channel_timeout=5,
            cleanup_interval=2,
            # `select` fails at the 1,024th open file.
            asyncore_use_poll=True,
            # `/healthz` must see that a proxy forwarded a call; nobody believes what it says.
            clear_untrusted_proxy_headers=False,
            # Only so is it noticed that nobody waits for an answer any more.
            channel_request_lookahead=1,
            max_request_body_size=max_body,
            max_request_header_size=MAX_HEAD,
        )
        self._server.channel_class = Channel

    @property
    def port(self) -> int:
        """The port that it listens on, also when 0 was asked for."""
        return int(self._server.effective_port)

    def run(self) -> None:
        """Serve until `stop`, or until SystemExit or KeyboardInterrupt reaches this thread.

        What was asked by then is answered first, also what still waits for a thread.
        """
        try:
            while not self._leaving:
                self._turn(_TURN_S)
        except (SystemExit, KeyboardInterrupt):
            pass
        finally:
            self._answer_rest()
            self.close()

    def close(self) -> None:
        """Stop listening; does nothing once `run` has returned with every answer given."""
        with self._ending:
            self._is_closed = not self._server.task_dispatcher.threads
            # Who still works on an answer writes to the trigger's pipe at its end. Closed, its
            # number would be that of the next file to be opened: a database, perhaps.
            kept = () if self._is_closed else (self._server.trigger,)
            closed = {fd: one for fd, one in self._map.items() if one not in kept}
            wasyncore.close_all(closed, ignore_all=True)

    def stop(self) -> None:
        """Make `run` return; may be called from any thread, and again."""
        with self._ending:
            self._leaving = True
            if not self._is_closed:
                self._server.pull_trigger()

    def _turn(self, wait_s: float) -> None:
        wasyncore.loop(timeout=wait_s, use_poll=True, map=self._map, count=1)

    def _answer_rest(self) -> None:
        # Nobody new is let in, so that the next server, or the chat server, knows at once.
        wasyncore.dispatcher.close(self._server)
        until = boot.boot_now() + LAST_ANSWERS_S
        while self._owes_answers() and boot.boot_now() < until:
            try:
                self._turn(0.1)
            except (SystemExit, KeyboardInterrupt):
                # Told to stop twice: it is stopping.
                continue
        self._server.task_dispatcher.shutdown(timeout=1)

    def _owes_answers(self) -> bool:
        channels = self._server.active_channels.values()
        return any(one.connected and (one.requests or one.total_outbufs_len) for one in channels)


def _allow_files() -> None:
    """Raise the soft limit of open files, where the machine lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except socket.gaierror as error:
        raise Refusal("http.no_such_host", host=host) from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Refusal("http.port_taken", host=host, port=port) from error
        raise Refusal("http.cannot_listen", host=host, port=port, reason=error.strerror) from error
