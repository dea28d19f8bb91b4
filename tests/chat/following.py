"""A follower of a channel with a real book, what it hands on, and what it gives up."""

import threading
from dataclasses import dataclass, field

from logbook.chat.catch_up import CatchUp, Followed
from logbook.chat.pictures import Pictures
from logbook.model.ports import Post
from logbook.store.book import Book
from tests.verbs.chat import CHANNEL, MARIE, FakeChat

NOW_MS = 1_780_315_200_000


def post(number: int, at_ms: int = NOW_MS, author: str = MARIE.id) -> Post:
    return Post(f"p{number}", CHANNEL, author, f"log {number}", at_ms + number)


@dataclass
class Server(FakeChat):
    """A chat server whose clock goes on."""

    now_ms: int = NOW_MS

    def posts_since(self, channel_id: str, since_ms: int) -> tuple[list[Post], int]:
        found, _ = super().posts_since(channel_id, since_ms)
        return found, self.now_ms


@dataclass
class Channel:
    """A follower with a real book; `failing` are posts, or authors, that cannot be taken now."""

    book: Book
    pictures: Pictures
    chat: Server = field(default_factory=Server)
    channel_id: str = CHANNEL
    private: bool = True
    taken: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    untaken: list[tuple[str, int]] = field(default_factory=list)
    failing: dict[str, Exception] = field(default_factory=dict)
    news: threading.Event = field(default_factory=threading.Event)

    def take(self, one: Post, now: int) -> None:
        assert now == self.chat.now_ms
        self.asked.append(one.id)
        for name in (one.id, one.user_id):
            if name in self.failing:
                raise self.failing[name]
        # As the book does, which knows a post by its key.
        if one.id not in self.taken:
            self.taken.append(one.id)
        self.news.set()

    def follower(self) -> CatchUp:
        """Return a new one, as after a restart."""
        return CatchUp(
            lambda: Followed(self.chat, self.channel_id, self.private),
            self.take,
            lambda post, count: self.untaken.append((post.id, count)),
            kept=self.book.state,
            keep=self.book.keep,
            pictures=self.pictures,
        )
