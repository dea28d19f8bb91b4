"""What is owed reaches the channel: in order, each once, whatever the server does."""

import math
from pathlib import Path

import pytest

from logbook.model.entries import Draft, EntryKind
from logbook.model.ports import ChatRefused
from logbook.store.outbox import OwedState
from tests.chat.fake import Fault
from tests.chat.lines import NOON, draft
from tests.chat.ship import Ship


def remarks(count: int, *, every_s: float = 60.0) -> list[Draft]:
    return [draft(f"remarque {n}", at=NOON + n * every_s) for n in range(count)]


def test_a_line_is_on_disk_before_its_card_is_posted_and_posted_once(ship: Ship) -> None:
    (entry,) = ship.write(draft("Pris un ris"))
    assert ship.outbox.held == 1
    assert ship.chat.posts == {}
    assert ship.deliver() == math.inf
    assert ship.chat.texts == ["Ligne 1 · 14:00 UTC+2 · " + "a1" * 8 + "\nPris un ris"]
    assert ship.outbox.held == 0
    card = ship.outbox.card([entry.number])
    assert card is not None
    assert card.post_id == ship.chat.channel[0].id
    assert ship.chat.channel[0].props["logbook_uid"] == card.uid
    ship.deliver()
    assert len(ship.chat.posts) == 1


def test_the_hourly_line_is_owed_a_card_like_any_other(ship: Ship) -> None:
    ship.write(draft("48°22,41'N 004°29,87'W", kind=EntryKind.HOURLY, author=None))
    ship.deliver()
    assert ship.chat.texts == ["Ligne 1 · 14:00 UTC+2 · point horaire\n48°22,41'N 004°29,87'W"]


def test_settings_and_roles_are_no_news_for_the_crew(ship: Ship) -> None:
    ship.write(draft("a", kind=EntryKind.SETTING), draft("b", kind=EntryKind.ROLE))
    assert ship.outbox.held == 0


def test_cards_are_posted_in_the_order_of_the_log(ship: Ship) -> None:
    ship.write(*remarks(5))
    ship.deliver()
    assert [text.split("\n")[1] for text in ship.chat.texts] == [f"remarque {n}" for n in range(5)]


@pytest.mark.parametrize("fault", [Fault.SHUT, Fault.LOST, Fault.BROKEN, Fault.CUT, Fault.LATE])
def test_a_post_that_may_have_arrived_is_looked_for_before_it_is_sent_again(
    ship: Ship, fault: Fault
) -> None:
    ship.chat.faults.extend([Fault.NONE, fault])
    ship.write(*remarks(2))
    assert ship.deliver() == 1.0
    ship.settle()
    assert [text.split("\n")[1] for text in ship.chat.texts] == ["remarque 0", "remarque 1"]


def test_away_is_waited_out_each_time_longer_and_never_longer_than_five_minutes(
    ship: Ship,
) -> None:
    ship.write(draft("a"))
    ship.chat.faults.extend([Fault.SHUT] * 12)
    pauses = []
    for _ in range(12):
        pauses.append(ship.deliver())
        ship.pass_time(pauses[-1])
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    assert ship.delivery.fault is not None
    assert ship.delivery.fault.name == "cards.held_away"
    assert ship.deliver() == math.inf
    assert ship.delivery.fault is None


def test_before_the_time_asked_for_nothing_is_tried(ship: Ship) -> None:
    ship.write(draft("a"))
    ship.chat.faults.extend([Fault.BUSY])
    assert ship.deliver() == 7.0
    calls = len(ship.chat.calls)
    ship.pass_time(6.0)
    assert ship.deliver() == 1.0
    assert len(ship.chat.calls) == calls


def test_a_refused_notice_is_parked_with_its_reason_and_the_rest_goes_on(ship: Ship) -> None:
    ship.write(*remarks(3))
    ship.chat.faults.extend([Fault.NONE, Fault.NONE, Fault.REFUSED])
    assert ship.deliver() == math.inf
    assert [text.split("\n")[1] for text in ship.chat.texts] == ["remarque 0", "remarque 2"]
    (parked,) = ship.outbox.parked()
    assert (parked.entry, parked.tries) == (2, 1)
    assert "Invalid message" in parked.reason
    assert ship.outbox.count(OwedState.PARKED) == 1


