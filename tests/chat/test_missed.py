"""After an outage one digest is posted, not a flood; and what came after it is posted as ever."""

from logbook.model.entries import EntryKind
from logbook.store.outbox import OwedState
from tests.chat.fake import Fault
from tests.chat.lines import BREST, NOON, draft
from tests.chat.ship import Ship


def hours(ship: Ship, count: int) -> None:
    """Let hours go by, with a line each, and nobody to post them to."""
    for _ in range(count):
        ship.write(draft("point", kind=EntryKind.HOURLY, author=None, at=ship.utc))
        ship.pass_time(3600.0)


def test_days_away_are_one_post_and_peoples_words_are_in_it(ship: Ship) -> None:
    hours(ship, 40)
    ship.write(draft("Pris un ris", at=ship.utc))
    hours(ship, 30)
    ship.settle()
    (text,) = ship.chat.texts
    assert "Les 71 lignes" in text
    assert "Pris un ris" in text
    assert ship.outbox.count(OwedState.TOLD) == 71


def test_a_dozen_cards_are_not_yet_a_flood(ship: Ship) -> None:
    hours(ship, 12)
    ship.settle()
    assert len(ship.chat.texts) == 12


def test_many_lines_of_the_last_minutes_are_not_an_outage(ship: Ship) -> None:
    ship.write(*[draft(f"a{n}", at=ship.utc) for n in range(30)])
    ship.settle()
    assert len(ship.chat.texts) == 30


def test_a_digest_that_arrived_unknown_to_us_is_not_posted_again(ship: Ship) -> None:
    ship.chat.faults.extend([Fault.NONE, Fault.CUT])
    hours(ship, 20)
    ship.write(draft("corrigé", kind=EntryKind.CORRECTION, refers_to=3, at=ship.utc))
    ship.settle()
    assert len(ship.chat.texts) == 1
    assert ship.outbox.held == 0


def test_a_late_digest_is_not_taken_for_the_lines_that_came_after_it(ship: Ship) -> None:
    hours(ship, 20)
    ship.chat.faults.extend([Fault.NONE, Fault.LATE])
    ship.deliver()
    hours(ship, 1)
    ship.chat.now_ms -= 3_600_000  # for the server hardly a second has passed
    ship.settle()
    assert len(ship.chat.texts) == 2
    assert "Ligne 21" in ship.chat.texts[1]


def test_an_alarm_within_an_outage_is_not_drowned_in_a_digest(ship: Ship) -> None:
    hours(ship, 15)
    ship.write(draft("Homme à la mer", kind=EntryKind.MOB, position=BREST, at=ship.utc))
    hours(ship, 15)
    ship.settle()
    first, alarm, second = ship.chat.texts
    assert "Les 15 lignes" in first
    assert alarm.startswith("@anne @leo\nHOMME À LA MER")
    assert "Les 16 lignes" in second


def test_a_correction_of_a_line_told_in_a_digest_is_a_reply_to_it(ship: Ship) -> None:
    ship.write(draft("Pris un ris"))
    hours(ship, 15)
    ship.settle()
    (digest,) = ship.chat.channel
    ship.write(draft("Pris deux ris", kind=EntryKind.CORRECTION, refers_to=1, at=ship.utc))
    ship.settle()
    assert ship.chat.channel[0] == digest
    assert ship.chat.channel[1].root_id == digest.id
    assert "~~Pris un ris~~" in ship.chat.texts[1]
    ship.write(draft("Pris trois ris", kind=EntryKind.CORRECTION, refers_to=1, at=ship.utc))
    ship.settle()
    assert len(ship.chat.texts) == 2
    assert ship.chat.texts[1].endswith("Pris trois ris")


def test_a_digest_that_is_refused_is_posted_line_by_line(ship: Ship) -> None:
    hours(ship, 15)
    ship.chat.faults.extend([Fault.NONE, Fault.REFUSED])
    ship.settle()
    assert len(ship.chat.texts) == 15
    assert ship.outbox.count(OwedState.PARKED) == 0


def test_a_changed_card_of_before_the_outage_is_edited_too(ship: Ship) -> None:
    ship.write(draft("Vent 18 nd"))
    ship.deliver()
    ship.write(draft("Vent 28 nd", kind=EntryKind.CORRECTION, refers_to=1, at=NOON))
    hours(ship, 20)
    ship.write(draft("Vent 38 nd", kind=EntryKind.CORRECTION, refers_to=1, at=ship.utc))
    ship.settle()
    assert ship.chat.texts[0].endswith("Vent 38 nd")
    assert len(ship.chat.texts) == 2
