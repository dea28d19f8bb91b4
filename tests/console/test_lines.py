"""`list` on a terminal: a heading a day, narrow columns, marks that are explained."""

from collections.abc import Iterable
from itertools import islice, repeat

import pytest

from logbook.console.lines import listing
from logbook.locale import speaker
from logbook.model.entries import (
    ClockSource,
    Condition,
    EntryKind,
    LogEntry,
    Origin,
    PositionSource,
)
from logbook.model.history import Later
from logbook.model.naming import sign
from logbook.model.quantities import BARO
from tests.console.entry import ANNE, MEMBERS, NOON, entry
from tests.eye import french, spoken

FRENCH, ENGLISH = french(), speaker("en")


def amendments(entries: Iterable[LogEntry]) -> Later:
    """Return what refers to each line, as a book tells it."""
    found: dict[int, list[LogEntry]] = {}
    for one in entries:
        if one.draft.refers_to is not None:
            found.setdefault(one.draft.refers_to, []).append(one)
    return found


def listed(
    *entries: LogEntry, language: str = "fr", offset_s: int = 0, width: int | None = None
) -> list[str]:
    return list(
        listing(
            spoken(language),
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
        "    7 12:00     [rayée] Vent 18 nd",
        "                > corrigée par la ligne 9 (2026-06-02 12:12, Anne) : Vent 28 nd",
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
    assert "corrigée par la ligne 9" in rows[2]
    assert "9f2c" in rows[2]  # a member without a name is known by the id


def test_an_entry_that_only_refers_to_another_does_not_strike_it() -> None:
    rows = listed(entry(7, "Vent 18 nd"), entry(9, "vu", kind=EntryKind.WATCH, refers_to=7))
    assert rows[1:] == ["    7 12:00     Vent 18 nd", "    9 12:00     vu"]


def test_a_correction_that_was_struck_or_corrected_again_is_struck_through_too() -> None:
    rows = listed(
        entry(7, "Vent 18 nd"),
        entry(8, "Vent 28 nd", kind=EntryKind.CORRECTION, refers_to=7),
        entry(9, "Vent 38 nd", kind=EntryKind.CORRECTION, refers_to=7),
        entry(10, "lu de travers", kind=EntryKind.STRIKE, refers_to=9),
    )
    when = "2026-06-02 12:00, Anne"
    assert rows[1:5] == [
        "    7 12:00     [rayée] Vent 18 nd",
        f"                > corrigée par la ligne 8 ({when}) : Vent 28 nd",
        f"                > [rayée] corrigée par la ligne 9 ({when}) : Vent 38 nd",
        f"                > rayée par la ligne 10 ({when}) : lu de travers",
    ]
    assert rows[6] == "    9 12:00     [rayée] corrige la ligne 7 : Vent 38 nd"


def test_a_reason_and_a_visa_are_told_with_the_correction() -> None:
    facts = {"reason": "mal lu", "visa": 8}
    rows = listed(
        entry(7, "Vent 18 nd"),
        entry(9, "Vent 28 nd", kind=EntryKind.CORRECTION, refers_to=7, facts=facts),
    )
    assert rows[2].split("> ")[1] == (
        "corrigée par la ligne 9 (2026-06-02 12:00, Anne, après le visa de la ligne 8 ;"
        " motif : mal lu) : Vent 28 nd"
    )


def test_a_name_that_the_log_put_in_is_that_of_today() -> None:
    rows = listed(entry(7, f"{sign(ANNE)} est chef de bord"))
    assert rows[1].endswith("Anne est chef de bord")


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
        (
            entry(
                7,
                "a",
                position_source=PositionSource.HAND,
                conditions={BARO: Condition(101_320.0, 0.0)},
                facts={"by_hand": ["baro"]},
            ),
            "    7 12:00  +^ a",
            "^ vent ou pression donnés à la main",
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
