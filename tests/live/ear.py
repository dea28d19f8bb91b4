"""A client's websocket to a real Mattermost: the forms that open, the words one person is shown."""

import contextlib
import json
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

Json = dict[str, Any]

PATIENCE_S = 20.0


class Ear:
    """Hears what the server tells one session, from now until `close`."""

    def __init__(self, url: str, token: str) -> None:
        self._heard: list[Json] = []
        self._more = threading.Condition()
        # Whatever proxy stands in the environment: the server is given by its own address.
        opening = connect(
            f"{url.replace('http', 'ws', 1)}/api/v4/websocket",
            additional_headers={"Authorization": f"Bearer {token}"},
            proxy=None,
            max_size=None,
        )
        self._open = ExitStack()
        self._socket = self._open.enter_context(opening)
        self._thread = threading.Thread(target=self._listen, name="ear", daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(WebSocketException, OSError):
            for message in self._socket:
                with self._more:
                    self._heard.append(json.loads(message))
                    self._more.notify_all()

    @property
    def count(self) -> int:
        """How much was heard so far: what comes after it is new."""
        with self._more:
            return len(self._heard)

    def hears(self, kind: str, *, since: int = 0, wanted: Callable[[Json], bool] = bool) -> Json:
        """Wait for an event of a kind; return its data."""
        limit = time.monotonic() + PATIENCE_S
        with self._more:
            while True:
                for event in self._heard[since:]:
                    if event.get("event") == kind and wanted(event["data"]):
                        data: Json = event["data"]
                        return data
                if not self._more.wait(max(limit - time.monotonic(), 0.0)):
                    told = [event.get("event") for event in self._heard[since:]]
                    raise AssertionError(f"no {kind!r} was heard, only {told}")

    def close(self) -> None:
        """Hang up."""
        self._open.close()
        self._thread.join(PATIENCE_S)
