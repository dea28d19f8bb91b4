"""Serves HTTP until it is told to stop; the only file that knows waitress."""

import errno
import logging
import socket

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from logbook.model.refusal import Refusal

MAX_BODY = 512 * 1024
THREADS = 8
"""Calls answered at once: a crew of ten, each of whose calls takes milliseconds."""
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
        self._server = create_server(
            app,
            sockets=[_listening(host, port)],
            map=self._map,
            ident=None,
            threads=threads,
            # A chat server leaves each call's connection idle for 90 s; with the default
            # limit of 100 about the 98th command in that time would hang.
            connection_limit=1000,
            channel_timeout=5,
            cleanup_interval=2,
            # Only so is it noticed that nobody waits for an answer any more.
            channel_request_lookahead=1,
            max_request_body_size=max_body,
        )

    @property
    def port(self) -> int:
        """The port that it listens on, also when 0 was asked for."""
        return int(self._server.effective_port)

    def run(self) -> None:
        """Serve until `stop`, or until SystemExit or KeyboardInterrupt reaches this thread.

        Requests in flight are answered first.
        """
        try:
            self._server.run()
        finally:
            self.close()

    def close(self) -> None:
        """Stop listening; does nothing once `run` has returned."""
        wasyncore.close_all(self._map, ignore_all=True)

    def stop(self) -> None:
        """Make `run` return; may be called from any thread."""
        self._server.trigger.pull_trigger(self._end)

    def _end(self) -> None:
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._map, ignore_all=True)


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
