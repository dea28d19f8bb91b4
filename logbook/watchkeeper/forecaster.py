"""Weather files of the channel: fetched one by one on a thread of its own, and answered there.

What is to be fetched is written down first, so that a restart goes on with it; a file is answered
once, whichever way its post came.
"""

import contextlib
import json
import logging
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from logbook.disk import written
from logbook.forecasts.desk import MOST_BYTES as MOST
from logbook.forecasts.desk import Desk, is_forecast, too_large
from logbook.forecasts.shelf import FOLDER
from logbook.guard.pace import Allowance, Pace
from logbook.guard.tended import Tended
from logbook.model.notices import wait_s
from logbook.model.ports import Chat, ChatAway, ChatRefused, Post
from logbook.model.refusal import Refusal
from logbook.verbs.bridge import Bridge
from logbook.verbs.forecast_file import File, answered
from logbook.watchkeeper.wanted_files import Wanted, read

_log = logging.getLogger(__name__)

UID: Final = "logbook_uid"
"""In the props of whatever we post ourselves."""
WANTED: Final = "wanted"
DONE: Final = "answered.json"
A_DAY: Final = Allowance(100, 86_400.0)
"""Weather files of one author that are read, and become lines; what is more waits for its day."""
MOST_OF_ONE: Final = 100
"""Posts with files of one author that wait; more are taken once there is room."""
_REMEMBERED: Final = 500
_IDLE_S: Final = 300.0
_JOIN_S: Final = 70.0
"""Longer than a decoder may take."""


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
        self._failed = Counter[str]()
        self._read_a_day = Pace(A_DAY)
        self._let_in: set[str] = set()
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
            told = Wanted(
                post.id, post.root_id, post.channel_id, post.create_at, tuple(new), post.user_id
            )
            if sum(one.author == post.user_id for _, one in self._waiting()) >= MOST_OF_ONE:
                raise Refusal("forecasts.busy")
            try:
                written(path, json.dumps(told._asdict()).encode())
            except OSError as error:
                raise Refusal("forecasts.not_kept", reason=error) from error
        self._woken.set()

    def waiting(self) -> list[Path]:
        """Return what is still to be answered: the authors in turn, each one's oldest post first.

        What the server failed at most often comes last: it stops no other.
        """
        turns = Counter[str]()
        found = []
        for path, told in self._waiting():
            turns[told.author] += 1
            found.append((self._failed[told.post_id], turns[told.author], path))
        return [path for _, _, path in sorted(found, key=lambda one: one[:2])]

    def _waiting(self) -> list[tuple[Path, Wanted]]:
        """Return what is still to be answered, the oldest post first; what is none of it goes."""
        try:
            paths = list((self._folder / WANTED).glob("*.json"))
            paths.sort(key=lambda path: (path.stat().st_mtime, path.name))
        except OSError:
            return []
        found = [(path, read(path)) for path in paths]
        for path in (path for path, told in found if told is None):
            path.unlink(missing_ok=True)
        return [(path, told) for path, told in found if told is not None]

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
            told = read(path)
            done = True
            for file_id in () if told is None else told.file_ids:
                if self._stopping.is_set():
                    return
                assert told is not None, "it has files"
                try:
                    done = self._answer(bridge, bridge.chat, told, file_id) and done
                except ChatAway:
                    self._failed[told.post_id] += 1
                    raise
            if done:
                path.unlink(missing_ok=True)
                self._failed.pop("" if told is None else told.post_id, None)

    def _answer(self, bridge: Bridge, chat: Chat, told: Wanted, file_id: str) -> bool:
        """Answer a file; tell whether it is done with, rather than its author's too many."""
        if file_id in self._done():
            return True
        try:
            name, size = chat.described(file_id)
            if is_forecast(name):
                if not self._lets_in(told.author, file_id, bridge.steady()):
                    return False
                words = self._words(bridge, chat, file_id, (name, size), told.post_id)
                _post(bridge, chat, told, file_id, words)
        except ChatRefused as refused:
            if refused.status == 401:
                # The bot is shut out altogether: that is mended, and the file still waits.
                raise ChatAway(str(refused)) from refused
            _log.warning("file %s is not answered: %s", file_id, refused)
        self._settle(file_id)
        return True

    def _lets_in(self, author: str, file_id: str, now: float) -> bool:
        """Count a file of its author's once, however often it is tried; tell whether it may be."""
        if file_id not in self._let_in and self._read_a_day.takes(author, now):
            self._let_in.add(file_id)
        return file_id in self._let_in

    def _words(
        self, bridge: Bridge, chat: Chat, file_id: str, about: tuple[str, int], post_id: str
    ) -> str:
        name, size = about
        if size > MOST:
            # It is not even asked for.
            return bridge.speaker().refusal(too_large(size))
        data = chat.download(file_id, MOST)[1]
        try:
            return answered(bridge, File(data, name, post_id), self._desk)
        except Refusal:
            raise
        except Exception:  # noqa: BLE001 - what nobody foresaw in a file must not stop the next
            _log.exception("file %s made its reader fail", file_id)
            return bridge.speaker().refusal(Refusal("forecasts.crashed"))

    def _done(self) -> list[str]:
        try:
            told = json.loads((self._folder / DONE).read_bytes())
        except (OSError, ValueError):
            return []
        return [str(one) for one in told] if isinstance(told, list) else []

    def _settle(self, file_id: str) -> None:
        self._let_in.discard(file_id)
        with self._changing, contextlib.suppress(OSError):
            done: Sequence[str] = [*self._done(), file_id][-_REMEMBERED:]
            written(self._folder / DONE, json.dumps(done).encode())


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
