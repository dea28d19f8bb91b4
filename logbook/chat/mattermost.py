"""The Chat on a Mattermost server; the only file that knows mattermostdriver.

Its driver knows the API's addresses. Everything that it sends goes through our own session: it
has no time-outs, believes a captive portal, loses error ids, sends a body with a GET, and its
`login` is a call of its own. What it spells wrongly we call by address.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from mattermostdriver import Driver
from mattermostdriver.client import Client

from logbook.chat.address import place
from logbook.chat.secrets import Mattermost
from logbook.chat.session import Response, Session, server_time
from logbook.chat.unreachable import Cause, Unreachable, fields
from logbook.chat.wire import list_of, person_of, post_of, posts_of
from logbook.model.ports import ChatRefused, Person, Post

_log = logging.getLogger(__name__)

_API: Final = "/api/v4"
_NO_PAGE: Final = "api.context.404.app_error"
_MOST_AT_ONCE: Final = 1000
"""As many posts as `since` ever answers with: the newest ones."""
_PAGE: Final = 200
_MOST_IN_ALL: Final = 20_000
"""Posts of weeks of a busy channel, held in memory together."""


class FencedClient(Client):  # type: ignore[misc]  # the driver publishes no types
    """The driver's client, sending by our session; answers are JSON, or an exception of ours."""

    def __init__(self, options: Mapping[str, Any], session: Session) -> None:
        super().__init__(options)
        self._fence = session

    def make_request(
        self,
        method: str,
        endpoint: str,
        options: object = None,
        params: Mapping[str, str | int] | None = None,
        data: Mapping[str, str] | None = None,
        files: object = None,
        basepath: str | None = None,
    ) -> Response:
        """Send one call as the driver words it."""
        assert basepath is None, "only the API is called"
        return self._fence.call(
            method,
            self.url + endpoint,
            token=self.token,
            body=options,
            form=data,
            files=files,
            params=params,
        )

    def get(
        self, endpoint: str, options: object = None, params: Mapping[str, Any] | None = None
    ) -> Any:
        """Return the answer's JSON; a GET has no body, whatever `options` says."""
        assert options is None, "a GET has no body"
        return self.make_request("get", endpoint, params=params).json()

    def file(self, file_id: str, most: int) -> bytes:
        """Return a file's bytes; the driver would make a dict of a `.geojson`."""
        url = f"{self.url}/files/{file_id}"
        return self._fence.call("get", url, token=self.token, raw_up_to=most).content


def driver(url: str, token: str, ca: str = "") -> Any:
    """Return a driver of the server at `url` that speaks with `token`; calls nobody yet.

    Raises Refusal `chat.bad_address`.
    """
    where = place(url)
    session = Session(f"{where.scheme}://{where.netloc}:{where.port}{where.path}{_API}", ca=ca)
    made = Driver(
        {
            "scheme": where.scheme,
            "url": where.netloc,
            "port": where.port,
            "basepath": where.path + _API,
        },
        client_cls=_fenced(session),
    )
    made.client.token = token
    return made


def _fenced(session: Session) -> Callable[[Mapping[str, Any]], FencedClient]:
    return lambda options: FencedClient(options, session)


