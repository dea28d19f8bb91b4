"""The card of an entry whose wind or glass somebody gave, because no instrument told it."""

from logbook.chat.history import History
from logbook.model.entries import Condition, EntryKind
from logbook.model.quantities import AWS
from tests.chat.lines import NOON, draft, entry
from tests.chat.test_cards import WEATHER, read


def test_wind_and_glass_by_hand_are_said_to_be_and_what_is_measured_is_not() -> None:
    felt = {**WEATHER, AWS: Condition(8.0, 1.0)}
    line = draft("Relevé", conditions=felt, facts={"by_hand": ["baro", "twd", "tws"]})
    assert read(History(entry(3, line)))[-1] == (
        "vent apparent 16 nd · fond 12,4 m"
        " · vent 250° 18 nd force 5 (à la main) · 1013,2 hPa (à la main)"
    )
    assert "1013.2 hPa (by hand)" in read(History(entry(3, line)), "en")[-1]
    half = draft("Relevé", conditions=WEATHER, facts={"by_hand": ["baro"]})
    told = read(History(entry(3, half)))[-1]
    assert "vent 250° 18 nd force 5 · fond" in told
    assert told.endswith("1013,2 hPa (à la main)")


def test_the_glass_by_hand_stands_on_the_card_of_a_watch_too() -> None:
    facts = {"watch": ["anne"], "since": NOON - 3600, "by_hand": ["baro"]}
    line = draft("Quart", kind=EntryKind.WATCH, conditions=WEATHER, facts=facts)
    assert read(History(entry(3, line)))[-1].endswith("1013,2 hPa (à la main)")
