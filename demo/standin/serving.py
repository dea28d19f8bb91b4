"""Serves the stand-in on a port of its own, in threads; can go away and come back."""

import threading
from typing import Any

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from demo.standin.site import Site
from demo.standin.wire import blueprint


class _Handler(WSGIRequestHandler):
    """Keeps connections open as Mattermost does, and writes no log."""

    protocol_version = "HTTP/1.1"
    timeout = 60

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing."""

    def connection_dropped(
        self, error: BaseException, environ: dict[str, Any] | None = None
    ) -> None:
        """Cut the connection: the client hung up, or a fault says that we do."""
        del error, environ
        self.close_connection = True


class Serving:
    """The listening server of a site, on 127.0.0.1."""

    def __init__(self, site: Site, port: int = 0) -> None:
        self._app = Flask("mattermost")
        # A cut connection must reach the server, and a mistake of ours the test.
        self._app.config["PROPAGATE_EXCEPTIONS"] = True
        self._app.register_blueprint(blueprint(site))
        self._site = site
        self.port = port
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where it is reached, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen, on the same port again after `stop`."""
        server = make_server(
            "127.0.0.1", self.port, self._app, threaded=True, request_handler=_Handler
        )
        self.port = server.server_port
        self._server = server
        self._site.url = self.url
        self._site.settings.site_url = self._site.settings.site_url or self.url
        self._thread = threading.Thread(
            target=server.serve_forever, args=(0.02,), name="mattermost", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; calls in flight are still answered."""
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server = self._thread = None
