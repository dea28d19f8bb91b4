"""A small Chat that a test can read: it stores, and then fails as it is told to."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from logbook.model.ports import ChatAway, ChatBusy, ChatRefused, Person, Post

BOT = "bot"
CHANNEL = "log"
LATEST_MS = 20_000
"""After so long a late call has come in."""
PENDING_MS = 30_000
"""How long Mattermost knows a pending post's id."""


class Fault(StrEnum):
    """What happens to a call."""

    NONE = "none"
    SHUT = "shut"  # no connection: surely without effect
    LOST = "lost"  # cut before the server took it
    CUT = "cut"  # the server took it, and hung up
    LATE = "late"  # the server takes it some seconds after we gave up
    BUSY = "busy"
    BROKEN = "broken"  # 500: it says nothing of what it did
    BANNED = "banned"  # the bot is no member any more
    ARCHIVED = "archived"
    REFUSED = "refused"  # this one post will not do


class FakeChat:
    """One server with one channel; `faults` are used up one a call, then all is well.

    `now_ms` is its clock, which only the test moves. `bad` is a word that it breaks down over.
    """

    def __init__(self) -> None:
        self.faults: deque[Fault] = deque()
        self.now_ms = 1_780_000_000_000
        self.posts: dict[str, Post] = {}
        self.pins: list[str] = []
        self.files: dict[str, bytes] = {}
        self.calls: list[str] = []
        self.bad = ""
        self._pending: dict[str, tuple[str, int]] = {}
        self._late: list[tuple[int, str, Post]] = []

    @property
    def channel(self) -> list[Post]:
        """What stands in the channel, oldest first; replies too."""
        return [post for post in self.posts.values() if not post.delete_at]

    @property
    def texts(self) -> list[str]:
        """The messages, without the signs that nobody sees."""
        return [post.message.replace("\u2060", "") for post in self.channel]

    def arrive(self, *, within_ms: int = LATEST_MS) -> None:
        """Let what was late come in, once it is later than `within_ms`.

        However much later somebody looks, it came in no later than `LATEST_MS` after it was sent.
        """
        for sent_ms, pending_id, post in list(self._late):
            if self.now_ms - sent_ms >= within_ms:
                self._late.remove((sent_ms, pending_id, post))
                self._store(post, pending_id, min(self.now_ms, sent_ms + LATEST_MS))

    def post(
        self,
        channel_id: str,
        message: str,
        *,
        props: Mapping[str, Any] | None = None,
        root_id: str = "",
        file_ids: Sequence[str] = (),
        pending_id: str = "",
    ) -> Post:
        self.arrive(within_ms=0)
        fault = self._fault("post")
        if self.bad and self.bad in message:
            raise ChatAway("500 Unable to save the Post.")
        root = self.posts.get(root_id)
        if root_id and (root is None or root.delete_at or root.root_id):
            raise ChatRefused("api.post.create_post.root_id.app_error", 400)
        made = Post(
            f"p{len(self.posts) + len(self._late)}",
            channel_id,
            BOT,
            message,
            self.now_ms,
            root_id=root_id,
            file_ids=tuple(file_ids),
            props=dict(props or {}),
        )
        if fault is Fault.LATE:
            self._late.append((self.now_ms, pending_id, made))
            raise ChatAway("no answer in time")
        stored = self._store(made, pending_id, self.now_ms)
        if fault is Fault.CUT:
            raise ChatAway("the connection broke")
        return stored

    def _store(self, post: Post, pending_id: str, at_ms: int) -> Post:
        known, since = self._pending.get(pending_id, ("", 0))
        if known and at_ms - since < PENDING_MS:
            return self.posts[known]
        self.now_ms += 1
        stored = replace(post, id=f"p{len(self.posts)}", create_at=self.now_ms)
        self.posts[stored.id] = stored
        if pending_id:
            self._pending[pending_id] = (stored.id, self.now_ms)
        return stored

    def edit(self, post_id: str, message: str, props: Mapping[str, Any]) -> Post:
        fault = self._fault("edit")
        post = self.posts.get(post_id)
        if post is None or post.delete_at:
            raise ChatRefused("api.context.permissions.app_error", 403)
        self.now_ms += 1
        self.posts[post_id] = replace(post, message=message, props=dict(props), edit_at=self.now_ms)
        if fault in (Fault.CUT, Fault.LATE):
            raise ChatAway("the connection broke")
        return self.posts[post_id]

    def delete(self, post_id: str) -> None:
        self._fault("delete")
        self.erase(post_id)

    def erase(self, post_id: str) -> None:
        """Delete a post as a person in the channel does: a root takes its replies along."""
        for post in list(self.posts.values()):
            if post_id in (post.id, post.root_id):
                self.posts[post.id] = replace(post, delete_at=self.now_ms)

    def pin(self, post_id: str) -> None:
        fault = self._fault("pin")
        self.pins.append(post_id)
        if fault in (Fault.CUT, Fault.LATE):
            raise ChatAway("the connection broke")

    def pinned(self, channel_id: str) -> list[Post]:
        self._fault("pinned")
        return [
            self.posts[post_id]
            for post_id in self.pins
            if not self.posts[post_id].delete_at and self.posts[post_id].channel_id == channel_id
        ]

    def get(self, post_id: str) -> Post:
        self._fault("get")
        post = self.posts.get(post_id)
        if post is None or post.delete_at:
            raise ChatRefused("app.post.get.app_error", 404)
        return post

    def posts_since(self, channel_id: str, since_ms: int) -> tuple[list[Post], int]:
        self.arrive()
        self._fault("posts_since")
        found = [
            post
            for post in self.posts.values()
            if max(post.create_at, post.edit_at, post.delete_at) > since_ms
            and post.channel_id == channel_id
        ]
        return found, self.now_ms

    def upload(self, channel_id: str, name: str, data: bytes) -> str:
        self._fault("upload")
        file_id = f"f{len(self.files)}-{channel_id}-{name}"
        self.files[file_id] = data
        return file_id

    def me(self) -> Person:
        return Person(BOT, "logbook", "fr", bot=True)

    def person(self, user_id: str) -> Person:
        return Person(user_id, user_id, "fr")

    def named(self, username: str) -> Person:
        return self.person(username)

    def is_member(self, channel_id: str, user_id: str) -> bool:
        return bool(channel_id and user_id)

    def members(self, channel_id: str) -> list[Person]:
        raise NotImplementedError(channel_id)

    def described(self, file_id: str) -> tuple[str, int]:
        return file_id, len(self.files[file_id])

    def download(self, file_id: str, most: int) -> tuple[str, bytes]:
        return file_id, self.files[file_id][:most]

    def open_dialog(self, trigger_id: str, url: str, dialog: Mapping[str, Any]) -> None:
        raise NotImplementedError(trigger_id, url, dialog)

    def direct(self, user_id: str, message: str) -> Post:
        raise NotImplementedError(user_id, message)

    def _fault(self, call: str) -> Fault:
        """Raise what this call is to fail with before it does anything, else tell what comes."""
        self.calls.append(call)
        fault = self.faults.popleft() if self.faults else Fault.NONE
        if fault is Fault.SHUT:
            raise ChatAway("no route", certain=True)
        if fault is Fault.BUSY:
            raise ChatBusy(7.0)
        if fault is Fault.BANNED:
            raise ChatRefused("api.context.permissions.app_error", 403)
        if fault is Fault.ARCHIVED and call in ("post", "edit"):
            raise ChatRefused("api.post.create_post.can_not_post_to_deleted.error", 400)
        if fault is Fault.REFUSED and call == "post":
            raise ChatRefused("model.post.is_valid.msg.app_error", 400, "Invalid message.")
        if fault in (Fault.LOST, Fault.BROKEN) or (
            fault in (Fault.CUT, Fault.LATE) and call not in ("post", "edit", "pin")
        ):
            raise ChatAway("the connection broke")
        return fault