class MattermostChat:
    """The Chat that the bot of `settings` sees. Any thread may call; building it calls nobody."""

    def __init__(self, settings: Mattermost) -> None:
        self._driver = driver(settings.url, settings.bot_token, settings.ca)
        self._client: FencedClient = self._driver.client
        self._bot_id = settings.bot_id

    def me(self) -> Person:
        """Return the bot itself."""
        return person_of(self._driver.users.get_user("me"))

    def person(self, user_id: str) -> Person:
        """Return a user."""
        return person_of(self._driver.users.get_user(user_id))

    def named(self, username: str) -> Person:
        """Return the user of that username; refused (404) where there is none."""
        return person_of(self._driver.users.get_user_by_username(username))

    def is_member(self, channel_id: str, user_id: str) -> bool:
        """Tell whether a user is a member of a channel; refused (403) where we are none."""
        try:
            told = self._driver.channels.get_channel_member(channel_id, user_id)
        except ChatRefused as refused:
            if refused.status == 404 and refused.error != _NO_PAGE:
                return False
            raise
        return fields(told, ("user_id",)) == (user_id,)

    def members(self, channel_id: str) -> list[Person]:
        """Return the members of a channel, bots too; 200 at most."""
        told = self._driver.channels.get_channel_members(channel_id, {"per_page": _PAGE})
        ids = [fields(one, ("user_id",))[0] for one in list_of(told)]
        return [person_of(one) for one in list_of(self._driver.users.get_users_by_ids(ids))]

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
        wanted: dict[str, Any] = {"channel_id": channel_id, "message": message}
        if props is not None:
            wanted["props"] = dict(props)
        if root_id:
            wanted["root_id"] = root_id
        if file_ids:
            wanted["file_ids"] = list(file_ids)
        if pending_id:
            wanted["pending_post_id"] = pending_id
        return post_of(self._driver.posts.create_post(wanted))

    def edit(self, post_id: str, message: str, props: Mapping[str, Any]) -> Post:
        """Replace the words and the props of one of our posts; its pin and files stay.

        By `patch`: an update would need the whole post again, or unpin it and drop its files.
        """
        wanted = {"message": message, "props": dict(props)}
        return post_of(self._driver.posts.patch_post(post_id, wanted))

    def delete(self, post_id: str) -> None:
        """Delete one of our posts."""
        self._driver.posts.delete_post(post_id)

    def pin(self, post_id: str) -> None:
        """Pin a post to its channel."""
        self._driver.posts.pin_post_to_channel(post_id)

    def pinned(self, channel_id: str) -> list[Post]:
        """Return the pinned posts of a channel."""
        return posts_of(self._driver.channels.get_channel_pinned_posts(channel_id))

    def get(self, post_id: str) -> Post:
        """Return a post; deleted and unknown ones are refused."""
        post = post_of(self._driver.posts.get_post(post_id))
        if post.delete_at:
            raise ChatRefused("app.post.get.app_error", 404)
        return post

    def posts_since(self, channel_id: str, since_ms: int) -> tuple[list[Post], int]:
        """Return posts changed since then in order of creation, and the server's own now (ms).

        After very many changes the oldest are found by page; edits of still older posts are not.
        """
        path = f"/channels/{channel_id}/posts"
        response = self._client.make_request("get", path, params={"since": since_ms})
        now = server_time(response)
        if now is None:
            raise Unreachable(Cause.STRANGER, "an answer without a date")
        found = posts_of(response.json())
        if len(found) >= _MOST_AT_ONCE:
            found += self._before(path, found[-1], since_ms)
        return sorted(found, key=lambda post: (post.create_at, post.id)), int(now * 1000)

    def _before(self, path: str, oldest: Post, since_ms: int) -> list[Post]:
        found: dict[str, Post] = {}
        while oldest.create_at > since_ms:
            page = posts_of(self._client.get(path, params={"before": oldest.id, "per_page": _PAGE}))
            older = {post.id: post for post in page if post.id not in found}
            found |= {id_: post for id_, post in older.items() if post.create_at > since_ms}
            # A server that repeats itself, or invents, must not be listened to for ever.
            if len(page) < _PAGE or not older:
                break
            if len(found) >= _MOST_IN_ALL:
                _log.error("more than %d posts: older ones are left out", len(found))
                break
            oldest = page[-1]
        return list(found.values())

    def upload(self, channel_id: str, name: str, data: bytes) -> str:
        """Upload a file for a post to come; return its id."""
        told = self._driver.files.upload_file(channel_id, {"files": (name, data)})
        infos = told.get("file_infos") if isinstance(told, dict) else None
        if not isinstance(infos, list) or not infos:
            raise Unreachable(Cause.STRANGER, "an answer without a file")
        return fields(infos[0], ("id",))[0]

    def described(self, file_id: str) -> tuple[str, int]:
        """Return a file's name and its size in bytes."""
        told = self._driver.files.get_file_metadata(file_id)
        (name,) = fields(told, ("name",))
        size = told.get("size")
        if not isinstance(size, int):
            raise Unreachable(Cause.STRANGER, "a file without a size")
        return name, size

    def download(self, file_id: str, most: int) -> tuple[str, bytes]:
        """Return a file's name and bytes; refused where it is larger than `most` bytes."""
        name, size = self.described(file_id)
        if size > most:
            raise ChatRefused("too_large", 413)
        data = self._client.file(file_id, most)
        if len(data) != size:
            raise Unreachable(Cause.STRANGER, f"{len(data)} bytes of a file of {size}")
        return name, data

    def open_dialog(self, trigger_id: str, url: str, dialog: Mapping[str, Any]) -> None:
        """Open a dialog for whoever the trigger belongs to."""
        wanted = {"trigger_id": trigger_id, "url": url, "dialog": dict(dialog)}
        self._driver.integration_actions.open_dialog(wanted)

    def direct(self, user_id: str, message: str) -> Post:
        """Send one person a message."""
        pair = [self._bot_id or self.me().id, user_id]
        told = self._driver.channels.create_direct_message_channel(pair)
        return self.post(fields(told, ("id",))[0], message)
