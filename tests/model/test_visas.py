"""Which lines stand under a visa: those of its day that it has seen, and no other."""

from logbook.model.chain import iso_utc
from logbook.model.entries import ClockSource, Draft, EntryKind, LogEntry, Origin, Timing
from logbook.model.visas import limits, made_after, over

DAY = 1_780_272_000.0
"""2026-06-01T00:00:00Z."""


def line(
    number: int,
    at: float,
    kind: EntryKind = EntryKind.REMARK,
    facts: dict[str, object] | None = None,
) -> LogEntry:
    draft = Draft(at, at, kind, Origin.MANUAL, "", Timing(ClockSource.GPS), facts=facts or {})
    return LogEntry(number, draft, at, "0" * 64, "1" * 64, 1)


def visa(number: int, last: int) -> LogEntry:
    facts = {"since": iso_utc(DAY), "until": iso_utc(DAY + 86_400), "last": last}
    return line(number, DAY + 90_000.0, EntryKind.VISA, facts)


def test_a_visa_that_says_no_day_seals_none_and_hides_no_other() -> None:
    unsaid_days: list[dict[str, object]] = [{}, {"since": "then", "until": 3}]
    for facts in unsaid_days:
        unsaid = line(7, DAY, EntryKind.VISA, {"last": 8, **facts})
        assert limits(unsaid) is None
        assert over(line(3, DAY), [unsaid, visa(9, 8)]) == 9


def test_a_line_of_the_day_that_was_seen_stands_under_the_visa() -> None:
    assert over(line(3, DAY), [visa(9, 8)]) == 9
    assert over(line(8, DAY + 86_399.0), [visa(9, 8)]) == 9


def test_a_line_of_another_day_does_not() -> None:
    assert over(line(3, DAY - 1.0), [visa(9, 8)]) is None
    assert over(line(3, DAY + 86_400.0), [visa(9, 8)]) is None


def test_a_line_that_came_to_the_day_later_does_not() -> None:
    assert over(line(10, DAY + 60.0), [visa(9, 8)]) is None


def test_of_two_visas_the_first_that_saw_it_counts() -> None:
    both = [visa(9, 8), visa(12, 11)]
    assert over(line(3, DAY), both) == 9
    assert over(line(10, DAY), both) == 12


def test_a_change_says_which_visa_it_came_after() -> None:
    assert made_after(line(5, DAY, EntryKind.CORRECTION, {"visa": 4})) == 4
    assert made_after(line(5, DAY, EntryKind.CORRECTION)) is None
