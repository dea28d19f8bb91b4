"""After a change of a name the cards follow, some at a time, and never before what is news."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from logbook.chat.orders import Orders
from logbook.chat.outbox import Delivery
from logbook.locale import speaker
from logbook.model.entries import LogEntry
from logbook.model.notices import notices_of
from logbook.verbs.correct import correct
from logbook.verbs.events import watch
from logbook.verbs.rename import rename
from logbook.verbs.write import write
from logbook.watchkeeper.renaming import Recards
from tests.chat.fake import BOT, CHANNEL, FakeChat, Fault
from tests.verbs.aboard import Aboard, aboard
from tests.verbs.chat import PAUL


class Posted:
    """A ship whose cards stand in a channel of its own making."""

    def __init__(self, ship: Aboard) -> None:
        self.ship = ship
        self.chat = FakeChat()
        ship.book._notices = notices_of
        self.delivery = Delivery(ship.book.outbox, ship.bridge.readers.book)
        self.recards = Recards(ship.book, lambda: ship.bridge)

    def deliver(self) -> None:
        orders = Orders(self.chat, CHANNEL, BOT, speaker("fr"))
        for _ in range(20):
            if not self.ship.book.outbox.held:
                return
            self.delivery.deliver(self.ship.steady[0], self.ship.ship.at, orders)
        raise AssertionError(f"{self.ship.book.outbox.held} notices still wait")

    def write(self, count: int = 1) -> list[LogEntry]:
        paul = self.ship.caller(PAUL.id)
        return [write(self.ship.bridge, paul, f"ligne {one}") for one in range(count)]

    def rename(self, name: str = "Le Rouge") -> None:
        paul = self.ship.caller(PAUL.id)
        rename(self.ship.bridge, paul, paul.member, name)

    def rounds(self, most: int = 30) -> int:
        """Look and deliver until nothing is owed any more; return how many edits that took."""
        before = self.chat.calls.count("edit")
        for _ in range(most):
            self.recards.look()
            self.deliver()
        return self.chat.calls.count("edit") - before


@pytest.fixture
def posted(tmp_path: Path) -> Iterator[Posted]:
    with aboard(tmp_path) as ship:
        yield Posted(ship)


def test_every_card_that_names_the_member_is_made_anew_and_no_other(posted: Posted) -> None:
    ship = posted.ship
    (line,) = posted.write()
    other = write(ship.bridge, ship.caller(), "par marie")
    watch(ship.bridge, ship.caller(PAUL.id), ())
    correct(ship.bridge, ship.caller(), line.number, "ligne corrigée")
    posted.deliver()
    told = "\n".join(posted.chat.texts)
    assert told.count("paul") == 3
    posted.rename()
    assert posted.rounds() == 2
    told = "\n".join(posted.chat.texts)
    assert "paul" not in told
    assert told.count("Le Rouge") == 3
    assert other.draft.author != line.draft.author


def test_the_cards_follow_some_at_a_time_and_news_goes_first(posted: Posted) -> None:
    posted.write(25)
    posted.deliver()
    posted.rename()
    posted.recards.look()
    held = posted.ship.book.outbox.held
    assert held == 20
    posted.recards.look()
    assert posted.ship.book.outbox.held == held
    assert posted.rounds() == 25
    posted.rename("Le Vert")
    assert posted.rounds() == 25
    assert posted.rounds() == 0


def test_a_restart_goes_on_where_it_was(posted: Posted) -> None:
    posted.write(25)
    posted.deliver()
    posted.rename()
    posted.recards.look()
    posted.deliver()
    posted.recards = Recards(posted.ship.book, lambda: posted.ship.bridge)
    assert posted.rounds() == 5


def test_an_edit_that_the_server_refuses_is_no_news_for_the_thread(posted: Posted) -> None:
    posted.write()
    posted.deliver()
    posted.rename()
    posted.chat.faults.append(Fault.BANNED)
    posted.rounds()
    assert posted.chat.calls.count("post") == 1
