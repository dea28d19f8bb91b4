"""A chat server that fits on one page: what it is asked is kept, and it can be made to go away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from logbook.model.ports import ChatAway, ChatRefused, Person, Post

CHANNEL = "qmmy35abijbd3dy57raieeosqh"
MARIE = Person("n4xq5bcibbrmpf46e8kpecg7kc", "marie", "fr")
PAUL = Person("dywneup8n3rh5rg7ngnqqckyyw", "paul", "en")
LEO = Person("fa9fxgeh97y9fxxpe66m5uaqnc", "leo", "fr", guest=True)
BOT = Person("wpzyd4gnjfbjzqyxh9pqhmyhyr", "logbook", "fr", bot=True)


@dataclass
class FakeChat:
    """Marie, Paul and Leo (a guest) are members of one channel; `away` makes every call fail."""

    present: set[str] = field(default_factory=lambda: {MARIE.id, PAUL.id, LEO.id, BOT.id})
    persons: dict[str, Person] = field(
        default_factory=lambda: {one.id: one for one in (MARIE, PAUL, LEO, BOT)}
    )
    away: bool = False
    asked: list[str] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    dialogs: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    directs: list[tuple[str, str]] = field(default_factory=list)

    def _asked(self, what: str) -> None:
        self.asked.append(what)
        if self.away:
            raise ChatAway("no route to host", certain=True)

    def me(self) -> Person:
        self._asked("me")
        return BOT

    def person(self, user_id: str) -> Person:
        self._asked("person")
        if user_id not in self.persons:
            raise ChatRefused("app.user.missing_account.const", 404)
        return self.persons[user_id]

    def named(self, username: str) -> Person:
        self._asked("named")
        for one in self.persons.values():
            if one.username == username:
                return one
        raise ChatRefused("app.user.get_by_username.app_error", 404)

    def is_member(self, channel_id: str, user_id: str) -> bool:
        self._asked("is_member")
        return channel_id == CHANNEL and user_id in self.present

    def members(self, channel_id: str) -> list[Person]:
        self._asked("members")
        return [self.persons[one] for one in self.present] if channel_id == CHANNEL else []

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
        self._asked(f"post {pending_id}".rstrip())
        post = Post(
            f"post{len(self.posts)}",
            channel_id,
            BOT.id,
            message,
            create_at=1_780_315_200_000 + len(self.posts),
            root_id=root_id,
            file_ids=tuple(file_ids),
            props=props or {},
        )
        self.posts.append(post)
        return post

    def edit(self, post_id: str, message: str, props: Mapping[str, Any]) -> Post:
        self._asked("edit")
        old = self.get(post_id)
        new = Post(old.id, old.channel_id, old.user_id, message, old.create_at, props=props)
        self.posts[self.posts.index(old)] = new
        return new

    def delete(self, post_id: str) -> None:
        self._asked("delete")
        self.posts.remove(self.get(post_id))

    def pin(self, post_id: str) -> None:
        self._asked(f"pin {post_id}")

    def pinned(self, channel_id: str) -> list[Post]:
        self._asked(f"pinned {channel_id}")
        return []

    def get(self, post_id: str) -> Post:
        self._asked("get")
        for post in self.posts:
            if post.id == post_id:
                return post
        raise ChatRefused("app.post.get.app_error", 404)

    def posts_since(self, channel_id: str, since_ms: int) -> tuple[list[Post], int]:
        self._asked("posts_since")
        found = [
            post
            for post in self.posts
            if post.channel_id == channel_id and post.create_at >= since_ms
        ]
        return found, 1_780_315_200_000

    def upload(self, channel_id: str, name: str, data: bytes) -> str:
        self._asked(f"upload {channel_id}")
        self.files[f"file{len(self.files)}"] = (name, data)
        return f"file{len(self.files) - 1}"

    def described(self, file_id: str) -> tuple[str, int]:
        self._asked("described")
        if file_id not in self.files:
            raise ChatRefused("app.file_info.get.app_error", 404)
        name, data = self.files[file_id]
        return name, len(data)

    def download(self, file_id: str, most: int) -> tuple[str, bytes]:
        self._asked("download")
        name, data = self.files[file_id]
        if len(data) > most:
            raise ChatRefused("too large", 413)
        return name, data

    def open_dialog(self, trigger_id: str, url: str, dialog: Mapping[str, Any]) -> None:
        self._asked("open_dialog")
        self.dialogs.append((trigger_id, url, dialog))

    def direct(self, user_id: str, message: str) -> Post:
        self._asked("direct")
        self.directs.append((user_id, message))
        return Post("direct", "dm", BOT.id, message, 0)
