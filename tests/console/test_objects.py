"""`--json`: the fields that programs rely on, one object a line."""

import json

from logbook.console.objects import as_line
from logbook.model.entries import ClockSource, Condition, EntryKind, Origin, PositionSource
from logbook.model.observations import Position
from logbook.model.quantities import BARO, QUANTITIES, TWS
from tests.console.entry import ANNE, NOON, entry

FIELDS = [
    "number",
    "at",
    "written_at",
    "kind",
    "origin",
    "author",
    "text",
    "position",
    "sog",
    "cog",
    "conditions",
    "hash",
    "refers_to",
    "reason",
    "after_visa",
    "position_source",
    "by_hand",
    "by_eye",
]


def test_an_object_has_the_promised_fields_in_si_and_utc() -> None:
    line = as_line(
        entry(
            12,
            "Grand frais",
            kind=EntryKind.WEATHER,
            position=Position(47.6466, -3.4528),
            sog=2.75,
            cog=231.0,
            conditions={BARO: Condition(101_320.0, 8.0)},
        )
    )
    told = json.loads(line)
    assert list(told) == FIELDS
    conditions = told.pop("conditions")
    assert told == {
        "number": 12,
        "at": "2026-06-02T12:00:00Z",
        "written_at": "2026-06-02T12:00:01Z",
        "kind": "weather",
        "origin": "manual",
        "author": ANNE,
        "text": "Grand frais",
        "position": {"lat": 47.6466, "lon": -3.4528},
        "sog": 2.75,
        "cog": 231.0,
        "refers_to": None,
        "reason": None,
        "after_visa": None,
        "position_source": None,
        "by_hand": None,
        "by_eye": None,
        "hash": f"{12:064x}",
    }
    assert conditions["baro"] == {"value": 101_320.0, "age_s": 8.0}


def test_a_change_tells_what_it_is_about_and_why_and_that_it_came_after_a_visa() -> None:
    facts = {"reason": "misread", "visa": 8}
    line = entry(9, "28 kn", kind=EntryKind.CORRECTION, refers_to=7, facts=facts)
    told = json.loads(as_line(line))
    assert (told["refers_to"], told["reason"], told["after_visa"]) == (7, "misread", 8)


def test_a_program_can_tell_what_was_measured_from_what_was_given_or_seen() -> None:
    line = entry(
        9,
        "a",
        position=Position(47.6, -3.4),
        position_source=PositionSource.HAND,
        conditions={BARO: Condition(101_320.0, 0.0), TWS: Condition(9.0, 1.0)},
        facts={"by_hand": ["baro"], "by_eye": {"tws": 12.0}},
    )
    told = json.loads(as_line(line))
    assert (told["position_source"], told["by_hand"]) == ("hand", ["baro"])
    assert told["by_eye"] == {"tws": 12.0}


def test_what_was_silent_is_null_and_zero_is_a_reading() -> None:
    told = json.loads(as_line(entry(1, "a", origin=Origin.AUTO, author=None, sog=0.0)))
    assert (told["author"], told["position"], told["cog"]) == (None, None, None)
    assert told["sog"] == 0.0
    assert told["conditions"] == dict.fromkeys(QUANTITIES)


def test_the_time_is_the_mended_one() -> None:
    mended = entry(1, "a", clock=ClockSource.HOST, mended_to=NOON + 3600.7)
    assert json.loads(as_line(mended))["at"] == "2026-06-02T13:00:00Z"


def test_an_object_is_one_line_and_harmless_on_any_terminal() -> None:
    text = "é\n\u2028\x1b[2J\x9b\ud800\N{DOLPHIN}"
    line = as_line(entry(1, text))
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["text"] == text
