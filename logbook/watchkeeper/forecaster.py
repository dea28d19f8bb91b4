"""Weather files of the channel: fetched one by one on a thread of its own, and answered there.

What is to be fetched is written down first, so that a restart goes on with it; a file is answered
once, whichever way its post came.
"""

import contextlib
import json
import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from logbook.forecasts.desk import MOST_BYTES as MOST
from logbook.forecasts.desk import Desk, is_forecast, too_large
from logbook.forecasts.shelf import FOLDER, written
from logbook.guard.tended import Tended
from logbook.model.notices import wait_s
from logbook.model.ports import Chat, ChatAway, ChatRefused, Post
from logbook.model.refusal import Refusal
from logbook.verbs.bridge import Bridge
from logbook.verbs.forecast_file import File, answered

_log = logging.getLogger(__name__)

UID: Final = "logbook_uid"
"""In the props of whatever we post ourselves."""
WANTED: Final = "wanted"
DONE: Final = "answered.json"
_REMEMBERED: Final = 500
_IDLE_S: Final = 300.0
_JOIN_S: Final = 70.0
"""Longer than a decoder may take."""


class Wanted(NamedTuple):
    """The files of a post that are still to be looked at; `since_ms` is when it was posted."""

    post_id: str
    root_id: str
    channel_id: str
    since_ms: int
    file_ids: tuple[str, ...]

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Wanted":
        """Return it of its JSON; raises KeyError or TypeError for anything else."""
        post, root, channel = (str(told[name]) for name in ("post_id", "root_id", "channel_id"))
        return cls(post, root, channel, int(told["since_ms"]), tuple(map(str, told["file_ids"])))


class Forecaster:
    """Answers the weather files of posts, from `start` to `stop`; any thread may `want`.

    `bridge` returns what the verbs are handed now, `desk` (None: the data folder's own) what
    reads and keeps files.
    """

    def __init__(
        self, folder: Path, bridge: Callable[[], Bridge], *, desk: Desk | None = None
    ) -> None:
        self._folder = folder / FOLDER
        self._bridge = bridge
        self._desk = desk
        self._changing = threading.Lock()
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._tries = 0
        self._thread = Tended(self._run, name="forecasts")

    @property
    def thread(self) -> Tended:
        """Who answers."""
        return self._thread

    def start(self) -> None:
        """Begin to answer; what was left by the run before comes first."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the file in hand."""
        self._stopping.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(_JOIN_S)

    def want(self, post: Post) -> None:
        """Ask for the weather files of a post; raises Refusal where that cannot be written down."""
        with self._changing:
            done = set(self._done())
            new = [one for one in post.file_ids if one not in done]
            path = self._folder / WANTED / f"{post.id}.json"
            if not new or path.exists():
                return
            told = Wanted(post.id, post.root_id, post.channel_id, post.create_at, tuple(new))
            try:
                written(path, json.dumps(told._asdict()).encode())
            except OSError as error:
                raise Refusal("forecasts.not_kept", reason=error) from error
        self._woken.set()

    def waiting(self) -> list[Path]:
        """Return what is still to be answered, the oldest post first."""
        try:
            found = list((self._folder / WANTED).glob("*.json"))
            return sorted(found, key=lambda path: (path.stat().st_mtime, path.name))
        except OSError:
            return []

    def round(self) -> float:
        """Answer what waits; return after how many seconds to look again. Never raises."""
        try:
            self._answer_all()
        except (ChatAway, Refusal) as error:
            self._tries += 1
            if self._tries == 1:
                _log.warning("weather files wait to be answered: %s", error)
            return wait_s(self._tries)
        except Exception:  # noqa: BLE001 - the outermost boundary of this thread
            _log.exception("weather files were not answered")
            return _IDLE_S
        self._tries = 0
        return _IDLE_S

    def _run(self) -> None:
        while not self._stopping.is_set():
            wait = self.round()
            self._woken.wait(wait)
            self._woken.clear()

    def _answer_all(self) -> None:
        bridge = self._bridge()
        if bridge.chat is None:
            return
        for path in self.waiting():
            told = _read(path)
            for file_id in () if told is None else told.file_ids:
                if self._stopping.is_set():
                    return
                assert told is not None, "it has files"
                self._answer(bridge, bridge.chat, told, file_id)
            path.unlink(missing_ok=True)

    def _answer(self, bridge: Bridge, chat: Chat, told: Wanted, file_id: str) -> None:
        if file_id in self._done():
            return
        try:
            name, size = chat.described(file_id)
            if is_forecast(name):
                words = self._words(bridge, chat, file_id, (name, size), told.post_id)
                _post(bridge, chat, told, file_id, words)
        except ChatRefused as refused:
            if refused.status == 401:
                # The bot is shut out altogether: that is mended, and the file still waits.
                raise ChatAway(str(refused)) from refused
            _log.warning("file %s is not answered: %s", file_id, refused)
        self._settle(file_id)

    def _words(
        self, bridge: Bridge, chat: Chat, file_id: str, about: tuple[str, int], post_id: str
    ) -> str:
        name, size = about
        if size > MOST:
            # It is not even asked for.
            return bridge.speaker().refusal(too_large(size))
        data = chat.download(file_id, MOST)[1]
        return answered(bridge, File(data, name, post_id), self._desk)

    def _done(self) -> list[str]:
        try:
            told = json.loads((self._folder / DONE).read_bytes())
        except (OSError, ValueError):
            return []
        return [str(one) for one in told] if isinstance(told, list) else []

    def _settle(self, file_id: str) -> None:
        with self._changing, contextlib.suppress(OSError):
            done: Sequence[str] = [*self._done(), file_id][-_REMEMBERED:]
            written(self._folder / DONE, json.dumps(done).encode())


def _read(path: Path) -> Wanted | None:
    try:
        return Wanted.of(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _post(bridge: Bridge, chat: Chat, told: Wanted, file_id: str, words: str) -> None:
    """Answer in the post's thread, unless that was done before the answer could be noted."""
    uid = f"forecast:{file_id}"
    found, _ = chat.posts_since(told.channel_id, max(0, told.since_ms - 1000))
    authors = {one.user_id for one in found if one.props.get(UID) == uid}
    # Anybody may copy an id; only the bot posts as the bot.
    if authors and chat.me().id in authors:
        return
    chat.post(
        told.channel_id,
        words,
        props={UID: uid},
        root_id=told.root_id or told.post_id,
        pending_id=f"{bridge.vessel}:{uid}",
    )
