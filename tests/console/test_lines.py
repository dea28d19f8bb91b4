"""`list` on a terminal: a heading a day, narrow columns, marks that are explained."""

from itertools import islice, repeat

import pytest

from logbook.console.amendments import amendments
from logbook.console.lines import listing
from logbook.locale import speaker
from logbook.model.entries import ClockSource, EntryKind, LogEntry, Origin, PositionSource
from tests.console.entry import MEMBERS, NOON, entry

FRENCH, ENGLISH = speaker("fr"), speaker("en")


def listed(
    *entries: LogEntry, language: str = "fr", offset_s: int = 0, width: int | None = None
) -> list[str]:
    return list(
        listing(
            speaker(language),
            entries,
            amended=amendments(entries),
            members=MEMBERS,
            ship_offset_s=offset_s,
            width=width,
        )
    )


def test_entries_stand_under_their_day_in_ship_s_time() -> None:
    rows = listed(
        entry(7, "Grand-voile à deux ris"),
        entry(8, "Bonite !", at=NOON + 12 * 3600),
        offset_s=7200,
    )
    assert rows == [
        "— mardi 2 juin 2026 (UTC+2) —",
        "    7 14:00     Grand-voile à deux ris",
        "— mercredi 3 juin 2026 (UTC+2) —",
        "    8 02:00     Bonite !",
    ]


def test_no_entries_are_no_rows() -> None:
    assert listed() == []


def test_a_corrected_line_stays_legible_and_shows_who_when_and_what() -> None:
    rows = listed(
        entry(7, "Vent 18 nd"),
        entry(9, "Vent 28 nd", at=NOON + 720, kind=EntryKind.CORRECTION, refers_to=7),
    )
    assert rows[1:] == [
        "    7 12:00     [barré] Vent 18 nd",
        "                > corrigé par la ligne 9 (2026-06-02 12:12, Anne) : Vent 28 nd",
        "    9 12:12     corrige la ligne 7 : Vent 28 nd",
    ]


def test_a_struck_line_stays_legible_and_shows_the_reason() -> None:
    rows = listed(
        entry(7, "Dauphins"),
        entry(9, "wrong boat", kind=EntryKind.STRIKE, refers_to=7, author=None),
        language="en",
    )
    assert rows[1:] == [
        "    7 12:00     [struck] Dauphins",
        "                > struck by line 9 (2026-06-02 12:00, the ship): wrong boat",
        "    9 12:00     strikes line 7: wrong boat",
    ]


def test_a_correction_that_is_not_in_the_list_still_shows() -> None:
    first = entry(7, "Vent 18 nd")
    later = entry(9, "Vent 28 nd", kind=EntryKind.CORRECTION, refers_to=7)
    rows = list(listing(FRENCH, [first], amended=amendments([later]), members={}, ship_offset_s=0))
    assert "corrigé par la ligne 9" in rows[2]
    assert "9f2c" in rows[2]  # a member without a name is known by the id


def test_an_entry_that_only_refers_to_another_does_not_strike_it() -> None:
    watch = entry(9, "vu", kind=EntryKind.WATCH, refers_to=7)
    assert amendments([watch]) == {}


@pytest.mark.parametrize(
    ("marked", "row", "meaning"),
    [
        (
            entry(7, "a", origin=Origin.IMPORT),
            "    7 12:00  i  a",
            "i ligne importée d’un enregistrement",
        ),
        (
            entry(7, "a", clock=ClockSource.HOST),
            "    7 12:00?    a",
            "? heure de l’ordinateur, pas encore celle du GPS",
        ),
        (
            entry(7, "a", clock=ClockSource.HOST, mended_to=NOON + 3600),
            "    7 13:00*    a",
            "* heure corrigée depuis par le GPS",
        ),
        (
            entry(7, "a", position_source=PositionSource.TRACK, origin=Origin.IMPORT),
            "    7 12:00  i~ a",
            "~ position interpolée d’après la trace",
        ),
        (
            entry(7, "a", position_source=PositionSource.HAND),
            "    7 12:00  +  a",
            "+ position donnée à la main",
        ),
    ],
)
def test_a_mark_stands_beside_the_line_and_is_explained_below(
    marked: LogEntry, row: str, meaning: str
) -> None:
    rows = listed(marked)
    assert rows[1] == row
    assert rows[2] == ""
    assert rows[-1] == meaning


def test_marks_that_were_not_used_are_not_explained() -> None:
    assert len(listed(entry(7, "a"))) == 2


def test_a_long_text_is_wrapped_under_itself() -> None:
    rows = listed(entry(7, "mot " * 40), width=60)[1:]
    assert len(rows) > 2
    assert all(len(row) <= 60 for row in rows)
    assert all(row.startswith(" " * 16 + "mot") for row in rows[1:])


def test_lines_of_a_text_cannot_pass_for_lines_of_the_log() -> None:
    rows = listed(entry(7, "a\n    8 12:05     forged\x1b[2J\x1b[1A"))
    assert rows[2] == " " * 16 + "    8 12:05     forged\ufffd[2J\ufffd[1A"


def test_a_list_without_end_is_given_row_by_row() -> None:
    endless = listing(
        ENGLISH, repeat(entry(7, "a")), amended={}, members={}, ship_offset_s=0, width=80
    )
    assert len(list(islice(endless, 1000))) == 1000
