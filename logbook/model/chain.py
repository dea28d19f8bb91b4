"""The log's chain: an entry's stored text, its byte form, and the hash that binds it to the last.

What is hashed is the text that stands in the database, field by field in the order of
`FIELDS_FORM_1`, so that anyone can check a log with a dozen lines of any language.

Byte form 1 is the ASCII line `logbook entry 1`, the line of the hash of the entry before (64 hex
digits; `GENESIS` for the first entry), then a line for every field: `-` where it is silent, else
the length of its UTF-8 in bytes, `:` and the UTF-8 itself. Every line ends in one newline byte.
The hash is SHA-256 (FIPS 180-4) in small hex digits.
"""

import hashlib
import json
import math
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from logbook.model.entries import (
    ClockSource,
    Condition,
    Draft,
    EntryKind,
    LogEntry,
    Origin,
    PositionSource,
    Timing,
)
from logbook.model.observations import Position
from logbook.model.quantities import Quantity

Stored: TypeAlias = Mapping[str, str | None]
"""An entry as text, by field name; what is silent is None."""

FORM: Final = 1
"""The byte form in which new entries are hashed."""
GENESIS: Final = "0" * 64
"""What stands for the hash before the first entry's."""
FIELDS_FORM_1: Final = (
    "vessel",
    "number",
    "at",
    "written_at",
    "kind",
    "origin",
    "author",
    "text",
    "lat",
    "lon",
    "position_source",
    "sog",
    "cog",
    "conditions",
    "refers_to",
    "facts",
    "key",
    "clock_source",
    "clock_offset_s",
    "boot_id",
    "boot_s",
)


_CANONICAL: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def iso_utc(at: float) -> str:
    """Return `at` (UTC seconds since 1970) as `2026-06-01T12:00:00Z`, the second that had begun.

    Never rounded up, so that no line is stamped with a second that had not come; half a
    millisecond is forgiven, since a computed whole second may lie a hair below itself.
    Raises ValueError where the year is not within 1 and 9999.
    """
    if not math.isfinite(at):
        raise ValueError(f"{at!r} is not an instant")
    try:
        moment = datetime.fromtimestamp(math.floor(at + 0.0005), UTC)
    except OverflowError as error:
        raise ValueError(f"{at!r} is not within the years 1 and 9999") from error
    return f"{moment.isoformat()[:19]}Z"


def from_iso_utc(text: str) -> float:
    """Return what `iso_utc` wrote as UTC seconds since 1970; raises ValueError for other text."""
    return datetime.fromisoformat(text).timestamp()


def to_stored(draft: Draft, number: int, vessel: str) -> dict[str, str | None]:
    """Return the stored text of every field of `FIELDS_FORM_1`, in its order.

    Instants to the second, positions to 1e-7 degrees, SOG to 1 mm/s, COG to 0.01 degrees, clock
    offsets and boot times to the millisecond. Raises ValueError for what cannot be stored: NaN
    or infinity, text that is no UTF-8 (half a surrogate pair), facts that JSON cannot say.
    """
    position, timing = draft.position, draft.timing
    draft.text.encode()  # raises for half a surrogate pair, before the database would
    return {
        "vessel": vessel,
        "number": str(number),
        "at": iso_utc(draft.at),
        "written_at": iso_utc(draft.written_at),
        "kind": draft.kind.value,
        "origin": draft.origin.value,
        "author": draft.author,
        "text": draft.text,
        "lat": None if position is None else _decimal(position.lat, 7),
        "lon": None if position is None else _longitude(position.lon),
        "position_source": None if draft.position_source is None else draft.position_source.value,
        "sog": None if draft.sog is None else _decimal(draft.sog, 3),
        "cog": None if draft.cog is None else _decimal(round(draft.cog, 2) % 360.0, 2),
        "conditions": _conditions(draft.conditions),
        "refers_to": None if draft.refers_to is None else str(draft.refers_to),
        "facts": _json(draft.facts) if draft.facts else None,
        "key": draft.key,
        "clock_source": timing.source.value,
        "clock_offset_s": _decimal(timing.offset_s, 3),
        "boot_id": timing.boot_id or None,
        # A time since a boot that has no name says nothing.
        "boot_s": _decimal(timing.boot_s, 3) if timing.boot_id else None,
    }


