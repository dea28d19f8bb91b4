"""A dangerous alarm calls those on the list by name, and nobody for what is over or unlisted."""

from dataclasses import replace

from logbook.chat.hand import Hand
from logbook.chat.history import History
from logbook.chat.ship_alarm import LATE_S, ship_alarm
from logbook.locale import speaker
from logbook.model.entries import ClockSource, Draft, EntryKind, LogEntry, Origin, Timing
from logbook.model.notices import NoticeKind, notices_of

NOON = 1_780_315_200.0


def line(**facts: object) -> LogEntry:
    draft = Draft(
        at=NOON,
        written_at=NOON,
        kind=EntryKind.ALARM,
        origin=Origin.AUTO,
        text="Gale: 36 kn",
        timing=Timing(ClockSource.GPS),
        facts={"alert": "gale", "phase": "raised", **facts},
    )
    return LogEntry(7, draft, NOON, "0" * 64, "1" * 64, 1)


HAND = Hand(speaker("en"), "vessel", now=NOON + 5.0)


def test_those_on_the_list_are_called_with_the_line_in_plain_text() -> None:
    words = ship_alarm(History(line(calls=True), ()), HAND, ("marie", "paul"))
    assert words is not None
    assert words.message == "@marie @paul\nALARM · 12:00 UTC · Line 7\nGale: 36 kn"
    assert words.props == {}


def test_nobody_on_the_list_is_nobody_called() -> None:
    assert ship_alarm(History(line(calls=True), ()), HAND, ()) is None


def test_an_alarm_that_was_held_up_wakes_nobody() -> None:
    late = replace(HAND, now=NOON + LATE_S + 1.0)
    assert ship_alarm(History(line(calls=True), ()), late, ("marie",)) is None


def test_only_what_calls_is_owed_twice_and_every_alarm_has_its_card() -> None:
    kinds = [one.kind for one in notices_of(line(calls=True))]
    assert kinds == [NoticeKind.ALARM, NoticeKind.CARD]
    assert [one.kind for one in notices_of(line())] == [NoticeKind.CARD]
