"""The outbox against the stand-in over real HTTP: what Mattermost stores, and how it fails."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from demo.standin import StandIn
from demo.standin.faults import Fault
from logbook.chat.live_card import LiveCard
from logbook.chat.mattermost import MattermostChat
from logbook.chat.sight import Sight
from logbook.locale import LANGUAGES, speaker
from logbook.model.entries import EntryKind
from logbook.model.neutral import JOINER
from logbook.store.outbox import OwedState
from logbook.summaries.moment import Moment
from tests.chat.lines import BREST, draft
from tests.chat.setting_up import SetUp
from tests.chat.ship import Ship

FAILING = (*Fault, None)


class Afloat(Ship):
    """A ship whose chat is a real HTTP client of the stand-in; its clock is ours too."""

    def __init__(self, folder: Path, server: StandIn) -> None:
        super().__init__(folder)
        self.server = server
        settings = SetUp(server).run()
        self.server_ms = 0
        self.orders = replace(
            self.orders,
            chat=MattermostChat(settings),
            channel_id=settings.channel_id,
            bot_id=settings.bot_id,
        )

    def pass_time(self, seconds: float) -> None:
        super().pass_time(seconds)
        CLOCK[0] += int(seconds * 1000)

    @property
    def texts(self) -> list[str]:
        posts = self.server.board.of_channel(self.orders.channel_id)
        ours = (post for post in posts if post.user_id == self.orders.bot_id and not post.delete_at)
        ordered = sorted((post for post in ours if not post.type), key=lambda post: post.create_at)
        return [post.message.replace(JOINER, "") for post in ordered]


CLOCK = [1_780_000_000_000]


def clock() -> int:
    """Return the server's time: it goes on by itself, a little."""
    CLOCK[0] += 1
    return CLOCK[0]


@pytest.fixture
def ship(tmp_path: Path) -> Iterator[Afloat]:
    with StandIn(clock=clock) as server:
        made = Afloat(tmp_path, server)
        yield made
        made.close()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_server_does_each_line_stands_once_and_in_order(
    ship: Afloat, seed: int
) -> None:
    chance = Random(seed)
    for number in range(12):
        ship.write(draft(f"ligne n{number}", at=ship.utc))
        for _ in range(chance.randrange(3)):
            fault = chance.choice(FAILING)
            if fault is not None:
                ship.server.faults.plan(fault, part=f"/{chance.choice(('posts', 'channels'))}")
        if chance.random() < 0.3:
            ship.restart()
        ship.deliver()
        ship.pass_time(chance.choice([0.5, 3.0, 40.0]))
    ship.server.faults.clear()
    ship.pass_time(600.0)
    ship.settle()
    assert [text.split("\n")[1] for text in ship.texts] == [f"ligne n{n}" for n in range(12)]
    assert ship.outbox.count(OwedState.PARKED) == 0


def test_a_server_that_woke_up_in_the_past_and_was_put_right_is_posted_to_once(
    ship: Afloat,
) -> None:
    ship.write(draft("avant", at=ship.utc))
    ship.settle()
    CLOCK[0] -= 20 * 3_600_000
    ship.server.faults.plan(Fault.STORE_THEN_HANG_UP, method="POST", part="/posts")
    ship.write(draft("après", at=ship.utc))
    ship.deliver()
    CLOCK[0] += 20 * 3_600_000
    ship.pass_time(40.0)
    ship.settle()
    assert sorted(text.split("\n")[1] for text in ship.texts) == ["après", "avant"]


def test_a_card_is_posted_corrected_and_struck_on_the_server(ship: Afloat) -> None:
    ship.write(draft("Vent @channel 18 nd", at=ship.utc, position=BREST))
    ship.settle()
    ship.write(draft("Vent 28 nd", at=ship.utc, kind=EntryKind.CORRECTION, refers_to=1))
    ship.settle()
    assert "~~Vent @channel 18 nd~~" in ship.texts[0]
    ship.write(draft("faux", at=ship.utc, kind=EntryKind.STRIKE, refers_to=1))
    ship.settle()
    assert len(ship.texts) == 1
    assert "(ligne 3) : faux" in ship.texts[0]


def test_an_outage_of_days_ends_in_one_digest(ship: Afloat) -> None:
    ship.write(draft("avant", at=ship.utc))
    ship.settle()
    ship.server.faults.away = True
    for _ in range(30):
        ship.write(draft("point", at=ship.utc, kind=EntryKind.HOURLY, author=None))
        ship.deliver()
        ship.pass_time(3600.0)
    ship.server.faults.away = False
    ship.settle()
    assert len(ship.texts) == 2
    assert "Les 30 lignes" in ship.texts[1]


@pytest.mark.parametrize("code", LANGUAGES)
def test_while_the_server_is_off_it_is_said_why_in_the_reader_s_own_words(
    ship: Afloat, code: str
) -> None:
    ship.write(draft("a", at=ship.utc))
    with ship.server.away():
        ship.deliver()
    assert ship.delivery.fault is not None
    why = {"fr": "(personne n’écoute)", "en": "(nobody listens there)"}
    assert why[code] in speaker(code).refusal(ship.delivery.fault)


def test_a_channel_that_was_archived_is_waited_for(ship: Afloat) -> None:
    ship.write(draft("a", at=ship.utc))
    ship.settle()
    channels = ship.server.world.channels
    kept = channels[ship.orders.channel_id]
    channels[kept.id] = replace(kept, delete_at=CLOCK[0])
    ship.write(draft("b", at=ship.utc))
    ship.deliver()
    assert ship.delivery.fault is not None
    assert ship.delivery.fault.name == "cards.held_shut"
    channels[kept.id] = kept
    ship.pass_time(60.0)
    ship.settle()
    assert [text.split("\n")[1] for text in ship.texts] == ["a", "b"]


def test_the_live_card_is_pinned_kept_through_edits_and_replaced(ship: Afloat) -> None:
    chat, channel_id = ship.orders.chat, ship.orders.channel_id
    card = LiveCard(ship.outbox, ship.book.vessel)
    card.show(ship.now, Sight(ship.utc, Moment(BREST)), ship.orders)
    (first,) = chat.pinned(channel_id)
    ship.pass_time(60.0)
    card.show(ship.now, Sight(ship.utc, Moment()), ship.orders)
    (edited,) = chat.pinned(channel_id)
    assert (edited.id, edited.message != first.message) == (first.id, True)
    chat.delete(first.id)
    ship.pass_time(60.0)
    card.show(ship.now, Sight(ship.utc, Moment(BREST)), ship.orders)
    (second,) = chat.pinned(channel_id)
    assert second.id != first.id
    assert card.fault is None
