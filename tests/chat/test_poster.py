"""The thread that posts: it wakes at news, outlives every fault, and stops when told to."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from logbook.chat.orders import Orders
from logbook.chat.poster import Poster
from logbook.chat.sight import Sight
from logbook.model.refusal import Refusal
from logbook.summaries.moment import Moment
from tests.chat.lines import NOON, draft
from tests.chat.ship import Ship

PATIENCE_S = 10.0


def becomes(what: Callable[[], bool]) -> bool:
    """Wait for a thread to do something, as briefly as can be; return whether it did."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if what():
            return True
        threading.Event().wait(0.005)
    return False


class Deck:
    """A poster at work; `orders` is what it is told when it asks, or raised."""

    def __init__(self, ship: Ship) -> None:
        self.ship = ship
        self.orders: Orders | Exception | None = replace(ship.orders, live_card=False)
        self.asked = 0
        self.poster = Poster(
            ship.outbox,
            ship.book.vessel,
            ship.readers.book,
            orders=self.told,
            sight=lambda: Sight(NOON, Moment()),
            clock=lambda: (ship.now, ship.utc),
        )

    def told(self) -> Orders | None:
        self.asked += 1
        if isinstance(self.orders, Exception):
            raise self.orders
        return self.orders


@pytest.fixture
def deck(tmp_path: Path) -> Iterator[Deck]:
    ship = Ship(tmp_path)
    made = Deck(ship)
    made.poster.start()
    yield made
    made.poster.stop()
    assert not made.poster.thread.is_alive()
    ship.close()


def test_a_line_is_in_the_channel_as_soon_as_it_is_written(deck: Deck) -> None:
    began = time.monotonic()
    deck.ship.write(draft("Pris un ris"))
    assert becomes(lambda: len(deck.ship.chat.texts) == 1)
    assert time.monotonic() - began < 2.0  # what the hour may take to be seen
    assert becomes(lambda: deck.poster.status().waiting == 0)


def test_lines_that_are_written_together_are_posted_in_one_round(
    deck: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("logbook.chat.poster.BREATH_S", 2.0)
    assert becomes(lambda: deck.asked == 1)
    for count in range(10):
        deck.ship.write(draft(f"tack {count}"))
        # Long enough for one that does not draw breath to have posted most of them singly.
        threading.Event().wait(0.02)
    assert becomes(lambda: len(deck.ship.chat.texts) == 10)
    assert deck.asked == 2


def test_without_a_chat_what_is_owed_waits(deck: Deck) -> None:
    deck.orders = None
    deck.ship.write(draft("a"))
    asked = deck.asked
    deck.poster.wake()
    assert becomes(lambda: deck.asked > asked)
    assert deck.poster.status().waiting == 1
    assert deck.poster.fault is None
    deck.orders = deck.ship.orders
    deck.poster.wake()
    assert becomes(lambda: deck.ship.outbox.held == 0)


@pytest.mark.parametrize(
    ("error", "name"),
    [(Refusal("chat.unreadable"), "chat.unreadable"), (RuntimeError("!"), "cards.held_fault")],
)
def test_the_thread_outlives_whatever_goes_wrong_and_says_so(
    deck: Deck, error: Exception, name: str
) -> None:
    deck.orders = error
    deck.poster.wake()
    assert becomes(lambda: deck.poster.fault is not None)
    assert deck.poster.fault is not None
    assert deck.poster.fault.name == name
    deck.orders = deck.ship.orders
    deck.ship.write(draft("a"))
    assert becomes(lambda: deck.ship.outbox.held == 0 and deck.poster.fault is None)


def test_the_live_card_is_kept_beside_what_is_owed(deck: Deck) -> None:
    deck.orders = deck.ship.orders
    deck.ship.write(draft("a"))
    assert becomes(lambda: len(deck.ship.chat.pins) == 1)
    assert deck.ship.chat.texts[0].endswith("\na")
    assert "pas de position" in deck.ship.chat.texts[1]


def test_what_is_given_up_and_what_waits_can_be_asked_for(deck: Deck) -> None:
    deck.ship.chat.bad = "poison"
    deck.orders = None
    deck.ship.write(draft("poison"), draft("b"))
    (first, _) = deck.ship.outbox.waiting()
    deck.ship.outbox.park(first.id, "Invalid message.")
    status = deck.poster.status()
    assert (status.waiting, status.parked) == (1, 1)
    assert [(one.entry, one.reason) for one in status.given_up] == [(1, "Invalid message.")]


def test_a_poster_that_was_never_started_stops_too(ship: Ship) -> None:
    Deck(ship).poster.stop()


def test_a_new_setup_is_tried_at_once(deck: Deck) -> None:
    asked = deck.asked
    deck.orders = None
    deck.poster.wake()
    assert becomes(lambda: deck.asked > asked)
    deck.ship.chat.bad = "a"
    deck.ship.write(draft("a"))
    deck.orders = deck.ship.orders
    deck.poster.wake()
    assert becomes(lambda: deck.poster.fault is not None)
    deck.ship.chat.bad = ""
    deck.orders = replace(deck.ship.orders, callback="http://elsewhere")
    deck.poster.wake()
    assert becomes(lambda: deck.ship.outbox.held == 0)
