"""The pinned card: one post, edited in place, found again, replaced where it was deleted."""

import math
from dataclasses import replace

import pytest

from logbook.chat.live_card import LiveCard
from logbook.chat.sight import Overboard, Sight
from tests.chat.fake import CHANNEL, Fault
from tests.chat.lines import BREST, NOON, VESSEL
from tests.chat.ship import Ship
from tests.chat.sights import SIGHT, moved


class Deck:
    """A live card, and time."""

    def __init__(self, ship: Ship) -> None:
        self.ship = ship
        self.card = LiveCard(ship.outbox, VESSEL)

    def show(self, sight: Sight = SIGHT) -> float:
        """Show a sight now; return in how many seconds the card asks to be called again."""
        return self.card.show(self.ship.now, sight, self.ship.orders) - self.ship.now

    @property
    def posts(self) -> list[str]:
        return [post.id for post in self.ship.chat.channel]


@pytest.fixture
def deck(ship: Ship) -> Deck:
    return Deck(ship)


def test_the_card_is_posted_once_pinned_and_then_edited(deck: Deck) -> None:
    assert deck.show() == 60.0
    assert deck.ship.chat.pins == deck.posts
    deck.ship.pass_time(60.0)
    deck.show(moved(200.0))
    assert len(deck.posts) == 1
    assert deck.ship.chat.channel[0].edit_at > 0
    assert deck.ship.chat.pins == deck.posts


def test_it_is_edited_no_more_than_once_a_minute(deck: Deck) -> None:
    for second in range(181):
        deck.show(moved(second * 50.0))
        deck.ship.pass_time(1.0)
    assert deck.ship.chat.calls.count("edit") == 3


def test_in_a_replay_the_minute_is_the_ship_s_own_but_at_least_five_seconds(deck: Deck) -> None:
    # Sixty times faster than life a minute passes each second, twice as fast each half minute;
    # and a passage begun again is shown at once.
    for rate, edits in ((60.0, 12), (2.0, 3)):
        deck.ship.chat.calls.clear()
        for second in range(61):
            at = NOON + rate * second
            deck.show(replace(moved(second * 50.0), at=at, simulated=True))
            deck.ship.pass_time(1.0)
        assert deck.ship.chat.calls.count("edit") == edits
        deck.ship.pass_time(60.0)


def test_while_nothing_changes_it_is_written_anew_every_quarter_of_an_hour(deck: Deck) -> None:
    for _ in range(120):
        deck.show()
        deck.ship.pass_time(30.0)
    assert deck.ship.chat.calls.count("edit") == 3


def test_an_alarm_does_not_wait_for_the_minute(deck: Deck) -> None:
    deck.show()
    deck.ship.pass_time(1.0)
    deck.show(replace(SIGHT, overboard=Overboard(NOON, BREST)))
    assert "HOMME À LA MER" in deck.ship.chat.texts[0]
    deck.ship.pass_time(1.0)
    deck.show(SIGHT)
    assert "HOMME À LA MER" not in deck.ship.chat.texts[0]


def test_after_a_restart_the_same_card_goes_on(deck: Deck) -> None:
    deck.show()
    deck.ship.restart()
    again = Deck(deck.ship)
    again.show()
    assert len(again.posts) == 1
    assert deck.ship.chat.calls.count("edit") == 1


def test_a_card_that_the_book_forgot_is_found_among_what_is_pinned(deck: Deck) -> None:
    deck.show()
    deck.ship.outbox.keep({"live_card": None})
    Deck(deck.ship).show()
    assert len(deck.posts) == 1


def test_a_deleted_card_is_replaced_and_pinned(deck: Deck) -> None:
    deck.show()
    deck.ship.chat.erase(deck.posts[0])
    deck.ship.pass_time(60.0)
    deck.show(moved(200.0))
    assert len(deck.posts) == 1
    assert deck.ship.chat.pins[-1] == deck.posts[0]


@pytest.mark.parametrize("call", range(5))
@pytest.mark.parametrize("fault", [Fault.SHUT, Fault.LOST, Fault.CUT, Fault.BUSY, Fault.BANNED])
def test_whatever_fails_while_it_is_made_there_is_one_card_and_it_is_pinned(
    deck: Deck, call: int, fault: Fault
) -> None:
    deck.ship.chat.faults.extend([Fault.NONE] * call + [fault])
    for _ in range(6):
        deck.ship.pass_time(max(deck.show(), 1.0))
        deck = Deck(deck.ship)  # the boat is restarted each time, too
    assert len(deck.posts) == 1
    assert deck.posts[0] in deck.ship.chat.pins


def test_a_card_made_just_before_a_kill_is_found_beside_a_deleted_one(deck: Deck) -> None:
    deck.show()
    (first,) = deck.ship.chat.channel
    deck.ship.chat.erase(first.id)
    asked = {"channel_id": CHANNEL, "post_id": "", "pinned": False, "asked_ms": first.create_at}
    deck.ship.outbox.keep({"live_card": asked})
    made = deck.ship.chat.post(CHANNEL, "…", props=first.props)
    Deck(deck.ship).show()
    assert deck.posts == [made.id]
    assert deck.ship.chat.pins[-1] == made.id


def test_while_the_chat_is_away_nothing_is_piled_up(deck: Deck) -> None:
    deck.show()
    deck.ship.chat.faults.extend([Fault.SHUT] * 5)
    pauses = []
    for hour in range(5):
        deck.ship.pass_time(3600.0)
        pauses.append(deck.show(moved(hour * 5000.0)))
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0]
    assert deck.card.fault is not None
    deck.ship.pass_time(60.0)
    deck.show(moved(30_000.0))
    assert deck.card.fault is None
    assert len(deck.posts) == 1
    assert deck.ship.chat.calls.count("edit") == 6


def test_a_server_that_forbids_late_edits_gets_no_new_card_every_minute(deck: Deck) -> None:
    deck.show()
    deck.ship.chat.faults.extend([Fault.BANNED])
    deck.ship.pass_time(60.0)
    deck.show(moved(200.0))
    assert len(deck.posts) == 1
    assert deck.card.fault is not None
    assert deck.card.fault.name == "cards.live_refused"


def test_a_card_that_is_not_wanted_any_more_is_taken_down(deck: Deck) -> None:
    deck.show()
    orders = deck.ship.orders
    deck.ship.orders = replace(orders, live_card=False)
    assert deck.show() < math.inf
    assert deck.posts == []
    deck.ship.orders = orders
    deck.show()
    assert len(deck.posts) == 1


def test_another_channel_gets_a_card_of_its_own(deck: Deck) -> None:
    deck.show()
    deck.ship.orders = replace(deck.ship.orders, channel_id="other")
    deck.ship.pass_time(60.0)
    deck.show(moved(200.0))
    assert [post.channel_id for post in deck.ship.chat.channel] == [CHANNEL, "other"]


def test_another_boats_card_is_left_alone(deck: Deck) -> None:
    other = LiveCard(deck.ship.outbox, "ff" * 16)
    other.show(deck.ship.now, SIGHT, deck.ship.orders)
    deck.ship.outbox.keep({"live_card": None})
    deck.show()
    assert len(deck.posts) == 2
    assert deck.ship.chat.calls.count("edit") == 0
