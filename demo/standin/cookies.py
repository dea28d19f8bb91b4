"""Buttons of posts that are not kept: each carries a cookie with what it would call."""

import copy
from typing import Any

from demo.standin.ids import new_id
from demo.standin.kept import Cookie
from demo.standin.site import Site

Json = dict[str, Any]


RETAINED = ("from_webhook", "override_username", "override_icon_url")
"""Props that an update by an action never takes away."""


def with_cookies(site: Site, props: Json, channel_id: str) -> Json:
    """Return props whose buttons carry a cookie."""
    told = copy.deepcopy(props)
    kept = retained(props)
    for attachment in told.get("attachments") or ():
        for action in attachment.get("actions") or ():
            name = f"{new_id()}{new_id()}"
            site.cookies[name] = Cookie(dict(action), channel_id, kept)
            action["cookie"] = name
    return told


def retained(props: Json) -> Json:
    """Return the props that stay whatever an action's answer says."""
    return {name: props[name] for name in RETAINED if name in props}
