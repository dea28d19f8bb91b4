"""What the log asks of a chat server, in the ship's words; an adapter answers.

A Chat raises ChatAway when the server cannot be reached or is not itself (try again later),
ChatBusy when it asks for patience, ChatRefused when it said no to this one thing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class ChatAway(Exception):
    """The server could not be reached, or what answered was not it. Nothing is known of the call.

    `certain` is true where the call surely had no effect (the connection was never made).
    """

    def __init__(self, reason: str, *, certain: bool = False) -> None:
        super().__init__(reason)
        self.certain = certain


class ChatBusy(ChatAway):
    """The server asks to be left alone for `wait_s` seconds; the call had no effect."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(f"asked to wait {wait_s:g} s", certain=True)
        self.wait_s = wait_s


class ChatRefused(Exception):
    """The server said no: `error` is its error id, `status` the HTTP status, `said` its words."""

    def __init__(self, error: str, status: int, said: str = "") -> None:
        super().__init__(f"{status} {error} {said}".strip())
        self.error = error
        self.status = status
        self.said = said


@dataclass(frozen=True, slots=True)
class Post:
    """A message as the server holds it; times are the server's, milliseconds since 1970.

    `type` is empty for what people write, `system_…` for what the server says in their name.
    """

    id: str
    channel_id: str
    user_id: str
    message: str
    create_at: int
    root_id: str = ""
    edit_at: int = 0
    delete_at: int = 0
    file_ids: tuple[str, ...] = ()
    props: Mapping[str, Any] = field(default_factory=dict)
    type: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the chat: `locale` such as `fr`, `guest` a guest account of the server.

    `gone`: the account was deactivated; it stays a member of its channels.
    """

    id: str
    username: str
    locale: str
    guest: bool = False
    bot: bool = False
    gone: bool = False


class Chat(Protocol):
    """The bot's own view of the server."""

    def me(self) -> Person:
        """Return the bot itself."""

    def person(self, user_id: str) -> Person:
        """Return a user."""

    def named(self, username: str) -> Person:
        """Return the user of that username; refused (404) where there is none."""

    def is_member(self, channel_id: str, user_id: str) -> bool:
        """Tell whether a user is a member of a channel."""

    def members(self, channel_id: str) -> list[Person]:
        """Return the members of a channel, bots too; 200 at most."""

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
        """Post a message; the same `pending_id` within 30 s gives the same post."""

    def edit(self, post_id: str, message: str, props: Mapping[str, Any]) -> Post:
        """Replace the words and the props of one of our posts."""

    def delete(self, post_id: str) -> None:
        """Delete one of our posts."""

    def pin(self, post_id: str) -> None:
        """Pin a post to its channel."""

    def pinned(self, channel_id: str) -> list[Post]:
        """Return the pinned posts of a channel."""

    def get(self, post_id: str) -> Post:
        """Return a post; deleted and unknown ones are refused."""

    def posts_since(self, channel_id: str, since_ms: int) -> tuple[list[Post], int]:
        """Return posts changed since then in order of creation, and the server's own now (ms)."""

    def upload(self, channel_id: str, name: str, data: bytes) -> str:
        """Upload a file for a post to come; return its id."""

    def described(self, file_id: str) -> tuple[str, int]:
        """Return a file's name and its size in bytes."""

    def download(self, file_id: str, most: int) -> tuple[str, bytes]:
        """Return a file's name and bytes; refused where it is larger than `most` bytes."""

    def open_dialog(self, trigger_id: str, url: str, dialog: Mapping[str, Any]) -> None:
        """Open a dialog for whoever the trigger belongs to."""

    def direct(self, user_id: str, message: str) -> Post:
        """Send one person a message."""
