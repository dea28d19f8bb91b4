"""Corrections and strikes: new lines about earlier ones, by those who may, once."""

from dataclasses import replace

import pytest

from logbook.model.entries import Draft, EntryKind, LogEntry
from logbook.model.refusal import Refusal
from logbook.verbs.correct import correct
from logbook.verbs.settings import change
from logbook.verbs.strike import strike
from logbook.verbs.write import write
from tests.verbs.aboard import Aboard
from tests.verbs.chat import LEO, MARIE, PAUL


@pytest.fixture
def line(ship: Aboard) -> LogEntry:
    """A line of Paul's."""
    return write(ship.bridge, ship.caller(PAUL.id), "Pris un ris")


def test_a_correction_refers_to_the_line_and_leaves_it_as_it_was(
    ship: Aboard, line: LogEntry
) -> None:
    entry = correct(ship.bridge, ship.caller(PAUL.id), line.number, "Deux ris", "mal compté")
    assert entry.draft.kind is EntryKind.CORRECTION
    assert entry.draft.refers_to == line.number
    assert entry.draft.text == "Deux ris"
    assert entry.draft.facts == {"reason": "mal compté"}
    assert entry.draft.position is None
    assert ship.entries()[line.number - 1].hash == line.hash


def test_a_correction_of_a_correction_is_about_the_first_line(ship: Aboard, line: LogEntry) -> None:
    first = correct(ship.bridge, ship.caller(PAUL.id), line.number, "Deux ris")
    second = correct(ship.bridge, ship.caller(MARIE.id), first.number, "Trois ris")
    assert second.draft.refers_to == line.number


def test_a_strike_is_done_once_and_the_second_is_told_of_the_first(
    ship: Aboard, line: LogEntry
) -> None:
    first = strike(ship.bridge, ship.caller(PAUL.id), line.number, "doublon")
    with pytest.raises(Refusal) as caught:
        strike(ship.bridge, ship.caller(MARIE.id), line.number, "encore")
    assert caught.value.name == "amend.struck"
    assert caught.value.facts["by"] == first.number
    assert caught.value.facts["author"] == "paul"
    assert caught.value.facts["reason"] == "doublon"
    assert sum(entry.draft.kind is EntryKind.STRIKE for entry in ship.entries()) == 1


def test_two_strikes_at_the_same_time_make_one(ship: Aboard, line: LogEntry) -> None:
    paul, marie = ship.caller(PAUL.id), ship.caller(MARIE.id)
    append = ship.bridge.append

    def meanwhile(drafts: list[Draft]) -> list[LogEntry]:
        # Marie looked before Paul wrote, and writes after him.
        strike(ship.bridge, paul, line.number, "le premier")
        return append(drafts)

    slow = replace(ship.bridge, append=meanwhile)  # type: ignore[arg-type] # lists are used
    with pytest.raises(Refusal, match=r"amend\.struck"):
        strike(slow, marie, line.number, "le second")
    assert sum(entry.draft.kind is EntryKind.STRIKE for entry in ship.entries()) == 1


def test_what_was_struck_is_not_corrected(ship: Aboard, line: LogEntry) -> None:
    strike(ship.bridge, ship.caller(PAUL.id), line.number, "doublon")
    with pytest.raises(Refusal, match=r"amend\.struck"):
        correct(ship.bridge, ship.caller(PAUL.id), line.number, "Deux ris")


def test_a_correction_may_be_struck_and_a_strike_may_not(ship: Aboard, line: LogEntry) -> None:
    paul = ship.caller(PAUL.id)
    wrong = correct(ship.bridge, paul, line.number, "Deux ris")
    taken_back = strike(ship.bridge, paul, wrong.number, "c'était bien un ris")
    assert taken_back.draft.refers_to == wrong.number
    with pytest.raises(Refusal, match=r"amend\.is_strike"):
        strike(ship.bridge, paul, taken_back.number, "non")
    with pytest.raises(Refusal, match=r"amend\.is_strike"):
        correct(ship.bridge, paul, taken_back.number, "non")


@pytest.mark.parametrize("number", [0, -1, 999_999_999])
def test_a_number_that_the_log_does_not_have_is_said(ship: Aboard, number: int) -> None:
    with pytest.raises(Refusal, match=r"amend\.unknown"):
        correct(ship.bridge, ship.caller(), number, "x")
    with pytest.raises(Refusal, match=r"amend\.unknown"):
        strike(ship.bridge, ship.caller(), number, "x")


def test_only_the_author_or_a_skipper_amends(ship: Aboard, line: LogEntry) -> None:
    for other in (LEO.id,):
        with pytest.raises(Refusal, match=r"rights\.not_yours"):
            correct(ship.bridge, ship.caller(other), line.number, "x")
        with pytest.raises(Refusal, match=r"rights\.not_yours"):
            strike(ship.bridge, ship.caller(other), line.number, "x")
    assert correct(ship.bridge, ship.caller(MARIE.id), line.number, "x").number


def test_a_guest_amends_their_own(ship: Aboard) -> None:
    leo = ship.caller(LEO.id)
    line = write(ship.bridge, leo, "un dofin")
    assert correct(ship.bridge, leo, line.number, "un dauphin").draft.refers_to == line.number


def test_how_the_log_was_set_is_not_struck(ship: Aboard) -> None:
    line = change(ship.bridge, ship.caller(), "interval", "30min")
    with pytest.raises(Refusal, match=r"amend\.housekeeping"):
        strike(ship.bridge, ship.caller(), line.number, "x")


def test_a_strike_needs_a_reason_and_a_correction_words(ship: Aboard, line: LogEntry) -> None:
    with pytest.raises(Refusal, match=r"amend\.no_reason"):
        strike(ship.bridge, ship.caller(), line.number, " \0 ")
    with pytest.raises(Refusal, match=r"verbs\.no_text"):
        correct(ship.bridge, ship.caller(), line.number, "  ")
    with pytest.raises(Refusal, match=r"verbs\.too_long"):
        correct(ship.bridge, ship.caller(), line.number, "é" * 4001)


def test_a_correction_with_a_known_key_is_not_written_again(ship: Aboard, line: LogEntry) -> None:
    paul = ship.caller(PAUL.id)
    first = correct(ship.bridge, paul, line.number, "Deux ris", key="form:1")
    assert correct(ship.bridge, paul, line.number, "Deux ris", key="form:1") == first
