"""Posts and people as the server's JSON tells them; the only reader of that form."""

from collections.abc import Mapping
from typing import Any, Final

from logbook.chat.unreachable import Cause, Unreachable, fields
from logbook.model.ports import Person, Post

_GUEST: Final = "system_guest"


def post_of(told: object) -> Post:
    """Read one post. Raises ChatAway where this is none."""
    id_, channel_id, user_id, message = fields(told, ("id", "channel_id", "user_id", "message"))
    assert isinstance(told, dict)
    files = told.get("file_ids")
    props = told.get("props")
    return Post(
        id_,
        channel_id,
        user_id,
        message,
        create_at=_whole(told, "create_at"),
        root_id=str(told.get("root_id") or ""),
        edit_at=_whole(told, "edit_at"),
        delete_at=_whole(told, "delete_at"),
        file_ids=tuple(str(file) for file in files) if isinstance(files, list) else (),
        props=props if isinstance(props, dict) else {},
        type=str(told.get("type") or ""),
    )


def posts_of(told: object) -> list[Post]:
    """Read a list of posts in the server's order, the newest first.

    Roots that only come along with their replies are not in that order and are left out.
    """
    order = told.get("order") if isinstance(told, dict) else None
    posts = told.get("posts") if isinstance(told, dict) else None
    if not isinstance(order, list) or not isinstance(posts, dict | None):
        raise Unreachable(Cause.STRANGER, "an answer without posts")
    held = posts or {}
    return [post_of(held[each]) for each in order if each in held]


def list_of(told: object) -> list[object]:
    """Read a list, whatever is in it. Raises ChatAway where this is none."""
    if not isinstance(told, list):
        raise Unreachable(Cause.STRANGER, "an answer that is no list")
    return told


def person_of(told: object) -> Person:
    """Read one user. Raises ChatAway where this is none."""
    id_, username, roles = fields(told, ("id", "username", "roles"))
    assert isinstance(told, dict)
    return Person(
        id_,
        username,
        str(told.get("locale") or ""),
        guest=_GUEST in roles.split(),
        bot=told.get("is_bot") is True,
        gone=_whole(told, "delete_at") != 0,
    )


def _whole(told: Mapping[str, Any], name: str) -> int:
    value = told.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
