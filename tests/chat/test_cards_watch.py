"""The card of a watch: its summary, then the ship as she is, nothing told twice."""

from dataclasses import replace

from logbook.chat.history import History
from logbook.model.entries import EntryKind
from tests.chat.lines import BREST, draft, entry
from tests.chat.test_cards import WEATHER, read


def test_the_card_of_a_watch_tells_the_glass_once() -> None:
    summary = "De quart : léa\n1013,2 hPa, -1,8 hPa en 4 h"
    facts = {"watch": ["léa"], "since": "2026-06-02T08:00:00Z"}
    line = draft(
        summary, kind=EntryKind.WATCH, facts=facts, position=BREST, conditions=WEATHER, sog=2.8
    )
    assert read(History(entry(12, line)))[1:] == [
        *summary.split("\n"),
        "48°22,41'N 004°29,87'W · 5,4 nd · vent 250° 18 nd force 5 · fond 12,4 m",
    ]
    bare = draft("De quart : léa", kind=EntryKind.WATCH, facts={"watch": ["léa"]}, position=BREST)
    told = History(entry(12, replace(bare, conditions=WEATHER)))
    assert "1013,2 hPa" in read(told)[-1]
