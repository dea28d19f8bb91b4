"""Who has the watch: the last line that stands, in the words that it was corrected to."""

from logbook.model.entries import EntryKind
from logbook.verbs import events
from logbook.verbs.correct import correct
from logbook.verbs.handover import handover
from logbook.verbs.on_watch import on_watch
from logbook.verbs.strike import strike
from logbook.verbs.write import write
from tests.eye import seen
from tests.verbs.aboard import NOON, Aboard
from tests.verbs.passage import HOUR, departed, took


def names(ship: Aboard) -> tuple[str, ...]:
    with ship.bridge.readers.book() as book:
        found = on_watch(ship.bridge, book, ship.ship.at)
    return () if found is None else found.names


def test_a_change_of_the_watch_that_was_struck_never_was(ship: Aboard) -> None:
    departed(ship, 8.0)
    took(ship, "paul", 4.0)
    marie = ship.caller()
    wrong = events.watch(ship.bridge, marie, ["leo"], at=NOON - HOUR)
    assert names(ship) == ("leo",)
    strike(ship.bridge, marie, wrong.number, "pas lui")
    assert names(ship) == ("paul",)
    found = handover(ship.bridge)
    assert found is not None
    assert found.since == NOON - 4 * HOUR


def test_who_has_the_watch_is_who_the_correction_says(ship: Aboard) -> None:
    marie = ship.caller()
    line = events.watch(ship.bridge, marie, ["leo"])
    correct(ship.bridge, marie, line.number, "De quart : léa\net la suite")
    assert names(ship) == ("léa",)
    correct(ship.bridge, marie, line.number, "Zoé, seule")
    assert names(ship) == ("Zoé, seule",)


def test_a_line_of_the_form_about_the_watch_changes_nobody(ship: Aboard) -> None:
    took(ship, "paul", 4.0)
    write(ship.bridge, ship.caller(), "quart calme", kind=EntryKind.WATCH)
    assert names(ship) == ("paul",)


def test_a_name_with_the_signs_of_members_names_no_member(ship: Aboard) -> None:
    marie = ship.caller()
    line = events.watch(ship.bridge, marie, [f"⟦{marie.member.id}⟧"])
    assert seen(line.draft.text) == f"De quart : [{marie.member.id}]"
