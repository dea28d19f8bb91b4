"""What must be found again after a restart: named JSON values beside the entries."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from sqlite_utils import Database

DEEPEST: Final = 40
"""How deep what a line or a state says may nest: ours do by five. What is deeper cannot be read
everywhere."""
LARGEST: Final = 2**53
"""Up to here every integer has a float of its own."""
# Plain SQL: with every post and every line of the recorder's; sqlite-utils asks the schema first.
_KEPT: Final = "SELECT value FROM state WHERE name = ?"
_KEEP: Final = (
    "INSERT INTO state (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


def kept(db: Database, name: str) -> object | None:
    """Return the value kept under `name`, or None where there is none that can be read."""
    row = db.conn.execute(_KEPT, [name]).fetchone()
    return None if row is None else json_of(row[0])


def keep(db: Database, state: Mapping[str, object]) -> None:
    """Keep each value of `state` under its name; raises ValueError for NaN or infinity."""
    for name, value in state.items():
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        db.conn.execute(_KEEP, [name, text])


def json_of(text: object) -> object | None:
    """Return what a text of the database says as JSON; None where it is none, or nests too deep."""
    try:
        found: object = json.loads(str(text))
    except (ValueError, RecursionError):
        return None
    return found


def is_flat(told: object) -> bool:
    """Tell whether a value of JSON is there, and nests no deeper than is read everywhere."""
    level: list[object] = [told]
    for _ in range(DEEPEST):
        level = [inner for one in level for inner in _within(one)]
        if not level:
            return told is not None
    return False


def is_countable(told: object) -> bool:
    """Tell whether every number in a value of JSON is one that the program reckons with.

    Ours are finite and smaller than 2**53. JSON knows infinity, and integers that no float holds.
    """
    if isinstance(told, int | float):
        return -LARGEST < told < LARGEST
    return all(map(is_countable, _within(told)))


def _within(told: object) -> Iterable[object]:
    if isinstance(told, dict):
        return told.values()
    return told if isinstance(told, list) else ()
