"""What Mattermost sends for a slash command, as a value; the only reader of that form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs

_MOST_FIELDS: Final = 500
_SEPARATORS: Final = ("%A0", "\N{REPLACEMENT CHARACTER}", "\N{NO-BREAK SPACE}")
"""What is left of a no-break space after the trigger: the server cuts one byte of its two."""
_SCHEME: Final = "token "


@dataclass(frozen=True, slots=True)
class Request:
    """One typed command. `trigger` is as typed, small letters, without its slash.

    `text` is what follows, verbatim but for the separator. `mentions` are the ids of the team's
    members that the text names, by username. `trigger_id` opens one dialog, within seconds.
    """

    trigger: str
    text: str
    user_id: str
    user_name: str
    channel_id: str
    team_id: str
    trigger_id: str
    token: str
    mentions: Mapping[str, str] = field(default_factory=dict)


def read(body: bytes, authorization: str) -> Request | None:
    """Return the request of a form body, or None for what no Mattermost sends.

    Invalid UTF-8 becomes U+FFFD. The token is the header's (`Token …`), else the form's.
    """
    try:
        form = parse_qs(
            body.decode("utf-8", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        return None

    def first(name: str) -> str:
        return form.get(name, [""])[0]

    token = first("token")
    if authorization.lower().startswith(_SCHEME):
        token = authorization[len(_SCHEME) :].strip()
    names, ids = form.get("user_mentions", []), form.get("user_mentions_ids", [])
    return Request(
        trigger=first("command").removeprefix("/").strip().lower(),
        text=_text(first("text")),
        user_id=first("user_id"),
        user_name=first("user_name"),
        channel_id=first("channel_id"),
        team_id=first("team_id"),
        trigger_id=first("trigger_id"),
        token=token,
        mentions=dict(zip(names, ids, strict=False)),
    )


def _text(typed: str) -> str:
    for separator in _SEPARATORS:
        typed = typed.removeprefix(separator)
    return typed
