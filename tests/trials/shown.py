"""How often the channel tells each line of the log, as a reader of French finds it there."""

import contextlib
import re
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Final

from demo.standin import StandIn

_LINE: Final = re.compile(r"^(?:\d\d:\d\d · )?Ligne (\d+)\b", re.MULTILINE)
_RUN: Final = re.compile(r"points horaires, lignes (\d+) à (\d+)\b")


def shown(mattermost: StandIn) -> Counter[int]:
    """Return how often each line's number is told, by a post of its own or among others."""
    found: Counter[int] = Counter()
    for post in mattermost.board.posts.values():
        uid = str(post.props.get("logbook_uid", ""))
        # The live card names no lines, and what is deleted tells none.
        if uid and not uid.startswith("live:") and not post.delete_at:
            found.update(int(number) for number in _LINE.findall(post.message))
            for first, last in _RUN.findall(post.message):
                found.update(range(int(first), int(last) + 1))
    return found


def owed(folder: Path) -> list[int]:
    """Return the numbers of the lines that have to be told, as plain SQL tells them."""
    quiet = "'setting', 'role', 'forecast', 'correction', 'strike'"
    asked = f"SELECT number FROM entries WHERE kind NOT IN ({quiet})"
    with contextlib.closing(sqlite3.connect(folder / "logbook.db")) as book:
        return [number for (number,) in book.execute(asked)]
