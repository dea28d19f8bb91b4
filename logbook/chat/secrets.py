"""What set-up found and made on the chat server, kept in `mattermost.json`, for us alone to read.

The set-up token is not among it. `LOGBOOK_MATTERMOST_URL`, `LOGBOOK_MATTERMOST_TOKEN` (the bot's)
and `LOGBOOK_MATTERMOST_CA` stand in for what the file says.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from logbook.disk import written
from logbook.model.refusal import Refusal
from logbook.model.signing import Signer

NAME: Final = "mattermost.json"
URL: Final = "LOGBOOK_MATTERMOST_URL"
TOKEN: Final = "LOGBOOK_MATTERMOST_TOKEN"  # noqa: S105 (the variable's name, not what it holds)
CA: Final = "LOGBOOK_MATTERMOST_CA"
_KEY_BYTES: Final = 32


class Door(NamedTuple):
    """A slash command or a webhook of ours: its id there, and the token that it shows us."""

    id: str
    token: str

    def __repr__(self) -> str:
        return f"Door(id={self.id!r})"


@dataclass(frozen=True, slots=True)
class Mattermost:
    """The server, the bot, the log's channel, and what was registered there.

    `callback` is our own address as the server reaches it; `commands` are by trigger, prefix
    included; `signing_key` was made aboard; `skipper_id` is the user named at set-up; `ca` a file
    of certificates to trust. Secrets do not show in its repr.
    """

    url: str
    bot_token: str = field(repr=False)
    bot_id: str
    team_id: str
    channel_id: str
    callback: str
    signing_key: str = field(repr=False)
    bot_token_id: str = ""
    skipper_id: str = ""
    trigger_prefix: str = ""
    channel_private: bool = False
    commands: Mapping[str, Door] = field(default_factory=dict)
    hook: Door | None = None
    ca: str = ""

    def token_of(self, command: str) -> str | None:
        """Return the token of `/command` or `command` as the wire says it, None if not ours."""
        door = self.commands.get(command.removeprefix("/"))
        return None if door is None else door.token


def new_signing_key() -> str:
    """Return a fresh random key: 64 hex digits."""
    return secrets.token_hex(_KEY_BYTES)


def load(folder: Path, environment: Mapping[str, str] = os.environ) -> Mattermost | None:
    """Return what is kept in `folder`, or None where nothing is set up.

    Raises Refusal `chat.unreadable` where the file cannot be read or is not ours.
    """
    path = folder / NAME
    try:
        found = _read(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        reason = error if isinstance(error, OSError) else type(error).__name__
        raise Refusal("chat.unreadable", file=path, reason=reason) from None
    return replace(
        found,
        url=environment.get(URL) or found.url,
        bot_token=environment.get(TOKEN) or found.bot_token,
        ca=environment.get(CA) or found.ca,
    )


def save(folder: Path, settings: Mattermost) -> None:
    """Keep `settings` in `folder`, whole or not at all, readable by us alone.

    Raises Refusal `chat.not_kept`.
    """
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=1)
    try:
        written(folder / NAME, text.encode())
    except OSError as error:
        raise Refusal("chat.not_kept", file=folder / NAME, reason=error) from error


def remove(folder: Path) -> None:
    """Forget what is kept in `folder`. Raises Refusal `chat.not_kept`."""
    try:
        (folder / NAME).unlink(missing_ok=True)
    except OSError as error:
        raise Refusal("chat.not_kept", file=folder / NAME, reason=error) from error


def open_to_others(folder: Path) -> bool:
    """Return whether anybody but us may read what is kept in `folder`."""
    try:
        return bool((folder / NAME).stat().st_mode & 0o077)
    except OSError:
        return False


class Kept:
    """What is kept in `folder`, read again when the file has changed; any thread may ask."""

    def __init__(self, folder: Path, environment: Mapping[str, str] = os.environ) -> None:
        self._folder = folder
        self._environment = environment
        self._last: tuple[object, Mattermost | None] = (None, None)

    def now(self) -> Mattermost | None:
        """Return what holds now; raises as `load` does. The same value while nothing changed."""
        seen = _mark(self._folder / NAME)
        last, settings = self._last
        if seen != last:
            settings = load(self._folder, self._environment)
            self._last = (seen, settings)
        return settings


def _mark(path: Path) -> object:
    try:
        stat = path.stat()
    except OSError:
        return ()
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)


def _read(told: Any) -> Mattermost:
    known = {one.name for one in fields(Mattermost)}
    values = {name: value for name, value in told.items() if name in known}
    values["commands"] = {
        str(trigger): Door(*map(str, door)) for trigger, door in told.get("commands", {}).items()
    }
    values["hook"] = Door(*map(str, told["hook"])) if told.get("hook") else None
    private = values.pop("channel_private", False) is True
    for name, value in values.items():
        if name not in {"commands", "hook"} and not isinstance(value, str):
            raise TypeError(name)
    settings = Mattermost(channel_private=private, **values)
    # A key that somebody cut short would prove nothing.
    Signer(settings.signing_key)
    return settings
