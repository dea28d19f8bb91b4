"""Calls into the channel when the log cannot be written: no line can tell it, and no outbox.

It is said once, and once that it is over; both as posts of their own, known again by an id, so
that an answer that was lost does not make them two.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from logbook.chat.sending import NEVER_MS, UID
from logbook.model.ports import Chat, ChatAway, ChatRefused
from logbook.model.refusal import Refusal
from logbook.store.faults import of_system
from logbook.verbs.bridge import Bridge

LASTING: Final = 2
"""Looks in a row before it is said: what mends itself within seconds is no news."""


class Distress:
    """Looks whether lines reach the disk; `fault` is why the recorder's do not.

    `bridge` returns what the chat is now. `wrong` is what is wrong, None where nothing is.
    """

    name = "distress"

    def __init__(
        self, folder: Path, fault: Callable[[], Refusal | None], bridge: Callable[[], Bridge]
    ) -> None:
        self.wrong: Refusal | None = None
        self._folder = folder
        self._fault = fault
        self._bridge = bridge
        self._seen = 0
        self._said = False
        self._episode = 0
        self._asked_ms: int | None = None

    def look(self) -> None:
        """Say what is wrong, or that it is over; raises Refusal with what is wrong."""
        self.wrong = self._found()
        self._seen = 0 if self.wrong is None else self._seen + 1
        if self.wrong is not None and self._seen >= LASTING and not self._said:
            self._said = self._told("upkeep.distress", problem=self.wrong)
        elif self.wrong is None and self._said:
            self._said = not self._told("upkeep.distress_over")
        if self.wrong is not None:
            raise self.wrong

    def _found(self) -> Refusal | None:
        fault = self._fault()
        if fault is not None:
            return fault
        if not os.access(self._folder, os.W_OK):
            return Refusal("store.read_only", file=self._folder)
        try:
            # Rights may look good on a disk that has given up; only a touch tells.
            os.utime(self._folder)
        except OSError as error:
            return of_system(error, self._folder)
        return None

    def _told(self, sentence: str, **facts: object) -> bool:
        """Post a sentence; return whether that is done with."""
        bridge = self._bridge()
        if bridge.chat is None:
            return True
        uid = f"distress:{bridge.vessel}:{self._folder.stat().st_ino}:{self._episode}"
        try:
            if self._asked_ms is None:
                _, self._asked_ms = bridge.chat.posts_since(bridge.channel_id, NEVER_MS)
            elif self._stands(bridge.chat, bridge.channel_id, uid, self._asked_ms):
                return self._done()
            words = bridge.speaker().say(sentence, **facts)
            bridge.chat.post(bridge.channel_id, words, props={UID: uid}, pending_id=uid)
        except (ChatAway, ChatRefused):
            return False
        return self._done()

    def _done(self) -> bool:
        self._episode += 1
        self._asked_ms = None
        return True

    def _stands(self, chat: Chat, channel_id: str, uid: str, since_ms: int) -> bool:
        posts, _ = chat.posts_since(channel_id, since_ms)
        authors = {post.user_id for post in posts if post.props.get(UID) == uid}
        # Anybody may copy an id; only the bot posts as the bot.
        return bool(authors) and chat.me().id in authors
