"""`show`: an entry with all that the book knows of it."""

from logbook.console.sheet import Sheet, sheet
from logbook.model.entries import (
    ClockSource,
    Condition,
    EntryKind,
    LogEntry,
    Origin,
    PositionSource,
)
from logbook.model.observations import Position
from logbook.model.quantities import BARO, DEPTH_SURFACE
from logbook.model.units import KNOT
from tests.console.entry import MEMBERS, NOON, entry
from tests.eye import spoken

GROIX = Position(47.6466, -3.4528)


def shown(
    one: LogEntry, *amending: LogEntry, language: str = "fr", width: int | None = None
) -> list[str]:
    page = Sheet(one, {one.number: amending}, MEMBERS, 7200)
    return list(sheet(spoken(language), page, width))


def test_a_sheet_tells_everything_in_order() -> None:
    rows = shown(
        entry(
            12,
            "Grand frais, deux ris",
            position=GROIX,
            position_source=PositionSource.GPS,
            sog=5.4 * KNOT,
            cog=231.0,
            conditions={
                BARO: Condition(101_320.0, 8.0),
                DEPTH_SURFACE: Condition(23.1, 0.4),
            },
        )
    )
    assert rows == [
        "Ligne 12 · remarque · écrite à la main · Anne",
        "mardi 2 juin 2026, 14:00 UTC+2 (2026-06-02T12:00:00Z)",
        "écrite à 2026-06-02T12:00:01Z",
        "47°38,80'N 003°27,17'W",
        "vitesse fond 5,4 nd",
        "route fond 231°",
        "baromètre 1013,2 hPa (il y a 8 s)",
        "fond 23,1 m (il y a 0 s)",
        "",
        "Grand frais, deux ris",
        "",
        f"empreinte {12:064x}",
        f"précédente {11:064x}",
    ]


def test_a_sheet_of_a_silent_boat_says_that_there_is_no_position() -> None:
    rows = shown(entry(3, "a", kind=EntryKind.HOURLY, origin=Origin.AUTO, author=None))
    assert rows[0] == "Ligne 3 · point horaire · automatique · le bord"
    assert rows[3] == "pas de position"


def test_a_stopped_ship_has_a_speed_on_the_sheet() -> None:
    assert "vitesse fond 0,0 nd" in shown(entry(3, "a", sog=0.0))


def test_an_interpolated_position_is_said_to_be() -> None:
    rows = shown(entry(3, "a", position=GROIX, position_source=PositionSource.TRACK))
    assert rows[3] == "47°38,80'N 003°27,17'W (d’après la trace)"


def test_what_was_given_by_hand_or_seen_is_said_to_be() -> None:
    measured = {BARO: Condition(101_320.0, 0.0), DEPTH_SURFACE: Condition(23.1, 0.4)}
    facts = {"by_hand": ["baro"], "by_eye": {"tws": 9.3}, "sea_state": 4}
    rows = shown(entry(3, "a", conditions=measured, facts=facts))
    assert rows[4:8] == [
        "baromètre 1013,2 hPa (à la main)",
        "fond 23,1 m (il y a 0 s)",
        "mer agitée (4)",
        "à l’œil : vent 18 nd force 5",
    ]
    english = shown(entry(3, "a", conditions=measured, facts=facts), language="en")
    assert english[4] == "barometer 1013.2 hPa (by hand)"


def test_a_time_of_the_computer_is_said_to_be_and_a_mended_one_keeps_what_was_written() -> None:
    host = entry(3, "a", clock=ClockSource.HOST)
    assert shown(host, language="en")[3] == "time of the computer, not yet of the GPS"
    mended = entry(3, "a", clock=ClockSource.HOST, mended_to=NOON + 3600)
    rows = shown(mended, language="en")
    assert rows[1] == "Tuesday 2 June 2026, 15:00 UTC+2 (2026-06-02T13:00:00Z)"
    assert rows[3] == ("written with the time 2026-06-02T12:00:00Z, mended since by the GPS")


def test_a_replayed_time_is_said_to_be() -> None:
    assert "rejouée" in shown(entry(3, "a", clock=ClockSource.REPLAY))[3]


def test_a_corrected_entry_shows_both_texts() -> None:
    first = entry(7, "Vent 18 nd")
    second = entry(9, "Vent 28 nd", kind=EntryKind.CORRECTION, refers_to=7)
    rows = shown(first, second)
    assert "[rayée] Vent 18 nd" in rows
    assert "> corrigée par la ligne 9 (2026-06-02 14:00, Anne) : Vent 28 nd" in rows
    assert "à propos de la ligne 7" in shown(second)


def test_a_narrow_terminal_is_kept_to() -> None:
    assert all(len(row) <= 40 for row in shown(entry(3, "mot " * 40), width=40))
