"""Marks: which lines of the log stand on a chart, and as they now read."""

from logbook.exports.marks import SIGNS, Names, marks
from logbook.exports.text import ascii_name, clean
from logbook.model.entries import ClockSource, Draft, EntryKind, LogEntry, Origin, Timing
from logbook.model.observations import Position
from tests.exports.voyages import T0, mark


def entry(
    number: int, kind: EntryKind, text: str, refers_to: int | None = None, lat: float | None = 48.0
) -> LogEntry:
    draft = Draft(
        at=T0,
        written_at=T0,
        kind=kind,
        origin=Origin.MANUAL,
        text=text,
        timing=Timing(ClockSource.GPS),
        position=None if lat is None else Position(lat, -4.5),
        refers_to=refers_to,
    )
    return LogEntry(number, draft, T0 + 5.0, "0" * 64, "1" * 64, 1)


def shown(*entries: LogEntry) -> list[tuple[int, str]]:
    return [(one.number, one.text) for one in marks(lambda: entries)]


def test_a_corrected_line_reads_as_corrected_last() -> None:
    assert shown(
        entry(1, EntryKind.REMARK, "Dofin"),
        entry(2, EntryKind.CORRECTION, "Dophin", 1),
        entry(3, EntryKind.CORRECTION, "Dauphin", 1),
    ) == [(1, "Dauphin")]


def test_a_struck_line_stays_off_the_chart_even_if_it_was_corrected_too() -> None:
    assert not shown(
        entry(1, EntryKind.REMARK, "Baleine"),
        entry(2, EntryKind.STRIKE, "un tronc", 1),
        entry(3, EntryKind.CORRECTION, "Tronc", 1),
    )


def test_amendments_come_in_any_order() -> None:
    assert shown(
        entry(3, EntryKind.CORRECTION, "Dauphin", 1),
        entry(2, EntryKind.CORRECTION, "Dophin", 1),
        entry(1, EntryKind.REMARK, "Dofin"),
    ) == [(1, "Dauphin")]


def test_lines_without_a_place_and_lines_about_the_book_are_no_marks() -> None:
    assert not shown(
        entry(1, EntryKind.REMARK, "Où ?", lat=None),
        entry(2, EntryKind.SETTING, "interval"),
        entry(3, EntryKind.CLOCK, "offset"),
    )


def test_a_mark_stands_at_the_corrected_instant() -> None:
    found = next(marks(lambda: [entry(1, EntryKind.ARRIVAL, "Groix")]))
    assert found.at == T0 + 5.0


def test_a_name_is_given_once_and_then_with_the_entrys_number() -> None:
    names = Names(0.0)
    assert names.name(mark(1, EntryKind.MOB)) == "2026 MOB"
    assert names.name(mark(2, EntryKind.MOB)) == "2026 MOB 2"
    assert names.name(mark(123_456_789, EntryKind.MOB)) == "2026 MOB 123456789"


def test_every_sign_fits_a_name_with_room_for_a_number() -> None:
    for word, symbol in SIGNS.values():
        assert ascii_name(word) == word
        assert len(f"0000 {word} 12345678") <= 20
        assert symbol.isascii()


def test_names_are_folded_to_ascii_and_cut() -> None:
    assert ascii_name("Île-d’Yeu à la cape, enfin arrivés") == "Ile-dYeu a la cape,"


def test_line_ends_become_blanks_and_other_controls_go() -> None:
    assert clean(" a\r\nb\tc\x07d\x9b ") == "a b cd"
