"""What weather files are still to be answered, as it is written down before they are fetched."""

import json
from pathlib import Path
from typing import Any, NamedTuple


class Wanted(NamedTuple):
    """The files of an author's post that are still to be looked at, posted at `since_ms`."""

    post_id: str
    root_id: str
    channel_id: str
    since_ms: int
    file_ids: tuple[str, ...]
    author: str

    @classmethod
    def of(cls, told: dict[str, Any]) -> "Wanted":
        """Return it of its JSON; raises KeyError or TypeError for anything else."""
        post, root, channel = (str(told[name]) for name in ("post_id", "root_id", "channel_id"))
        files, author = tuple(map(str, told["file_ids"])), str(told.get("author", ""))
        return cls(post, root, channel, int(told["since_ms"]), files, author)


def read(path: Path) -> Wanted | None:
    """Return what was written down at `path`, None for what is none of it."""
    try:
        return Wanted.of(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError):
        return None
