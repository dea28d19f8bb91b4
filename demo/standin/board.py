"""The posts and files of one server: what may be written, changed, deleted, and what is told."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from demo.standin.ids import new_id
from demo.standin.news import News
from demo.standin.records import Channel, User
from demo.standin.refused import Refused
from demo.standin.world import World
from demo.standin.writings import LONGEST_POST, LONGEST_PROPS, File, Post, settled, shown

Json = dict[str, Any]

MOST_FILES: Final = 10
PENDING_MS: Final = 30_000
"""How long the same `pending_post_id` gives the same post: measured."""


class Board:
    """Posts by id and by channel, files, and who has just sent which pending id."""

    def __init__(self, world: World, news: News) -> None:
        self._world = world
        self._news = news
        self.posts: dict[str, Post] = {}
        self.files: dict[str, File] = {}
        self._order: dict[str, list[str]] = {}
        self._replies: dict[str, int] = {}
        self._pending: dict[str, tuple[str, int]] = {}

    def write(self, user: User, channel: Channel, draft: Mapping[str, Any]) -> tuple[Post, bool]:
        """Write a post; return it, and whether it is new (its pending id was not seen lately).

        Raises Refused as the server does: too long, NUL, archived channel, bad root.
        """
        now = self._world.clock()
        pending = str(draft.get("pending_post_id") or "")
        with self._world.lock:
            known, since = self._pending.get(pending, ("", 0))
            if pending and known and now - since < PENDING_MS:
                return self.posts[known], False
            post = self._checked(user, channel, draft, now)
            self._keep(post)
            if pending:
                self._pending[pending] = (post.id, now)
            post = self._take_files(post, draft.get("file_ids") or ())
        self._tell_posted(user, channel, post)
        return post, True

    def edit(self, post: Post, **changes: Any) -> Post:
        """Change a post; returns it as it is now."""
        now = self._world.clock()
        message = str(changes.get("message", post.message))
        if "props" in changes:
            changes["props"] = settled(changes["props"])
        _must_fit(message, changes.get("props", post.props))
        changed = replace(post, update_at=now, edit_at=now, **changes)
        self._change(post, changed)
        self._news.tell_post("post_edited", self.told(changed), channel=post.channel_id)
        return changed

    def pin(self, post: Post, *, pinned: bool) -> None:
        """Pin or unpin; the post counts as changed, not as edited."""
        changed = replace(post, is_pinned=pinned, update_at=self._world.clock())
        self._change(post, changed)
        self._news.tell_post("post_edited", self.told(changed), channel=post.channel_id)

    def delete(self, post: Post) -> None:
        """Delete a post and, with a root, its thread."""
        now = self._world.clock()
        for each in [post, *self.thread(post.id)]:
            self.posts[each.id] = replace(each, delete_at=now, update_at=now)
        self._news.tell_post("post_deleted", self.told(post), channel=post.channel_id)

    def whisper(self, user_id: str, post: Post) -> Json:
        """Show one user a post that is not kept; returns what was shown."""
        told = replace(post, update_at=0, type="system_ephemeral").as_json(0, ())
        self._news.tell_post("ephemeral_message", told, user=user_id)
        return told

    def told(self, post: Post, *, pending: bool = False) -> Json:
        """Return a post as its readers see it."""
        files = tuple(self.files[file_id] for file_id in post.file_ids)
        return post.as_json(self._replies.get(post.root_id or post.id, 0), files, pending=pending)

    def get(self, post_id: str) -> Post:
        """Return a post that stands. Raises Refused (404)."""
        found = self.posts.get(post_id)
        if found is None or found.delete_at:
            raise Refused(404, "app.post.get.app_error")
        return found

    def thread(self, root_id: str) -> list[Post]:
        """Return the standing replies to a post, oldest first."""
        return [p for p in list(self.posts.values()) if p.root_id == root_id and not p.delete_at]

    def of_channel(self, channel_id: str) -> list[Post]:
        """Return every post of a channel, deleted ones too, oldest first."""
        posts = [self.posts[post_id] for post_id in list(self._order.get(channel_id, ()))]
        posts.sort(key=lambda post: post.create_at)
        return posts

    def counts(self, channel_id: str) -> tuple[int, int, int, int]:
        """Return how many posts, how many roots, and the times of the last of each."""
        posts = [post for post in self.of_channel(channel_id) if not post.original_id]
        roots = [post.create_at for post in posts if not post.root_id]
        last = posts[-1].create_at if posts else 0
        return len(posts), len(roots), last, roots[-1] if roots else 0

    def _checked(self, user: User, channel: Channel, draft: Mapping[str, Any], now: int) -> Post:
        if channel.delete_at:
            raise Refused(400, "api.post.create_post.can_not_post_to_deleted.error")
        root_id = str(draft.get("root_id") or "")
        self._check_root(root_id, channel)
        props = settled(
            {**(draft.get("props") or {}), **({"from_bot": "true"} if user.is_bot else {})}
        )
        message = str(draft.get("message") or "")
        if len(draft.get("file_ids") or ()) > MOST_FILES:
            raise Refused(400, "model.post.is_valid.file_ids.app_error")
        _must_fit(message, props)
        made = int(draft.get("create_at") or 0) if user.administers else 0
        return Post(
            new_id(), channel.id, user.id, message, made or now, made or now,
            is_pinned=bool(draft.get("is_pinned")), root_id=root_id,
            type=str(draft.get("type") or ""), props=props,
            pending_post_id=str(draft.get("pending_post_id") or ""),
        )  # fmt: skip

    def _check_root(self, root_id: str, channel: Channel) -> None:
        if not root_id:
            return
        root = self.posts.get(root_id)
        if root is None or root.root_id or root.delete_at:
            raise Refused(400, "api.post.create_post.root_id.app_error")
        if root.channel_id != channel.id:
            raise Refused(400, "api.post.create_post.channel_root_id.app_error")

    def _change(self, post: Post, changed: Post) -> None:
        """Put `changed` in the place of `post`, which stays behind as a deleted post, wordless.

        `posts?since=` lists these too.
        """
        now = changed.update_at
        before = replace(
            post, id=new_id(), update_at=now, delete_at=now, message="", original_id=post.id
        )
        with self._world.lock:
            self.posts[post.id] = changed
            self.posts[before.id] = before
            self._order[post.channel_id].append(before.id)

    def _keep(self, post: Post) -> None:
        self.posts[post.id] = post
        self._order.setdefault(post.channel_id, []).append(post.id)
        if post.root_id:
            self._replies[post.root_id] = self._replies.get(post.root_id, 0) + 1
            root = self.posts[post.root_id]
            self.posts[root.id] = replace(root, update_at=post.create_at)

    def _take_files(self, post: Post, wanted: Iterable[str]) -> Post:
        """Give a post its files; unknown ones and those of another post are dropped in silence."""
        mine = sorted(
            file_id
            for file_id in set(wanted)
            if file_id in self.files
            and not self.files[file_id].post_id
            and self.files[file_id].user_id == post.user_id
        )
        for file_id in mine:
            self.files[file_id] = replace(self.files[file_id], post_id=post.id)
        if mine:
            post = self.posts[post.id] = replace(post, file_ids=tuple(mine))
        return post

    def _tell_posted(self, user: User, channel: Channel, post: Post) -> None:
        title = f"@{user.username}" if channel.type == "D" else channel.display_name
        sender = post.props.get("override_username") or f"@{user.username}"
        self._news.tell_post(
            "posted", self.told(post), channel=channel.id,
            channel_display_name=title, channel_name=channel.name,
            channel_type=channel.type, sender_name=sender, set_online=True,
            team_id=channel.team_id,
        )  # fmt: skip


def _must_fit(message: str, props: Json) -> None:
    if len(message) > LONGEST_POST:
        raise Refused(400, "model.post.is_valid.msg.app_error")
    if "\0" in message:
        # PostgreSQL cannot store it, and nothing checks before.
        raise Refused(500, "app.post.save.app_error")
    if len(str(shown(props))) > LONGEST_PROPS:
        raise Refused(400, "model.post.is_valid.props.app_error")