@pytest.mark.parametrize("fault", [Fault.BANNED, Fault.ARCHIVED])
def test_a_server_that_refuses_everything_is_waited_for_and_nothing_is_given_up(
    ship: Ship, fault: Fault
) -> None:
    ship.write(draft("a"))
    ship.deliver()
    ship.write(*remarks(3))
    ship.chat.faults.extend([fault] * 3)
    assert ship.deliver() == 1.0
    assert ship.delivery.fault is not None
    assert ship.delivery.fault.name == "cards.held_shut"
    ship.settle()
    assert ship.outbox.count(OwedState.PARKED) == 0
    assert len(ship.chat.texts) == 4


def test_a_post_that_the_server_breaks_down_over_again_and_again_blocks_nobody_for_ever(
    ship: Ship,
) -> None:
    ship.chat.bad = "remarque 0"
    ship.write(*remarks(2))
    ship.settle()
    assert [parked.entry for parked in ship.outbox.parked()] == [1]
    assert [text.split("\n")[1] for text in ship.chat.texts] == ["remarque 1"]
    assert ship.now - 1000.0 > 1200.0  # it had its chances, over more than twenty minutes


def test_a_server_that_is_away_for_days_wears_nothing_out(ship: Ship) -> None:
    ship.write(draft("a"))
    ship.chat.faults.extend([Fault.NONE, *[Fault.LOST] * 500])
    ship.settle(rounds=600)
    assert len(ship.chat.texts) == 1


def test_after_a_kill_between_the_post_and_its_mark_nothing_is_doubled(ship: Ship) -> None:
    ship.write(draft("a"))
    ship.deliver()
    ship.write(draft("b"))
    kept = (ship.folder / "logbook.db").read_bytes(), (ship.folder / "logbook.db-wal").read_bytes()
    ship.deliver()
    assert len(ship.chat.texts) == 2
    ship.close()
    (ship.folder / "logbook.db").write_bytes(kept[0])
    (ship.folder / "logbook.db-wal").write_bytes(kept[1])
    ship._open()
    assert ship.outbox.held == 1
    ship.deliver()
    assert ship.outbox.held == 0
    assert len(ship.chat.texts) == 2
    assert ship.outbox.card([2]) is not None


def test_a_kill_after_the_very_first_post_doubles_nothing_even_a_week_later(
    tmp_path: Path,
) -> None:
    ship = Ship(tmp_path)
    ship.chat.faults.extend([Fault.NONE, Fault.CUT])
    ship.write(draft("a"))
    ship.deliver()
    ship.restart()
    ship.pass_time(7 * 86400)
    ship.deliver()
    assert len(ship.chat.texts) == 1
    ship.close()


def test_a_server_whose_clock_was_set_back_is_not_posted_to_twice(ship: Ship) -> None:
    ship.write(draft("a"))
    ship.deliver()
    ship.chat.now_ms -= 86_400_000
    ship.chat.faults.extend([Fault.CUT])
    ship.write(draft("b"))
    ship.deliver()
    ship.pass_time(40.0)  # the server knows the pending post no more
    ship.settle()
    assert len(ship.chat.texts) == 2


def test_a_server_whose_clock_was_wrong_for_a_while_is_not_posted_to_twice(ship: Ship) -> None:
    ship.write(draft("a"))
    ship.deliver()
    ship.chat.now_ms -= 20 * 3_600_000
    ship.chat.faults.extend([Fault.CUT])
    ship.write(draft("b"))
    ship.deliver()
    ship.chat.now_ms += 20 * 3_600_000
    ship.pass_time(40.0)  # the server knows the pending post no more
    ship.settle()
    assert len(ship.chat.texts) == 2


def test_a_look_that_is_refused_gives_nothing_up(
    ship: Ship, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise ChatRefused("api.context.invalid_url_param.app_error", 400)

    ship.write(draft("a"))
    with monkeypatch.context() as patched:
        patched.setattr(ship.chat, "posts_since", refuses)
        ship.outbox.keep({"chat_seen": {"log": ship.chat.now_ms}})
        assert ship.deliver() == 1.0
    ship.settle()
    assert ship.outbox.parked() == []
    assert len(ship.chat.texts) == 1


def test_somebody_else_cannot_pass_a_post_off_as_ours(ship: Ship) -> None:
    ship.chat.faults.extend([Fault.NONE, Fault.LOST])
    ship.write(draft("a"))
    ship.deliver()
    (owed,) = ship.outbox.waiting()
    forged = ship.chat.post("log", "forged", props={"logbook_uid": owed.uid})
    ship.chat.posts[forged.id] = type(forged)(
        forged.id, "log", "mallory", "forged", forged.create_at, props=forged.props
    )
    ship.settle()
    assert len(ship.chat.texts) == 2
