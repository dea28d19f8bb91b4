"""What the disk will not take is held and written later, once, in its order."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from logbook.model.entries import ClockSource, Draft, EntryKind, LogEntry, Origin, Timing
from logbook.model.refusal import Refusal
from logbook.recorder import Rules, pen
from logbook.recorder.pen import Pen
from tests.recorder.harness import Ship, instant, number

FULL = Refusal("store.full", file="logbook.db")


class FillingBook:
    """Stands before a real book, and is full when a test says so."""

    def __init__(self, ship: Ship) -> None:
        self.full = False
        self.refused = 0
        self._ship = ship

    def append(
        self, drafts: Sequence[Draft], state: Mapping[str, object] | None = None
    ) -> list[LogEntry]:
        if self.full:
            self.refused += 1
            raise FULL
        return self._ship.book.append(drafts, state)


def _with_filling_book(folder: Path, rules: Rules | None = None) -> tuple[Ship, FillingBook]:
    ship = Ship(folder, "09:50", rules)
    ship.stop()
    book = FillingBook(ship)
    ship.start(book)
    return ship, book


def test_hours_on_a_full_disk_are_written_when_there_is_space_again(tmp_path: Path) -> None:
    ship, book = _with_filling_book(tmp_path / "full", Rules(batch_s=60.0))
    ship.sail("10:00", 0.0)
    ship.sail("10:30")
    book.full = True
    ship.sail("13:10")
    assert ship.told() == [("departure", "10:00")]
    assert ship.recorder.fault is FULL
    book.full = False
    ship.sail("14:01")
    never, _ = _with_filling_book(tmp_path / "never", Rules(batch_s=60.0))
    never.sail("10:00", 0.0)
    never.sail("14:01")
    assert ship.recorder.fault is None
    assert ship.told() == never.told()
    assert [line.draft.facts for line in ship.lines()] == [
        line.draft.facts for line in never.lines()
    ]
    assert ship.points() == never.points()


def test_a_gap_that_cannot_be_written_at_once_is_counted_once(tmp_path: Path) -> None:
    ship, book = _with_filling_book(tmp_path)
    ship.sail("10:00", 0.0)
    ship.sail("10:30")
    book.full = True
    ship.sail("10:45", gps=False)
    ship.sail("10:50")
    book.full = False
    ship.sail("11:01")
    gap, hourly = ship.lines(EntryKind.GAP, EntryKind.HOURLY)
    assert gap.draft.kind is EntryKind.GAP
    assert number(hourly, "since_departure_m") == pytest.approx(6.0 * 1852.0, rel=0.01)


def test_the_disk_is_asked_again_at_every_batch_and_not_at_every_report(tmp_path: Path) -> None:
    ship, book = _with_filling_book(tmp_path, Rules(batch_s=10.0))
    ship.sail("10:00", 0.0)
    book.full = True
    ship.sail("10:20", every_s=1.0)
    assert 0 < book.refused <= 20 * 6 + 1


def test_at_the_end_what_is_held_is_tried_once_more(tmp_path: Path) -> None:
    ship, book = _with_filling_book(tmp_path)
    ship.sail("10:00", 0.0)
    book.full = True
    ship.sail("11:01")
    book.full = False
    ship.stop()
    assert ship.told() == [("departure", "10:00"), ("hourly", "11:00")]


def _remark(text: str, **facts: object) -> Draft:
    at = instant("10:00")
    timing = Timing(ClockSource.GPS)
    return Draft(at, at, EntryKind.REMARK, Origin.AUTO, text, timing, facts=facts)


def test_a_line_that_can_never_be_stored_keeps_no_other_out(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "10:00")
    written: list[str] = []
    one = Pen(ship.book, lambda entry: written.append(entry.draft.text), patient=True)
    one.hold([_remark("before"), _remark("never", depth=math.nan), _remark("after")])
    with pytest.raises(ValueError, match="JSON"):
        one.write(None)
    one.write(None)
    assert written == ["before", "after"]
    assert one.lost == 1


def test_what_is_held_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pen, "MOST_HELD", 3)
    ship = Ship(tmp_path, "10:00")
    one = Pen(ship.book, lambda _: None, patient=True)
    one.hold([_remark(str(number)) for number in range(5)])
    one.write(None)
    assert [line.draft.text for line in ship.lines()] == ["2", "3", "4"]
    assert one.lost == 2


def test_an_impatient_pen_lets_the_refusal_pass(tmp_path: Path) -> None:
    ship, book = _with_filling_book(tmp_path)
    book.full = True
    one = Pen(book, lambda _: None, patient=False)
    one.hold([_remark("import")])
    with pytest.raises(Refusal):
        one.write(None)
    ship.stop()
