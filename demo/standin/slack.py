"""What the server rewrites in an integration's text unless told to skip it: Slack's brackets."""

import re
from typing import Any

from demo.standin.site import Site

Json = dict[str, Any]

_LINK = re.compile(r"<([^<\|\>]+)\|([^\|\>]+)>")
_EVERYBODY = re.compile(r"<!(channel|here|all|everyone|group)(?:\|\w+)?>")
_SOMEBODY = re.compile(r"<@([A-Za-z0-9]+)(?:\|[^>]*)?>")
_ALL = {"group": "@channel", "everyone": "@all"}


def rewritten(site: Site, text: str) -> str:
    """Return `text` with links, calls to everybody and mentions as Mattermost writes them."""
    return linked(mentioned(site, text))


def linked(text: str) -> str:
    """Return `text` with its links as Mattermost writes them."""
    return _LINK.sub(lambda found: f"[{found[2]}]({found[1]})", text)


def mentioned(site: Site, text: str) -> str:
    """Return `text` with calls to everybody and mentions as Mattermost writes them."""

    def somebody(found: re.Match[str]) -> str:
        user = site.world.users.get(found[1])
        return f"@{user.username}" if user else found[0]

    text = _EVERYBODY.sub(lambda found: _ALL.get(found[1], f"@{found[1]}"), text)
    return _SOMEBODY.sub(somebody, text)


def attachments(listed: list[Any]) -> list[Json]:
    """Return attachments with each field's value as text, as Slack's are."""
    told = []
    for attachment in listed:
        copy = dict(attachment)
        fields = copy.get("fields")
        if fields is not None:
            copy["fields"] = [_field(each) for each in fields if each]
        told.append(copy)
    return told


def _field(field: Json) -> Json:
    short = field.get("short") in (True, "true")
    return {**field, "value": _text(field.get("value")), "short": short}


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return f"{value:g}" if isinstance(value, float) else str(value)
