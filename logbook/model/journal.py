"""Lines of the log as text: a JSON object each, the same in `export log` and in the journal.

An entry's line is every hashed field as its stored text, then `prev`, `hash` and `form`. The
journal has two more kinds: who is who (`member`), and whose book it is (`book`).
"""

import json
from collections.abc import Mapping
from typing import Any, Final

_BOOK: Final = b'{"book":'
_MEMBER: Final = b'{"member":'


def entry_line(row: Mapping[str, str | None]) -> bytes:
    """Return the line of an entry: `row` is its stored text with `prev`, `hash` and `form`.

    Fields keep the order they come in, which is the order they are hashed in. Text is UTF-8, so
    that a reader sees the words that the hash was taken over.
    """
    return _line(dict(row))


def book_line(vessel: str, nature: str) -> bytes:
    """Return the line that says whose book it is, and whether it is real or a replay's."""
    return _line({"book": vessel, "nature": nature})


def member_line(member_id: str, name: str, role: str, mattermost_id: str | None) -> bytes:
    """Return the line that says who a member is; the last one of a member holds."""
    return _line({"member": member_id, "name": name, "role": role, "mattermost_id": mattermost_id})


def is_entry(line: bytes) -> bool:
    """Tell whether a line of the journal is meant to be an entry's."""
    return not line.startswith((_BOOK, _MEMBER))


def is_member(line: bytes) -> bool:
    """Tell whether a line of the journal says who a member is."""
    return line.startswith(_MEMBER)


def said(line: bytes) -> dict[str, Any] | None:
    """Return what a line says, by name; None where it is torn or is no such line."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _line(fields: dict[str, Any]) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    # A byte that was not UTF-8 when read may stand as a lone surrogate: it is one of a damage.
    return text.encode("utf-8", "surrogateescape") + b"\n"