def from_stored(stored: Stored) -> Draft:
    """Return the draft that `stored` holds.

    Raises ValueError, TypeError, KeyError or RecursionError where it holds none.
    """
    position_source = stored["position_source"]
    return Draft(
        at=from_iso_utc(_said(stored, "at")),
        written_at=from_iso_utc(_said(stored, "written_at")),
        kind=EntryKind(_said(stored, "kind")),
        origin=Origin(_said(stored, "origin")),
        text=_said(stored, "text"),
        timing=Timing(
            ClockSource(_said(stored, "clock_source")),
            _number(stored, "clock_offset_s") or 0.0,
            stored["boot_id"] or "",
            _number(stored, "boot_s") or 0.0,
        ),
        author=stored["author"],
        position=_position(stored),
        position_source=None if position_source is None else PositionSource(position_source),
        sog=_number(stored, "sog"),
        cog=_number(stored, "cog"),
        # Kept by the hundred (`store.rows`), and each with the same twenty names.
        conditions={
            Quantity(sys.intern(name)): Condition(_finite(value["value"]), _finite(value["age_s"]))
            for name, value in _object(stored["conditions"]).items()
        },
        refers_to=None if stored["refers_to"] is None else int(stored["refers_to"]),
        facts=_object(stored["facts"]),
        key=stored["key"],
    )


def digest(stored: Stored, prev: str) -> str:
    """Return the hash (64 hex digits) of `stored` standing after the entry whose hash is `prev`.

    A byte that was not UTF-8 when read may stand as a lone surrogate (`surrogateescape`) and is
    hashed as the byte that it was.
    """
    parts = [b"logbook entry 1", prev.encode("ascii", "surrogateescape")]
    for name in FIELDS_FORM_1:
        text = stored[name]
        if text is None:
            parts.append(b"-")
        else:
            data = text.encode("utf-8", "surrogateescape")
            parts.append(b"%d:%b" % (len(data), data))
    parts.append(b"")
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def to_entry(
    stored: Stored, *, prev: str, hash_: str, form: int = FORM, at: str | None = None
) -> LogEntry:
    """Return the entry that `stored` is; `at` is its mended instant (ISO), where it was mended."""
    draft = from_stored(stored)
    instant = draft.at if at is None else from_iso_utc(at)
    return LogEntry(int(_said(stored, "number")), draft, instant, prev, hash_, form)


def _decimal(value: float, places: int) -> str:
    # Adding 0.0 turns -0.0 into 0.0: one value, one text.
    return f"{round(_finite(value), places) + 0.0:.{places}f}"


def _longitude(lon: float) -> str:
    text = _decimal(lon, 7)
    return "-180.0000000" if text == "180.0000000" else text


def _conditions(conditions: Mapping[Quantity, Condition]) -> str | None:
    if not conditions:
        return None
    return _json(
        {
            name: {
                "value": float(_decimal(condition.value, 4)),
                "age_s": float(_decimal(condition.age_s, 1)),
            }
            for name, condition in conditions.items()
        }
    )


def _json(value: Mapping[Any, Any]) -> str:
    try:
        text = _CANONICAL.encode(value)
    except TypeError as error:
        raise ValueError(f"JSON cannot say {value!r}") from error
    text.encode()
    return text


def _said(stored: Stored, name: str) -> str:
    text = stored[name]
    if text is None:
        raise ValueError(f"an entry without {name} is none")
    return text


def _number(stored: Stored, name: str) -> float | None:
    text = stored[name]
    return None if text is None else _finite(float(text))


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is not a reading")
    return value


def _object(text: str | None) -> dict[str, Any]:
    found = json.loads(text or "{}")
    if not isinstance(found, dict):
        raise ValueError("what a line says in figures is by name")  # noqa: TRY004 - stored text
    return found


def _position(stored: Stored) -> Position | None:
    lat, lon = _number(stored, "lat"), _number(stored, "lon")
    return None if lat is None or lon is None else Position(lat, lon)
