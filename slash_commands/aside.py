"""Work that may take longer than the server waits: on a thread of its own, told of in any case."""

import logging
import threading
from collections.abc import Callable
from typing import Final

from logbook.locale import Speaker
from logbook.model.ports import ChatAway, ChatRefused
from logbook.model.refusal import Refusal
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from slash_commands.reply import Reply

_log = logging.getLogger(__name__)

PATIENCE_S: Final = 15.0
"""A longer one is answered for when it is done: the server hears nobody after 30 s."""


class Aside:
    """One work on its own thread; whoever asked hears of it one way or the other.

    `work` returns what is told; `not_posted` is what is told where the chat would not take it.
    """

    def __init__(
        self, bridge: Bridge, who: Caller, say: Speaker, work: Callable[[], str], not_posted: str
    ) -> None:
        self._bridge = bridge
        self._who = who
        self._say = say
        self._work = work
        self._not_posted = not_posted
        self._told = ""
        self._done = threading.Event()
        self._left = False
        self._lock = threading.Lock()

    def reply(self, patience_s: float = PATIENCE_S) -> Reply:
        """Begin; return what came of it, or that it will come.

        Raises Refusal `slash.export_busy` while another is at work: each holds a whole file.
        """
        if not self._bridge.people.making.acquire(blocking=False):
            raise Refusal("slash.export_busy")
        thread = threading.Thread(target=self._run, name="aside", daemon=True)
        try:
            thread.start()
        except RuntimeError:
            self._bridge.people.making.release()
            raise
        self._done.wait(patience_s)
        with self._lock:
            self._left = not self._done.is_set()
            return Reply(self._say.say("slash.export_later") if self._left else self._told)

    def _run(self) -> None:
        """Do it; the outermost boundary of this thread."""
        try:
            told = self._work()
        except Refusal as refusal:
            told = self._say.refusal(refusal)
        except (ChatAway, ChatRefused) as error:
            _log.warning("a file cannot be posted: %s", error)
            told = self._not_posted
        except Exception:  # noqa: BLE001 - the outermost boundary of this thread
            _log.exception("the making of a file failed")
            told = self._say.say("slash.fault")
        finally:
            self._bridge.people.making.release()
        with self._lock:
            self._told = told
            self._done.set()
            left = self._left
        if left:
            self._tell_later(told)

    def _tell_later(self, told: str) -> None:
        chat = self._bridge.chat
        if chat is None:
            return
        try:
            chat.direct(self._who.person.id, told)
        except (ChatAway, ChatRefused) as error:
            _log.warning("nobody can be told of a file: %s", error)
